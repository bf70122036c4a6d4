//! When files were shown, until the times are written down.

use std::collections::HashMap;
use std::mem;
use std::sync::{Arc, Mutex, PoisonError};

use conversas_domain::ids::AttachmentId;
use conversas_domain::moment::Moment;

/// The number of times that are collected before they are written: not at each glance.
const SEEN: usize = 64;

/// The times when files were shown, as far as they are not written yet.
#[derive(Clone, Default)]
pub(crate) struct Seen(Arc<Mutex<HashMap<AttachmentId, Moment>>>);

impl Seen {
    /// Adds a time; answers whether there is much to write.
    pub(super) fn add(&self, id: AttachmentId, at: Moment) -> bool {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        seen.insert(id, at);
        seen.len() >= SEEN
    }

    pub(super) fn take(&self) -> HashMap<AttachmentId, Moment> {
        mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) fn give_back(&self, taken: HashMap<AttachmentId, Moment>) {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // A file that was shown again meanwhile keeps the later time.
        for (id, at) in taken {
            seen.entry(id).or_insert(at);
        }
    }
}
