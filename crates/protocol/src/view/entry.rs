//! Entries of threads, and the stand-ins for entries that cannot be read, or only by a newer program.

use conversas_domain::conversation::Counts;
use conversas_domain::entry::{EntryKind, Seq};
use conversas_domain::ids::{ChannelId, ConversationId, EntityId, EntryId, TicketId};
use conversas_domain::moment::Moment;
use conversas_domain::person::Side;
use conversas_domain::text::Name;
use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize};
use uuid::Uuid;

use super::PersonRef;
use super::preview::nobody;

/// An entry as its reader sees it.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryView {
    /// The entry's identifier.
    pub id: EntryId,
    /// The entry's number.
    pub seq: Seq,
    /// The conversation.
    pub conversation_id: ConversationId,
    /// The entry's ticket.
    pub ticket_id: TicketId,
    /// The person who wrote or did it.
    pub author: PersonRef,
    /// The side of the author.
    pub side: Side,
    /// The time by the server's clock.
    pub at: Moment,
    /// The time of writing by the author's clock.
    pub written_at: Moment,
    /// The conversation's counts right after the entry; a read mark at this entry holds them.
    pub counts: Counts,
    /// The kind of the entry. A kind that only a newer program knows is [`EntryKind::Unknown`] here, a
    /// damaged one [`EntryKind::Unreadable`]: the rest of the page is read.
    #[serde(deserialize_with = "any_kind")]
    pub kind: EntryKind,
    /// The names that the kind mentions (a forward's author, a guardian who joined, members who are called),
    /// each once.
    pub people: Vec<PersonRef>,
    /// The names of channels that the kind mentions.
    pub channels: Vec<(ChannelId, Name)>,
}

impl EntryView {
    /// Reads an entry in a JSON text. An entry whose frame only a newer program knows is
    /// [`EntryKind::Unknown`], with its legible parts; none: not even its place in a thread is legible.
    pub fn read(json: &str) -> Option<EntryView> {
        #[derive(Deserialize)]
        struct Placed {
            id: EntryId,
            conversation_id: ConversationId,
            seq: Seq,
        }
        if let Ok(entry) = serde_json::from_str(json) {
            return Some(entry);
        }
        let Placed { id, conversation_id, seq } = serde_json::from_str(json).ok()?;
        Some(EntryView { kind: EntryKind::Unknown, ..EntryView::unreadable(id, conversation_id, seq) })
    }

    /// Makes the stand-in of an entry that cannot be read at all.
    pub fn unreadable(id: EntryId, conversation_id: ConversationId, seq: Seq) -> EntryView {
        EntryView {
            id,
            seq,
            conversation_id,
            ticket_id: TicketId::from_uuid(Uuid::nil()),
            author: nobody(),
            side: Side::School,
            at: Moment::default(),
            written_at: Moment::default(),
            counts: Counts::default(),
            kind: EntryKind::Unreadable,
            people: Vec::new(),
            channels: Vec::new(),
        }
    }

    /// Answers whether author, time, ticket and counts of the entry are known. Otherwise only the entry's
    /// place is known, and placeholders stand for the rest.
    pub fn has_frame(&self) -> bool {
        self.ticket_id != TicketId::from_uuid(Uuid::nil())
    }

    /// Answers the person whose words or file the entry is: of a forwarded message its author, not the person
    /// who forwarded it.
    pub fn speaker(&self) -> &PersonRef {
        match &self.kind {
            EntryKind::Forwarded { provenance, .. } => {
                self.people.iter().find(|person| person.id == provenance.author_id).unwrap_or(&self.author)
            }
            _ => &self.author,
        }
    }
}

/// Reads any JSON with the form of a kind, be the kind this program's or a newer one's.
fn any_kind<'de, D: Deserializer<'de>>(deserializer: D) -> Result<EntryKind, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Any {
        Known(EntryKind),
        Newer {
            #[serde(rename = "kind")]
            _kind: String,
        },
        Damaged(IgnoredAny),
    }
    Ok(match Any::deserialize(deserializer)? {
        Any::Known(kind) => kind,
        Any::Newer { .. } => EntryKind::Unknown,
        Any::Damaged(_) => EntryKind::Unreadable,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_of_an_unknown_or_damaged_kind_is_read_all_but_its_kind() {
        let id = Uuid::from_u128(7);
        let entry = EntryView::unreadable(EntryId::from_uuid(id), ConversationId::from_uuid(id), Seq(3));
        let json = serde_json::to_value(&entry).expect("JSON");
        assert_eq!(serde_json::from_value::<EntryView>(json.clone()).expect("the same"), entry);
        for (kind, expected) in [
            (serde_json::json!({ "kind": "of_tomorrow", "words": [1.5] }), EntryKind::Unknown),
            (serde_json::json!({ "kind": "message", "poll": {} }), EntryKind::Unknown),
            (serde_json::json!({ "kind": "csat_answered", "rating": 9 }), EntryKind::Unknown),
            (serde_json::json!({ "kind": 7 }), EntryKind::Unreadable),
            (serde_json::json!(null), EntryKind::Unreadable),
        ] {
            let mut changed = json.clone();
            changed["kind"] = kind;
            let read = serde_json::from_value::<EntryView>(changed).expect("an entry");
            assert_eq!(read, EntryView { kind: expected, ..entry.clone() });
        }
    }

    #[test]
    fn an_entry_whose_frame_is_unknown_keeps_its_place() {
        let id = Uuid::from_u128(7);
        let entry = EntryView::unreadable(EntryId::from_uuid(id), ConversationId::from_uuid(id), Seq(3));
        let mut json = serde_json::to_value(&entry).expect("JSON");
        json["side"] = serde_json::json!("bot");
        let expected = EntryView { kind: EntryKind::Unknown, ..entry };
        assert!(!expected.has_frame());
        assert_eq!(EntryView::read(&json.to_string()), Some(expected));
        assert_eq!(EntryView::read("{\"side\":\"bot\"}"), None);
    }
}
