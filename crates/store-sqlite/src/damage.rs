//! Damage that shows while the server runs: from then on the store is read-only.

use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use conversas_store::StoreError;

thread_local! {
    /// Whether SQLite told this thread of damage since [`Damage::watch`] began to look. Reads and changes answer in types of
    /// their callers, in which SQLite's own word is lost.
    static SEEN: Cell<bool> = const { Cell::new(false) };
}

/// Remembers that an error told of damage.
pub(crate) fn heard_of_damage() {
    SEEN.set(true);
}

/// Whether the store turned out to be damaged. Clones share it.
#[derive(Clone, Default)]
pub(crate) struct Damage {
    found: Arc<AtomicBool>,
}

impl Damage {
    /// Runs a read or a change; if SQLite tells of damage meanwhile, the store is damaged from then on.
    pub(crate) fn watch<T>(&self, work: impl FnOnce() -> T) -> T {
        SEEN.set(false);
        let done = work();
        if SEEN.get() {
            self.is_found();
        }
        done
    }

    /// Refuses if SQLite told of damage in what is watched on this thread, or did before.
    pub(crate) fn require_unheard(&self) -> Result<(), StoreError> {
        if SEEN.get() {
            self.is_found();
        }
        self.require_none()
    }

    /// Makes the store damaged: nothing is written any more.
    pub(crate) fn is_found(&self) {
        if !self.found.swap(true, Ordering::SeqCst) {
            tracing::error!(
                "the database is damaged: nothing is written any more; put a backup in its place"
            );
        }
    }

    /// Refuses once the store is damaged.
    pub(crate) fn require_none(&self) -> Result<(), StoreError> {
        if self.found.load(Ordering::SeqCst) {
            return Err(StoreError::Damaged("found while the server runs".into()));
        }
        Ok(())
    }
}
