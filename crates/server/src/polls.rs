//! Requests that wait for news: one for each device, for a limited number of devices of each person.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use conversas_domain::ids::{DeviceId, PersonId};
use tokio::sync::Notify;

type Waiting = HashMap<PersonId, Devices>;

/// The devices of one person that wait.
#[derive(Default)]
struct Devices {
    waiting: HashMap<DeviceId, Arc<Notify>>,
    /// Whether the person has been told that there are too many.
    is_told: bool,
}

/// The person has too many other waiting devices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TooMany {
    /// Whether this has not been told since there were fewer.
    pub(crate) is_new: bool,
}

/// All requests that wait. Clones share them.
#[derive(Clone)]
pub(crate) struct Polls {
    /// The most waiting devices of one person.
    devices: usize,
    waiting: Arc<Mutex<Waiting>>,
}

/// A request that waits, until it is dropped.
pub(crate) struct Poll {
    polls: Polls,
    person: PersonId,
    device: DeviceId,
    replaced: Arc<Notify>,
}

impl Polls {
    /// Makes a register in which so many devices of one person may wait.
    pub(crate) fn new(devices: usize) -> Polls {
        Polls { devices, waiting: Arc::default() }
    }

    /// Begins to wait. The device's request before it, whose connection may be dead, ends at once.
    pub(crate) fn begin(&self, person: PersonId, device: DeviceId) -> Result<Poll, TooMany> {
        let mut waiting = self.lock();
        let devices = waiting.entry(person).or_default();
        if devices.waiting.len() >= self.devices && !devices.waiting.contains_key(&device) {
            return Err(TooMany { is_new: !std::mem::replace(&mut devices.is_told, true) });
        }
        let replaced = Arc::new(Notify::new());
        if let Some(older) = devices.waiting.insert(device, replaced.clone()) {
            older.notify_one();
        }
        Ok(Poll { polls: self.clone(), person, device, replaced })
    }

    /// The person's devices that wait now.
    pub(crate) fn waiting(&self, person: PersonId) -> Vec<DeviceId> {
        self.lock().get(&person).map(|devices| devices.waiting.keys().copied().collect()).unwrap_or_default()
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Poll {
    /// Waits until the device waits with a newer request.
    pub(crate) async fn replaced(&self) {
        self.replaced.notified().await;
    }
}

impl Drop for Poll {
    fn drop(&mut self) {
        let mut waiting = self.polls.lock();
        let Some(devices) = waiting.get_mut(&self.person) else { return };
        if devices.waiting.get(&self.device).is_some_and(|newest| Arc::ptr_eq(newest, &self.replaced)) {
            devices.waiting.remove(&self.device);
            devices.is_told = false;
        }
        if devices.waiting.is_empty() {
            waiting.remove(&self.person);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::id;

    #[tokio::test]
    async fn the_newest_of_a_device_wins_and_nothing_is_left_behind() {
        let polls = Polls::new(2);
        let (person, device) = (id(), id());
        let older = polls.begin(person, device).unwrap();
        let newer = polls.begin(person, device).unwrap();
        older.replaced().await;
        drop(older);
        assert_eq!(polls.lock()[&person].waiting.len(), 1);
        drop(newer);
        assert!(polls.lock().is_empty());
    }

    #[tokio::test]
    async fn so_many_devices_of_a_person_wait() {
        let polls = Polls::new(2);
        let (person, first) = (id(), id());
        let _first = polls.begin(person, first);
        let second = polls.begin(person, id());
        let refused = || polls.begin(person, id()).err();
        assert_eq!(refused(), Some(TooMany { is_new: true }));
        assert_eq!(refused(), Some(TooMany { is_new: false }), "told once");
        assert!(polls.begin(person, first).is_ok(), "its own next request");
        assert!(polls.begin(id(), id()).is_ok(), "another person");
        drop(second);
        let third = polls.begin(person, id());
        assert!(third.is_ok());
        let _fourth = polls.begin(person, first);
        assert_eq!(refused(), Some(TooMany { is_new: true }), "there were fewer meanwhile");
    }
}
