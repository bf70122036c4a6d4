//! Reactions of the host to the engine's events: takes and opened files follow each change.

use std::sync::Arc;

use conversas_client::{Engine, Event, Session};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::task::AbortHandle;

use crate::files::Opened;
use crate::recording::Recording;

/// A background task that ends when this value is dropped.
pub(crate) struct Task(AbortHandle);

impl Drop for Task {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Begins to react to events. The caller has subscribed before any event could happen.
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
            // The loss of a recording with its conversation is told in the same event as rescued words.
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
