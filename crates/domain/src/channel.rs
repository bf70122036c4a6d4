//! Contact lines of a school.

use serde::{Deserialize, Serialize};

use crate::hours::ChannelHours;
use crate::ids::{ChannelId, SchoolId};
use crate::text::Name;

/// The subject of a channel; decides its symbol in the interface and nothing else.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChannelKind {
    /// Secretaria.
    Secretary,
    /// Financeiro.
    Finance,
    /// Coordenação.
    Coordination,
    /// Enfermaria.
    Health,
    /// Any other subject, also one that only a newer program has a symbol for.
    #[serde(other)]
    General,
}

/// A contact line: "Secretaria", "Financeiro"…
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Channel {
    /// Identifier.
    pub id: ChannelId,
    /// The school it belongs to.
    pub school_id: SchoolId,
    /// The channel's name.
    pub name: Name,
    /// The description, one line about the channel's subjects; shown to families.
    pub description: String,
    /// The channel's symbol.
    pub kind: ChannelKind,
    /// Whether the channel is active. In an inactive channel no conversation is opened and nothing is
    /// forwarded to it. Its conversations stay, and people who take part can go on in them.
    pub active: bool,
    /// The hours in which somebody answers; none: nothing is promised. The hours never block anything.
    pub hours: Option<ChannelHours>,
    /// The class groups that the channel serves; empty means all of the school.
    pub class_groups: Vec<String>,
}

impl Channel {
    /// Whether the channel takes conversations about a student of this class group (rule 1).
    pub fn serves(&self, class_group: &str) -> bool {
        serves(self.active, &self.class_groups, class_group)
    }
}

/// The same of a channel that is not at hand as a whole: whether it is active, and the class groups that it serves.
pub fn serves(active: bool, class_groups: &[String], class_group: &str) -> bool {
    active && (class_groups.is_empty() || class_groups.iter().any(|served| served == class_group))
}

#[cfg(test)]
mod tests {
    use crate::operation::tests::{SECRETARY, channel};

    #[test]
    fn a_channel_without_class_groups_serves_the_whole_school() {
        assert!(channel(SECRETARY).serves("4º ano B"));
        assert!(channel(SECRETARY).serves(""));
    }

    #[test]
    fn a_channel_with_class_groups_serves_exactly_those() {
        let mut channel = channel(SECRETARY);
        channel.class_groups = vec!["4º ano B".to_owned(), "5º ano A".to_owned()];
        assert!(channel.serves("4º ano B") && channel.serves("5º ano A"));
        assert!(!channel.serves("4º ano") && !channel.serves(""));
    }

    #[test]
    fn an_inactive_channel_serves_nobody() {
        let mut channel = channel(SECRETARY);
        channel.active = false;
        assert!(!channel.serves("4º ano B"));
        channel.class_groups = vec!["4º ano B".to_owned()];
        assert!(!channel.serves("4º ano B"));
    }
}
