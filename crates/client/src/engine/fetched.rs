//! Received and sent files: fetching them, which are here, the room that they take.

use std::collections::HashMap;
use std::path::PathBuf;

use conversas_domain::attachment::Attachment;
use conversas_domain::ids::{AttachmentId, ConversationId, EntryId};
use conversas_domain::rejection::Rejection;
use conversas_protocol::PersonRef;
use conversas_view::{FileHere, StorageUse};

use super::{Engine, Inner};
use crate::error::Result;
use crate::files::Rendition;
use crate::files::fetching;
use crate::files::keeping::{self, Taken};
use crate::store::{self, Connection, StoreError, entries, fetched};
use crate::thread::{ThreadBody, ThreadItem};

/// A file of a conversation.
#[derive(Debug, Clone)]
pub struct FileLine {
    /// The message that the file stands in.
    pub entry_id: EntryId,
    /// The author of the message.
    pub author: PersonRef,
    /// The file.
    pub attachment: Attachment,
    /// Whether the file's bytes are on the device.
    pub here: FileHere,
}

impl Engine {
    /// Answers a file's local copy, fetched if it is not here: once, however many ask. Only files in entries
    /// on this device and this person's own can be had; others are `NotFound`. `FileMissing`: the server does
    /// not have the file any more; `FileBroken`: the bytes that came are another file.
    pub async fn fetch(&self, id: AttachmentId, rendition: Rendition) -> Result<PathBuf> {
        fetching::fetch(&self.inner, id, rendition).await
    }

    /// Answers a file in an entry on this device, or one of this person's own.
    pub async fn file(&self, id: AttachmentId) -> Result<(Attachment, FileHere)> {
        self.inner.live()?;
        let found = self.inner.store.read(move |db| {
            let row = fetched::find(db, id)?.map(|row| row.attachment);
            let attachment = match row {
                Some(attachment) => Some(attachment),
                None => entries::file(db, id)?.map(|(_, attachment)| attachment),
            };
            let Some(attachment) = attachment else { return Ok(None) };
            Ok(Some((attachment, fetched::is_whole(db, id)?)))
        });
        let (attachment, is_whole) = found.await?.ok_or(Rejection::NotFound)?;
        Ok((attachment, self.inner.here(id, is_whole)))
    }

    /// Answers the files of a conversation that this device knows of, newest first.
    pub async fn files_of(&self, id: ConversationId, limit: u32) -> Result<Vec<FileLine>> {
        self.inner.live()?;
        let found = self.inner.store.read(move |db| {
            let lines = entries::newest_with_files(db, id, limit)?.into_iter().filter_map(|entry| {
                let attachment = entry.kind.attachment()?.clone();
                let author = entry.speaker().clone();
                Some((entry.id, author, attachment))
            });
            lines.map(|(id, author, file)| Ok((id, author, fetched::is_whole(db, file.id)?, file))).collect()
        });
        let found: Vec<_> = found.await?;
        let line = |(entry_id, author, is_whole, attachment): (_, _, _, Attachment)| {
            let here = self.inner.here(attachment.id, is_whole);
            FileLine { entry_id, author, attachment, here }
        };
        Ok(found.into_iter().map(line).collect())
    }

    /// The place for a decoded copy of a voice message, which goes when the message's bytes go, and at the next start.
    pub fn decoded_path(&self, id: AttachmentId) -> PathBuf {
        self.inner.folder.decoded(id)
    }

    /// Answers the room that files take on this device.
    pub async fn storage_use(&self) -> Result<StorageUse> {
        self.inner.write_taken(Taken::left(&self.inner)).await?;
        Ok(self.inner.store.read(fetched::used).await?)
    }

    /// Removes all fetched files. What is chosen or unsent stays.
    pub async fn clear_storage(&self) -> Result<StorageUse> {
        // Downloads that broke off get rows first, so that their bytes go, too.
        self.storage_use().await?;
        self.inner.change(|tx, _, _| Ok(fetched::clear(tx)?)).await?;
        self.storage_use().await
    }

    /// Sets the room for fetched files, in bytes; files that exceed it are removed at once. Survives a
    /// sign-out.
    pub async fn limit_storage(&self, bytes: u64) -> Result<()> {
        let (folder, now) = (self.inner.folder.clone(), self.inner.clock.now());
        let taken = Taken::all(&self.inner);
        let limiting = self.inner.store.write(move |tx| {
            taken.write(tx, &folder, now)?;
            keeping::set_limit(tx, bytes)?;
            fetched::keep_within(tx, bytes, None)?;
            Ok::<_, StoreError>(taken)
        });
        limiting.await?.written();
        self.inner.remove_doomed().await
    }
}

impl Inner {
    fn here(&self, id: AttachmentId, is_whole: bool) -> FileHere {
        match self.fetches.percent(id) {
            _ if is_whole => FileHere::Here,
            Some(percent) => FileHere::Fetching { percent },
            None => FileHere::Absent,
        }
    }

    /// Answers which files of these items are here: one look for all of them.
    pub(crate) fn files_in(
        &self,
        db: &Connection,
        items: &[ThreadItem],
    ) -> store::Result<HashMap<AttachmentId, FileHere>> {
        let ids = items.iter().filter_map(|item| match &item.body {
            ThreadBody::Entry(entry) => Some(entry.kind.attachment()?.id),
            ThreadBody::Mine(mine) => Some(mine.attachment.as_ref()?.id),
        });
        ids.map(|id| Ok((id, self.here(id, fetched::is_whole(db, id)?)))).collect()
    }
}
