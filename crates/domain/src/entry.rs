//! Entries of a thread (rule 6): messages, notes and events, in the server's order.

use serde::{Deserialize, Serialize};

use crate::attachment::Attachment;
use crate::content::Content;
use crate::csat::Rating;
use crate::exact;
use crate::ids::{ChannelId, EntryId, PersonId, TicketId};
use crate::moment::Moment;
use crate::person::Side;
use crate::text::MessageText;
use crate::ticket::Status;

/// The number of a change in its school's sequence; orders everything, starts at 1.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = i64, minimum = 0, maximum = 4_503_599_627_370_494i64))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(from = "exact::Whole", into = "i64")]
pub struct Seq(pub i64);

impl Seq {
    /// Larger than any number that a school reaches: 2^52 - 2. What is read or written as JSON is from 0 to this one, so
    /// that every reader gets it whole and interfaces have larger numbers left for what is not numbered yet.
    pub const LAST: Seq = Seq((1 << 52) - 2);
}

impl From<exact::Whole> for Seq {
    fn from(exact::Whole(number): exact::Whole) -> Seq {
        Seq(number).clamp(Seq::default(), Seq::LAST)
    }
}

impl From<Seq> for i64 {
    fn from(seq: Seq) -> i64 {
        seq.clamp(Seq::default(), Seq::LAST).0
    }
}

/// The origin of a forwarded message (rule 11).
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// The entry it is a copy of.
    pub entry_id: EntryId,
    /// The person who wrote the original.
    pub author_id: PersonId,
    /// The side the original was written from.
    pub author_side: Side,
    /// The moment at which the original was accepted, server time.
    pub at: Moment,
    /// The channel it was written to.
    pub channel_id: ChannelId,
}

/// The kind of an entry. A new kind needs its line in [`EntryKind::audience`].
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EntryKind {
    /// A message.
    Message {
        /// The words.
        #[serde(flatten)]
        content: Content,
    },
    /// A message copied from another channel; the entry's author is who forwarded it.
    Forwarded {
        /// The content of the original.
        #[serde(flatten)]
        content: Content,
        /// The message's origin.
        provenance: Provenance,
    },
    /// "Nota interna": for the channel's staff only.
    Note {
        /// The words.
        text: MessageText,
        /// Members of the channel whom it calls, in the order named.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        mentions: Vec<PersonId>,
    },
    /// "Assumir": a colleague takes care of the ticket now; for the channel's staff only.
    Assigned {
        /// The colleague; none: nobody takes care any more.
        person_id: Option<PersonId>,
    },
    /// The ticket got a status: opened, answered, finished.
    StatusChanged {
        /// The status it got.
        status: Status,
        /// Whether this opened the ticket.
        opened: bool,
    },
    /// Messages of this thread were forwarded to another channel.
    ForwardedAway {
        /// The channel that got them.
        channel_id: ChannelId,
        /// The number of messages.
        count: u32,
    },
    /// A guardian joined the conversation.
    GuardianAdded {
        /// The guardian who joined.
        person_id: PersonId,
    },
    /// The family answered the survey of this ticket.
    CsatAnswered {
        /// 1 to 5.
        rating: Rating,
    },
    /// A damaged entry. Never written by a rule; it stands in the place of one entry, so that the others are
    /// shown.
    Unreadable,
    /// An entry of a kind that only a newer program knows. Never written by a rule: a store of the entry
    /// keeps the JSON that came, so that the program reads it once it knows the kind.
    Unknown,
}

/// The people who may see an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// The guardians of the conversation and the channel's staff.
    Everyone,
    /// The channel's staff.
    StaffOnly,
}

impl EntryKind {
    /// The people who may see entries of this kind.
    pub fn audience(&self) -> Audience {
        match self {
            // An entry that cannot be read may be anything, and families never get more than they may see.
            EntryKind::Note { .. }
            | EntryKind::Assigned { .. }
            | EntryKind::Unreadable
            | EntryKind::Unknown => Audience::StaffOnly,
            EntryKind::Message { .. }
            | EntryKind::Forwarded { .. }
            | EntryKind::StatusChanged { .. }
            | EntryKind::ForwardedAway { .. }
            | EntryKind::GuardianAdded { .. }
            | EntryKind::CsatAnswered { .. } => Audience::Everyone,
        }
    }

    /// Whether the entry counts as a message for unread numbers and previews.
    pub fn is_message(&self) -> bool {
        matches!(self, EntryKind::Message { .. } | EntryKind::Forwarded { .. })
    }

