//! Table `outbox`: acts that the server has not confirmed.

use conversas_domain::entry::Seq;
use conversas_domain::ids::{ChannelId, ConversationId, EntryId, OpId, SchoolId};
use conversas_domain::moment::Moment;
use conversas_domain::target::Target;
use conversas_protocol::{EntryView, Op};
use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::Result;
use super::files::{self, FileState};
use super::sql::{Id, Json, readable};
use crate::outbox::OutboxItem;
use crate::outbox::plan::Candidate;
use crate::outbox::state::OutboxState;

mod aside;

pub(crate) use aside::{Aside, set_aside};

const COLUMNS: &str = "n, op_id, conversation_id, state, arrived, activity, written_at, op, receipt_seq, decided_at, attachment, entry_id, kind = 'mark_read'";

/// The columns of a target, of which exactly one is filled.
type Columns = (Option<Id<ConversationId>>, Option<Id<ChannelId>>, Option<Id<SchoolId>>);

fn columns(target: Target) -> Columns {
    match target {
        Target::Conversation(id) => (Some(Id(id)), None, None),
        Target::Channel(id) => (None, Some(Id(id)), None),
        Target::School(id) => (None, None, Some(Id(id))),
    }
}

/// The target whose columns begin with the one at `index`.
fn target(row: &Row<'_>, index: usize) -> rusqlite::Result<Target> {
    let columns: Columns = (row.get(index)?, row.get(index + 1)?, row.get(index + 2)?);
    match columns {
        (Some(Id(id)), None, None) => Ok(Target::Conversation(id)),
        (None, Some(Id(id)), None) => Ok(Target::Channel(id)),
        (None, None, Some(Id(id))) => Ok(Target::School(id)),
        _ => Err(rusqlite::Error::InvalidColumnType(index, "target".to_owned(), Type::Null)),
    }
}

/// Reads a row. None: it cannot be read. An unreadable state counts as queued: the server answers a repeat
/// with the receipt that it gave.
fn item(row: &Row<'_>) -> rusqlite::Result<Option<OutboxItem>> {
    let n: i64 = row.get(0)?;
    let (Some(op), Some(attachment)) = (readable::<Op>(row, 7, n)?, readable(row, 10, n)?) else {
        return Ok(None);
    };
    Ok(Some(OutboxItem {
        n,
        op_id: row.get::<_, Id<OpId>>(1)?.0,
        state: readable(row, 3, n)?.unwrap_or(OutboxState::Queued),
        arrived: row.get(4)?,
        activity: Moment(row.get(5)?),
        written_at: Moment(row.get(6)?),
        op,
        seq: row.get::<_, Option<i64>>(8)?.map(Seq),
        decided_at: Moment(row.get(9)?),
        attachment,
    }))
}

