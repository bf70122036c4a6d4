//! The lifelong thread: one channel, one student, one set of guardians (rules 1, 2).

use serde::{Deserialize, Serialize};

use crate::entry::{EntryKind, NewEntry, Seq};
use crate::ids::{ChannelId, ConversationId, PersonId, SchoolId, StudentId};
use crate::person::Side;
use crate::ticket::Ticket;

/// The number of messages that each side has written in a conversation, ever. Only grows.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// Messages by guardians, and messages that came by forward: both are news for the channel's staff, whoever wrote
    /// or forwarded them.
    pub family: u32,
    /// Messages by staff.
    pub school: u32,
}

impl Counts {
    /// Adds a message of this side.
    pub fn add(&mut self, side: Side) {
        match side {
            Side::Family => self.family += 1,
            Side::School => self.school += 1,
        }
    }

    /// Adds the counts of a new entry: a message counts for its side, a forwarded one for the family's, other
    /// entries not.
    pub fn add_entry(&mut self, entry: &NewEntry) {
        match entry.kind {
            EntryKind::Message { .. } => self.add(entry.side),
            EntryKind::Forwarded { .. } => self.add(Side::Family),
            EntryKind::Note { .. }
            | EntryKind::Assigned { .. }
            | EntryKind::StatusChanged { .. }
            | EntryKind::ForwardedAway { .. }
            | EntryKind::GuardianAdded { .. }
            | EntryKind::CsatAnswered { .. }
            | EntryKind::Unreadable
            | EntryKind::Unknown => {}
        }
    }
}

/// The place up to which a person has read a conversation. Only moves forward.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ReadMark {
    /// The newest entry seen.
    pub seq: Seq,
    /// The conversation's counts at that entry.
    pub counts: Counts,
}

/// The progress of a side: the furthest of its people, which are the guardians who take part and the members of the
/// channel. An administrator who only looks in is neither: the family must not see "lida" because of them.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
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
    /// The student whom it is about.
    pub student_id: StudentId,
    /// The guardians, who started it first. Never empty.
    pub guardians: Vec<PersonId>,
    /// The current ticket; the last one when it is finished.
    pub ticket: Ticket,
    /// Messages so far.
    pub counts: Counts,
    /// The number of [`Counts::family`] that the school has dealt with: such messages stood before an answer
    /// whose writer had seen them, or before the current ticket. See [`Unread`](crate::unread::Unread).
    pub handled: u32,
}

impl Conversation {
    /// Whether this person takes part as a guardian.
    pub fn has_guardian(&self, person_id: PersonId) -> bool {
        self.guardians.contains(&person_id)
    }

    /// The guardian who started the conversation.
    pub fn starter(&self) -> Option<PersonId> {
        self.guardians.first().copied()
    }

    /// The guardians without regard to order: with channel and student, what makes a conversation the same (rule 1).
    pub fn guardian_set(&self) -> Vec<PersonId> {
        guardian_set(&self.guardians)
    }
}

/// Sorts guardians and removes repeats.
pub fn guardian_set(guardians: &[PersonId]) -> Vec<PersonId> {
    let mut set = guardians.to_vec();
    set.sort_unstable();
    set.dedup();
    set
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::tests::{ana, bruno, conversation, id};
    use crate::ticket::Status;

    fn counts(family: u32, school: u32) -> Counts {
        Counts { family, school }
    }

    #[test]
    fn a_message_counts_for_its_side() {
        let mut now = counts(2, 3);
        now.add(Side::Family);
        assert_eq!(now, counts(3, 3));
        now.add(Side::School);
        assert_eq!(now, counts(3, 4));
    }

    #[test]
    fn who_started_it_is_the_first_guardian() {
        let mut conversation = conversation(Status::Pending);
        conversation.guardians = vec![bruno().person_id, ana().person_id];
        assert_eq!(conversation.starter(), Some(bruno().person_id));
        assert!(conversation.has_guardian(ana().person_id));
        assert!(!conversation.has_guardian(id(13)));
    }

    #[test]
    fn a_set_of_guardians_knows_neither_order_nor_repeats() {
        let (ana, bruno) = (ana().person_id, bruno().person_id);
        assert_eq!(guardian_set(&[bruno, ana, bruno]), guardian_set(&[ana, bruno]));
        assert_ne!(guardian_set(&[ana]), guardian_set(&[ana, bruno]));
        let mut conversation = conversation(Status::Pending);
        conversation.guardians = vec![bruno, ana];
        assert_eq!(conversation.guardian_set(), vec![ana, bruno]);
    }
}
