//! Table `entries`: the entries of threads, by the server's number, with their words kept findable.

use conversas_domain::attachment::Attachment;
use conversas_domain::entry::{EntryKind, Seq};
use conversas_domain::ids::{AttachmentId, ConversationId, EntityId, EntryId};
use conversas_protocol::{EntryView, Kept};
use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

use super::sql::{Id, Json};
use super::{Result, attached, unknown, words};

/// Adds an entry with its JSON; answers whether it was new. Entries never change.
pub(crate) fn add(db: &Connection, entry: &Kept<EntryView>) -> Result<bool> {
    let added = db
        .prepare_cached("INSERT INTO entries VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING")?
        .execute(params![entry.seq.0, Id(entry.conversation_id), Json(entry)])?;
    if added == 0 {
        return Ok(false);
    }
    if entry.kind == EntryKind::Unknown {
        unknown::add_entry(db, entry.seq)?;
    }
    add_found_by(db, entry)?;
    Ok(true)
}

/// Makes an entry findable by its words and its file.
fn add_found_by(db: &Connection, entry: &EntryView) -> Result<()> {
    if let Some(words) = words::of(&entry.kind) {
        words::add(db, entry.seq, words)?;
    }
    if let Some(attachment) = entry.kind.attachment() {
        attached::add(db, attachment.id, entry)?;
    }
    Ok(())
}

/// Answers at most `limit` entries with `after < seq < before`, the newest of them, oldest first.
pub(crate) fn newest_between(
    db: &Connection,
    conversation_id: ConversationId,
    after: Seq,
    before: Seq,
    limit: u32,
) -> Result<Vec<EntryView>> {
    let mut entries = select(db, conversation_id, after, before, limit, "DESC")?;
    entries.reverse();
    Ok(entries)
}

/// Answers at most `limit` entries with `after < seq`, the oldest of them, oldest first.
pub(crate) fn oldest_after(
    db: &Connection,
    conversation_id: ConversationId,
    after: Seq,
    limit: u32,
) -> Result<Vec<EntryView>> {
    select(db, conversation_id, after, Seq(i64::MAX), limit, "ASC")
}

