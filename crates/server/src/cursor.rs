//! Cursors and page keys: opaque to clients, checked when they come back.

use conversas_domain::entry::Seq;
use conversas_domain::ids::{ConversationId, SchoolId};
use conversas_domain::inbox::InboxKey;
use conversas_protocol::Cursor;

/// The cursor of a school at a number.
pub(crate) fn write(school: SchoolId, seq: Seq) -> Cursor {
    Cursor(format!("{school}.{}", seq.0))
}

/// The number in a cursor; none if it is not one of this school.
pub(crate) fn read(cursor: &str, school: SchoolId) -> Option<Seq> {
    let (of, seq) = cursor.split_once('.')?;
    let seq = natural(seq)?;
    (of.parse::<SchoolId>().ok()? == school).then_some(Seq(seq))
}

/// Writes the key at which the next page begins.
pub(crate) fn write_key(key: &InboxKey) -> String {
    format!("{}.{}.{}", key.rank, key.time, key.conversation_id)
}

/// Reads a key that [`write_key`] wrote.
pub(crate) fn read_key(text: &str) -> Option<InboxKey> {
    let mut parts = text.splitn(3, '.');
    Some(InboxKey {
        rank: parts.next()?.parse().ok()?,
        time: parts.next()?.parse().ok()?,
        conversation_id: parts.next()?.parse::<ConversationId>().ok()?,
    })
}

/// Reads a number of digits only, so that each number has one form.
fn natural(text: &str) -> Option<i64> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use conversas_domain::ids::EntityId;
    use uuid::Uuid;

    fn school(number: u128) -> SchoolId {
        SchoolId::from_uuid(Uuid::from_u128(number))
    }

    #[test]
    fn a_cursor_comes_back_as_it_went() {
        let cursor = write(school(7), Seq(42));
        assert_eq!(read(&cursor.0, school(7)), Some(Seq(42)));
    }

    #[test]
    fn a_cursor_of_another_school_is_none() {
        assert_eq!(read(&write(school(7), Seq(42)).0, school(8)), None);
    }

    #[test]
    fn garbage_is_no_cursor() {
        let long = format!("{}.{}", school(7), "9".repeat(30));
        for text in ["", ".", "x.1", "1", &format!("{}.-1", school(7)), &format!("{}.+1", school(7)), &long] {
            assert_eq!(read(text, school(7)), None, "{text}");
        }
    }

    #[test]
    fn a_page_key_comes_back_as_it_went() {
        let conversation_id = ConversationId::from_uuid(Uuid::from_u128(3));
        let key = InboxKey { rank: 1, time: -1_700_000_000_000, conversation_id };
        assert_eq!(read_key(&write_key(&key)), Some(key));
        assert_eq!(read_key("1.2"), None);
    }
}
