//! Table `takes`: recordings whose message is not known to have arrived, each with its person, its
//! conversation and its message. The recorder has the sound; when a row is removed the take's files are
//! doomed, and the recorder's owner removes them.

use conversas_domain::ids::{ConversationId, EntityId, EntryId, TakeId};
use conversas_domain::moment::Moment;
use conversas_view::{InboxRow, Lost};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::Result;
use super::rescued;
use super::session::{Owner, SigningIn};
use super::sql::{Id, Json, readable};

/// The facts of a take besides its sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakeRow {
    /// The take's identifier.
    pub id: TakeId,
    /// The person who recorded the take.
    pub owner: Owner,
    /// The conversation in which the take will be sent.
    pub conversation_id: ConversationId,
    /// The message that the take became; the sound is kept until the server has that message. None: the take
    /// is not sent.
    pub entry_id: Option<EntryId>,
    /// Whether its person threw the take away, which can be undone for a while.
    pub is_deleted: bool,
}

impl TakeRow {
    /// Whether the take is its person's to send.
    pub fn is_draft(&self) -> bool {
        self.entry_id.is_none() && !self.is_deleted
    }
}

/// The fate of a voice message of this person, and so of its take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VoiceState {
    /// The message waits, is on its way, or needs a decision.
    Waiting,
    /// The server has it: the take is not needed any more.
    Sent,
    /// Not sent, and not going to be: the take is all there is.
    Kept,
    /// The message was thrown away.
    Discarded,
}

const COLUMNS: &str = "id, person_id, installation, role, conversation_id, entry_id, is_deleted";

fn take(row: &Row<'_>) -> rusqlite::Result<TakeRow> {
    Ok(TakeRow {
        id: row.get::<_, Id<_>>(0)?.0,
        owner: Owner {
            person_id: row.get::<_, Id<_>>(1)?.0,
            installation: row.get::<_, Option<Id<_>>>(2)?.map(|id| id.0),
            role: readable::<Option<_>>(row, 3, "take")?.flatten(),
        },
        conversation_id: row.get::<_, Id<_>>(4)?.0,
        entry_id: row.get::<_, Option<Id<_>>>(5)?.map(|id| id.0),
        is_deleted: row.get(6)?,
    })
}

/// Adds a row. An existing row stays as it is.
pub(crate) fn add(db: &Connection, row: &TakeRow) -> Result<()> {
    let sql = "INSERT INTO takes (id, person_id, installation, role, conversation_id, entry_id, is_deleted)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING";
    db.prepare_cached(sql)?.execute(params![
        Id(row.id),
        Id(row.owner.person_id),
        row.owner.installation.map(Id),
        row.owner.role.map(Json),
        Id(row.conversation_id),
        row.entry_id.map(Id),
        row.is_deleted,
    ])?;
    Ok(())
}

pub(crate) fn get(db: &Connection, id: TakeId) -> Result<Option<TakeRow>> {
    let sql = format!("SELECT {COLUMNS} FROM takes WHERE id = ?1");
    Ok(db.prepare_cached(&sql)?.query_row([Id(id)], take).optional()?)
}

