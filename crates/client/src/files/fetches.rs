//! Downloads under way: their waiters, their progress, and those that broke off.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use conversas_domain::ids::AttachmentId;
use tokio::sync::OwnedMutexGuard;

use super::Rendition;
use crate::net::NetError;

/// The key of a download: the file and its form.
pub(super) type Key = (AttachmentId, Rendition);

/// Downloads under way. Each waiter holds its download; the last one to leave removes it.
#[derive(Default)]
pub(crate) struct Fetches(Mutex<All>);

#[derive(Default)]
struct All {
    wanted: HashMap<Key, Arc<Fetch>>,
    /// Downloads that were begun and not finished: the folder may hold bytes of them that no row knows.
    begun: HashSet<Key>,
}

impl All {
    fn is_wanted(&self, id: AttachmentId) -> bool {
        self.wanted.keys().any(|(wanted, _)| *wanted == id)
    }
}

/// The percentage that stands for a download that is not under way.
const IDLE: u8 = u8::MAX;

/// A download.
pub(super) struct Fetch {
    /// The right to download: whoever holds it downloads, and the others wait.
    turn: Arc<tokio::sync::Mutex<()>>,
    percent: AtomicU8,
    /// The number of attempts that failed for the network's sake, and the last one's error: every waiter gets
    /// the same answer.
    failed: Mutex<(u64, Option<NetError>)>,
}

impl Fetch {
    pub(super) fn failed(&self) -> (u64, Option<NetError>) {
        *self.failed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn fail(&self, error: NetError) {
        let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        *failed = (failed.0 + 1, Some(error));
    }

    /// Shows how far the download is; answers whether that is news.
    pub(super) fn show(&self, percent: u8) -> bool {
        self.percent.swap(percent, Ordering::Relaxed) != percent
    }

    /// Shows that the download is not under way any more.
    pub(super) fn rest(&self) {
        self.percent.store(IDLE, Ordering::Relaxed);
    }
}

/// The place of a task that waits for a download.
pub(super) struct Seat {
    fetches: Arc<Fetches>,
    key: Key,
    pub(super) fetch: Arc<Fetch>,
}

/// The right to write the bytes of a download. A block that is being written holds its turn too, so that a
/// download that was left in the middle of a block is neither continued nor counted before the block ends.
pub(super) struct Turn {
    _guard: OwnedMutexGuard<()>,
    seat: Seat,
}

impl Seat {
    /// Waits for the turn to download.
    pub(super) async fn turn(self) -> Turn {
        Turn { _guard: Arc::clone(&self.fetch.turn).lock_owned().await, seat: self }
    }
}

impl Turn {
    /// The download.
    pub(super) fn fetch(&self) -> &Fetch {
        &self.seat.fetch
    }

    /// Notes that bytes may come from now on.
    pub(super) fn begin(&self) {
        self.seat.fetches.lock().begun.insert(self.seat.key);
    }

    /// Notes that all bytes came and have a row.
    pub(super) fn end(&self) {
        self.seat.fetches.lock().begun.remove(&self.seat.key);
    }
}

impl Fetches {
    fn lock(&self) -> MutexGuard<'_, All> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn join(self: &Arc<Self>, key: Key) -> Seat {
        let fresh = || {
            let (turn, failed) = Default::default();
            Arc::new(Fetch { turn, percent: AtomicU8::new(IDLE), failed })
        };
        let fetch = Arc::clone(self.lock().wanted.entry(key).or_insert_with(fresh));
        Seat { fetches: Arc::clone(self), key, fetch }
    }

    /// Answers the progress of a file, if it is on its way.
    pub(crate) fn percent(&self, id: AttachmentId) -> Option<u8> {
        let all = self.lock();
        let fetch = all.wanted.get(&(id, Rendition::Original))?;
        Some(fetch.percent.load(Ordering::Relaxed)).filter(|percent| *percent != IDLE)
    }

    /// Does something unless a task waits for the file; a task that comes meanwhile waits until it is done.
    pub(crate) fn unless_wanted(&self, id: AttachmentId, act: impl FnOnce()) {
        let all = self.lock();
        if !all.is_wanted(id) {
            act();
        }
    }

    /// Files of which a download was begun and did not come to its end.
    pub(crate) fn begun(&self) -> Vec<AttachmentId> {
        self.lock().begun.iter().map(|(id, _)| *id).collect()
    }

    /// Answers downloads that were begun, broke off, and have no waiter; each is answered once.
    pub(super) fn take_left(&self) -> HashSet<Key> {
        let all = &mut *self.lock();
        let (going_on, left) = all.begun.iter().partition(|(id, _)| all.is_wanted(*id));
        all.begun = going_on;
        left
    }

    /// Takes back downloads that [`take_left`](Self::take_left) answered and that could not be written down:
    /// they are answered again.
    pub(super) fn give_back(&self, left: HashSet<Key>) {
        self.lock().begun.extend(left);
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut all = self.fetches.lock();
        // Two owners are left: the map and this seat.
        if Arc::strong_count(&self.fetch) <= 2 {
            all.wanted.remove(&self.key);
        }
    }
}
