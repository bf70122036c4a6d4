//! People and their roles.

use serde::{Deserialize, Serialize};

use crate::ids::{PersonId, SchoolId};

/// The role of a person in their school. One person may have several roles, and acts in one of them.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// A family member, linked to students.
    Guardian,
    /// Works for the school; reads and answers the channels they belong to.
    Staff,
    /// Manages the school and may read every channel.
    Admin,
}

/// The two sides of a conversation.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Guardians.
    Family,
    /// Staff and administrators.
    School,
}

impl Role {
    /// The side this role writes from.
    pub fn side(self) -> Side {
        match self {
            Role::Guardian => Side::Family,
            Role::Staff | Role::Admin => Side::School,
        }
    }
}

impl Side {
    /// The side across.
    pub fn other(self) -> Side {
        match self {
            Side::Family => Side::School,
            Side::School => Side::Family,
        }
    }
}

/// The signed-in person behind a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The person.
    pub person_id: PersonId,
    /// Their school.
    pub school_id: SchoolId,
    /// The role in which they act.
    pub role: Role,
}

impl Actor {
    /// The side this actor writes from.
    pub fn side(&self) -> Side {
        self.role.side()
    }
}

/// The state of a person or a student in their school (rule 23).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonState {
    /// Has not come in yet.
    Invited,
    /// Belongs to the school.
    Active,
    /// The newest roster does not name them. They keep everything: missing is not gone.
    Missing,
    /// Has left: keeps the name in the history, has no access, and is the same person when they come back.
    Inactive,
}

/// The identifier of a person or a thing in another system, from which rosters come. Unique in a school for
/// each source.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ExternalId {
    /// The system that has the identifier.
    pub source: String,
    /// The identifier, as that system writes it.
    pub id: String,
}

/// The relationship of a guardian to a student.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relationship {
    /// Mãe.
    Mother,
    /// Pai.
    Father,
    /// Avó ou avô.
    Grandparent,
    /// Any other guardian, also one whose relationship only a newer program has a word for.
    #[serde(other)]
    Other,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guardians_write_for_the_family_and_everybody_else_for_the_school() {
        assert_eq!(Role::Guardian.side(), Side::Family);
        assert_eq!(Role::Staff.side(), Side::School);
        assert_eq!(Role::Admin.side(), Side::School);
    }

    #[test]
    fn there_are_two_sides() {
        assert_eq!(Side::Family.other(), Side::School);
        assert_eq!(Side::School.other(), Side::Family);
    }
}
