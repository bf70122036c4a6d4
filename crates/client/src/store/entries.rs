//! Table `entries`: what stands in threads, by the server's number, with its words kept findable.

use conversas_domain::entry::Seq;
use conversas_domain::ids::{ConversationId, EntryId};
use conversas_protocol::EntryView;
use rusqlite::{Connection, OptionalExtension, params};

use super::sql::{Id, Json};
use super::{Result, attached, words};

/// Adds an entry; answers whether it was new. Entries never change.
pub(crate) fn add(db: &Connection, entry: &EntryView) -> Result<bool> {
    let added = db
        .prepare_cached("INSERT INTO entries VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING")?
        .execute(params![entry.seq.0, Id(entry.conversation_id), Json(entry)])?;
    if added == 0 {
        return Ok(false);
    }
    if let Some(words) = words::of(&entry.kind) {
        words::add(db, entry.seq, words)?;
    }
    if let Some(attachment) = entry.kind.attachment() {
        attached::add(db, attachment.id, entry)?;
    }
    Ok(true)
}

/// At most `limit` entries with `after < seq < before`, the newest of them, oldest first.
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

/// At most `limit` entries with `after < seq`, the oldest of them, oldest first.
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
        "SELECT view FROM entries WHERE conversation_id = ?1 AND seq > ?2 AND seq < ?3
         ORDER BY seq {direction} LIMIT ?4"
    );
    let mut query = db.prepare_cached(&sql)?;
    let found = params![Id(conversation_id), after.0, before.0, limit];
    let rows = query.query_map(found, |row| row.get::<_, Json<EntryView>>(0).map(|json| json.0))?;
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

/// The newest entry up to and including `seq`.
pub(crate) fn at_or_before(
    db: &Connection,
    conversation_id: ConversationId,
    seq: Seq,
) -> Result<Option<EntryView>> {
    Ok(newest_between(db, conversation_id, Seq(0), Seq(seq.0.saturating_add(1)), 1)?.pop())
}

/// How many entries of a conversation are here, counted up to `limit`.
pub(crate) fn count_up_to(db: &Connection, conversation_id: ConversationId, limit: u32) -> Result<u32> {
    let sql = "SELECT COUNT(*) FROM (SELECT 1 FROM entries WHERE conversation_id = ?1 LIMIT ?2)";
    Ok(db.prepare_cached(sql)?.query_row(params![Id(conversation_id), limit], |row| row.get(0))?)
}

/// The number of the entry with this identifier, if it is here: in this conversation, or anywhere.
pub(crate) fn seq_of(
    db: &Connection,
    conversation_id: Option<ConversationId>,
    id: EntryId,
) -> Result<Option<Seq>> {
    let sql = "SELECT seq FROM entries WHERE json_extract(view, '$.id') = ?1
        AND (?2 IS NULL OR conversation_id = ?2)";
    let mut query = db.prepare_cached(sql)?;
    let seq = query.query_row(params![id.to_string(), conversation_id.map(Id)], |row| row.get(0));
    Ok(seq.optional()?.map(Seq))
}

/// The entry with this number.
pub(crate) fn by_seq(db: &Connection, seq: Seq) -> Result<Option<EntryView>> {
    let mut query = db.prepare_cached("SELECT view FROM entries WHERE seq = ?1")?;
    let entry = query.query_row([seq.0], |row| row.get::<_, Json<EntryView>>(0)).optional()?;
    Ok(entry.map(|json| json.0))
}

pub(crate) fn erase_of(db: &Connection, conversation_id: ConversationId) -> Result<()> {
    let mut query = db.prepare_cached("DELETE FROM entries WHERE conversation_id = ?1 RETURNING seq")?;
    let erased = query.query_map([Id(conversation_id)], |row| row.get(0).map(Seq))?;
    for seq in erased.collect::<rusqlite::Result<Vec<_>>>()? {
        words::remove(db, seq)?;
    }
    attached::erase_of(db, conversation_id)
}
