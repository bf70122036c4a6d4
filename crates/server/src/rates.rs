//! How much one person may ask of the server: so many requests of each class, so many at the same time.
//!
//! The bursts are far above what the app does, also after days offline: its outbox, its files and its first download all fit.
//! Whoever is refused is told when to try again, and the app does.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::http::Method;
use conversas_domain::ids::PersonId;
use tokio::time::Instant;

use crate::buckets::Buckets;
use crate::config::PersonLimits;
use crate::security_log::{self, Event};

/// Requests that are counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Class {
    /// What changes something.
    Operations,
    /// Beginnings of uploads: each leaves a row.
    Uploads,
    /// Bytes of uploads, and where they stand.
    Pieces,
    /// What shows something.
    Reads,
    /// Waiting for news, and saying where one is.
    Polls,
}

impl Class {
    /// Of a route, by its template; none for what is never refused: whoever sees that a device does too much must be able
    /// to sign it out.
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
            Class::Uploads => "uploads",
            Class::Pieces => "pieces",
            Class::Reads => "reads",
            Class::Polls => "polls",
        }
    }
}

/// What everybody asks now and asked lately. Clones share it.
#[derive(Clone)]
pub(crate) struct Rates {
    limits: PersonLimits,
    counts: Arc<Buckets<(PersonId, Class)>>,
    under_way: Arc<Mutex<HashMap<PersonId, Load>>>,
}

#[derive(Default)]
struct Load {
    requests: u32,
    /// That there are too many was said already.
    is_told: bool,
}

/// One request under way, until it is dropped.
pub(crate) struct UnderWay {
    rates: Rates,
    person: PersonId,
}

impl Rates {
    pub(crate) fn new(limits: PersonLimits) -> Rates {
        Rates { limits, counts: Arc::default(), under_way: Arc::default() }
    }

    /// Counts a request; or says in how many seconds to try again. A poll is not under way while it waits: of those there is
    /// one for each device ([`crate::polls`]).
    pub(crate) fn begin(&self, person: PersonId, class: Class) -> Result<Option<UnderWay>, u64> {
        let rate = match class {
            Class::Operations => self.limits.operations,
            Class::Uploads => self.limits.uploads,
            Class::Pieces => self.limits.pieces,
            Class::Reads => self.limits.reads,
            Class::Polls => self.limits.polls,
        };
        self.counts.take(&[((person, class), rate)], Instant::now()).map_err(|empty| {
            if empty.is_new {
                security_log::tell(&Event::LimitHit { person, limit: class.name() });
            }
            empty.seconds()
        })?;
        if class == Class::Polls { Ok(None) } else { self.get_under_way(person).map(Some) }
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
    use crate::buckets::Rate;
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
