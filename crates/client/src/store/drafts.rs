//! Table `drafts`: typed text that is not sent, one per place.

use conversas_domain::ids::{ConversationId, EntityId};
use conversas_protocol::Op;
use conversas_view::DraftPlace;
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

use super::Result;
use super::sql::Id;

/// The place where the words of an operation in a conversation were typed, if they were.
pub(crate) fn typed_in(op: &Op) -> Option<DraftPlace> {
    let conversation_id = op.target().conversation_id()?;
    match op {
        Op::OpenConversation(_) | Op::SendMessage(_) | Op::StartTicket(_) => {
            op.words().map(|_| DraftPlace::Message { conversation_id })
        }
        Op::WriteNote(_) => Some(DraftPlace::Note { conversation_id }),
        Op::ForwardMessages(_) => Some(DraftPlace::Forward { conversation_id }),
        Op::AnswerCsat(asked) => Some(DraftPlace::Survey { conversation_id, ticket_id: asked.ticket_id }),
        // Nothing is typed for the others, or not in a conversation.
        _ => None,
    }
}

fn field(place: DraftPlace) -> &'static str {
    match place {
        DraftPlace::Message { .. } => MESSAGE,
        DraftPlace::Note { .. } => "note",
        DraftPlace::Forward { .. } => "forward",
        DraftPlace::Survey { .. } => "survey",
        DraftPlace::Reply { .. } => "reply",
    }
}

fn key(place: DraftPlace) -> (Id<ConversationId>, &'static str, Id<ConversationId>) {
    let subject = match place {
        DraftPlace::Survey { ticket_id, .. } => ticket_id.uuid(),
        DraftPlace::Reply { channel_id, id } => id.map_or(channel_id.uuid(), |id| id.uuid()),
        DraftPlace::Message { .. } | DraftPlace::Note { .. } | DraftPlace::Forward { .. } => Uuid::nil(),
    };
    let conversation_id = place.conversation_id().unwrap_or_else(nobodys);
    (Id(conversation_id), field(place), Id(ConversationId::from_uuid(subject)))
}

const MESSAGE: &str = "message";

/// The value of the column for no conversation.
fn nobodys() -> ConversationId {
    ConversationId::from_uuid(Uuid::nil())
}

/// Answers the draft of a place; empty if there is none.
pub(crate) fn load(db: &Connection, place: impl Into<DraftPlace>) -> Result<String> {
    let (conversation_id, field, subject) = key(place.into());
    let sql = "SELECT text FROM drafts WHERE conversation_id = ?1 AND field = ?2 AND subject = ?3";
    let found = db.prepare_cached(sql)?.query_row(params![conversation_id, field, subject], |row| row.get(0));
    Ok(found.optional()?.unwrap_or_default())
}

/// Keeps a draft; an empty text forgets it.
pub(crate) fn save(db: &Connection, place: impl Into<DraftPlace>, text: &str) -> Result<()> {
    let (conversation_id, field, subject) = key(place.into());
    if text.is_empty() {
        let sql = "DELETE FROM drafts WHERE conversation_id = ?1 AND field = ?2 AND subject = ?3";
        db.prepare_cached(sql)?.execute(params![conversation_id, field, subject])?;
    } else {
        let sql = "INSERT OR REPLACE INTO drafts (conversation_id, field, subject, text)
            VALUES (?1, ?2, ?3, ?4)";
        db.prepare_cached(sql)?.execute(params![conversation_id, field, subject, text])?;
    }
    Ok(())
}

/// Appends a text to the draft of a place.
pub(crate) fn append(db: &Connection, place: impl Into<DraftPlace>, text: &str) -> Result<()> {
    let place = place.into();
    let before = load(db, place)?;
    let joined = if before.is_empty() { text.to_owned() } else { format!("{before}\n{text}") };
    save(db, place, &joined)
}

/// Answers all drafts of a conversation, the composer's text first.
pub(crate) fn texts_of(db: &Connection, conversation_id: ConversationId) -> Result<Vec<String>> {
    let sql = "SELECT text FROM drafts WHERE conversation_id = ?1 ORDER BY field <> ?2";
    let mut query = db.prepare_cached(sql)?;
    let rows = query.query_map(params![Id(conversation_id), MESSAGE], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Whether a conversation has a draft.
pub(crate) fn any_of(db: &Connection, conversation_id: ConversationId) -> Result<bool> {
    Ok(db.prepare_cached("SELECT 1 FROM drafts WHERE conversation_id = ?1")?.exists([Id(conversation_id)])?)
}

/// Answers the conversations that have a draft.
pub(crate) fn conversations(db: &Connection) -> Result<Vec<ConversationId>> {
    let mut query = db.prepare_cached("SELECT DISTINCT conversation_id FROM drafts")?;
    let rows = query.query_map([], |row| row.get::<_, Id<_>>(0).map(|id| id.0))?;
    let mut found: Vec<ConversationId> = rows.collect::<rusqlite::Result<_>>()?;
    found.retain(|id| *id != nobodys());
    Ok(found)
}

/// Moves drafts to the new identifier of a conversation.
pub(crate) fn rename(db: &Connection, from: ConversationId, into: ConversationId) -> Result<()> {
    let text = load(db, from)?;
    if !text.is_empty() {
        save(db, from, "")?;
        append(db, into, &text)?;
    }
    // The other drafts of a family: a place that is taken keeps its text.
    db.prepare_cached("UPDATE OR IGNORE drafts SET conversation_id = ?2 WHERE conversation_id = ?1")?
        .execute(params![Id(from), Id(into)])?;
    erase_of(db, from)
}

/// Removes all drafts of a conversation.
pub(crate) fn erase_of(db: &Connection, conversation_id: ConversationId) -> Result<()> {
    db.prepare_cached("DELETE FROM drafts WHERE conversation_id = ?1")?.execute([Id(conversation_id)])?;
    Ok(())
}

#[cfg(test)]
mod tests;
