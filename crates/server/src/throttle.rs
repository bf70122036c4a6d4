//! Slows down people who guess passwords. Guesses keep nobody from an account on a device that was signed in
//! to it before.
//!
//! Such a device shows its secret, and its wrong passwords are counted for it and the account alone: nobody else's count
//! there. Other wrong passwords are counted for each account from each origin, for each account from all origins, and for each
//! origin over all accounts. So a new device has to wait while somebody guesses from the same address, or guesses for that
//! account anywhere. A count that is used up comes back one by one, however often somebody asks meanwhile.
//!
//! The answers are the same whether there is such an account or not. For the same reason an origin from which
//! an account was signed in to before makes no difference: somebody who may go on guessing there would learn
//! whose accounts they are.

use std::net::IpAddr;

use tokio::time::Instant;

use crate::buckets::{Buckets, Empty, Rate};
use crate::security_log::Tag;
use crate::store::accounts::TokenHash;

/// Wrong passwords for one account on a device that was signed in to it: sixty an hour, for the device may be a thief's.
const OF_DEVICE: Rate = Rate::new(10, 1);
/// Wrong passwords for one account from one origin.
const OF_PAIR: Rate = Rate::new(5, 4);
/// Wrong passwords for one account from all origins: sixty an hour at most (OWASP ASVS wants below a hundred).
const OF_ACCOUNT: Rate = Rate::new(10, 1);
/// Wrong passwords from one origin over all accounts: a school behind one address signs in at once in the morning.
const OF_ORIGIN: Rate = Rate::new(60, 12);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Key {
    Device(Tag, TokenHash),
    Pair(Tag, IpAddr),
    Account(Tag),
    Origin(IpAddr),
}

/// A try to sign in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Attempt {
    /// The account that the try names.
    pub(crate) account: Tag,
    /// The origin of the try, as [`crate::origin::group`] groups it.
    pub(crate) origin: IpAddr,
    /// The hash of the secret that a device of the account shows.
    pub(crate) device: Option<TokenHash>,
}

impl Attempt {
    fn counts(&self) -> Vec<(Key, Rate)> {
        if let Some(device) = self.device {
            return vec![(Key::Device(self.account, device), OF_DEVICE)];
        }
        vec![
            (Key::Pair(self.account, self.origin), OF_PAIR),
            (Key::Account(self.account), OF_ACCOUNT),
            (Key::Origin(self.origin), OF_ORIGIN),
        ]
    }
}

/// The refusal of a try after too many others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Slowed {
    pub(crate) seconds: u64,
    /// The count that is used up, in the security log's words.
    pub(crate) of: &'static str,
}

/// The counts of wrong passwords, in memory.
#[derive(Default)]
pub(crate) struct Throttle {
    counts: Buckets<Key>,
}

impl Throttle {
    /// Counts an attempt as wrong before its password is checked, so that many at once are not free.
    pub(crate) fn begin(&self, attempt: &Attempt, now: Instant) -> Result<(), Slowed> {
        let counts = attempt.counts();
        self.counts.take(&counts, now).map_err(|empty: Empty| Slowed {
            seconds: empty.seconds(),
            of: match counts[empty.which].0 {
                Key::Device(..) => "device",
                Key::Pair(..) => "account_from_origin",
                Key::Account(_) => "account",
                Key::Origin(_) => "origin",
            },
        })
    }

    /// Takes an attempt back, because its password was right after all, or could not be checked.
    pub(crate) fn take_back(&self, attempt: &Attempt) {
        for (key, rate) in attempt.counts() {
            self.counts.give_back(&key, rate);
        }
    }

