//! Files on their way: how far each is, for those who look.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::Instant;

use crate::thread::Upload;

/// Progress is told at most this often.
const TELL: Duration = Duration::from_millis(200);
/// Files on their way.
#[derive(Default)]
pub(crate) struct Uploads(Mutex<HashMap<i64, Underway>>);

struct Underway {
    shown: Upload,
    told: Option<Instant>,
    stop: Arc<Notify>,
}

impl Uploads {
    /// What is shown of a row that is being uploaded.
    pub(crate) fn shown(&self, n: i64) -> Option<Upload> {
        self.lock().get(&n).map(|underway| underway.shown)
    }

    /// Stops the upload of a row that is gone.
    pub(crate) fn stop(&self, n: i64) {
        if let Some(underway) = self.lock().get(&n) {
            underway.stop.notify_one();
        }
    }

    pub(crate) fn clear(&self) {
        self.lock().clear();
    }

    pub(super) fn begin(&self, n: i64) -> Arc<Notify> {
        let stop = Arc::new(Notify::new());
        let shown = Upload::Uploading { percent: 0 };
        self.lock().insert(n, Underway { shown, told: None, stop: Arc::clone(&stop) });
        stop
    }

    pub(super) fn end(&self, n: i64) {
        self.lock().remove(&n);
    }

    /// Answers whether it is to be told.
    pub(super) fn show(&self, n: i64, shown: Upload) -> bool {
        let mut underways = self.lock();
        let Some(underway) = underways.get_mut(&n) else { return false };
        let is_other = underway.shown != shown;
        underway.shown = shown;
        let is_due = underway.told.is_none_or(|told| told.elapsed() >= TELL) || shown == Upload::Checking;
        if is_other && is_due {
            underway.told = Some(Instant::now());
        }
        is_other && is_due
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<i64, Underway>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_is_told_seldom_and_a_check_at_once() {
        let uploads = Uploads::default();
        uploads.begin(7);
        let percent = |percent| Upload::Uploading { percent };
        assert!(uploads.show(7, percent(1)));
        for step in 2..100 {
            assert!(!uploads.show(7, percent(step)));
        }
        assert_eq!(uploads.shown(7), Some(percent(99)));
        assert!(uploads.show(7, Upload::Checking));
        assert!(!uploads.show(7, Upload::Checking));
        uploads.end(7);
        assert_eq!(uploads.shown(7), None);
    }
}
