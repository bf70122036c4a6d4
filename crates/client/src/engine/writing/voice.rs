//! Voice messages, and taking back what is being sent.

use std::sync::Arc;

use conversas_domain::ids::{ConversationId, EntryId, TakeId, TicketId};
use conversas_domain::rejection::Rejection;

use super::message::{self, Before, Said};
use super::tray::allowed;
use crate::engine::made_here::forget_if_empty;
use crate::engine::takes::{Takes, mine};
use crate::engine::{Engine, Inner};
use crate::error::{Error, Result};
use crate::files::{Voice, adding};
use crate::outbox::{OutboxState, choose};
use crate::store::files::{self, FileRow, FileState, Upload};
use crate::store::{StoreError, Transaction, merged, outbox, takes};
use crate::thread::Place;

impl Takes {
    /// Sends a finished take: when this answers, the take's file is copied, its message is queued, and the
    /// take belongs to that message. The sound is to be kept until the take is doomed. The rest as in
    /// [`send_tray`](Engine::send_tray).
    pub async fn send(
        &self,
        id: TakeId,
        voice: Voice,
        seen: Option<Place>,
        ticket_id: Option<TicketId>,
        starts_ticket: bool,
    ) -> Result<EntryId> {
        let as_message = move |tx: &Transaction<'_>, entry_id| {
            let take = mine(tx, id)?;
            if !take.is_draft() {
                return Err(Rejection::NotFound.into());
            }
            takes::set_sent(tx, id, entry_id)?;
            Ok(take.conversation_id)
        };
        self.inner.speak(voice, seen, ticket_id, starts_ticket, as_message).await
    }
}

impl Inner {
    /// Copies a voice file and queues its message. `begin`: the first step of the transaction, which answers
    /// where the message is sent.
    pub(crate) async fn speak(
        self: &Arc<Self>,
        voice: Voice,
        seen: Option<Place>,
        ticket_id: Option<TicketId>,
        starts_ticket: bool,
        begin: impl FnOnce(&Transaction<'_>, EntryId) -> Result<ConversationId> + Send + 'static,
    ) -> Result<EntryId> {
        let live = self.live()?;
        let allowed = allowed(&live.directory);
        let attachment_id = self.fresh_id();
        let folder = self.folder.clone();
        let copying = tokio::task::spawn_blocking(move || {
            adding::add_voice(&folder, voice, VOICE_NAME, allowed, attachment_id)
        });
        let copied = copying.await.map_err(StoreError::lost)??;
        let (fresh, folder) = (self.fresh(), self.folder.clone());
        let sending = self.change_as(&live, move |tx, reader, touched| {
            let id = begin(tx, fresh.entry_id)?;
            let (id, attachment) = (merged::now(tx, id)?, copied.attachment);
            files::put(
                tx,
                &FileRow {
                    conversation_id: id,
                    state: FileState::Outbox,
                    attachment: attachment.clone(),
                    sha256: copied.sha256,
                    upload: Upload::Open,
                    bytes: folder.bytes(attachment.id),
                    read_at: fresh.now,
                },
            )?;
            let before = Before { ticket_id, seen, starts_ticket };
            message::put(tx, reader, touched, id, Said::File(Box::new(attachment)), before, fresh)
        });
        if let Err(error) = sending.await {
            self.remove_bytes(vec![attachment_id]).await;
            return Err(error);
        }
        Ok(fresh.entry_id)
    }
}

impl Engine {
    /// Stops sending a file of this person that is queued or on its way: the message is gone, the file is
    /// back in the tray, or the voice message is a take again. `NotFound` once the message itself may have
    /// reached the server.
    pub async fn cancel_sending(&self, id: ConversationId, entry_id: EntryId) -> Result<()> {
        let now = self.inner.clock.now();
        let n = self
            .inner
            .change(move |tx, reader, touched| {
                let item = outbox::by_entry(tx, entry_id)?.filter(|item| item.target() == id.into());
                let item = item.filter(|item| item.state == OutboxState::Queued && !item.arrived);
                let item = item.ok_or(Rejection::NotFound)?;
                let attachment = item.attachment.as_ref().ok_or(Rejection::NotFound)?;
                if files::get(tx, attachment.id)?.is_none_or(|row| row.upload.is_ready()) {
                    return Err(Error::Rejected(Rejection::NotFound));
                }
                let n = item.n;
                choose::take_back(tx, reader, touched, &item, now)?;
                forget_if_empty(tx, id)?;
                Ok(n)
            })
            .await?;
        self.inner.uploads.stop(n);
        Ok(())
    }
}

/// The name of a voice message when it is saved.
const VOICE_NAME: &str = "audio.ogg";
