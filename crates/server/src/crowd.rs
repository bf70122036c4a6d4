//! How many of something each origin has at the same time.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The counts. Clones share them.
#[derive(Clone)]
pub(crate) struct Crowd {
    /// At the same time, of one origin.
    most: usize,
    counts: Arc<Mutex<HashMap<IpAddr, usize>>>,
}

/// One of them, until it is dropped.
pub(crate) struct OneOf {
    crowd: Crowd,
    origin: IpAddr,
}

impl Crowd {
    pub(crate) fn new(most: usize) -> Crowd {
        Crowd { most, counts: Arc::default() }
    }

    /// None: the origin, as [`crate::origin::group`] says it, has as many as it may.
    pub(crate) fn join(&self, origin: IpAddr) -> Option<OneOf> {
        let mut counts = self.lock();
        let count = counts.entry(origin).or_default();
        if *count >= self.most {
            return None;
        }
        *count += 1;
        Some(OneOf { crowd: self.clone(), origin })
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<IpAddr, usize>> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for OneOf {
    fn drop(&mut self) {
        let mut counts = self.crowd.lock();
        if let Some(count) = counts.get_mut(&self.origin) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.origin);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_has_so_many_and_others_have_theirs() {
        let crowd = Crowd::new(2);
        let [one, other] = [1, 2].map(|number| IpAddr::from([10, 0, 0, number]));
        let first = crowd.join(one);
        let second = crowd.join(one);
        assert!(first.is_some() && second.is_some() && crowd.join(one).is_none());
        assert!(crowd.join(other).is_some());
        drop(first);
        assert!(crowd.join(one).is_some());
        drop(second);
        assert!(crowd.lock().is_empty());
    }
}
