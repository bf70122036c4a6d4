//! Identifiers: UUIDv7, one distinct type per noun, written as hyphenated lower-case strings.
//!
//! Nothing here makes an identifier: callers do, because the domain knows neither clock nor randomness.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What all identifiers have in common; lets stores read and write them generically.
pub trait EntityId: Copy + Eq + fmt::Display {
    /// Wraps a UUID.
    fn from_uuid(uuid: Uuid) -> Self;
    /// The UUID inside.
    fn uuid(self) -> Uuid;
}

macro_rules! entity_ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl EntityId for $name {
            fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }
            fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )*};
}

entity_ids! {
    /// A school (the tenant).
    SchoolId;
    /// A contact line of a school.
    ChannelId;
    /// A person with an account: guardian, staff member or administrator.
    PersonId;
    /// A student.
    StudentId;
    /// A lifelong thread.
    ConversationId;
    /// A service episode inside a conversation.
    TicketId;
    /// Something that stands in a thread: a message, a note, an event.
    EntryId;
    /// An operation, chosen by the client; repeats carry the same one.
    OpId;
    /// A signed-in device of a person.
    DeviceId;
}
