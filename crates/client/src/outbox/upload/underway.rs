//! Uploads on their way: the progress of each, for the interface.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use conversas_view::Upload;
use tokio::sync::Notify;
use tokio::time::Instant;

/// Progress is told at most this often.
const TELL: Duration = Duration::from_millis(200);
/// Uploads on their way.
#[derive(Clone, Default)]
pub(crate) struct Uploads(Arc<Mutex<Rows>>);

#[derive(Default)]
struct Rows {
    underway: HashMap<i64, Underway>,
    /// Rows for whose files the server had no room when it was last asked.
    without_room: HashSet<i64>,
}

/// A row is on its way while this value lives, whatever ends it.
pub(super) struct OnItsWay {
    uploads: Uploads,
    n: i64,
    stop: Arc<Notify>,
}

struct Underway {
    shown: Upload,
    told: Option<Instant>,
    stop: Arc<Notify>,
}

impl Uploads {
    /// The stage that is shown of a row that is being uploaded, or for which there is no room.
    pub(crate) fn shown(&self, n: i64) -> Option<Upload> {
        let rows = self.lock();
        let waits = rows.without_room.contains(&n).then_some(Upload::NoRoom);
        rows.underway.get(&n).map(|underway| underway.shown).or(waits)
    }

    /// Stops the upload of a row that is gone.
    pub(crate) fn stop(&self, n: i64) {
        let mut rows = self.lock();
        rows.without_room.remove(&n);
        if let Some(underway) = rows.underway.get(&n) {
            underway.stop.notify_one();
        }
    }

    pub(crate) fn clear(&self) {
        *self.lock() = Rows::default();
    }

    pub(super) fn begin(&self, n: i64) -> OnItsWay {
        let stop = Arc::new(Notify::new());
        let mut rows = self.lock();
        // The state in between, while the server is asked again and again, is not shown.
        let waits = rows.without_room.contains(&n);
        let shown = if waits { Upload::NoRoom } else { Upload::Uploading { percent: 0 } };
        rows.underway.insert(n, Underway { shown, told: None, stop: Arc::clone(&stop) });
        OnItsWay { uploads: self.clone(), n, stop }
    }

    /// Shows the progress; answers whether it is to be told.
    pub(super) fn show(&self, n: i64, shown: Upload) -> bool {
        let mut rows = self.lock();
        let Some(underway) = rows.underway.get_mut(&n) else { return false };
        let is_other = underway.shown != shown;
        underway.shown = shown;
        let is_due = underway.told.is_none_or(|told| told.elapsed() >= TELL) || shown == Upload::Checking;
        if is_other && is_due {
            underway.told = Some(Instant::now());
        }
        is_other && is_due
    }

    fn lock(&self) -> MutexGuard<'_, Rows> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl OnItsWay {
    /// Waits until somebody stops the upload.
    pub(super) async fn stopped(&self) {
        self.stop.notified().await;
    }

    /// Takes the row off its way; `has_room` is false if the server has no room for its file.
    pub(super) fn end(self, has_room: bool) {
        let mut rows = self.uploads.lock();
        if has_room {
            rows.without_room.remove(&self.n);
        } else {
            rows.without_room.insert(self.n);
        }
    }
}

impl Drop for OnItsWay {
    fn drop(&mut self) {
        let mut rows = self.uploads.lock();
        // A later upload of this row may have begun after everything was cleared.
        if rows.underway.get(&self.n).is_some_and(|underway| Arc::ptr_eq(&underway.stop, &self.stop)) {
            rows.underway.remove(&self.n);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_is_told_seldom_and_a_check_at_once() {
        let uploads = Uploads::default();
        let row = uploads.begin(7);
        let percent = |percent| Upload::Uploading { percent };
        assert!(uploads.show(7, percent(1)));
        for step in 2..100 {
            assert!(!uploads.show(7, percent(step)));
        }
        assert_eq!(uploads.shown(7), Some(percent(99)));
        assert!(uploads.show(7, Upload::Checking));
        assert!(!uploads.show(7, Upload::Checking));
        row.end(true);
        assert_eq!(uploads.shown(7), None);
    }

    #[test]
    fn a_file_for_which_there_was_no_room_says_so_until_it_goes_on() {
        let uploads = Uploads::default();
        let row = uploads.begin(7);
        row.end(false);
        assert_eq!(uploads.shown(7), Some(Upload::NoRoom));
        let row = uploads.begin(7);
        assert_eq!(uploads.shown(7), Some(Upload::NoRoom), "asking again is not sending");
        assert!(uploads.show(7, Upload::Uploading { percent: 1 }));
        row.end(true);
        assert_eq!(uploads.shown(7), None);
    }

    #[test]
    fn a_file_whose_upload_is_left_is_not_on_its_way() {
        let uploads = Uploads::default();
        let left = uploads.begin(7);
        assert!(uploads.shown(7).is_some());
        drop(left);
        assert_eq!(uploads.shown(7), None);
    }

    #[test]
    fn an_upload_of_before_does_not_hide_the_one_that_is_under_way() {
        let uploads = Uploads::default();
        let before = uploads.begin(7);
        uploads.clear();
        let _now = uploads.begin(7);
        drop(before);
        assert!(uploads.shown(7).is_some());
    }
}
