//! Outbox rows on their way to the server, for the interface.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Rows on their way. Of two attempts to send a row, the later one is shown.
#[derive(Clone, Default)]
pub(crate) struct Sending(Arc<Mutex<HashMap<i64, Arc<()>>>>);

/// Shows a row as on its way while this value lives, however the attempt ends.
pub(super) struct Shown {
    sending: Sending,
    n: i64,
    attempt: Arc<()>,
}

impl Sending {
    pub(super) fn show(&self, n: i64) -> Shown {
        let attempt = Arc::new(());
        self.lock().insert(n, Arc::clone(&attempt));
        Shown { sending: self.clone(), n, attempt }
    }

    /// Whether a row is on its way.
    pub(crate) fn has(&self, n: i64) -> bool {
        self.lock().contains_key(&n)
    }

    /// Forgets all rows on their way.
    pub(crate) fn clear(&self) {
        self.lock().clear();
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<i64, Arc<()>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Shown {
    fn drop(&mut self) {
        let mut rows = self.sending.lock();
        if rows.get(&self.n).is_some_and(|attempt| Arc::ptr_eq(attempt, &self.attempt)) {
            rows.remove(&self.n);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_row_whose_attempt_is_left_is_not_on_its_way() {
        let sending = Sending::default();
        let shared = sending.clone();
        let attempt = tokio::spawn(async move {
            let _shown = shared.show(7);
            std::future::pending::<()>().await;
        });
        while !sending.has(7) {
            tokio::task::yield_now().await;
        }
        attempt.abort();
        assert!(attempt.await.is_err());
        assert!(!sending.has(7));
    }

    #[test]
    fn an_attempt_of_before_does_not_hide_the_one_that_is_under_way() {
        let sending = Sending::default();
        let before = sending.show(7);
        sending.clear();
        let now = sending.show(7);
        drop(before);
        assert!(sending.has(7));
        drop(now);
        assert!(!sending.has(7));
    }
}
