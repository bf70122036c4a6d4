//! Turns: one request at a time may change an upload.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use conversas_domain::ids::AttachmentId;
use tokio::sync::{Mutex as AsyncMutex, OwnedMutexGuard, watch};

/// The holders of uploads, in memory.
#[derive(Default)]
pub(super) struct Turns {
    places: Mutex<HashMap<AttachmentId, Arc<Place>>>,
}

struct Place {
    lock: Arc<AsyncMutex<()>>,
    /// The number of requests that wait for the turn.
    waiting: watch::Sender<usize>,
}

/// The right to change an upload, until it is dropped.
pub(crate) struct Turn {
    id: AttachmentId,
    place: Arc<Place>,
    _guard: OwnedMutexGuard<()>,
}

impl Turn {
    pub(crate) fn id(&self) -> AttachmentId {
        self.id
    }

    /// Waits until a request waits for this turn to end.
    pub(crate) fn is_wanted(&self) -> impl Future<Output = ()> + use<> {
        let mut waiting = self.place.waiting.subscribe();
        // The sender lives as long as the turn; without it, no request waits.
        async move { drop(waiting.wait_for(|count| *count > 0).await) }
    }
}

impl Turns {
    pub(super) fn try_take(&self, id: AttachmentId) -> Option<Turn> {
        let place = self.place(id);
        let guard = place.lock.clone().try_lock_owned().ok()?;
        Some(Turn { id, place, _guard: guard })
    }

    pub(super) async fn take(&self, id: AttachmentId) -> Turn {
        let place = self.place(id);
        let waiting = Waiting::begin(&place);
        let guard = place.lock.clone().lock_owned().await;
        drop(waiting);
        Turn { id, place, _guard: guard }
    }

    fn place(&self, id: AttachmentId) -> Arc<Place> {
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        places.retain(|_, place| Arc::strong_count(place) > 1);
        let new = || Arc::new(Place { lock: Arc::default(), waiting: watch::channel(0).0 });
        places.entry(id).or_insert_with(new).clone()
    }
}

/// Counts as waiting until it is dropped, also when its request has gone.
struct Waiting(Arc<Place>);

impl Waiting {
    fn begin(place: &Arc<Place>) -> Waiting {
        place.waiting.send_modify(|count| *count += 1);
        Waiting(place.clone())
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.waiting.send_modify(|count| *count -= 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::id;

    #[tokio::test]
    async fn an_upload_has_one_turn_and_who_waits_for_it_is_heard() {
        let turns = Arc::new(Turns::default());
        let upload = id();
        let turn = turns.try_take(upload).unwrap();
        assert!(turns.try_take(upload).is_none());
        assert!(turns.try_take(id()).is_some());
        let next = tokio::spawn({
            let turns = turns.clone();
            async move { turns.take(upload).await.id() }
        });
        turn.is_wanted().await;
        drop(turn);
        assert_eq!(next.await.unwrap(), upload);
        assert!(turns.try_take(upload).is_some());
        assert_eq!(turns.places.lock().unwrap().len(), 1, "nothing is left behind");
    }
}
