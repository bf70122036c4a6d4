//! Permissions: one table, role × relation × action (rule 21).
//!
//! The server asks it on every request; the app asks it to decide what to offer.

use serde::{Deserialize, Serialize};

use crate::person::Role;
use crate::rejection::Rejection;

/// The relation of an actor to the [`Target`](crate::target::Target) of what they ask for: a conversation, a channel or a school.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// A guardian who takes part in the conversation and is still linked to the student. Nobody is that to a channel or a
    /// school.
    Participant,
    /// A staff member or administrator who belongs to the channel, which may be the conversation's.
    Member,
    /// Same school, but none of the above. Everybody is that to their own school.
    SameSchool,
    /// Another school.
    Stranger,
}

/// An action: on a conversation, where nothing else is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Read messages and status.
    Read,
    /// Read internal notes.
    ReadNotes,
    /// Read the family's answer to the survey. The family may too: every guardian sees that it was given.
    ReadCsat,
    /// Write a message, or start a new ticket with one.
    Write,
    /// Write an internal note.
    WriteNote,
    /// Take care of the ticket, release it or hand it over.
    Assign,
    /// Manage a channel's canned replies: the relation is that to the channel.
    ManageReplies,
    /// Finish the ticket.
    Finish,
    /// Forward messages to another channel.
    Forward,
    /// Add another guardian (the starter only, which the operation checks).
    AddGuardian,
    /// Answer the survey.
    AnswerCsat,
    /// Move one's read mark. An administrator who only looks in has one too; it does not count for the school's
    /// [`Progress`](crate::conversation::Progress).
    MarkRead,
}

impl Action {
    /// All of them, for tests that try every cell.
    pub const ALL: [Action; 12] = [
        Action::Read,
        Action::ReadNotes,
        Action::ReadCsat,
        Action::Write,
        Action::WriteNote,
        Action::Assign,
        Action::ManageReplies,
        Action::Finish,
        Action::Forward,
        Action::AddGuardian,
        Action::AnswerCsat,
        Action::MarkRead,
    ];
}

/// The table.
pub fn may(role: Role, relation: Relation, action: Action) -> bool {
    use Action::*;
    match (role, relation) {
        (Role::Guardian, Relation::Participant) => match action {
            Read | ReadCsat | Write | AddGuardian | AnswerCsat | MarkRead => true,
            ReadNotes | WriteNote | Assign | ManageReplies | Finish | Forward => false,
        },
        (Role::Staff | Role::Admin, Relation::Member) => match action {
            Read | ReadNotes | ReadCsat | Write | WriteNote | Assign | ManageReplies | Finish | Forward
            | MarkRead => true,
            AddGuardian | AnswerCsat => false,
        },
        // An administrator may look into every channel of the school; each look is logged by the server.
        (Role::Admin, Relation::SameSchool) => match action {
            Read | ReadNotes | ReadCsat | MarkRead => true,
            Write | WriteNote | Assign | ManageReplies | Finish | Forward | AddGuardian | AnswerCsat => false,
        },
        (Role::Guardian, Relation::Member | Relation::SameSchool | Relation::Stranger)
        | (Role::Staff, Relation::Participant | Relation::SameSchool | Relation::Stranger)
        | (Role::Admin, Relation::Participant | Relation::Stranger) => false,
    }
}

/// The decision of [`may`]: an actor who cannot even read is told "not found", others "forbidden".
pub fn require(role: Role, relation: Relation, action: Action) -> Result<(), Rejection> {
    if may(role, relation, action) {
        Ok(())
    } else if may(role, relation, Action::Read) {
        Err(Rejection::Forbidden)
    } else {
        Err(Rejection::NotFound)
    }
}

#[cfg(test)]
mod tests;
