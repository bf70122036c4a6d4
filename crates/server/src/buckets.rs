//! Token buckets: a burst of tokens, then one more every so often. A request in vain costs nothing, so
//! repeated requests keep nobody out for longer.
//!
//! Time is monotonic: setting the machine's clock changes nothing.

use std::collections::HashMap;
use std::fmt;
use std::hash::Hash;
use std::str::FromStr;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// The number of buckets below which full ones are not looked for.
const FEW: usize = 4_096;

const MINUTE: Duration = Duration::from_secs(60);

/// How often something may be done; as text `BURST/PER_MINUTE`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// The number of tokens at once, after a rest.
    burst: u32,
    /// The number of tokens in each period after that.
    count: u32,
    period: Duration,
}

/// A text that is no rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected BURST/PER_MINUTE, two numbers above 0")]
pub struct NotARate;

impl Rate {
    /// A rate of so many at once, and so many in each minute after that.
    pub const fn new(burst: u32, per_minute: u32) -> Rate {
        Rate { burst, count: per_minute, period: MINUTE }
    }

    /// A rate of so many at once, and so many in each hour after that.
    pub(crate) const fn hourly(burst: u32, per_hour: u32) -> Rate {
        Rate { burst, count: per_hour, period: Duration::from_secs(3_600) }
    }

    /// The time until one more token is there.
    fn interval(self) -> Duration {
        self.period / self.count.max(1)
    }

    /// The part of a full bucket, as a time, that may be used up before the next token has to be waited for.
    fn slack(self) -> Duration {
        self.interval() * self.burst.saturating_sub(1)
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.burst, self.count)
    }
}

impl FromStr for Rate {
    type Err = NotARate;

    fn from_str(text: &str) -> Result<Rate, NotARate> {
        let (burst, per_minute) = text.split_once('/').ok_or(NotARate)?;
        let number = |text: &str| text.parse().ok().filter(|number| *number > 0).ok_or(NotARate);
        Ok(Rate::new(number(burst)?, number(per_minute)?))
    }
}

/// The reason why nothing was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Empty {
    /// The index of the wanted bucket that is empty for longest.
    pub(crate) which: usize,
    /// The time until that bucket has a token again.
    pub(crate) wait: Duration,
    /// Whether the bucket was not empty when it was last asked.
    pub(crate) is_new: bool,
}

impl Empty {
    /// The wait in whole seconds, at least one.
    pub(crate) fn seconds(self) -> u64 {
        self.wait.as_secs() + 1
    }
}

/// A bucket for each key. A full bucket is not kept.
pub(crate) struct Buckets<K> {
    state: Mutex<State<K>>,
}

struct State<K> {
    buckets: HashMap<K, Bucket>,
    /// The number of buckets at which full ones are looked for.
    enough: usize,
}

#[derive(Clone, Copy)]
struct Bucket {
    full_at: Instant,
    was_empty: bool,
}

impl<K> Default for Buckets<K> {
    fn default() -> Self {
        Buckets { state: Mutex::new(State { buckets: HashMap::new(), enough: FEW }) }
    }
}

impl<K: Eq + Hash + Clone> Buckets<K> {
    /// Takes a token from each of these buckets, or none from any.
    pub(crate) fn take(&self, wanted: &[(K, Rate)], now: Instant) -> Result<(), Empty> {
        self.take_many(wanted, 1, now)
    }

    /// Takes so many tokens from each of these buckets, or none from any. A bucket with one token gives as
    /// many as are wanted; missing tokens are owed, and come back first.
    pub(crate) fn take_many(&self, wanted: &[(K, Rate)], count: u32, now: Instant) -> Result<(), Empty> {
        let mut state = self.lock();
        state.forget_full(now);
        let wait_for = |(key, rate): &(K, Rate)| {
            let full_at = state.buckets.get(key).map_or(now, |bucket| bucket.full_at);
            full_at.saturating_duration_since(now).saturating_sub(rate.slack())
        };
        let waits = wanted.iter().map(wait_for).enumerate();
        if let Some((which, wait)) = waits.max_by_key(|(_, wait)| *wait).filter(|(_, wait)| !wait.is_zero()) {
            let bucket = state.buckets.get_mut(&wanted[which].0);
            let is_new = bucket.is_some_and(|bucket| !std::mem::replace(&mut bucket.was_empty, true));
            return Err(Empty { which, wait, is_new });
        }
        for (key, rate) in wanted {
            let bucket =
                state.buckets.entry(key.clone()).or_insert(Bucket { full_at: now, was_empty: false });
            *bucket = Bucket { full_at: bucket.full_at.max(now) + rate.interval() * count, was_empty: false };
        }
        Ok(())
    }