fn select(
    db: &Connection,
    conversation_id: ConversationId,
    after: Seq,
    before: Seq,
    limit: u32,
    direction: &str,
) -> Result<Vec<EntryView>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM entries WHERE conversation_id = ?1 AND seq > ?2 AND seq < ?3
         ORDER BY seq {direction} LIMIT ?4"
    );
    let mut query = db.prepare_cached(&sql)?;
    let found = params![Id(conversation_id), after.0, before.0, limit];
    let rows = query.query_map(found, from_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Whether entries with `after < seq < before` are here.
pub(crate) fn any_between(
    db: &Connection,
    conversation_id: ConversationId,
    after: Seq,
    before: Seq,
) -> Result<bool> {
    let sql = "SELECT 1 FROM entries WHERE conversation_id = ?1 AND seq > ?2 AND seq < ?3";
    Ok(db.prepare_cached(sql)?.exists(params![Id(conversation_id), after.0, before.0])?)
}

/// Whether any entry of a conversation is here.
pub(crate) fn any_of(db: &Connection, conversation_id: ConversationId) -> Result<bool> {
    any_between(db, conversation_id, Seq(0), Seq(i64::MAX))
}

/// The newest entry up to and including `seq`.
pub(crate) fn at_or_before(
    db: &Connection,
    conversation_id: ConversationId,
    seq: Seq,
) -> Result<Option<EntryView>> {
    Ok(newest_between(db, conversation_id, Seq(0), Seq(seq.0.saturating_add(1)), 1)?.pop())
}

/// Counts the entries of a conversation that are here, up to `limit`.
pub(crate) fn count_up_to(db: &Connection, conversation_id: ConversationId, limit: u32) -> Result<u32> {
    let sql = "SELECT COUNT(*) FROM (SELECT 1 FROM entries WHERE conversation_id = ?1 LIMIT ?2)";
    Ok(db.prepare_cached(sql)?.query_row(params![Id(conversation_id), limit], |row| row.get(0))?)
}

/// Answers the number of the entry with this identifier, if it is here: in this conversation, or anywhere.
pub(crate) fn seq_of(
    db: &Connection,
    conversation_id: Option<ConversationId>,
    id: EntryId,
) -> Result<Option<Seq>> {
    let sql = "SELECT seq FROM entries
        WHERE CASE WHEN json_valid(view) THEN json_extract(view, '$.id') END = ?1 AND (?2 IS NULL OR conversation_id = ?2)";
    let mut query = db.prepare_cached(sql)?;
    let seq = query.query_row(params![id.to_string(), conversation_id.map(Id)], |row| row.get(0));
    Ok(seq.optional()?.map(Seq))
}

/// Answers the entry with this number.
pub(crate) fn by_seq(db: &Connection, seq: Seq) -> Result<Option<EntryView>> {
    let mut query = db.prepare_cached(&format!("SELECT {COLUMNS} FROM entries WHERE seq = ?1"))?;
    Ok(query.query_row([seq.0], from_row).optional()?)
}

/// Answers a file that stands in an entry here, and the conversation of the newest such entry.
pub(crate) fn file(db: &Connection, id: AttachmentId) -> Result<Option<(ConversationId, Attachment)>> {
    let entry = attached::newest_with(db, id)?.map(|seq| by_seq(db, seq)).transpose()?.flatten();
    Ok(entry.and_then(|entry| {
        let attachment = entry.kind.attachment().filter(|attachment| attachment.id == id)?;
        Some((entry.conversation_id, attachment.clone()))
    }))
}

/// Entries of a conversation with files, newest first.
pub(crate) fn newest_with_files(
    db: &Connection,
    conversation_id: ConversationId,
    limit: u32,
) -> Result<Vec<EntryView>> {
    let found = attached::newest(db, conversation_id, limit)?;
    found.into_iter().filter_map(|seq| by_seq(db, seq).transpose()).collect()
}

/// Reads the next entries after `seq` that waited for a newer program, at most `limit`: entries that this
/// program understands by now are found by their words and files from then on. Answers the last entry that
/// was read; none if there was no other.
pub(crate) fn understand(db: &Connection, after: Seq, limit: u32) -> Result<Option<Seq>> {
    let waiting = unknown::waiting_entries(db, after, limit)?;
    for seq in &waiting {
        let entry = by_seq(db, *seq)?;
        if let Some(entry) = entry.filter(|entry| entry.kind != EntryKind::Unknown) {
            unknown::remove_entry(db, *seq)?;
            add_found_by(db, &entry)?;
        }
    }
    Ok(waiting.last().copied())
}

pub(crate) fn erase_of(db: &Connection, conversation_id: ConversationId) -> Result<()> {
    let mut query = db.prepare_cached("DELETE FROM entries WHERE conversation_id = ?1 RETURNING seq")?;
    let erased = query.query_map([Id(conversation_id)], |row| row.get(0).map(Seq))?;
    for seq in erased.collect::<rusqlite::Result<Vec<_>>>()? {
        words::remove(db, seq)?;
        unknown::remove_entry(db, seq)?;
    }
    attached::erase_of(db, conversation_id)
}

/// The columns that [`from_row`] reads.
const COLUMNS: &str = "view, seq, conversation_id, EXISTS (SELECT 1 FROM unknown_entries WHERE unknown_entries.seq = entries.seq)";

/// Reads an entry. An unreadable entry is replaced by an entry that says so: the others of its thread are
/// shown. It waits for a newer program if it did when it came; else it was damaged here.
fn from_row(row: &Row<'_>) -> rusqlite::Result<EntryView> {
    let json = row.get_ref(0)?.as_bytes()?;
    let (seq, conversation) = (Seq(row.get(1)?), row.get::<_, Id<ConversationId>>(2)?.0);
    let is_for_newer: bool = row.get(3)?;
    serde_json::from_slice(json).or_else(|error| {
        let rest = EntryView::read(&String::from_utf8_lossy(json));
        if let (Some(entry), true) = (&rest, is_for_newer) {
            return Ok(entry.clone());
        }
        tracing::error!(seq = seq.0, line = error.line(), column = error.column(), "an entry cannot be read");
        let number = u128::try_from(seq.0).unwrap_or_default();
        let stand_in = || EntryId::from_uuid(Uuid::from_u128(number));
        let id = rest.map_or_else(stand_in, |entry| entry.id);
        Ok(EntryView::unreadable(id, conversation, seq))
    })
}

#[cfg(test)]
mod tests {
    use conversas_domain::entry::EntryKind;
    use conversas_domain::moment::Moment;
    use conversas_domain::search::Sought;
    use conversas_testkit::{fresh, views};

    use super::*;
    use crate::store::schema;

    #[test]
    fn an_entry_that_cannot_be_read_hides_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let db = schema::open_writer(&folder.path().join("store")).unwrap();
        let view = views::conversation(fresh(), "Maria Silva", "João Silva", Moment(1));
        let written: Vec<_> =
            (1..=4).map(|seq| views::message(&view, Seq(seq), &format!("Recado {seq}"))).collect();
        for entry in &written {
            add(&db, &entry.clone().into()).unwrap();
        }
        let break_row = |seq: i64, view: &str| {
            db.execute("UPDATE entries SET view = ?2 WHERE seq = ?1", params![seq, view]).unwrap();
        };
        break_row(2, "{\"id\":");
        break_row(3, &serde_json::to_string(&written[2]).unwrap().replace("\"at\":", "\"at\":1.5,\"x\":"));
        let shown = newest_between(&db, view.id, Seq(0), Seq(9), 10).unwrap();
        assert_eq!(shown.iter().map(|entry| entry.seq.0).collect::<Vec<_>>(), [1, 2, 3, 4]);
        assert_eq!([&shown[0], &shown[3]], [&written[0], &written[3]]);
        assert!(shown[1..3].iter().all(|entry| entry.kind == EntryKind::Unreadable));
        assert_eq!(shown[2].id, written[2].id, "what can be read of it is kept");
        assert_eq!(by_seq(&db, Seq(2)).unwrap().map(|entry| entry.conversation_id), Some(view.id));
        assert_eq!(seq_of(&db, None, written[3].id).unwrap(), Some(Seq(4)));
        let found = words::find(&db, &Sought::parse("recado"), Some(view.id), None, 9).unwrap();
        assert_eq!(found, [Seq(4), Seq(3), Seq(1)], "what says its words is found");
    }

    #[test]
    fn a_time_that_no_page_could_read_is_shown_with_its_thread() {
        let folder = tempfile::tempdir().unwrap();
        let db = schema::open_writer(&folder.path().join("store")).unwrap();
        let view = views::conversation(fresh(), "Maria Silva", "João Silva", Moment(1));
        let entry = views::message(&view, Seq(1), "Bom dia");
        let json = serde_json::to_string(&entry).unwrap();
        // Written as a device stored times before they had bounds.
        let written_at = format!("\"written_at\":{}", entry.written_at.0);
        let json = json.replace(&written_at, "\"written_at\":9007199254740994");
        assert!(json.contains("9007199254740994"));
        db.execute("INSERT INTO entries VALUES (1, ?1, ?2)", params![Id(view.id), json]).unwrap();
        let shown = by_seq(&db, Seq(1)).unwrap().unwrap();
        assert_eq!((shown.kind, shown.written_at), (entry.kind, Moment::LAST));
    }
}
