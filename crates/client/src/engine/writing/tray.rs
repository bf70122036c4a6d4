//! Files that are chosen and not sent: kept like a draft, in the order in which they will be sent.

use std::sync::Arc;

use conversas_domain::attachment::{self, Attachment, FileName, Media, Thumbnail};
use conversas_domain::ids::{AttachmentId, ConversationId, EntryId, TicketId};
use conversas_domain::permission::Action;
use conversas_domain::rejection::Rejection;
use conversas_protocol::Directory;
use conversas_view::RefusedFile;

use super::message::{self, Before, Said};
use super::{Engine, writable};
use crate::engine::Inner;
use crate::error::{Error, Result};
use crate::event::Touched;
use crate::files::adding::{self, Allowed, Copied};
use crate::files::{Chosen, Failure, picture};
use crate::reader::Reader;
use crate::store::files::{self, FileRow, FileState, Upload};
use crate::store::{StoreError, Transaction, conversations, merged, rows};
use crate::thread::Place;

/// The outcome for a chosen file.
pub type Added = std::result::Result<AttachmentId, RefusedFile>;

impl Engine {
    /// Copies files into the tray of a conversation, in this order. For a file that cannot be sent the reason
    /// is answered; the other files are in the tray when this answers.
    pub async fn add_files(&self, id: ConversationId, chosen: Vec<Chosen>) -> Result<Vec<Added>> {
        let inner = &self.inner;
        let live = inner.live()?;
        let allowed = allowed(&live.directory);
        // The turn is taken before the look, because a conversation that is left is removed when nobody has
        // the turn.
        let _turn = inner.adding.lock().await;
        inner
            .change_as(&live, move |tx, reader, _| writable(tx, reader, id, Action::Write).map(|_| ()))
            .await?;
        let mut copies = Vec::new();
        let mut added = Vec::new();
        for file in chosen {
            match inner.copy(file, allowed).await {
                Ok(Ok(copied)) => {
                    added.push(Ok(copied.attachment.id));
                    copies.push(copied);
                }
                Ok(Err(refused)) => added.push(Err(refused)),
                Err(error) => {
                    inner.take_back(&copies).await;
                    return Err(error);
                }
            }
        }
        let ids: Vec<_> = copies.iter().map(|copied| copied.attachment.id).collect();
        let now = inner.clock.now();
        let folder = inner.folder.clone();
        let adding = inner.change_as(&live, move |tx, reader, touched| {
            let id = writable(tx, reader, id, Action::Write)?.view.id;
            for Copied { attachment, sha256 } in copies {
                let bytes = folder.bytes(attachment.id);
                files::put(
                    tx,
                    &FileRow {
                        conversation_id: id,
                        state: FileState::Tray,
                        attachment,
                        sha256,
                        upload: Upload::Open,
                        bytes,
                        read_at: now,
                    },
                )?;
            }
            changed(tx, reader, touched, id)
        });
        if let Err(error) = adding.await {
            inner.remove_bytes(ids).await;
            return Err(error);
        }
        Ok(added)
    }

    /// The files in the tray of a conversation, in order.
    pub async fn tray(&self, id: ConversationId) -> Result<Vec<Attachment>> {
        self.inner.live()?;
        let rows = self.inner.store.read(move |db| files::of(db, id, FileState::Tray)).await?;
        Ok(rows.into_iter().map(|row| row.attachment).collect())
    }

    /// Gives a video of a tray its picture, which the page has made; the picture is encoded anew, and small.
    /// Nothing happens if the file is not a video, is not in this tray any more, or has a picture.
    pub async fn give_poster(
        &self,
        id: ConversationId,
        attachment_id: AttachmentId,
        picture: Vec<u8>,
    ) -> Result<()> {
        let inner = &self.inner;
        let (folder, small_id) = (inner.folder.clone(), inner.fresh_id());
        let _turn = inner.adding.lock().await;
        let lacking = inner.store.read(move |db| Ok(lacks_poster(files::get(db, attachment_id)?, id)));
        if lacking.await?.is_none() {
            return Ok(());
        }
        let place = folder.clone();
        let making =
            tokio::task::spawn_blocking(move || picture::small_of(&place, attachment_id, picture)).await;
        let (width, height) = making.unwrap_or_else(|error| {
            tracing::warn!(is_panic = error.is_panic(), "a decoder gave up on what it was given");
            Err(Rejection::FileBroken.into())
        })?;
        inner
            .change(move |tx, reader, touched| {
                let Some(mut row) = lacks_poster(files::get(tx, attachment_id)?, id) else {
                    folder.remove_thumbnail(attachment_id);
                    return Ok(());
                };
                if let Media::Video { poster, .. } = &mut row.attachment.media {
                    *poster = Some(Thumbnail { id: small_id, width, height });
                }
                files::describe(tx, &row.attachment, folder.bytes(attachment_id))?;
                changed(tx, reader, touched, id)
            })
            .await
    }