/// Answers all takes, oldest first.
pub(crate) fn all(db: &Connection) -> Result<Vec<TakeRow>> {
    let mut query = db.prepare_cached(&format!("SELECT {COLUMNS} FROM takes ORDER BY id"))?;
    let rows = query.query_map([], take)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Whether a take belongs to this conversation, whatever its state.
pub(crate) fn any_of(db: &Connection, id: ConversationId) -> Result<bool> {
    Ok(db.prepare_cached("SELECT 1 FROM takes WHERE conversation_id = ?1")?.exists([Id(id)])?)
}

/// Whether a take waits in this conversation that is its person's to send.
fn any_draft_of(db: &Connection, id: ConversationId) -> Result<bool> {
    let sql = "SELECT 1 FROM takes WHERE conversation_id = ?1 AND entry_id IS NULL AND NOT is_deleted";
    Ok(db.prepare_cached(sql)?.exists([Id(id)])?)
}

/// Whether a take has become a message that is not known to have arrived.
pub(crate) fn any_sent(db: &Connection) -> Result<bool> {
    Ok(db.prepare_cached("SELECT 1 FROM takes WHERE entry_id IS NOT NULL")?.exists([])?)
}

/// A row that says whether a take waits in its conversation, which is not kept in it.
pub(super) fn with_take(db: &Connection, row: InboxRow) -> Result<InboxRow> {
    let has_take = any_draft_of(db, row.id)?;
    Ok(InboxRow { has_take, ..row })
}

/// How many drafts do not stay when somebody comes; none: when nobody does.
pub(crate) fn count_drafts(db: &Connection, signing_in: Option<SigningIn>) -> Result<u32> {
    let stays = |take: &TakeRow| signing_in.is_some_and(|signing_in| signing_in.owns(take.owner));
    let lost = all(db)?.into_iter().filter(|take| take.is_draft() && !stays(take));
    Ok(u32::try_from(lost.count()).unwrap_or(u32::MAX))
}

/// Makes a take the sound of this message.
pub(crate) fn set_sent(db: &Connection, id: TakeId, entry_id: EntryId) -> Result<()> {
    db.prepare_cached("UPDATE takes SET entry_id = ?2 WHERE id = ?1")?
        .execute(params![Id(id), Id(entry_id)])?;
    Ok(())
}

pub(crate) fn set_deleted(db: &Connection, id: TakeId, is_deleted: bool) -> Result<()> {
    db.prepare_cached("UPDATE takes SET is_deleted = ?2 WHERE id = ?1")?
        .execute(params![Id(id), is_deleted])?;
    Ok(())
}

/// Settles a take by its message's outcome: without its message the take is a draft again, or thrown away.
pub(crate) fn settle(db: &Connection, entry_id: EntryId, state: VoiceState) -> Result<()> {
    let sql = match state {
        VoiceState::Waiting => return Ok(()),
        VoiceState::Sent => "DELETE FROM takes WHERE entry_id = ?1",
        VoiceState::Kept => "UPDATE takes SET entry_id = NULL WHERE entry_id = ?1",
        VoiceState::Discarded => "UPDATE takes SET entry_id = NULL, is_deleted = 1 WHERE entry_id = ?1",
    };
    db.prepare_cached(sql)?.execute([Id(entry_id)])?;
    Ok(())
}

/// Moves takes to the new identifier of a conversation.
pub(crate) fn rename(db: &Connection, from: ConversationId, into: ConversationId) -> Result<()> {
    db.prepare_cached("UPDATE takes SET conversation_id = ?2 WHERE conversation_id = ?1")?
        .execute([Id(from), Id(into)])?;
    Ok(())
}

pub(crate) fn remove(db: &Connection, id: TakeId) -> Result<()> {
    db.prepare_cached("DELETE FROM takes WHERE id = ?1")?.execute([Id(id)])?;
    Ok(())
}

/// Removes the takes of a conversation that is gone. The person is told of each that they had not thrown
/// away.
pub(crate) fn erase_of(db: &Connection, id: ConversationId) -> Result<()> {
    for take in all(db)?.into_iter().filter(|take| take.conversation_id == id) {
        if !take.is_deleted {
            rescued::add_lost(db, Lost::Voice, begun_at(take.id))?;
        }
        remove(db, take.id)?;
    }
    Ok(())
}

/// Removes everybody's takes but those of the person who signs in; none: everybody's.
pub(crate) fn erase_but_of(db: &Connection, signing_in: Option<SigningIn>) -> Result<()> {
    for take in all(db)? {
        if !signing_in.is_some_and(|signing_in| signing_in.owns(take.owner)) {
            remove(db, take.id)?;
        }
    }
    Ok(())
}

/// Makes every take a draft again, because the messages that they had become are erased.
pub(crate) fn forget_messages(db: &Connection) -> Result<()> {
    db.execute("UPDATE takes SET entry_id = NULL", [])?;
    Ok(())
}

/// Answers the takes whose files are to be removed.
pub(crate) fn doomed(db: &Connection) -> Result<Vec<TakeId>> {
    let mut query = db.prepare_cached("SELECT id FROM doomed_takes")?;
    let rows = query.query_map([], |row| row.get::<_, Id<_>>(0).map(|id| id.0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Forgets a doomed take, after its files were removed.
pub(crate) fn forget_doomed(db: &Connection, id: TakeId) -> Result<()> {
    db.prepare_cached("DELETE FROM doomed_takes WHERE id = ?1")?.execute([Id(id)])?;
    Ok(())
}

/// The moment at which a take was begun, which is in its identifier.
fn begun_at(id: TakeId) -> Moment {
    let seconds = id.uuid().get_timestamp().map(|begun| begun.to_unix().0);
    Moment(seconds.and_then(|seconds| i64::try_from(seconds).ok()).unwrap_or_default().saturating_mul(1_000))
}

#[cfg(test)]
mod tests;
