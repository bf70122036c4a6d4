//! Limits on the requests of one person: requests of each class, bytes of operations, requests at the same
//! time, and sign-ins.
//!
//! The bursts are far above what the app does, also after days offline. Whatever is beyond them is refused for now and loses
//! nothing: the answer says when to try again, and the app does.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::http::Method;
use conversas_domain::ids::PersonId;
use tokio::time::Instant;

use crate::buckets::{Buckets, Rate};
use crate::config::PersonLimits;
use crate::security_log::{self, Event};

/// The right passwords of one person: far more than anybody has devices.
const SIGN_INS: Rate = Rate::hourly(20, 6);

/// A class of requests that are counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Class {
    /// Requests that change something.
    Operations,
    /// The bytes of operations.
    Words,
    /// Right passwords, each of which leaves a device.
    SignIns,
    /// Beginnings of uploads, each of which leaves a row.
    Uploads,
    /// Requests with bytes of uploads, and questions about where an upload stands.
    Pieces,
    /// Requests that show something.
    Reads,
    /// Requests that wait for news, or say where a device is.
    Polls,
}

impl Class {
    /// The class of a route, by its template; none for requests that are never refused: whoever sees that a
    /// device does too much must be able to sign it out.
    pub(crate) fn of(method: &Method, route: &str) -> Option<Class> {
        Some(match route {
            "/v1/sessions/current" => return None,
            "/v1/sync" | "/v1/presence" => Class::Polls,
            "/v1/uploads" => Class::Uploads,
            "/v1/uploads/{id}" => Class::Pieces,
            _ if method == Method::GET || method == Method::HEAD => Class::Reads,
            _ => Class::Operations,
        })
    }

    fn name(self) -> &'static str {
        match self {
            Class::Operations => "operations",
            Class::Words => "operation_bytes",
            Class::SignIns => "sign_ins",
            Class::Uploads => "uploads",
            Class::Pieces => "pieces",
            Class::Reads => "reads",
            Class::Polls => "polls",
        }
    }
}

/// The requests of all people, now and lately. Clones share them.
#[derive(Clone)]
pub(crate) struct Rates {
    limits: PersonLimits,
    counts: Arc<Buckets<(PersonId, Class)>>,
    under_way: Arc<Mutex<HashMap<PersonId, Load>>>,
}

#[derive(Default)]
struct Load {
    requests: u32,
    /// Whether the person has been told that there are too many.
    is_told: bool,
}

/// A request under way, until it is dropped.
pub(crate) struct UnderWay {
    rates: Rates,
    person: PersonId,
}

impl Rates {
    pub(crate) fn new(limits: PersonLimits) -> Rates {
        Rates { limits, counts: Arc::default(), under_way: Arc::default() }
    }

    /// Counts a request; an error says in how many seconds to try again. A poll is not under way while it
    /// waits: each device has one ([`crate::polls`]).
    /// one for each device ([`crate::polls`]).
    pub(crate) fn begin(&self, person: PersonId, class: Class) -> Result<Option<UnderWay>, u64> {
        self.take(person, class, 1)?;
        if class == Class::Polls { Ok(None) } else { self.get_under_way(person).map(Some) }
    }

    /// Counts the bytes of an operation, once its body is there; an error says in how many seconds to try
    /// again.
    pub(crate) fn say(&self, person: PersonId, bytes: usize) -> Result<(), u64> {
        self.take(person, Class::Words, u32::try_from(bytes).unwrap_or(u32::MAX))
    }

    /// Counts a right password; an error says in how many seconds to try again.
    pub(crate) fn sign_in(&self, person: PersonId) -> Result<(), u64> {
        self.take(person, Class::SignIns, 1)
    }

    fn take(&self, person: PersonId, class: Class, count: u32) -> Result<(), u64> {
        let rate = match class {
            Class::Operations => self.limits.operations,
            Class::Words => self.limits.operation_bytes,
            Class::SignIns => SIGN_INS,
            Class::Uploads => self.limits.uploads,
            Class::Pieces => self.limits.pieces,
            Class::Reads => self.limits.reads,
            Class::Polls => self.limits.polls,
        };
        self.counts.take_many(&[((person, class), rate)], count, Instant::now()).map_err(|empty| {
            if empty.is_new {
                security_log::tell(&Event::LimitHit { person, limit: class.name() });
            }
            empty.seconds()
        })
    }

    fn get_under_way(&self, person: PersonId) -> Result<UnderWay, u64> {
        let mut under_way = self.lock();
        let load = under_way.entry(person).or_default();
        if load.requests >= self.limits.at_once {
            if !std::mem::replace(&mut load.is_told, true) {
                security_log::tell(&Event::LimitHit { person, limit: "at_once" });
            }
            return Err(1);
        }
        load.requests += 1;
        Ok(UnderWay { rates: self.clone(), person })
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<PersonId, Load>> {
        self.under_way.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        let mut under_way = self.rates.lock();
        if let Some(load) = under_way.get_mut(&self.person) {
            load.requests -= 1;
            if load.requests == 0 {
                under_way.remove(&self.person);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::id;

    #[tokio::test(start_paused = true)]
    async fn each_person_and_each_class_has_a_count_of_its_own() {
        let limits = PersonLimits { operations: Rate::new(2, 60), ..PersonLimits::default() };
        let rates = Rates::new(limits);
        let (one, other): (PersonId, PersonId) = (id(), id());
        for _ in 0..2 {
            assert!(rates.begin(one, Class::Operations).is_ok());
        }
        assert_eq!(rates.begin(one, Class::Operations).err(), Some(2));
        assert!(rates.begin(one, Class::Reads).is_ok());
        assert!(rates.begin(other, Class::Operations).is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn what_operations_say_has_a_count_of_its_own_in_bytes() {
        let rates =
            Rates::new(PersonLimits { operation_bytes: Rate::new(1_000, 600), ..PersonLimits::default() });
        let (one, other): (PersonId, PersonId) = (id(), id());
        rates.say(one, 900).unwrap();
        rates.say(one, 200).unwrap();
        assert_eq!(rates.say(one, 1).err(), Some(11), "a hundred are owed, and one is wanted");
        assert!(rates.begin(one, Class::Operations).is_ok() && rates.say(other, 900).is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn a_person_signs_in_twenty_times_at_once_and_then_six_times_an_hour() {
        let rates = Rates::new(PersonLimits::default());
        let person: PersonId = id();
        for _ in 0..20 {
            rates.sign_in(person).unwrap();
        }
        assert_eq!(rates.sign_in(person).err(), Some(601));
        assert!(rates.sign_in(id()).is_ok());
        tokio::time::advance(std::time::Duration::from_secs(600)).await;
        assert!(rates.sign_in(person).is_ok());
    }

    #[tokio::test]
    async fn so_many_are_under_way_until_they_end() {
        let rates = Rates::new(PersonLimits { at_once: 2, ..PersonLimits::default() });
        let person: PersonId = id();
        let first = rates.begin(person, Class::Reads).unwrap();
        let _second = rates.begin(person, Class::Operations).unwrap();
        assert_eq!(rates.begin(person, Class::Reads).err(), Some(1));
        assert!(rates.begin(person, Class::Polls).unwrap().is_none(), "polls wait for long");
        drop(first);
        let third = rates.begin(person, Class::Reads).unwrap();
        assert!(third.is_some());
        drop((_second, third));
        assert!(rates.lock().is_empty());
    }
}
