//! Wakes the long polls that a commit concerns, and no others.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

use crate::store::Scope;

/// Who waits for which scope. Clones share the same bell.
#[derive(Clone, Default)]
pub(crate) struct Bell {
    waiting: Arc<Mutex<HashMap<Scope, Vec<Arc<Notify>>>>>,
}

/// Hears rings of its scopes from its creation on; dropped, it does not wait any more.
pub(crate) struct Listener {
    bell: Bell,
    scopes: Vec<Scope>,
    notify: Arc<Notify>,
}

impl Bell {
    /// Listens from now on: a ring before [`Listener::rung`] is not lost.
    pub(crate) fn listen(&self, scopes: &[Scope]) -> Listener {
        let notify = Arc::new(Notify::new());
        let mut waiting = self.lock();
        for scope in scopes {
            waiting.entry(*scope).or_default().push(notify.clone());
        }
        Listener { bell: self.clone(), scopes: scopes.to_vec(), notify }
    }

    /// Wakes whoever listens to one of these scopes.
    pub(crate) fn ring(&self, scopes: &[Scope]) {
        let waiting = self.lock();
        for listener in scopes.iter().filter_map(|scope| waiting.get(scope)).flatten() {
            listener.notify_one();
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Scope, Vec<Arc<Notify>>>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Listener {
    /// Until the next ring.
    pub(crate) async fn rung(&self) {
        self.notify.notified().await;
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let mut waiting = self.bell.lock();
        for scope in &self.scopes {
            if let Some(listeners) = waiting.get_mut(scope) {
                listeners.retain(|other| !Arc::ptr_eq(other, &self.notify));
                if listeners.is_empty() {
                    waiting.remove(scope);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn scope(number: u128) -> Scope {
        Scope(Uuid::from_u128(number))
    }

    #[tokio::test]
    async fn a_ring_before_the_wait_is_not_lost() {
        let bell = Bell::default();
        let listener = bell.listen(&[scope(1), scope(2)]);
        bell.ring(&[scope(2)]);
        listener.rung().await;
    }

    #[tokio::test]
    async fn a_dropped_listener_leaves_nothing_behind() {
        let bell = Bell::default();
        drop(bell.listen(&[scope(1)]));
        assert!(bell.lock().is_empty());
    }
}
