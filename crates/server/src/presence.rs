//! The devices that are in conversations now: in memory only, for [`PRESENCE_SECONDS`] after each request.
//!
//! This module has no task. A change that others see rings the bell of the channel; a waiting request knows
//! when the presence that it saw ends, and looks again then.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use conversas_domain::ids::{ChannelId, ConversationId, DeviceId, PersonId};
use conversas_protocol::{Doing, PRESENCE_SECONDS};
use tokio::time::Instant;

/// The places of all devices. Clones share them.
#[derive(Clone, Default)]
pub(crate) struct Presence {
    state: Arc<Mutex<State>>,
}

/// A device in a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stay {
    pub(crate) device: DeviceId,
    pub(crate) person: PersonId,
    pub(crate) channel: ChannelId,
    pub(crate) conversation: ConversationId,
    pub(crate) doing: Doing,
}

/// Each person once in each conversation; a person who writes on one of their devices counts as writing.
pub(crate) type Told = BTreeMap<(ConversationId, PersonId), Doing>;

#[derive(Default)]
struct State {
    /// The stays by channel, so that a look at one channel does not walk through the others.
    stays: HashMap<ChannelId, HashMap<DeviceId, (Stay, Instant)>>,
    channel_of: HashMap<DeviceId, ChannelId>,
    /// The end of each stay, the earliest first.
    ends: BTreeSet<(Instant, DeviceId)>,
}

impl Presence {
    /// Puts the device into this place and no other; answers the channels whose members see a difference.
    pub(crate) fn arrive(&self, stay: Stay) -> Vec<ChannelId> {
        let until = Instant::now() + Duration::from_secs(PRESENCE_SECONDS);
        self.moved(stay.device, Some((stay, until)))
    }

    /// Removes the device from its place; answers the channels whose members see a difference.
    pub(crate) fn leave(&self, device: DeviceId) -> Vec<ChannelId> {
        self.moved(device, None)
    }

    /// Answers who is in the channel's conversations, and until when that holds without a further request.
    pub(crate) fn of_channel(&self, channel: ChannelId) -> (Vec<Stay>, Option<Instant>) {
        let now = Instant::now();
        let state = self.lock();
        let here = state.stays.get(&channel).into_iter().flat_map(HashMap::values);
        let here: Vec<_> = here.filter(|(_, until)| *until > now).copied().collect();
        let first_end = here.iter().map(|(_, until)| *until).min();
        (here.into_iter().map(|(stay, _)| stay).collect(), first_end)
    }

    fn moved(&self, device: DeviceId, to: Option<(Stay, Instant)>) -> Vec<ChannelId> {
        let mut state = self.lock();
        state.forget_ended(Instant::now());
        let from = state.channel_of.get(&device).copied();
        let mut touched: Vec<_> = from.into_iter().chain(to.map(|(stay, _)| stay.channel)).collect();
        touched.dedup();
        let before: Vec<Told> = touched.iter().map(|channel| state.told(*channel)).collect();
        state.remove(device);
        if let Some((stay, until)) = to {
            state.channel_of.insert(device, stay.channel);
            state.stays.entry(stay.channel).or_default().insert(device, (stay, until));
            state.ends.insert((until, device));
        }
        let changed =
            |(channel, before): (ChannelId, Told)| (state.told(channel) != before).then_some(channel);
        touched.into_iter().zip(before).filter_map(changed).collect()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn told(&self, channel: ChannelId) -> Told {
        tell(self.stays.get(&channel).into_iter().flat_map(HashMap::values).map(|(stay, _)| stay))
    }

    fn remove(&mut self, device: DeviceId) {
        let Some(channel) = self.channel_of.remove(&device) else { return };
        let Some(here) = self.stays.get_mut(&channel) else { return };
        if let Some((_, until)) = here.remove(&device) {
            self.ends.remove(&(until, device));
        }
        if here.is_empty() {
            self.stays.remove(&channel);
        }
    }

    fn forget_ended(&mut self, now: Instant) {
        while let Some(&(until, device)) = self.ends.first()
            && until <= now
        {
            self.ends.pop_first();
            self.remove(device);
        }
    }
}

/// Turns stays into the presence of people, for a reader who sees all of them.
pub(crate) fn tell<'a>(stays: impl IntoIterator<Item = &'a Stay>) -> Told {
    let mut told = Told::new();
    for stay in stays {
        let doing = told.entry((stay.conversation, stay.person)).or_insert(stay.doing);
        *doing = stay.doing.max(*doing);
    }
    told
}

/// A number for a presence: the same for the same people, 0 for nobody. Made of 53 bits, so that every reader
/// of JSON gets it whole.
/// reader of JSON gets it whole.
pub(crate) fn number(told: &Told) -> u64 {
    if told.is_empty() {
        return 0;
    }
    let mut hasher = DefaultHasher::new();
    told.hash(&mut hasher);
    (hasher.finish() >> 11).max(1)
}

#[cfg(test)]
mod tests;
