//! Tells the server where the person is, and the engine what the server says of colleagues.

use std::sync::Arc;
use std::time::Duration;

use conversas_domain::person::Side;
use conversas_protocol::{PresencePage, Whereabouts};
use tokio::time::sleep;

use super::Place;
use crate::engine::inner::Inner;
use crate::event::Event;

/// The pause before the server is told again: a lost request or two do not make the person leave.
const AGAIN: Duration = Duration::from_secs(12);

impl Inner {
    /// Takes over the presence that a poll brought.
    pub(crate) fn others_are(&self, page: PresencePage) {
        for conversation_id in self.presence.replace(page) {
            let present = self.presence.of(conversation_id);
            self.events.tell(Event::PresenceChanged { conversation_id, present });
        }
    }

    /// Forgets colleagues' presence while offline or signed out.
    pub(crate) fn others_are_unknown(&self) {
        self.others_are(PresencePage::default());
    }
}

/// Tells where the person is, at once when it changes and again while they stay. Runs until the session ends;
/// a family's presence is not told.
pub(crate) async fn run(inner: Arc<Inner>) {
    let is_staff =
        |inner: &Inner| inner.live().is_ok_and(|live| live.directory.me.role.side() == Side::School);
    if !is_staff(&inner) {
        return;
    }
    let mut mine = inner.presence.mine.subscribe();
    let mut told: Place = None;
    loop {
        let at = *mine.borrow_and_update();
        if (at.is_some() || told.is_some())
            && inner.connection.get().online
            && let Ok(live) = inner.live()
        {
            match live.remote.presence(&Whereabouts { at }).await {
                Ok(()) => told = at,
                Err(error) => tracing::debug!(%error, "nobody was told where this device is"),
            }
        }
        tokio::select! {
            changed = mine.changed() => if changed.is_err() { return },
            () = inner.bells.presence.notified() => {}
            () = sleep(AGAIN), if at.is_some() || told.is_some() => {}
        }
    }
}
