//! Unread messages: those that a person still has to act on (rule 7). Everything that shows, counts or tells
//! of unread messages uses this module.

use crate::conversation::{Counts, ReadMark};
use crate::entry::{EntryKind, Seq};
use crate::ids::PersonId;
use crate::person::Side;
use crate::ticket::{Status, Ticket};

/// One person's look at a conversation.
///
/// For a guardian, everybody's messages after the guardian's read mark are unread; the guardian's own
/// messages move the mark. For staff, the family's messages and the forwarded ones are unread that stand
/// after the reader's mark and that the school has not dealt with. Nothing is unread in a finished ticket
/// that colleagues alone handled.
#[derive(Debug, Clone, Copy)]
pub struct Unread<'a> {
    /// The person who reads.
    pub reader: PersonId,
    /// The side from which they read.
    pub side: Side,
    /// The current ticket.
    pub ticket: &'a Ticket,
    /// Messages so far.
    pub counts: Counts,
    /// The value of [`Conversation::handled`](crate::conversation::Conversation::handled); none: an older server did not say it.
    pub handled: Option<u32>,
    /// The mark up to which they have read.
    pub mark: ReadMark,
}

impl Unread<'_> {
    /// Messages that are unread.
    pub fn count(&self) -> u32 {
        let family = self.counts.family.saturating_sub(self.settled());
        match self.side {
            Side::School => family,
            Side::Family => family + self.counts.school.saturating_sub(self.mark.counts.school),
        }
    }

    /// Whether an entry is unread. `seq` and `counts`: the entry's number, and the conversation's counts
    /// right after it.
    pub fn includes(&self, seq: Seq, counts: Counts, side: Side, kind: &EntryKind) -> bool {
        let concerns_me = match (kind, self.side) {
            (EntryKind::Message { .. }, Side::School) => side == Side::Family,
            (kind, Side::Family | Side::School) => kind.is_message(),
        };
        concerns_me && self.reaches(seq, counts)
    }

    /// Whether an unread message can stand at this entry or after it. Going backwards, nothing is unread from
    /// the first entry on for which the answer is no.
    pub fn reaches(&self, seq: Seq, counts: Counts) -> bool {
        match self.side {
            Side::School => counts.family > self.settled(),
            Side::Family => seq > self.mark.seq,
        }
    }

    /// The number of the family's messages that are read or dealt with.
    fn settled(&self) -> u32 {
        let read = self.mark.counts.family;
        match (self.side, self.ticket.status) {
            (Side::Family, _) => read,
            (Side::School, Status::Finished) if !self.took_part() => self.counts.family,
            (Side::School, Status::Pending | Status::InProgress | Status::Finished) => {
                read.max(self.handled.unwrap_or_else(|| self.presumably_handled()))
            }
        }
    }

    /// The reader answered in the current ticket, or finished it.
    fn took_part(&self) -> bool {
        let moved_last = self.ticket.steps.last().is_some_and(|step| step.by == self.reader);
        self.ticket.replied_by.contains(&self.reader) || moved_last
    }

    /// Answers the number of handled messages as long as the server has not said it: all, unless the family
    /// waits.
    fn presumably_handled(&self) -> u32 {
        if self.ticket.waiting_since.is_some() { 0 } else { self.counts.family }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::tests::{carla, conversation, davi};
    use crate::person::Actor;

    fn counts(family: u32, school: u32) -> Counts {
        Counts { family, school }
    }

    /// Answers the number of unread messages, of five by the family and seven by the school; the mark stands
    /// after `read`.
    fn unread(reader: Actor, status: Status, handled: Option<u32>, read: Counts) -> u32 {
        let ticket = &conversation(status).ticket;
        let mark = ReadMark { seq: Seq(1), counts: read };
        let (side, counts) = (reader.side(), counts(5, 7));
        Unread { reader: reader.person_id, side, ticket, counts, handled, mark }.count()
    }

    #[test]
    fn a_guardian_has_unread_what_the_school_and_the_other_guardians_wrote() {
        let ana = crate::operation::tests::ana();
        for status in Status::ALL {
            assert_eq!(unread(ana, status, None, counts(2, 3)), 7);
            assert_eq!(unread(ana, status, None, counts(5, 7)), 0);
            assert_eq!(unread(ana, status, None, Counts::default()), 12);
        }
    }

    #[test]
    fn staff_have_unread_what_the_family_wrote_and_not_what_colleagues_did() {
        assert_eq!(unread(davi(), Status::Pending, Some(0), counts(2, 0)), 3);
        assert_eq!(unread(davi(), Status::Pending, Some(0), Counts::default()), 5);
    }

    #[test]
    fn what_a_colleague_answered_is_not_unread() {
        assert_eq!(unread(davi(), Status::InProgress, Some(5), Counts::default()), 0);
        assert_eq!(
            unread(davi(), Status::InProgress, Some(4), Counts::default()),
            1,
            "asked after the answer"
        );
    }

    #[test]
    fn nothing_is_unread_in_what_a_colleague_finished() {
        assert_eq!(unread(davi(), Status::Finished, Some(2), Counts::default()), 0);
    }

    #[test]
    fn what_came_unseen_before_my_own_finish_stays_unread() {
        assert_eq!(unread(carla(), Status::Finished, Some(3), counts(4, 7)), 1);
    }

    #[test]
    fn without_the_servers_word_a_family_that_waits_is_unread_and_another_is_not() {
        assert_eq!(unread(davi(), Status::Pending, None, counts(2, 0)), 3);
        assert_eq!(unread(davi(), Status::InProgress, None, counts(2, 0)), 0);
    }

    #[test]
    fn a_mark_ahead_of_the_counts_has_nothing_unread() {
        for reader in [crate::operation::tests::ana(), davi()] {
            assert_eq!(unread(reader, Status::Pending, Some(0), counts(9, 9)), 0);
        }
    }
}
