//! The stand-in for an item of a thread that cannot be read, so that it hides no other.

use conversas_domain::ids::{EntityId, EntryId, PersonId};
use conversas_domain::moment::Moment;
use conversas_domain::person::Side;
use serde::{Deserialize, Deserializer};
use uuid::Uuid;

use super::{ItemAuthor, ItemKind, Position, ThreadItem};

/// The items of a page, each read for itself.
pub(super) fn each<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<ThreadItem>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Each {
        Item(Box<ThreadItem>),
        /// The fields that are needed to keep its place.
        Placed {
            id: EntryId,
            position: Position,
        },
    }
    let each = |each| match each {
        Each::Item(item) => *item,
        Each::Placed { id, position } => ThreadItem::unreadable(id, position),
    };
    Ok(Vec::<Each>::deserialize(deserializer)?.into_iter().map(each).collect())
}

impl ThreadItem {
    /// Stands where an item is that cannot be read.
    fn unreadable(id: EntryId, position: Position) -> ThreadItem {
        ThreadItem {
            id,
            position,
            ticket_id: None,
            author: ItemAuthor {
                id: PersonId::from_uuid(Uuid::nil()),
                name: String::new(),
                side: Side::School,
                is_me: false,
                relationship: None,
            },
            at: Moment::default(),
            written_at: Moment::default(),
            kind: ItemKind::Unreadable,
            delivery: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ItemContent, ThreadPage};
    use super::*;

    #[test]
    fn an_item_that_cannot_be_read_hides_no_other() {
        let item = |number: u128| {
            let position = Position { seq: i64::try_from(number).expect("a small number"), local: 0 };
            ThreadItem::unreadable(EntryId::from_uuid(Uuid::from_u128(number)), position)
        };
        let said = |number| ThreadItem {
            kind: ItemKind::Message { content: ItemContent::Text { text: "Oi".into() } },
            ..item(number)
        };
        let page = ThreadPage {
            items: vec![said(1), said(2), said(3)],
            has_older: false,
            older_offline: false,
            has_newer: false,
        };
        let mut json = serde_json::to_value(&page).expect("JSON");
        json["items"][1]["at"] = serde_json::json!(1.5);
        let read: ThreadPage = serde_json::from_value(json).expect("a page");
        assert_eq!(read.items, [said(1), item(2), said(3)]);
    }
}
