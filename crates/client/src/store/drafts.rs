//! Table `drafts`: typed text that is not sent, one per place.

use conversas_domain::ids::{CannedReplyId, ChannelId, ConversationId, EntityId, TicketId};
use conversas_protocol::Op;
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

use super::Result;
use super::sql::Id;

/// A place where a person types a text that is kept until it is sent or given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DraftPlace {
    /// The composer of a conversation.
    Message(ConversationId),
    /// The internal note of a conversation. Apart from the composer, so that a note is never sent to the
    /// family.
    Note(ConversationId),
    /// The note that goes with messages forwarded from a conversation.
    Forward(ConversationId),
    /// The comment to the survey of a ticket.
    Survey(ConversationId, TicketId),
    /// A canned reply of a channel; without an identifier, a new reply.
    Reply(ChannelId, Option<CannedReplyId>),
}

impl From<ConversationId> for DraftPlace {
    fn from(id: ConversationId) -> Self {
        DraftPlace::Message(id)
    }
}

impl DraftPlace {
    /// The place where the words of an operation in a conversation were typed, if it has words.
    pub(crate) fn of(op: &Op) -> Option<DraftPlace> {
        let id = op.target().conversation_id()?;
        match op {
            Op::OpenConversation(_) | Op::SendMessage(_) | Op::StartTicket(_) => {
                op.words().map(|_| DraftPlace::Message(id))
            }
            Op::WriteNote(_) => Some(DraftPlace::Note(id)),
            Op::ForwardMessages(_) => Some(DraftPlace::Forward(id)),
            Op::AnswerCsat(asked) => Some(DraftPlace::Survey(id, asked.ticket_id)),
            Op::FinishTicket(_)
            | Op::AssignTicket(_)
            | Op::AddGuardian(_)
            | Op::MarkRead(_)
            | Op::SaveReply(_)
            | Op::DeleteReply(_) => None,
        }
    }

    /// The conversation that the place belongs to, and with which its draft is erased.
    pub(crate) fn conversation_id(self) -> Option<ConversationId> {
        match self {
            DraftPlace::Message(id)
            | DraftPlace::Note(id)
            | DraftPlace::Forward(id)
            | DraftPlace::Survey(id, _) => Some(id),
            DraftPlace::Reply(..) => None,
        }
    }

    /// The same place in another conversation.
    pub(crate) fn moved(self, into: ConversationId) -> DraftPlace {
        match self {
            DraftPlace::Message(_) => DraftPlace::Message(into),
            DraftPlace::Note(_) => DraftPlace::Note(into),
            DraftPlace::Forward(_) => DraftPlace::Forward(into),
            DraftPlace::Survey(_, ticket_id) => DraftPlace::Survey(into, ticket_id),
            DraftPlace::Reply(..) => self,
        }
    }

    fn field(self) -> &'static str {
        match self {
            DraftPlace::Message(_) => MESSAGE,
            DraftPlace::Note(_) => "note",
            DraftPlace::Forward(_) => "forward",
            DraftPlace::Survey(..) => "survey",
            DraftPlace::Reply(..) => "reply",
        }
    }

    fn key(self) -> (Id<ConversationId>, &'static str, Id<ConversationId>) {
        let subject = match self {
            DraftPlace::Survey(_, ticket_id) => ticket_id.uuid(),
            DraftPlace::Reply(channel_id, id) => id.map_or(channel_id.uuid(), |id| id.uuid()),
            DraftPlace::Message(_) | DraftPlace::Note(_) | DraftPlace::Forward(_) => Uuid::nil(),
        };
        let conversation_id = self.conversation_id().unwrap_or_else(nobodys);
        (Id(conversation_id), self.field(), Id(ConversationId::from_uuid(subject)))
    }
}

const MESSAGE: &str = "message";

/// The value of the column for no conversation.
fn nobodys() -> ConversationId {
    ConversationId::from_uuid(Uuid::nil())
}

/// Answers the draft of a place; empty if there is none.
pub(crate) fn load(db: &Connection, place: impl Into<DraftPlace>) -> Result<String> {
    let (conversation_id, field, subject) = place.into().key();
    let sql = "SELECT text FROM drafts WHERE conversation_id = ?1 AND field = ?2 AND subject = ?3";
    let found = db.prepare_cached(sql)?.query_row(params![conversation_id, field, subject], |row| row.get(0));
    Ok(found.optional()?.unwrap_or_default())
}

/// Keeps a draft; an empty text forgets it.
pub(crate) fn save(db: &Connection, place: impl Into<DraftPlace>, text: &str) -> Result<()> {
    let (conversation_id, field, subject) = place.into().key();
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
