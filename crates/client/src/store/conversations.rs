//! Table `conversations`. Rows are written by [`rows::put`](super::rows::put) alone, which keeps inbox and
//! names in step; here are the functions that read rows, and those that write columns on which nothing else
//! depends.

use conversas_domain::conversation::{Counts, ReadMark};
use conversas_domain::entry::Seq;
use conversas_domain::ids::{ChannelId, ConversationId, EntityId, StudentId};
use conversas_domain::moment::Moment;
use conversas_protocol::{ConversationView, Kept};
use conversas_view::InboxRow;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::Result;
use super::sql::{Id, readable};
use crate::list::List;

/// A conversation as this device knows it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Conversation {
    /// The server's view, or the view made here while the conversation is provisional.
    pub(crate) view: Kept<ConversationView>,
    /// The conversation was made here; the server does not know it yet.
    pub(crate) provisional: bool,
    /// Every entry with a greater number that the reader may see is on this device.
    pub(crate) have_after: Seq,
    /// The reader's read mark here; may be ahead of the server's.
    pub(crate) mark: ReadMark,
}

const COLUMNS: &str = "view, provisional, have_after, mark_seq, mark_family, mark_school, id";

/// Reads a row. None: it cannot be read.
fn conversation(row: &Row<'_>) -> rusqlite::Result<Option<Conversation>> {
    let Some(view) = readable(row, 0, row.get::<_, Id<ConversationId>>(6)?.0)? else { return Ok(None) };
    Ok(Some(Conversation {
        view,
        provisional: row.get(1)?,
        have_after: Seq(row.get(2)?),
        mark: ReadMark { seq: Seq(row.get(3)?), counts: Counts { family: row.get(4)?, school: row.get(5)? } },
    }))
}

/// Answers a conversation; none also for one that cannot be read: see [`rows::mend`](super::rows::mend).
pub(crate) fn get(db: &Connection, id: ConversationId) -> Result<Option<Conversation>> {
    let sql = format!("SELECT {COLUMNS} FROM conversations WHERE id = ?1");
    Ok(db.prepare_cached(&sql)?.query_row([Id(id)], conversation).optional()?.flatten())
}

pub(crate) fn exists(db: &Connection, id: ConversationId) -> Result<bool> {
    Ok(db.prepare_cached("SELECT 1 FROM conversations WHERE id = ?1")?.exists([Id(id)])?)
}

/// Answers the list that a conversation stands in, whether or not the rest of its row can be read.
pub(crate) fn list(db: &Connection, id: ConversationId) -> Result<Option<List>> {
    let mut query = db.prepare_cached("SELECT list FROM conversations WHERE id = ?1")?;
    let list = query.query_row([Id(id)], |row| row.get::<_, Id<_>>(0).map(|key| List::from_key(key.0)));
    Ok(list.optional()?)
}

/// Answers a conversation's inbox row; none also for a row that cannot be read.
pub(crate) fn shown(db: &Connection, id: ConversationId) -> Result<Option<InboxRow>> {
    let sql = "SELECT shown FROM conversations WHERE id = ?1";
    let row = db.prepare_cached(sql)?.query_row([Id(id)], |row| readable(row, 0, id));
    Ok(row.optional()?.flatten())
}

/// A guardian's row that says whether another conversation of theirs is its twin, which is not kept in it.
pub(super) fn with_twin(db: &Connection, row: InboxRow) -> Result<InboxRow> {
    let sql = "SELECT 1 FROM conversations one JOIN conversations other
        ON other.channel_id = one.channel_id AND other.student_id = one.student_id AND other.id <> one.id
        WHERE one.id = ?1 AND one.list = ?2";
    let family = Id(List::Family.key());
    let has_twin = db.prepare_cached(sql)?.exists(params![Id(row.id), family])?;
    Ok(InboxRow { has_twin, ..row })
}

/// Whether the history of any conversation is not complete here.
pub(crate) fn any_incomplete(db: &Connection) -> Result<bool> {
    let sql = "SELECT 1 FROM conversations INDEXED BY conversations_incomplete
        WHERE have_after > 0 AND NOT provisional LIMIT 1";
    Ok(db.prepare_cached(sql)?.exists([])?)
}

