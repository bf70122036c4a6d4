//! Contact lines of a school.

use serde::{Deserialize, Serialize};

use crate::ids::{ChannelId, SchoolId};
use crate::text::Name;

/// What a channel is about; decides its symbol in the interface and nothing else.
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
    /// Anything else.
    General,
}

/// A contact line: "Secretaria", "Financeiro"…
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Channel {
    /// Identifier.
    pub id: ChannelId,
    /// The school it belongs to.
    pub school_id: SchoolId,
    /// Its name.
    pub name: Name,
    /// One line about what it handles; shown to families.
    pub description: String,
    /// Its symbol.
    pub kind: ChannelKind,
    /// An inactive channel keeps its history and takes nothing new.
    pub active: bool,
    /// Class groups it serves; empty means all of the school.
    pub class_groups: Vec<String>,
}

impl Channel {
    /// Whether a student of this class group may be talked about here (rule 1).
    pub fn serves(&self, class_group: &str) -> bool {
        self.active && (self.class_groups.is_empty() || self.class_groups.iter().any(|g| g == class_group))
    }
}
