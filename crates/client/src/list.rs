//! The lists a person has: one per channel for the school's side, one for a family.

use conversas_domain::ids::{ChannelId, EntityId};
use uuid::Uuid;

/// A list of conversations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum List {
    /// A family's own conversations.
    Family,
    /// The inbox of a channel.
    Channel(ChannelId),
}

impl List {
    /// Answers the list that a query means.
    pub fn of(channel_id: Option<ChannelId>) -> List {
        channel_id.map_or(List::Family, List::Channel)
    }

    /// Answers the channel; none for a family's list.
    pub fn channel_id(self) -> Option<ChannelId> {
        match self {
            List::Family => None,
            List::Channel(id) => Some(id),
        }
    }

    /// The list's key in the store: the channel, or the nil identifier, which no channel has.
    pub(crate) fn key(self) -> ChannelId {
        match self {
            List::Family => ChannelId::from_uuid(Uuid::nil()),
            List::Channel(id) => id,
        }
    }

    pub(crate) fn from_key(key: ChannelId) -> List {
        if key.uuid().is_nil() { List::Family } else { List::Channel(key) }
    }
}