/// Answers the rows that cannot be read as items, as far as `read` can read them.
fn unreadable<T>(db: &Connection, read: fn(&Row<'_>) -> rusqlite::Result<T>) -> Result<Vec<T>> {
    let mut query = db.prepare_cached(&format!("SELECT {COLUMNS} FROM outbox ORDER BY n"))?;
    let rows = query.query_map([], |row| item(row)?.is_none().then(|| read(row)).transpose())?;
    Ok(rows.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>()?)
}

/// Adds a row at the end; `item.n` is not looked at. Answers its number.
pub(crate) fn add(db: &Connection, item: &OutboxItem) -> Result<i64> {
    let sql = "INSERT INTO outbox
        (op_id, conversation_id, channel_id, school_id, entry_id, kind, state, arrived, activity, written_at,
            op, attachment)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
    let (conversation_id, channel_id, school_id) = columns(item.target());
    db.prepare_cached(sql)?.execute(params![
        Id(item.op_id),
        conversation_id,
        channel_id,
        school_id,
        item.shown_id().map(Id),
        item.op.name(),
        Json(item.state),
        item.arrived,
        item.activity.0,
        item.written_at.0,
        Json(&item.op),
        item.attachment.as_ref().map(Json),
    ])?;
    Ok(db.last_insert_rowid())
}

/// Writes all columns of a row that may change.
pub(crate) fn update(db: &Connection, item: &OutboxItem) -> Result<()> {
    let sql =
        "UPDATE outbox SET op_id = ?2, conversation_id = ?3, channel_id = ?4, school_id = ?5, kind = ?6,
        state = ?7, arrived = ?8, op = ?9, receipt_seq = ?10, decided_at = ?11 WHERE n = ?1";
    let (conversation_id, channel_id, school_id) = columns(item.target());
    db.prepare_cached(sql)?.execute(params![
        item.n,
        Id(item.op_id),
        conversation_id,
        channel_id,
        school_id,
        item.op.name(),
        Json(item.state),
        item.arrived,
        Json(&item.op),
        item.seq.map(|seq| seq.0),
        item.decided_at.0,
    ])?;
    Ok(())
}

pub(crate) fn remove(db: &Connection, n: i64) -> Result<()> {
    db.prepare_cached("DELETE FROM outbox WHERE n = ?1")?.execute([n])?;
    Ok(())
}

pub(crate) fn get(db: &Connection, n: i64) -> Result<Option<OutboxItem>> {
    let sql = format!("SELECT {COLUMNS} FROM outbox WHERE n = ?1");
    Ok(db.prepare_cached(&sql)?.query_row([n], item).optional()?.flatten())
}

pub(crate) fn by_entry(db: &Connection, entry_id: EntryId) -> Result<Option<OutboxItem>> {
    let sql = format!("SELECT {COLUMNS} FROM outbox WHERE entry_id = ?1");
    Ok(db.prepare_cached(&sql)?.query_row([Id(entry_id)], item).optional()?.flatten())
}

/// All rows of a conversation, in order.
pub(crate) fn of(db: &Connection, conversation_id: ConversationId) -> Result<Vec<OutboxItem>> {
    let sql = format!("SELECT {COLUMNS} FROM outbox WHERE conversation_id = ?1 ORDER BY n");
    let mut query = db.prepare_cached(&sql)?;
    let rows = query.query_map([Id(conversation_id)], item)?;
    Ok(rows.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>()?)
}

/// Answers all rows that are not about a conversation, in order.
pub(crate) fn beside_conversations(db: &Connection) -> Result<Vec<OutboxItem>> {
    let sql = format!("SELECT {COLUMNS} FROM outbox WHERE conversation_id IS NULL ORDER BY n");
    let mut query = db.prepare_cached(&sql)?;
    let rows = query.query_map([], item)?;
    Ok(rows.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>()?)
}

/// Whether a confirmed row outside of conversations waits for the page that shows its effect.
pub(crate) fn awaits_page(db: &Connection) -> Result<bool> {
    let sql = "SELECT 1 FROM outbox WHERE conversation_id IS NULL AND arrived";
    Ok(db.prepare_cached(sql)?.exists([])?)
}

/// Answers all rows, in order.
pub(crate) fn all(db: &Connection) -> Result<Vec<OutboxItem>> {
    let mut query = db.prepare_cached(&format!("SELECT {COLUMNS} FROM outbox ORDER BY n"))?;
    let rows = query.query_map([], item)?;
    Ok(rows.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>()?)
}

/// Answers all rows, in order, as far as the plan looks at them.
pub(crate) fn candidates(db: &Connection) -> Result<Vec<Candidate>> {
    let sql =
        "SELECT n, conversation_id, channel_id, school_id, state, kind = 'mark_read', attachment IS NOT NULL,
            kind = 'assign_ticket'
        FROM outbox ORDER BY n";
    let mut query = db.prepare_cached(sql)?;
    let rows = query.query_map([], |row| {
        let n = row.get(0)?;
        Ok(Candidate {
            n,
            target: target(row, 1)?,
            state: readable(row, 4, n)?.unwrap_or(OutboxState::Queued),
            is_mark: row.get(5)?,
            is_file: row.get(6)?,
            is_assignment: row.get(7)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The numbers of items that wait, need a decision, and have failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Numbers {
    pub(crate) waiting: u32,
    pub(crate) blocked: u32,
    pub(crate) failed: u32,
}

pub(crate) fn numbers(db: &Connection) -> Result<Numbers> {
    let sql = "SELECT state FROM outbox WHERE kind <> 'mark_read' AND NOT arrived";
    let mut query = db.prepare_cached(sql)?;
    let mut numbers = Numbers::default();
    for state in query.query_map([], |row| readable(row, 0, "state"))? {
        match state?.unwrap_or(OutboxState::Queued) {
            OutboxState::Queued => numbers.waiting += 1,
            OutboxState::Blocked { .. } => numbers.blocked += 1,
            OutboxState::Failed { .. } => numbers.failed += 1,
            OutboxState::Sent => {}
        }
    }
    Ok(numbers)
}

/// Notes that the entry of a row is in `entries` now. Answers whether there was such a row.
pub(crate) fn entry_arrived(db: &Connection, entry_id: EntryId) -> Result<bool> {
    match by_entry(db, entry_id)? {
        Some(item) => arrived(db, item).map(|()| true),
        None => Ok(false),
    }
}

/// Notes the same for a forward: its event names no operation, but its author, its target and its time by the
/// author's clock.
pub(crate) fn forward_arrived(db: &Connection, entry: &EntryView) -> Result<bool> {
    let of_this = |item: &OutboxItem| !item.arrived && item.is_forward_told_by(entry);
    match of(db, entry.conversation_id)?.into_iter().find(of_this) {
        Some(item) => arrived(db, item).map(|()| true),
        None => Ok(false),
    }
}

/// Settles a row whose entry arrived. Only a queued row still waits for its receipt. A row that its person
/// was asked about had reached the server before the answer was lost: nothing is left to decide.
fn arrived(db: &Connection, mut item: OutboxItem) -> Result<()> {
    if item.state == OutboxState::Queued {
        item.arrived = true;
        update(db, &item)
    } else {
        if let Some(attachment) = &item.attachment {
            files::set_state(db, attachment.id, FileState::Fetched, item.written_at)?;
        }
        remove(db, item.n)
    }
}

/// Replaces read marks that wait by the newest one.
pub(crate) fn replace_mark(db: &Connection, item: &OutboxItem) -> Result<()> {
    db.prepare_cached("DELETE FROM outbox WHERE conversation_id = ?1 AND kind = 'mark_read'")?
        .execute([item.conversation_id().map(Id)])?;
    add(db, item)?;
    Ok(())
}

pub(crate) fn erase_of(db: &Connection, conversation_id: ConversationId) -> Result<()> {
    db.prepare_cached("DELETE FROM outbox WHERE conversation_id = ?1")?.execute([Id(conversation_id)])?;
    Ok(())
}
