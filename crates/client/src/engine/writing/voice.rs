//! Voice messages, and taking back what is being sent.

use std::sync::Arc;

use conversas_domain::ids::{ConversationId, EntryId, TicketId};
use conversas_domain::rejection::Rejection;

use super::Engine;
use super::message::{self, Before, Said};
use super::tray::allowed;
use crate::error::{Error, Result};
use crate::files::{Voice, VoiceState, adding};
use crate::outbox::{OutboxState, choose};
use crate::store::files::{self, FileRow, FileState, Upload};
use crate::store::{StoreError, entries, merged, outbox};
use crate::thread::Place;

impl Engine {
    /// Sends a finished take: copied and queued when this answers. The take itself is to be kept until
    /// [`Event::VoiceSettled`](crate::Event::VoiceSettled), or [`voice`](Engine::voice), says what became of it. The rest as
    /// in [`send_tray`](Engine::send_tray).
    pub async fn send_voice(
        &self,
        id: ConversationId,
        voice: Voice,
        seen: Option<Place>,
        ticket_id: Option<TicketId>,
        starts_ticket: bool,
    ) -> Result<EntryId> {
        let inner = Arc::clone(&self.inner);
        let live = inner.live()?;
        let allowed = allowed(&live.directory);
        let attachment_id = inner.fresh_id();
        let folder = inner.folder.clone();
        let copying = tokio::task::spawn_blocking(move || {
            adding::add_voice(&folder, voice, VOICE_NAME, allowed, attachment_id)
        });
        let copied = copying.await.map_err(StoreError::lost)??;
        let (fresh, folder) = (inner.fresh(), inner.folder.clone());
        let sending = inner.change_as(&live, move |tx, reader, touched| {
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
            inner.remove_bytes(vec![attachment_id]).await;
            return Err(error);
        }
        Ok(fresh.entry_id)
    }

    /// Answers what became of a voice message of mine.
    pub async fn voice(&self, entry_id: EntryId) -> Result<VoiceState> {
        let asking = self.inner.store.read(move |db| {
            Ok(match outbox::by_entry(db, entry_id)? {
                Some(item) if item.is_unsent() => VoiceState::Waiting,
                Some(_) => VoiceState::Sent,
                None if entries::seq_of(db, None, entry_id)?.is_some() => VoiceState::Sent,
                None => VoiceState::Kept,
            })
        });
        Ok(asking.await?)
    }

    /// Ends sending a file of mine that is queued or on its way: the message is gone, the file back in the tray; a voice
    /// message is a take again. `NotFound` once the message itself may have reached the server.
    pub async fn cancel_sending(&self, id: ConversationId, entry_id: EntryId) -> Result<()> {
        let (now, inner) = (self.inner.clock.now(), Arc::clone(&self.inner));
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
                inner.forget_if_empty(tx, id)?;
                Ok(n)
            })
            .await?;
        self.inner.uploads.stop(n);
        Ok(())
    }
}

/// The name of a voice message when it is saved.
const VOICE_NAME: &str = "audio.ogg";
