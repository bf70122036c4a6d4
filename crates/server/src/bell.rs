//! Wakes the long polls that a commit concerns, and no others.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

use crate::store::Scope;

/// The number of rings that are remembered for listeners that begin after a read: more than happen while a
/// poll reads.
const REMEMBERED: usize = 4096;

/// The listeners of each scope. Clones share the same bell.
#[derive(Clone, Default)]
pub(crate) struct Bell {
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    waiting: HashMap<Scope, Vec<Arc<Notify>>>,
    /// The number of rings so far; each scope counts.
    count: u64,
    /// The scopes of the last rings, the newest at the end.
    rung: VecDeque<Scope>,
}

/// A listener, which hears rings of its scopes from its creation on, until it is dropped.
pub(crate) struct Listener {
    bell: Bell,
    scopes: Vec<Scope>,
    notify: Arc<Notify>,
}

impl Bell {
    /// Answers the number of rings so far. To be taken before a read that decides whether to listen.
    pub(crate) fn count(&self) -> u64 {
        self.lock().count
    }

    /// Makes a listener that also hears rings since `count`: so nothing is lost between a read and the
    /// listener, and nothing is read a second time to find that out.
    pub(crate) fn listen_since(&self, scopes: &[Scope], count: u64) -> Listener {
        let notify = Arc::new(Notify::new());
        let mut state = self.lock();
        for scope in scopes {
            state.waiting.entry(*scope).or_default().push(notify.clone());
        }
        let missed = usize::try_from(state.count.saturating_sub(count)).unwrap_or(usize::MAX);
        // More rings than are remembered may have been for any scope.
        let forgotten = missed > state.rung.len();
        if forgotten || state.rung.iter().rev().take(missed).any(|scope| scopes.contains(scope)) {
            notify.notify_one();
        }
        drop(state);
        Listener { bell: self.clone(), scopes: scopes.to_vec(), notify }
    }

    /// Answers the function by which a store rings, with the scopes that a commit concerns.
    pub(crate) fn ringer(&self) -> impl Fn(&[Scope]) + Send + 'static {
        let bell = self.clone();
        move |scopes| bell.ring(scopes)
    }

    /// Wakes all listeners of these scopes.
    pub(crate) fn ring(&self, scopes: &[Scope]) {
        let mut state = self.lock();
        for scope in scopes {
            state.count += 1;
            if state.rung.len() == REMEMBERED {
                state.rung.pop_front();
            }
            state.rung.push_back(*scope);
            for listener in state.waiting.get(scope).into_iter().flatten() {
                listener.notify_one();
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Listener {
    /// Whether the listener hears exactly these scopes.
    pub(crate) fn hears(&self, scopes: &[Scope]) -> bool {
        self.scopes == scopes
    }

    /// Waits until the next ring.
    pub(crate) async fn rung(&self) {
        self.notify.notified().await;
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let mut state = self.bell.lock();
        for scope in &self.scopes {
            if let Some(listeners) = state.waiting.get_mut(scope) {
                listeners.retain(|other| !Arc::ptr_eq(other, &self.notify));
                if listeners.is_empty() {
                    state.waiting.remove(scope);
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
        let listener = bell.listen_since(&[scope(1), scope(2)], bell.count());
        bell.ring(&[scope(2)]);
        listener.rung().await;
    }

    #[tokio::test]
    async fn a_ring_between_a_read_and_the_listener_is_not_lost_and_another_ones_wakes_nobody() {
        let bell = Bell::default();
        bell.ring(&[scope(1)]);
        let read_at = bell.count();
        bell.ring(&[scope(3)]);
        let other = bell.listen_since(&[scope(1)], read_at);
        bell.ring(&[scope(2)]);
        bell.listen_since(&[scope(2)], read_at).rung().await;
        let heard = tokio::time::timeout(std::time::Duration::ZERO, other.rung()).await;
        assert!(heard.is_err(), "its own ring came before the read");
    }

    #[tokio::test]
    async fn more_rings_than_are_remembered_wake_whoever_comes_late() {
        let bell = Bell::default();
        let read_at = bell.count();
        bell.ring(&vec![scope(2); REMEMBERED + 1]);
        bell.listen_since(&[scope(1)], read_at).rung().await;
    }

    #[tokio::test]
    async fn a_dropped_listener_leaves_nothing_behind() {
        let bell = Bell::default();
        drop(bell.listen_since(&[scope(1)], 0));
        assert!(bell.lock().waiting.is_empty());
    }
}
