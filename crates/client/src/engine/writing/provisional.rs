//! Conversations made on this device: they stand in the list at once, until the server says where they belong.

use conversas_domain::channel::serves;
use conversas_domain::ids::{ChannelId, ConversationId, StudentId, TicketId};
use conversas_domain::moment::Moment;
use conversas_domain::rejection::Rejection;

use crate::conversation::made_here_about;
use crate::engine::Engine;
use crate::error::Result;
use crate::reader::Reader;
use crate::store::conversations::Conversation;
use crate::store::{Connection, conversations, inbox, rows};

impl Engine {
    /// Answers a conversation in which a guardian writes to a channel about a student, with nobody else: the
    /// existing one, or a new one without a message. A new conversation stays empty only until the person
    /// leaves it, or until the next start.
    pub async fn begin_conversation(
        &self,
        channel_id: ChannelId,
        student_id: StudentId,
    ) -> Result<ConversationId> {
        let (id, ticket_id, now) = (self.inner.fresh_id(), self.inner.fresh_id(), self.inner.clock.now());
        self.inner
            .change(move |tx, reader, touched| {
                if let Some(known) = mine(tx, reader, channel_id, student_id)? {
                    return Ok(known.view.id);
                }
                let mut begun = made_here(reader, channel_id, student_id, id, ticket_id, now)?;
                let list = reader.list_of(channel_id);
                // The new conversation is on top of the list, whatever the device's clock says.
                let top = inbox::top_activity(tx, list)?.max(now);
                begun.view.change(|view| view.last_activity = top);
                rows::put(tx, reader, &begun)?;
                touched.lists.insert(list);
                Ok(id)
            })
            .await
    }
}

/// The conversation with a channel about a student that the reader shares with nobody.
pub(super) fn mine(
    db: &Connection,
    reader: &Reader,
    channel_id: ChannelId,
    student_id: StudentId,
) -> Result<Option<Conversation>> {
    let all = conversations::about(db, channel_id, student_id)?;
    let is_alone =
        |known: &Conversation| known.view.guardians.iter().all(|guardian| guardian.id == reader.me);
    Ok(all.into_iter().find(is_alone))
}

/// A conversation that only this device knows, if it may be begun.
pub(super) fn made_here(
    reader: &Reader,
    channel_id: ChannelId,
    student_id: StudentId,
    id: ConversationId,
    ticket_id: TicketId,
    now: Moment,
) -> Result<Conversation> {
    let directory = &reader.directory;
    let channel = directory.channels.iter().find(|channel| channel.id == channel_id);
    let student = directory.students.iter().find(|student| student.id == student_id);
    let (Some(channel), Some(student)) = (channel, student) else {
        return Err(Rejection::NotFound.into());
    };
    if !serves(channel.active, &channel.class_groups, &student.class_group) {
        return Err(Rejection::ChannelUnavailable.into());
    }
    made_here_about(reader, channel_id, student_id, id, (ticket_id, now)).ok_or(Rejection::NotFound.into())
}