/// Answers the conversations of a channel about a student.
pub(crate) fn about(
    db: &Connection,
    channel_id: ChannelId,
    student_id: StudentId,
) -> Result<Vec<Conversation>> {
    let sql = format!("SELECT {COLUMNS} FROM conversations WHERE channel_id = ?1 AND student_id = ?2");
    let mut query = db.prepare_cached(&sql)?;
    let rows = query.query_map(params![Id(channel_id), Id(student_id)], conversation)?;
    Ok(rows.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>()?)
}

/// Answers the identifiers of all conversations that match.
pub(crate) fn ids(db: &Connection, which: Which) -> Result<Vec<ConversationId>> {
    let (sql, key) = match which {
        // Every conversation has its row in the inbox, sorted by list.
        Which::List(list) => ("SELECT conversation_id FROM inbox WHERE list = ?1", list.key().uuid()),
        Which::Student(id) => ("SELECT id FROM conversations WHERE student_id = ?1", id.uuid()),
    };
    let mut query = db.prepare_cached(sql)?;
    let key = Id(ConversationId::from_uuid(key));
    let rows = query.query_map([key], |row| row.get::<_, Id<_>>(0).map(|id| id.0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Answers channel and student of a conversation that the server does not know yet, and its last activity.
pub(crate) fn about_made_here(
    db: &Connection,
    id: ConversationId,
) -> Result<Option<(ChannelId, StudentId, Moment)>> {
    let sql = "SELECT channel_id, student_id, last_activity FROM conversations WHERE id = ?1 AND provisional";
    let found = db.prepare_cached(sql)?.query_row([Id(id)], |row| {
        Ok((row.get::<_, Id<_>>(0)?.0, row.get::<_, Id<_>>(1)?.0, Moment(row.get(2)?)))
    });
    Ok(found.optional()?)
}

/// Answers the conversations that the server does not know yet.
pub(crate) fn made_here(db: &Connection) -> Result<Vec<ConversationId>> {
    let mut query = db.prepare_cached("SELECT id FROM conversations WHERE provisional")?;
    let rows = query.query_map([], |row| row.get::<_, Id<_>>(0).map(|id| id.0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A choice of conversations.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Which {
    /// The conversations of a list.
    List(List),
    /// The conversations about a student.
    Student(StudentId),
}

/// The `have_after` of a conversation of which no entry is known to be here.
const NOTHING: Seq = Seq(Seq::LAST.0 - 1);

/// Forgets which entries of a conversation are here: some came while the conversation was not here. All are
/// asked for again.
pub(crate) fn forget_history(db: &Connection, id: ConversationId) -> Result<()> {
    db.prepare_cached("UPDATE conversations SET have_after = ?2 WHERE id = ?1")?
        .execute(params![Id(id), NOTHING.0])?;
    Ok(())
}

/// Forgets which entries are here of all conversations that came from the server.
pub(crate) fn forget_histories(db: &Connection) -> Result<()> {
    db.execute("UPDATE conversations SET have_after = ?1 WHERE NOT provisional", [NOTHING.0])?;
    Ok(())
}

/// Marks a conversation that was made here as known to the server. Answers whether it was made here.
pub(crate) fn is_known_to_the_server(db: &Connection, id: ConversationId) -> Result<bool> {
    let sql = "UPDATE conversations SET provisional = 0 WHERE id = ?1 AND provisional";
    Ok(db.prepare_cached(sql)?.execute([Id(id)])? > 0)
}

/// Lowers the mark after older history has arrived; never raises it.
pub(crate) fn lower_have_after(db: &Connection, id: ConversationId, to: Seq) -> Result<()> {
    db.prepare_cached("UPDATE conversations SET have_after = ?2 WHERE id = ?1 AND have_after > ?2")?
        .execute(params![Id(id), to.0])?;
    Ok(())
}

/// Answers the newest `among` conversations whose history is not complete here, newest activity first.
pub(crate) fn incomplete(db: &Connection, among: u32) -> Result<Vec<(ConversationId, Seq)>> {
    let sql = "SELECT id, have_after FROM
        (SELECT id, have_after, provisional FROM conversations ORDER BY last_activity DESC LIMIT ?1)
        WHERE have_after > 0 AND NOT provisional";
    let mut query = db.prepare_cached(sql)?;
    let rows = query.query_map([among], |row| Ok((row.get::<_, Id<_>>(0)?.0, Seq(row.get(1)?))))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

#[cfg(test)]
mod tests;
