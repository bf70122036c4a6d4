//! A limit on how many of something each origin has at the same time. Above the limit, the newest takes the
//! place of the oldest: whoever holds places without using them keeps nobody out.

use std::collections::{HashMap, VecDeque};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::Instant;

/// The time between two notices of a crowd from one origin.
const TELL: Duration = Duration::from_secs(60);

/// The members of a crowd, by origin. Clones share them.
#[derive(Clone)]
pub(crate) struct Crowd {
    /// The most members of one origin at the same time.
    most: usize,
    places: Arc<Mutex<Places>>,
}

#[derive(Default)]
struct Places {
    /// The members of each origin, oldest first.
    of_origin: HashMap<IpAddr, VecDeque<Arc<Notify>>>,
    /// The origins with too many members within the last minute, and when that was told.
    told: HashMap<IpAddr, Instant>,
}

/// A member of a crowd, until it is dropped.
pub(crate) struct OneOf {
    crowd: Crowd,
    origin: IpAddr,
    displaced: Arc<Notify>,
    /// Whether the member took another's place, and that was not told within the last minute.
    pub(crate) is_to_tell: bool,
}

impl Crowd {
    pub(crate) fn new(most: usize) -> Crowd {
        Crowd { most, places: Arc::default() }
    }

    /// Takes a place of an origin, as [`crate::origin::group`] says it.
    pub(crate) fn join(&self, origin: IpAddr, now: Instant) -> OneOf {
        let mut places = self.lock();
        let displaced = Arc::new(Notify::new());
        let line = places.of_origin.entry(origin).or_default();
        let is_full = line.len() >= self.most;
        if is_full && let Some(oldest) = line.pop_front() {
            oldest.notify_one();
        }
        line.push_back(displaced.clone());
        let is_to_tell = is_full && {
            places.told.retain(|_, told| now.saturating_duration_since(*told) < TELL);
            let is_new = !places.told.contains_key(&origin);
            if is_new {
                places.told.insert(origin, now);
            }
            is_new
        };
        OneOf { crowd: self.clone(), origin, displaced, is_to_tell }
    }

    fn lock(&self) -> MutexGuard<'_, Places> {
        self.places.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl OneOf {
    /// Waits until a newer member takes the place.
    pub(crate) async fn displaced(&self) {
        self.displaced.notified().await;
    }
}

impl Drop for OneOf {
    fn drop(&mut self) {
        let mut places = self.crowd.lock();
        if let Some(line) = places.of_origin.get_mut(&self.origin) {
            line.retain(|place| !Arc::ptr_eq(place, &self.displaced));
            if line.is_empty() {
                places.of_origin.remove(&self.origin);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use futures_util::poll;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn the_newest_of_an_origin_takes_the_place_of_its_oldest_and_others_have_theirs() {
        let crowd = Crowd::new(2);
        let [one, other] = [1, 2].map(|number| IpAddr::from([10, 0, 0, number]));
        let join = |origin| crowd.join(origin, Instant::now());
        let (first, second) = (join(one), join(one));
        let _other = join(other);
        assert!(poll!(Box::pin(first.displaced())).is_pending());
        let third = join(one);
        assert!(poll!(Box::pin(first.displaced())).is_ready());
        assert!(poll!(Box::pin(second.displaced())).is_pending());
        drop((first, third));
        let fourth = join(one);
        assert!(poll!(Box::pin(second.displaced())).is_pending(), "there is room again");
        drop((second, fourth));
        assert!(!crowd.lock().of_origin.contains_key(&one));
    }

    #[tokio::test(start_paused = true)]
    async fn a_crowd_is_told_once_a_minute() {
        let crowd = Crowd::new(1);
        let join = |number| crowd.join(IpAddr::from([10, 0, 0, number]), Instant::now());
        let all = [join(1), join(1), join(1), join(2), join(2)];
        assert_eq!(all.each_ref().map(|one| one.is_to_tell), [false, true, false, false, true]);
        tokio::time::advance(TELL).await;
        assert!(join(1).is_to_tell);
        assert_eq!(crowd.lock().told.len(), 1);
    }
}