    /// Puts back a token that was taken.
    pub(crate) fn give_back(&self, key: &K, rate: Rate) {
        if let Some(bucket) = self.lock().buckets.get_mut(key)
            && let Some(before) = bucket.full_at.checked_sub(rate.interval())
        {
            bucket.full_at = before;
        }
    }

    /// Makes a bucket full again.
    pub(crate) fn fill(&self, key: &K) {
        self.lock().buckets.remove(key);
    }

    fn lock(&self) -> MutexGuard<'_, State<K>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<K: Eq + Hash> State<K> {
    /// Forgets full buckets now and then, so that each request costs next to nothing.
    fn forget_full(&mut self, now: Instant) {
        if self.buckets.len() < self.enough {
            return;
        }
        self.buckets.retain(|_, bucket| bucket.full_at > now);
        self.enough = (2 * self.buckets.len()).max(FEW);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: Rate = Rate::new(3, 6);

    fn take(buckets: &Buckets<u32>, key: u32) -> Result<(), Empty> {
        buckets.take(&[(key, RATE)], Instant::now())
    }

    #[tokio::test(start_paused = true)]
    async fn a_burst_is_free_and_then_one_comes_back_every_so_often_whatever_was_asked_meanwhile() {
        let buckets = Buckets::default();
        for _ in 0..3 {
            take(&buckets, 1).unwrap();
        }
        let empty = take(&buckets, 1).unwrap_err();
        assert_eq!((empty.seconds(), empty.is_new), (11, true));
        assert!(take(&buckets, 2).is_ok(), "another key");
        tokio::time::advance(Duration::from_secs(9)).await;
        for _ in 0..100 {
            let empty = take(&buckets, 1).unwrap_err();
            assert_eq!((empty.wait, empty.is_new), (Duration::from_secs(1), false));
        }
        tokio::time::advance(Duration::from_secs(1)).await;
        assert!(take(&buckets, 1).is_ok());
        assert!(take(&buckets, 1).unwrap_err().is_new);
        tokio::time::advance(Duration::from_secs(300)).await;
        for _ in 0..3 {
            take(&buckets, 1).unwrap();
        }
        assert!(take(&buckets, 1).is_err(), "a long rest gives no more than a burst");
    }

    #[tokio::test(start_paused = true)]
    async fn all_are_taken_or_none() {
        let buckets = Buckets::default();
        let scarce = Rate::new(1, 1);
        let both = [(1, RATE), (2, scarce)];
        buckets.take(&both, Instant::now()).unwrap();
        for _ in 0..10 {
            assert_eq!(buckets.take(&both, Instant::now()).unwrap_err().which, 1);
        }
        take(&buckets, 1).unwrap();
        take(&buckets, 1).unwrap();
        assert!(take(&buckets, 1).is_err());
        buckets.give_back(&1, RATE);
        assert!(take(&buckets, 1).is_ok());
        buckets.fill(&2);
        assert!(buckets.take(&[(2, scarce)], Instant::now()).is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn many_tokens_are_taken_as_long_as_there_is_one_and_what_lacks_is_owed() {
        let buckets = Buckets::default();
        let take = |count| buckets.take_many(&[(1, RATE)], count, Instant::now());
        take(2).unwrap();
        take(3).unwrap();
        assert_eq!(take(1).unwrap_err().wait, Duration::from_secs(30), "two are owed, and one is wanted");
        tokio::time::advance(Duration::from_secs(30)).await;
        assert!(take(1).is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn an_hourly_rate_gives_one_more_every_so_many_minutes() {
        let buckets = Buckets::default();
        let take = || buckets.take(&[(1, Rate::hourly(2, 6))], Instant::now());
        take().unwrap();
        take().unwrap();
        assert_eq!(take().unwrap_err().wait, Duration::from_secs(600));
    }

    #[tokio::test(start_paused = true)]
    async fn full_buckets_are_forgotten() {
        let buckets = Buckets::default();
        for key in 0..10_000 {
            take(&buckets, key).unwrap();
        }
        tokio::time::advance(Duration::from_secs(600)).await;
        for key in 0..10_000 {
            take(&buckets, key).unwrap();
        }
        assert!(buckets.lock().buckets.len() < 20_000);
        tokio::time::advance(Duration::from_secs(600)).await;
        buckets.lock().enough = 0;
        take(&buckets, 1).unwrap();
        assert_eq!(buckets.lock().buckets.len(), 1);
    }

    #[test]
    fn a_rate_is_read_as_it_is_written() {
        assert_eq!("3/6".parse(), Ok(RATE));
        assert_eq!(RATE.to_string(), "3/6");
        for wrong in ["", "3", "0/6", "3/0", "-1/2", "a/b"] {
            assert_eq!(wrong.parse::<Rate>(), Err(NotARate), "{wrong}");
        }
    }
}
