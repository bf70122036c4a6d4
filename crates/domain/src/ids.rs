//! Identifiers: UUIDv7, one distinct type per noun, written as hyphenated lower-case strings.
//!
//! Not here: making identifiers, which callers do, because the domain knows neither clock nor randomness.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The common part of all identifiers; lets stores read and write them generically.
pub trait EntityId: Copy + Eq + fmt::Display {
    /// Makes an identifier of a UUID.
    fn from_uuid(uuid: Uuid) -> Self;
    /// Answers the UUID inside.
    fn uuid(self) -> Uuid;
}

macro_rules! entity_ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
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
    /// A name and its roles in one school: guardian, staff member, administrator.
    PersonId;
    /// A sign-in, with which one acts as one or more people.
    AccountId;
    /// A student.
    StudentId;
    /// A lifelong thread.
    ConversationId;
    /// A service episode inside a conversation.
    TicketId;
    /// Something that stands in a thread: a message, a note, an event.
    EntryId;
    /// A file that was uploaded.
    AttachmentId;
    /// A recording on a device, until a message of it has arrived.
    TakeId;
    /// A canned reply of a channel.
    CannedReplyId;
    /// An operation, chosen by the client; repeats carry the same one.
    OpId;
    /// A signed-in device of a person.
    DeviceId;
    /// One server's data, from the day it was made: the same address may lead to another one.
    InstallationId;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_is_written_hyphenated_and_lower_case_everywhere() {
        let written = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f1a";
        let id: TicketId = written.to_uppercase().parse().expect("a UUID");
        assert_eq!(id.to_string(), written);
        assert_eq!(format!("{id:?}"), written);
        assert_eq!(serde_json::to_string(&id).expect("a string"), format!("\"{written}\""));
        assert_eq!(serde_json::from_str::<TicketId>(&format!("\"{written}\"")).expect("a UUID"), id);
    }

    #[test]
    fn identifiers_sort_like_their_text() {
        let parse = |text: &str| text.parse::<EntryId>().expect("a UUID");
        let (a, b) = ("0192f0c1-2b3c-7000-8000-000000000000", "0192f0c1-2b3d-7000-8000-000000000000");
        assert!(a < b && parse(a) < parse(b));
    }

    #[test]
    fn what_is_not_a_uuid_is_no_identifier() {
        for text in ["", "1", "0192f0c1-2b3c-7d4e-8f5a", "not-an-identifier"] {
            assert!(text.parse::<PersonId>().is_err(), "{text}");
        }
    }
}