    /// Takes a file out of a tray; its copy goes.
    pub async fn remove_from_tray(&self, id: ConversationId, attachment_id: AttachmentId) -> Result<()> {
        self.inner
            .change(move |tx, reader, touched| {
                let row = files::get(tx, attachment_id)?;
                if row.is_some_and(|row| row.state == FileState::Tray && row.conversation_id == id) {
                    files::remove(tx, attachment_id)?;
                }
                changed(tx, reader, touched, id)
            })
            .await
    }

    /// Puts a file of a tray elsewhere in its order. `to`: its new place, from 0.
    pub async fn move_in_tray(
        &self,
        id: ConversationId,
        attachment_id: AttachmentId,
        to: usize,
    ) -> Result<()> {
        self.inner
            .change(move |tx, reader, touched| {
                let mut order: Vec<_> =
                    files::of(tx, id, FileState::Tray)?.into_iter().map(|row| row.attachment.id).collect();
                let from =
                    order.iter().position(|other| *other == attachment_id).ok_or(Rejection::NotFound)?;
                let moved = order.remove(from);
                order.insert(to.min(order.len()), moved);
                files::arrange(tx, &order)?;
                changed(tx, reader, touched, id)
            })
            .await
    }

    /// Sends the whole tray: one message each, in order, all of them queued at once or none. Files that the
    /// plan lacks by now are refused. `seen`, `ticket_id`: as in
    /// [`send_message_for`](Engine::send_message_for). `starts_ticket`: the first of them opens the next
    /// ticket ("Iniciar novo atendimento").
    pub async fn send_tray(
        &self,
        id: ConversationId,
        seen: Option<Place>,
        ticket_id: Option<TicketId>,
        starts_ticket: bool,
    ) -> Result<Vec<EntryId>> {
        let allowed = allowed(&self.inner.live()?.directory);
        let inner = Arc::clone(&self.inner);
        self.inner
            .change(move |tx, reader, touched| {
                let id = merged::now(tx, id)?;
                let mut before = Before { ticket_id, seen, starts_ticket };
                let mut sent = Vec::new();
                for FileRow { attachment, .. } in files::of(tx, id, FileState::Tray)? {
                    attachment::require(allowed.plan, attachment.kind(), attachment.bytes, allowed.limit)?;
                    let fresh = inner.fresh();
                    files::set_state(tx, attachment.id, FileState::Outbox, fresh.now)?;
                    message::put(tx, reader, touched, id, Said::File(Box::new(attachment)), before, fresh)?;
                    if std::mem::take(&mut before.starts_ticket) {
                        before.ticket_id = None;
                    }
                    sent.push(fresh.entry_id);
                }
                touched.trays.insert(id);
                Ok(sent)
            })
            .await
    }
}

/// Answers the row, if it is a video in this tray that has no picture.
fn lacks_poster(row: Option<FileRow>, id: ConversationId) -> Option<FileRow> {
    row.filter(|row| {
        let is_in_it = row.state == FileState::Tray && row.conversation_id == id;
        is_in_it && matches!(row.attachment.media, Media::Video { poster: None, .. })
    })
}

/// The limits of the school, as far as they are known here.
pub(super) fn allowed(directory: &Directory) -> Allowed {
    Allowed { plan: directory.school.plan, limit: directory.file_limit }
}

/// Refreshes the conversation's row in its list after its tray changed.
pub(super) fn changed(
    tx: &Transaction<'_>,
    reader: &Reader,
    touched: &mut Touched,
    id: ConversationId,
) -> Result<()> {
    touched.trays.insert(id);
    if let Some(known) = conversations::get(tx, id)? {
        rows::put(tx, reader, &known)?;
        touched.lists.insert(reader.list_of(known.view.channel_id));
    }
    Ok(())
}

impl Inner {
    async fn copy(
        &self,
        chosen: Chosen,
        allowed: Allowed,
    ) -> Result<std::result::Result<Copied, RefusedFile>> {
        let (folder, ids) = (self.folder.clone(), (self.fresh_id(), self.fresh_id()));
        let name = String::from(FileName::from(chosen.name.clone()));
        let copying =
            tokio::task::spawn_blocking(move || adding::add(&folder, chosen, allowed, ids.0, ids.1)).await;
        match copying {
            Ok(Ok(copied)) => Ok(Ok(copied)),
            Ok(Err(Failure::Refused(reason))) => Ok(Err(RefusedFile { name, reason })),
            Ok(Err(Failure::Disk)) => Err(Error::Store(StoreError::Unavailable)),
            Err(error) => {
                tracing::warn!(is_panic = error.is_panic(), "a decoder gave up on what it was given");
                self.remove_bytes(vec![ids.0]).await;
                Ok(Err(RefusedFile { name, reason: Rejection::FileBroken }))
            }
        }
    }

    async fn take_back(&self, copies: &[Copied]) {
        self.remove_bytes(copies.iter().map(|copied| copied.attachment.id).collect()).await;
    }

    /// Removes the bytes of copies that got no row.
    pub(super) async fn remove_bytes(&self, ids: Vec<AttachmentId>) {
        let folder = self.folder.clone();
        // Ignored: bytes that stay are swept at the next start.
        let _ = tokio::task::spawn_blocking(move || ids.into_iter().for_each(|id| folder.remove(id))).await;
    }
}
