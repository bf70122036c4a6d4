//! The lifelong thread: one channel, one student, one set of guardians (rules 1, 2).

use serde::{Deserialize, Serialize};

use crate::entry::Seq;
use crate::ids::{ChannelId, ConversationId, PersonId, SchoolId, StudentId};
use crate::person::Side;
use crate::ticket::Ticket;

/// How many messages each side has written in a conversation, ever. Only grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// Messages by guardians, and messages that came by forward.
    pub family: u32,
    /// Messages by staff.
    pub school: u32,
}

impl Counts {
    /// One more message on this side.
    pub fn add(&mut self, side: Side) {
        match side {
            Side::Family => self.family += 1,
            Side::School => self.school += 1,
        }
    }
}

/// How far a person has read a conversation. Only moves forward.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ReadMark {
    /// The newest entry seen.
    pub seq: Seq,
    /// The conversation's counts at that entry.
    pub counts: Counts,
}

impl ReadMark {
    /// Messages after the mark: for staff the family's, for guardians everybody's (own ones move the mark).
    pub fn unread(&self, now: Counts, reader: Side) -> u32 {
        let family = now.family.saturating_sub(self.counts.family);
        match reader {
            Side::School => family,
            Side::Family => family + now.school.saturating_sub(self.counts.school),
        }
    }
}

/// How far a side has got: the furthest of its people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Progress {
    /// Newest entry that reached a device of this side.
    pub delivered: Seq,
    /// Newest entry that somebody of this side has read.
    pub read: Seq,
}

/// A conversation with its current ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conversation {
    /// Identifier.
    pub id: ConversationId,
    /// The school.
    pub school_id: SchoolId,
    /// The channel.
    pub channel_id: ChannelId,
    /// Who it is about.
    pub student_id: StudentId,
    /// The guardians, who started it first. Never empty.
    pub guardians: Vec<PersonId>,
    /// The current ticket; the last one when it is finished.
    pub ticket: Ticket,
    /// Messages so far.
    pub counts: Counts,
}

impl Conversation {
    /// Whether this person takes part as a guardian.
    pub fn has_guardian(&self, person_id: PersonId) -> bool {
        self.guardians.contains(&person_id)
    }

    /// Who started it.
    pub fn starter(&self) -> Option<PersonId> {
        self.guardians.first().copied()
    }

    /// The guardians without regard to order: with channel and student, what makes a conversation the same (rule 1).
    pub fn guardian_set(&self) -> Vec<PersonId> {
        guardian_set(&self.guardians)
    }
}

/// Sorted and without repeats.
pub fn guardian_set(guardians: &[PersonId]) -> Vec<PersonId> {
    let mut set = guardians.to_vec();
    set.sort_unstable();
    set.dedup();
    set
}