    /// The content, if it is a message.
    pub fn content(&self) -> Option<&Content> {
        match self {
            EntryKind::Message { content } | EntryKind::Forwarded { content, .. } => Some(content),
            EntryKind::Note { .. }
            | EntryKind::StatusChanged { .. }
            | EntryKind::Assigned { .. }
            | EntryKind::ForwardedAway { .. }
            | EntryKind::GuardianAdded { .. }
            | EntryKind::CsatAnswered { .. }
            | EntryKind::Unreadable
            | EntryKind::Unknown => None,
        }
    }

    /// The file in it, if it has one.
    pub fn attachment(&self) -> Option<&Attachment> {
        self.content().and_then(Content::attachment)
    }

    /// The words in it, if it has any.
    pub fn text(&self) -> Option<&MessageText> {
        match self {
            EntryKind::Message { content } | EntryKind::Forwarded { content, .. } => content.text(),
            EntryKind::Note { text, .. } => Some(text),
            EntryKind::StatusChanged { .. }
            | EntryKind::Assigned { .. }
            | EntryKind::ForwardedAway { .. }
            | EntryKind::GuardianAdded { .. }
            | EntryKind::CsatAnswered { .. }
            | EntryKind::Unreadable
            | EntryKind::Unknown => None,
        }
    }
}

/// An entry that a decision wants added; the store gives it the next [`Seq`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewEntry {
    /// Identifier; a message's is chosen by the client that wrote it.
    pub id: EntryId,
    /// The ticket that the entry belongs to.
    pub ticket_id: TicketId,
    /// The person who wrote the entry or did what it tells.
    pub author_id: PersonId,
    /// The side that the entry was written from.
    pub side: Side,
    /// Server time.
    pub at: Moment,
    /// The author's clock when it was written; shown only as "escrita em".
    pub written_at: Moment,
    /// The kind.
    pub kind: EntryKind,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::tests::{ana, id, text};

    fn one_of_each() -> [EntryKind; 10] {
        let provenance = Provenance {
            entry_id: id(1),
            author_id: ana().person_id,
            author_side: Side::Family,
            at: Moment(1),
            channel_id: id(2),
        };
        [
            EntryKind::Message { content: text("segredo").into() },
            EntryKind::Forwarded { content: text("segredo").into(), provenance },
            EntryKind::Note { text: text("segredo"), mentions: vec![ana().person_id] },
            EntryKind::Assigned { person_id: None },
            EntryKind::StatusChanged { status: Status::Pending, opened: true },
            EntryKind::ForwardedAway { channel_id: id(2), count: 1 },
            EntryKind::GuardianAdded { person_id: ana().person_id },
            EntryKind::CsatAnswered { rating: Rating::try_from(5).expect("one to five") },
            EntryKind::Unreadable,
            EntryKind::Unknown,
        ]
    }

    #[test]
    fn the_family_sees_everything_but_notes_who_takes_care_and_what_cannot_be_read() {
        let hidden = one_of_each().map(|kind| kind.audience() == Audience::StaffOnly);
        assert_eq!(hidden, [false, false, true, true, false, false, false, false, true, true]);
    }

    #[test]
    fn messages_and_forwarded_messages_are_messages_and_nothing_else_is() {
        let messages = one_of_each().map(|kind| kind.is_message());
        assert_eq!(messages, [true, true, false, false, false, false, false, false, false, false]);
    }

    #[test]
    fn messages_and_notes_have_words() {
        let words = one_of_each().map(|kind| kind.text().is_some());
        assert_eq!(words, [true, true, true, false, false, false, false, false, false, false]);
    }

    #[test]
    fn debug_output_shows_no_words() {
        assert!(one_of_each().iter().all(|kind| !format!("{kind:?}").contains("segredo")));
    }

    #[test]
    fn a_number_travels_within_its_bounds() {
        let read = |json: &str| serde_json::from_str::<Seq>(json).expect("a number");
        for (json, expected) in
            [("7", 7), ("-1", 0), ("9007199254740994", Seq::LAST.0), ("18446744073709551615", Seq::LAST.0)]
        {
            assert_eq!(read(json), Seq(expected), "{json}");
        }
        assert_eq!(serde_json::to_string(&Seq(i64::MAX)).expect("a number"), Seq::LAST.0.to_string());
    }

    #[test]
    fn every_kind_reads_back_what_it_wrote() {
        for kind in one_of_each() {
            let json = serde_json::to_string(&kind).expect("JSON");
            assert_eq!(serde_json::from_str::<EntryKind>(&json).expect("the same"), kind);
        }
    }
}
