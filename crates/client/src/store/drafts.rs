//! Table `drafts`: what a person is typing, per place where it is typed.

use conversas_domain::ids::{CannedReplyId, ChannelId, ConversationId, EntityId, TicketId};
use conversas_protocol::Op;
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

use super::Result;
use super::sql::Id;

/// A place where a person types what is kept until it is sent or given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DraftPlace {
    /// A conversation's composer.
    Message(ConversationId),
    /// Its internal note. Apart from the composer, so that it is never sent to the family.
    Note(ConversationId),
    /// The note that goes with messages which are forwarded from it.
    Forward(ConversationId),
    /// The comment to the survey of one of its tickets.
    Survey(ConversationId, TicketId),
    /// A canned reply of a channel; none: a new one.
    Reply(ChannelId, Option<CannedReplyId>),
}

impl From<ConversationId> for DraftPlace {
    fn from(id: ConversationId) -> Self {
        DraftPlace::Message(id)
    }
}

impl DraftPlace {
    /// The place where the words of an operation in a conversation were typed, if they were.
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

    /// The conversation that it belongs to, and is erased with.
    pub(crate) fn conversation_id(self) -> Option<ConversationId> {
        match self {
            DraftPlace::Message(id)
            | DraftPlace::Note(id)
            | DraftPlace::Forward(id)
            | DraftPlace::Survey(id, _) => Some(id),
            DraftPlace::Reply(..) => None,
        }
    }

    /// The same place in the conversation that is meant now.
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

/// The value that stands for no conversation.
fn nobodys() -> ConversationId {
    ConversationId::from_uuid(Uuid::nil())
}

/// Empty if nothing is kept there.
pub(crate) fn load(db: &Connection, place: impl Into<DraftPlace>) -> Result<String> {
    let (conversation_id, field, subject) = place.into().key();
    let sql = "SELECT text FROM drafts WHERE conversation_id = ?1 AND field = ?2 AND subject = ?3";
    let found = db.prepare_cached(sql)?.query_row(params![conversation_id, field, subject], |row| row.get(0));
    Ok(found.optional()?.unwrap_or_default())
}

/// An empty text forgets the draft.
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

/// Puts a text after what stands there already.
pub(crate) fn append(db: &Connection, place: impl Into<DraftPlace>, text: &str) -> Result<()> {
    let place = place.into();
    let before = load(db, place)?;
    let joined = if before.is_empty() { text.to_owned() } else { format!("{before}\n{text}") };
    save(db, place, &joined)
}

/// Everything that is kept of a conversation, the composer's text first.
pub(crate) fn texts_of(db: &Connection, conversation_id: ConversationId) -> Result<Vec<String>> {
    let sql = "SELECT text FROM drafts WHERE conversation_id = ?1 ORDER BY field <> ?2";
    let mut query = db.prepare_cached(sql)?;
    let rows = query.query_map(params![Id(conversation_id), MESSAGE], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Whether anything is kept of a conversation.
pub(crate) fn any_of(db: &Connection, conversation_id: ConversationId) -> Result<bool> {
    Ok(db.prepare_cached("SELECT 1 FROM drafts WHERE conversation_id = ?1")?.exists([Id(conversation_id)])?)
}

/// Conversations of which something is kept.
pub(crate) fn conversations(db: &Connection) -> Result<Vec<ConversationId>> {
    let mut query = db.prepare_cached("SELECT DISTINCT conversation_id FROM drafts")?;
    let rows = query.query_map([], |row| row.get::<_, Id<_>>(0).map(|id| id.0))?;
    let mut found: Vec<ConversationId> = rows.collect::<rusqlite::Result<_>>()?;
    found.retain(|id| *id != nobodys());
    Ok(found)
}

/// A conversation got another identifier.
pub(crate) fn rename(db: &Connection, from: ConversationId, into: ConversationId) -> Result<()> {
    let text = load(db, from)?;
    if !text.is_empty() {
        save(db, from, "")?;
        append(db, into, &text)?;
    }
    // A family's other drafts: a place that is taken keeps what stands there.
    db.prepare_cached("UPDATE OR IGNORE drafts SET conversation_id = ?2 WHERE conversation_id = ?1")?
        .execute(params![Id(from), Id(into)])?;
    erase_of(db, from)
}

/// Everything that is kept of a conversation goes.
pub(crate) fn erase_of(db: &Connection, conversation_id: ConversationId) -> Result<()> {
    db.prepare_cached("DELETE FROM drafts WHERE conversation_id = ?1")?.execute([Id(conversation_id)])?;
    Ok(())
}

#[cfg(test)]
mod tests;
