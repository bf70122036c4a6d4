//! The target of an operation.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::ids::{ChannelId, ConversationId, SchoolId};

/// The target of an operation. It decides which right is checked, the order in which a device sends, and
/// where the result shows. In JSON the target is one field, named after the kind of its identifier.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Target {
    /// A conversation: messages, tickets, who takes part.
    #[serde(rename = "conversation_id")]
    Conversation(ConversationId),
    /// A channel: what it keeps for its members.
    #[serde(rename = "channel_id")]
    Channel(ChannelId),
    /// A school: what holds for all of its channels and people. No operation has it yet; those by which a school
    /// is administered (its channels, people and plan) will.
    #[serde(rename = "school_id")]
    School(SchoolId),
}

impl Target {
    /// Answers the conversation, if the target is one.
    pub fn conversation_id(self) -> Option<ConversationId> {
        match self {
            Target::Conversation(id) => Some(id),
            Target::Channel(_) | Target::School(_) => None,
        }
    }

    /// Answers the channel, if the target is one.
    pub fn channel_id(self) -> Option<ChannelId> {
        match self {
            Target::Channel(id) => Some(id),
            Target::Conversation(_) | Target::School(_) => None,
        }
    }
}

impl From<ConversationId> for Target {
    fn from(id: ConversationId) -> Target {
        Target::Conversation(id)
    }
}

impl From<ChannelId> for Target {
    fn from(id: ChannelId) -> Target {
        Target::Channel(id)
    }
}

impl From<SchoolId> for Target {
    fn from(id: SchoolId) -> Target {
        Target::School(id)
    }
}

/// Writes the target for logs.
impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Target::Conversation(id) => id.fmt(f),
            Target::Channel(id) => write!(f, "channel {id}"),
            Target::School(id) => write!(f, "school {id}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_one_field_named_after_what_it_is() {
        let id = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f1a";
        let targets = [
            (Target::from(id.parse::<ConversationId>().expect("an id")), "conversation_id"),
            (Target::from(id.parse::<ChannelId>().expect("an id")), "channel_id"),
            (Target::from(id.parse::<SchoolId>().expect("an id")), "school_id"),
        ];
        for (target, field) in targets {
            let json = serde_json::to_string(&target).expect("JSON");
            assert_eq!(json, format!("{{\"{field}\":\"{id}\"}}"));
            assert_eq!(serde_json::from_str::<Target>(&json).expect("the same"), target);
        }
    }
}