    /// Forgets the person's earlier wrong passwords after a device was signed in. The attempt itself was
    /// taken back.
    pub(crate) fn succeeded(&self, attempt: &Attempt) {
        self.counts.fill(&match attempt.device {
            Some(device) => Key::Device(attempt.account, device),
            None => Key::Pair(attempt.account, attempt.origin),
        });
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn origin(number: u8) -> IpAddr {
        IpAddr::from([10, 0, 0, number])
    }

    fn attempt(account: u8, from: u8) -> Attempt {
        Attempt { account: Tag([account; 8]), origin: origin(from), device: None }
    }

    fn on_a_device(account: u8, from: u8) -> Attempt {
        Attempt { device: Some([account; 32]), ..attempt(account, from) }
    }

    fn begin(throttle: &Throttle, attempt: &Attempt) -> Result<(), Slowed> {
        throttle.begin(attempt, Instant::now())
    }

    #[tokio::test(start_paused = true)]
    async fn five_wrong_passwords_are_free_and_then_there_is_one_each_quarter_of_a_minute() {
        let throttle = Throttle::default();
        for _ in 0..5 {
            begin(&throttle, &attempt(1, 1)).unwrap();
        }
        let slowed = Slowed { seconds: 16, of: "account_from_origin" };
        for _ in 0..50 {
            assert_eq!(begin(&throttle, &attempt(1, 1)), Err(slowed), "asking does not make it longer");
        }
        assert!(begin(&throttle, &attempt(1, 2)).is_ok() && begin(&throttle, &attempt(2, 1)).is_ok());
        tokio::time::advance(Duration::from_secs(15)).await;
        assert!(begin(&throttle, &attempt(1, 1)).is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn nothing_that_others_do_slows_a_device_that_was_signed_in() {
        let throttle = Throttle::default();
        for account in 0..200 {
            for from in 1..20 {
                let _ = begin(&throttle, &attempt(account, from));
            }
        }
        for _ in 0..10 {
            begin(&throttle, &on_a_device(1, 1)).unwrap();
        }
        let slowed = Slowed { seconds: 61, of: "device" };
        assert_eq!(begin(&throttle, &on_a_device(1, 2)), Err(slowed), "wherever it is taken");
        throttle.take_back(&on_a_device(1, 1));
        throttle.succeeded(&on_a_device(1, 1));
        assert!(begin(&throttle, &on_a_device(1, 1)).is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn a_right_password_forgets_the_wrong_ones() {
        let throttle = Throttle::default();
        for _ in 0..5 {
            begin(&throttle, &attempt(1, 1)).unwrap();
        }
        throttle.take_back(&attempt(1, 1));
        throttle.succeeded(&attempt(1, 1));
        for _ in 0..5 {
            begin(&throttle, &attempt(1, 1)).unwrap();
        }
    }

    #[tokio::test(start_paused = true)]
    async fn many_addresses_do_not_make_guessing_one_account_faster() {
        let throttle = Throttle::default();
        let guesses = (0..200).filter(|from| begin(&throttle, &attempt(1, *from)).is_ok()).count();
        assert_eq!(guesses, 10);
        assert_eq!(begin(&throttle, &attempt(1, 201)).unwrap_err(), Slowed { seconds: 61, of: "account" });
        assert!(begin(&throttle, &attempt(2, 201)).is_ok(), "another account");
    }

    #[tokio::test(start_paused = true)]
    async fn one_address_cannot_try_every_account() {
        let throttle = Throttle::default();
        let guesses = (0..200).filter(|account| begin(&throttle, &attempt(*account, 1)).is_ok()).count();
        assert_eq!(guesses, 60);
        assert_eq!(begin(&throttle, &attempt(201, 1)).unwrap_err(), Slowed { seconds: 6, of: "origin" });
        tokio::time::advance(Duration::from_secs(5)).await;
        assert!(begin(&throttle, &attempt(203, 1)).is_ok(), "it goes on, slowly");
    }

    #[tokio::test(start_paused = true)]
    async fn a_new_device_amid_guesses_waits_a_minute_at_most() {
        let throttle = Throttle::default();
        for account in 0..200 {
            for from in 0..200 {
                let _ = begin(&throttle, &attempt(account, from));
            }
        }
        for _ in 0..100 {
            let slowed = begin(&throttle, &attempt(1, 1)).unwrap_err();
            assert!(slowed.seconds <= 61, "{slowed:?}");
        }
        tokio::time::advance(Duration::from_secs(60)).await;
        assert!(begin(&throttle, &attempt(1, 1)).is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn right_passwords_of_a_whole_school_behind_one_address_cost_nothing() {
        let throttle = Throttle::default();
        for account in 0..200 {
            begin(&throttle, &attempt(account, 1)).unwrap();
            throttle.take_back(&attempt(account, 1));
            throttle.succeeded(&attempt(account, 1));
        }
    }
}
