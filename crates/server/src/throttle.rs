//! Slows down who guesses passwords: per e-mail and address, and per address alone.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use conversas_domain::moment::Moment;

/// Wrong passwords for one e-mail from one address before it has to wait.
const TRIES: u32 = 5;
/// The same for one address over all e-mails: a school behind one address signs in at once in the morning.
const TRIES_OF_ADDRESS: u32 = 60;
/// The first wait, in milliseconds; it doubles with each try after it.
const FIRST_WAIT: i64 = 15_000;
/// The longest wait, and for how long tries are remembered.
const LONGEST_WAIT: i64 = 900_000;
/// Above this many remembered keys the old ones are thrown out.
const KEYS: usize = 10_000;

#[derive(Clone, PartialEq, Eq, Hash)]
enum Key {
    EmailFrom(String, IpAddr),
    Address(IpAddr),
}

#[derive(Clone, Copy)]
struct Tries {
    count: u32,
    last: Moment,
}

/// Remembers failed attempts, in memory.
#[derive(Default)]
pub(crate) struct Throttle {
    tries: Mutex<HashMap<Key, Tries>>,
}

impl Throttle {
    /// Counts an attempt as failed before it is made, so that many at once are not free; or says how many seconds to
    /// wait.
    pub(crate) fn begin(&self, email: &str, from: IpAddr, now: Moment) -> Result<(), u64> {
        let mut tries = self.tries.lock().unwrap_or_else(PoisonError::into_inner);
        if tries.len() > KEYS {
            tries.retain(|_, entry| now.since(entry.last) < LONGEST_WAIT);
        }
        let keys =
            [(Key::EmailFrom(email.to_lowercase(), from), TRIES), (Key::Address(from), TRIES_OF_ADDRESS)];
        for (key, free) in &keys {
            let left = tries.get(key).map_or(0, |entry| wait_left(*entry, *free, now));
            if left > 0 {
                return Err(u64::try_from(left.div_euclid(1000) + 1).unwrap_or(1));
            }
        }
        for (key, _) in keys {
            let entry = tries.entry(key).or_insert(Tries { count: 0, last: now });
            if now.since(entry.last) >= LONGEST_WAIT {
                entry.count = 0;
            }
            entry.count = entry.count.saturating_add(1);
            entry.last = now;
        }
        Ok(())
    }

    /// The attempt was right after all.
    pub(crate) fn succeeded(&self, email: &str, from: IpAddr) {
        let mut tries = self.tries.lock().unwrap_or_else(PoisonError::into_inner);
        tries.remove(&Key::EmailFrom(email.to_lowercase(), from));
        if let Some(entry) = tries.get_mut(&Key::Address(from)) {
            entry.count = entry.count.saturating_sub(1);
        }
    }
}

fn wait_left(tries: Tries, free: u32, now: Moment) -> i64 {
    if tries.count < free {
        return 0;
    }
    let doublings = (tries.count - free).min(10);
    let wait = (FIRST_WAIT << doublings).min(LONGEST_WAIT);
    wait - now.since(tries.last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
    const THERE: IpAddr = IpAddr::V4(Ipv4Addr::new(10, 0, 0, 9));

    fn after_failures(count: u32) -> Throttle {
        let throttle = Throttle::default();
        for _ in 0..count {
            throttle.begin("a@b.example", HERE, Moment(0)).unwrap();
        }
        throttle
    }

    #[test]
    fn five_wrong_passwords_are_free_and_the_sixth_waits() {
        let throttle = after_failures(TRIES);
        assert_eq!(throttle.begin("A@B.example", HERE, Moment(1_000)), Err(15));
        assert!(throttle.begin("a@b.example", HERE, Moment(FIRST_WAIT)).is_ok());
    }

    #[test]
    fn each_try_after_the_wait_doubles_it() {
        let throttle = after_failures(TRIES);
        throttle.begin("a@b.example", HERE, Moment(FIRST_WAIT)).unwrap();
        assert_eq!(throttle.begin("a@b.example", HERE, Moment(2 * FIRST_WAIT)), Err(16));
    }

    #[test]
    fn another_address_and_another_email_are_not_slowed_down() {
        let throttle = after_failures(TRIES);
        assert!(throttle.begin("a@b.example", THERE, Moment(1)).is_ok());
        assert!(throttle.begin("c@d.example", HERE, Moment(1)).is_ok());
    }

    #[test]
    fn a_right_password_forgets_the_wrong_ones() {
        let throttle = after_failures(TRIES - 1);
        throttle.begin("a@b.example", HERE, Moment(0)).unwrap();
        throttle.succeeded("a@b.example", HERE);
        assert!(throttle.begin("a@b.example", HERE, Moment(1)).is_ok());
    }

    #[test]
    fn one_address_cannot_try_every_email() {
        let throttle = Throttle::default();
        for number in 0..TRIES_OF_ADDRESS {
            throttle.begin(&format!("p{number}@b.example"), HERE, Moment(0)).unwrap();
        }
        assert!(throttle.begin("other@b.example", HERE, Moment(1)).is_err());
    }
}
