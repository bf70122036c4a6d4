//! The size of pages: smaller after an answer that took long or broke, larger again after quick ones.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use tokio::time::Instant;

use crate::net::NetError;

/// The duration above which an answer is followed by a smaller page.
const SLOW: Duration = Duration::from_secs(6);
/// The duration below which an answer is followed by a larger page.
const QUICK: Duration = Duration::from_secs(1);
/// The smallest part of a full page.
const SMALLEST: u32 = 32;

/// The size of pages, one for all requests that come in pages, because they share the link.
pub(crate) struct Pages {
    /// The number by which a full page is divided.
    part: AtomicU32,
}

impl Default for Pages {
    fn default() -> Self {
        Pages { part: AtomicU32::new(1) }
    }
}

impl Pages {
    /// The size of a page that has so many things when it is full.
    pub(crate) fn of(&self, full: u32) -> u32 {
        (full / self.part.load(Ordering::Relaxed)).max(1)
    }

    /// Waits for a page, and notes how long it took.
    pub(crate) async fn measured<T>(
        &self,
        page: impl Future<Output = Result<T, NetError>>,
    ) -> Result<T, NetError> {
        let began = Instant::now();
        let answer = page.await;
        match &answer {
            Ok(_) => self.came_after(began.elapsed()),
            Err(NetError::Offline) => self.shrink(),
            Err(
                NetError::NotAServer
                | NetError::AppTooOld
                | NetError::Certificate(_)
                | NetError::Locked
                | NetError::SessionEnded(_)
                | NetError::Refused { .. },
            ) => {}
        }
        answer
    }

    fn came_after(&self, took: Duration) {
        if took > SLOW {
            self.shrink();
        } else if took < QUICK {
            self.part.store((self.part.load(Ordering::Relaxed) / 2).max(1), Ordering::Relaxed);
        }
    }

    fn shrink(&self) {
        self.part.store((self.part.load(Ordering::Relaxed) * 2).min(SMALLEST), Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_shrink_on_a_slow_link_and_grow_on_a_quick_one() {
        let pages = Pages::default();
        assert_eq!(pages.of(200), 200);
        pages.came_after(Duration::from_secs(35));
        assert_eq!(pages.of(200), 100);
        pages.came_after(Duration::from_secs(3));
        assert_eq!(pages.of(200), 100);
        pages.came_after(Duration::from_millis(90));
        assert_eq!(pages.of(200), 200);
    }

    #[tokio::test]
    async fn a_page_that_breaks_is_followed_by_smaller_ones_but_never_by_none() {
        let pages = Pages::default();
        for _ in 0..20 {
            let broken = pages.measured(async { Err::<(), _>(NetError::Offline) }).await;
            assert_eq!(broken, Err(NetError::Offline));
        }
        assert_eq!((pages.of(200), pages.of(50), pages.of(10)), (6, 1, 1));
    }
}
