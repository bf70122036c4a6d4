//! Removes files that are not needed, and continues interrupted work.

use std::sync::Arc;

use conversas_domain::ids::{AttachmentId, EntityId, SchoolId};
use conversas_domain::moment::Moment;
use uuid::Uuid;

use super::{Files, FilesError, GONE_LIFE, Turn, UPLOAD_LIFE, blocking};
use crate::store::attachments::{AttachmentRow, ContentHash, State};
use crate::store::{Lane, StoreError, Write};

/// The number of rows that are read at once.
const BATCH: usize = 200;

impl Files {
    /// Finishes interrupted work and removes what is not needed, at start and each hour (see `housekeeping`).
    /// The clock is not used, so a wrong one does not hold this back.
    pub(crate) async fn go_on(self: &Arc<Self>) -> Result<(), FilesError> {
        let finishing = self.finish_all().await;
        self.remove_contents().await.and(finishing)
    }

    /// Does all of the sweep, for tests.
    #[cfg(test)]
    pub(crate) async fn sweep(self: &Arc<Self>) -> Result<(), FilesError> {
        self.expire().await?;
        self.go_on().await
    }

    /// Makes a new key for links.
    pub(crate) async fn renew_links(&self) -> Result<(), FilesError> {
        Ok(self.signer.renew(&self.store).await?)
    }

    /// Ends uploads and files whose time is over, by a clock that is believed. An end beyond the longest life
    /// is brought nearer: a clock that was ahead has set it.
    pub(crate) async fn expire(&self) -> Result<(), FilesError> {
        let now = self.now();
        let latest = now.plus(self.unsent_life.max(UPLOAD_LIFE).max(GONE_LIFE));
        while self.store.write(Lane::Any, move |tx| tx.clamp_ends(latest, BATCH)).await? == BATCH {}
        let mut place = (Moment(i64::MIN), AttachmentId::from_uuid(Uuid::nil()));
        loop {
            let rows = self.store.read(move |db| db.expired_attachments(now, place, BATCH)).await?;
            let Some(last) = rows.last() else { return Ok(()) };
            place = (last.expires_at, last.id);
            for row in rows {
                // Another request is just going on with this upload.
                let Some(turn) = self.try_take(row.id) else { continue };
                self.expire_one(&turn, row).await?;
            }
        }
    }

    async fn expire_one(&self, turn: &Turn, row: AttachmentRow) -> Result<(), FilesError> {
        let (id, now, end) = (row.id, self.now(), self.gone_end());
        let gone = self.store.write(Lane::Content(row.school_id, row.sha256), move |tx| {
            let Some(row) = tx.attachment(id)?.filter(|row| row.expires_at <= now) else {
                return Ok(false);
            };
            end_upload(tx, &row, end)
        });
        if gone.await? {
            self.forget(turn).await?;
        }
        Ok(())
    }

    /// Ends an upload, or removes a file that was not sent; answers whether it did. The work runs to its end
    /// also if the caller is gone: bytes that no longer count must not stay on the disk.
    pub(crate) async fn end(self: &Arc<Self>, turn: Turn) -> Result<bool, FilesError> {
        let files = self.clone();
        tokio::spawn(async move { files.end_now(&turn).await }).await?
    }

    async fn end_now(&self, turn: &Turn) -> Result<bool, FilesError> {
        let (id, end) = (turn.id(), self.gone_end());
        let ended = self.store.write(Lane::Any, move |tx| match tx.attachment(id)? {
            Some(row) if row.state != State::Gone && !tx.is_sent(id)? => {
                tx.set_state(id, State::Gone, None, end)?;
                tx.insert_loose_content(row.school_id, row.sha256)?;
                Ok(Some((row.school_id, row.sha256)))
            }
            _ => Ok::<_, StoreError>(None),
        });
        let Some((school, hash)) = ended.await? else { return Ok(false) };
        self.forget(turn).await?;
        self.remove_content(school, hash).await?;
        Ok(true)
    }

    /// Removes partial files without an upload, and finishes complete ones.
    async fn finish_all(self: &Arc<Self>) -> Result<(), FilesError> {
        let partials = self.partials.clone();
        let there = blocking(move || partials.all()).await??;
        for id in there {
            let Some(turn) = self.try_take(id) else { continue };
            let row = match self.store.read(move |db| db.attachment(id)).await {
                Ok(row) => row,
                // A damaged row keeps no other upload from being finished.
                Err(StoreError::Unreadable(error)) => {
                    tracing::error!(attachment = %id, %error, "an upload cannot be read");
                    continue;
                }
                Err(error) => return Err(error.into()),
            };
            match row.filter(|row| matches!(row.state, State::Uploading | State::Checking)) {
                None => self.forget(&turn).await?,
                Some(row) if self.arrived(id).await? >= row.bytes => {
                    // The failure of one upload is logged, and does not stop the others.
                    drop(self.finish(turn, row).await);
                }
                Some(_) => {}
            }
        }
        Ok(())
    }

    async fn remove_contents(&self) -> Result<(), FilesError> {
        for (school, hash) in self.store.read(|db| db.loose_contents()).await? {
            self.remove_content(school, hash).await?;
        }
        Ok(())
    }

    /// Removes a content that lost an attachment, unless another one needs it.
    async fn remove_content(&self, school: SchoolId, hash: ContentHash) -> Result<(), FilesError> {
        let _nobody_keeps = self.keeping.write().await;
        let needed = self.store.read(move |db| db.needs_content(school, hash)).await?;
        if !needed && let Err(error) = self.blobs.remove(school, hash).await {
            // Nothing depends on the removal: the content stays on the list for the next sweep.
            tracing::warn!(%school, %error, "a content was not removed");
            return Ok(());
        }
        let lane = Lane::Content(school, hash);
        Ok(self.store.write(lane, move |tx| tx.delete_loose_content(school, hash)).await?)
    }
}

/// Remembers an upload as gone for a while, or forgets any other file; answers whether it is gone now.
fn end_upload(tx: &mut dyn Write, row: &AttachmentRow, end: Moment) -> Result<bool, StoreError> {
    if tx.is_sent(row.id)? {
        return Ok(false);
    }
    match row.state {
        State::Uploading | State::Checking => {
            tx.set_state(row.id, State::Gone, None, end)?;
        }
        State::Ready | State::Refused { .. } | State::Gone => tx.delete_attachment(row.id)?,
    }
    tx.insert_loose_content(row.school_id, row.sha256)?;
    Ok(true)
}
