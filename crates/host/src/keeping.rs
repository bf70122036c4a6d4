//! What the host does by itself when the engine tells of a change: takes and opened files follow it.

use std::sync::Arc;

use conversas_client::{Engine, Event, Session};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::task::AbortHandle;

use crate::files::Opened;
use crate::recording::Recording;

/// Ends with its last owner.
pub(crate) struct Task(AbortHandle);

impl Drop for Task {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// From now on. Whoever calls has subscribed before anything could happen.
pub(crate) fn begin(
    engine: Engine,
    told: Receiver<Event>,
    recording: Recording,
    opened: Arc<Opened>,
) -> Task {
    Task(tokio::spawn(keep(engine, told, recording, opened)).abort_handle())
}

async fn keep(engine: Engine, mut told: Receiver<Event>, recording: Recording, opened: Arc<Opened>) {
    recording.begin().await;
    loop {
        match told.recv().await {
            // A recording that went with its conversation is told with the words that did.
            Ok(Event::VoiceSettled { .. } | Event::TextsRescued) => recording.tidy().await,
            Ok(Event::ConversationMerged { .. }) => recording.moved().await,
            Ok(Event::SessionChanged) | Err(RecvError::Lagged(_)) => {
                if matches!(engine.session().await, Ok(Session::SignedOut { .. })) {
                    recording.stop().await;
                }
                recording.look_after().await;
                opened.tidy(&engine).await;
            }
            Ok(_) => {}
            Err(RecvError::Closed) => return,
        }
    }
}
