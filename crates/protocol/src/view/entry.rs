//! Entries of threads, and what stands for one that cannot be read.

use conversas_domain::conversation::Counts;
use conversas_domain::entry::{EntryKind, Seq};
use conversas_domain::ids::{ChannelId, ConversationId, EntityId, EntryId, PersonId, TicketId};
use conversas_domain::moment::Moment;
use conversas_domain::person::Side;
use conversas_domain::text::Name;
use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize};
use uuid::Uuid;

use super::PersonRef;

/// An entry as its reader sees it.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryView {
    /// Identifier.
    pub id: EntryId,
    /// Its number.
    pub seq: Seq,
    /// Where.
    pub conversation_id: ConversationId,
    /// In which ticket.
    pub ticket_id: TicketId,
    /// Who wrote or did it.
    pub author: PersonRef,
    /// From which side.
    pub side: Side,
    /// Server time.
    pub at: Moment,
    /// The author's clock.
    pub written_at: Moment,
    /// The conversation's counts right after it; what a read mark at this entry holds.
    pub counts: Counts,
    /// What it is. One that this program cannot read is [`EntryKind::Unreadable`] here: the rest of its page is read.
    #[serde(deserialize_with = "kind_or_unreadable")]
    pub kind: EntryKind,
    /// Names the kind mentions (a forward's author, a guardian who joined, who is called), each once.
    pub people: Vec<PersonRef>,
    /// Names of channels the kind mentions.
    pub channels: Vec<(ChannelId, Name)>,
}

impl EntryView {
    /// Stands where an entry is that cannot be read at all.
    pub fn unreadable(id: EntryId, conversation_id: ConversationId, seq: Seq) -> EntryView {
        let nobody = PersonRef {
            id: PersonId::from_uuid(Uuid::nil()),
            name: Name::parse("?").expect("one visible character is a name"),
        };
        EntryView {
            id,
            seq,
            conversation_id,
            ticket_id: TicketId::from_uuid(Uuid::nil()),
            author: nobody,
            side: Side::School,
            at: Moment::default(),
            written_at: Moment::default(),
            counts: Counts::default(),
            kind: EntryKind::Unreadable,
            people: Vec::new(),
            channels: Vec::new(),
        }
    }

    /// Whose words or file it is: of a forwarded message its author, not who brought it here.
    pub fn speaker(&self) -> &PersonRef {
        match &self.kind {
            EntryKind::Forwarded { provenance, .. } => {
                self.people.iter().find(|person| person.id == provenance.author_id).unwrap_or(&self.author)
            }
            _ => &self.author,
        }
    }
}

fn kind_or_unreadable<'de, D: Deserializer<'de>>(deserializer: D) -> Result<EntryKind, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Either {
        Readable(EntryKind),
        Anything(IgnoredAny),
    }
    Ok(match Either::deserialize(deserializer)? {
        Either::Readable(kind) => kind,
        Either::Anything(_) => EntryKind::Unreadable,
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
        for kind in [
            serde_json::json!({ "kind": "of_tomorrow", "words": [1.5] }),
            serde_json::json!({ "kind": "message", "text": "" }),
            serde_json::json!({ "kind": "csat_answered", "rating": 9 }),
            serde_json::json!(null),
        ] {
            let mut damaged = json.clone();
            damaged["kind"] = kind;
            assert_eq!(serde_json::from_value::<EntryView>(damaged).expect("an entry"), entry);
        }
    }
}
