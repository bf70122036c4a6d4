//! What nobody needs goes away; what was interrupted goes on. At start, and from then on each hour.

use conversas_domain::moment::Moment;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use super::{Files, FilesError, Turn, blocking};
use crate::store::attachments::{self, AttachmentRow, State};
use crate::store::{StoreError, Tx, attachment_refs, loose_contents};

/// Between two sweeps.
const PAUSE: Duration = Duration::from_secs(60 * 60);

impl Files {
    /// Sweeps until the server stops.
    pub(crate) async fn keep_swept(self: Arc<Self>, mut stopping: watch::Receiver<bool>) {
        loop {
            if let Err(error) = self.sweep().await {
                tracing::error!(%error, "files were not swept");
            }
            tokio::select! {
                () = tokio::time::sleep(PAUSE) => {}
                // A dropped sender means the same.
                _ = stopping.wait_for(|stop| *stop) => return,
            }
        }
    }

    /// Once.
    pub(crate) async fn sweep(self: &Arc<Self>) -> Result<(), FilesError> {
        self.expire().await?;
        self.go_on().await?;
        self.remove_contents().await
    }

    async fn expire(&self) -> Result<(), FilesError> {
        let now = self.now();
        for row in self.store.read(move |conn| attachments::expired(conn, now)).await? {
            // Somebody is just going on with it.
            let Some(turn) = self.try_take(row.id) else { continue };
            self.expire_one(&turn, row).await?;
        }
        Ok(())
    }

    async fn expire_one(&self, turn: &Turn, row: AttachmentRow) -> Result<(), FilesError> {
        let (id, now, end) = (row.id, self.now(), self.unsent_end());
        let gone = self.store.write(move |tx| {
            let Some(row) = attachments::load(tx, id)?.filter(|row| row.expires_at <= now) else {
                return Ok(false);
            };
            end_upload(tx, &row, end)
        });
        if gone.await? {
            self.forget(turn).await?;
        }
        Ok(())
    }

    /// Ends an upload, or throws away a file that was not sent; whether it did.
    pub(crate) async fn end(&self, turn: &Turn) -> Result<bool, FilesError> {
        let (id, end) = (turn.id(), self.unsent_end());
        let ended = self.store.write(move |tx| match attachments::load(tx, id)? {
            Some(row) if row.state != State::Gone && !attachment_refs::exist(tx, id)? => {
                attachments::set_state(tx, id, State::Gone, None, end)?;
                loose_contents::insert(tx, row.school_id, row.sha256)?;
                Ok(true)
            }
            _ => Ok::<_, StoreError>(false),
        });
        let ended = ended.await?;
        if ended {
            self.forget(turn).await?;
        }
        Ok(ended)
    }

    /// Partial files without an upload go; complete ones are finished.
    async fn go_on(self: &Arc<Self>) -> Result<(), FilesError> {
        let partials = self.partials.clone();
        let there = blocking(move || partials.all()).await??;
        let open = self.store.read(attachments::open).await?;
        for id in there {
            let Some(turn) = self.try_take(id) else { continue };
            match open.iter().find(|row| row.id == id) {
                None => self.forget_unknown(&turn).await?,
                Some(row) if self.arrived(id).await? >= row.bytes => {
                    // Its own failure is logged, and stops nobody else.
                    drop(self.finish(turn, row.clone()).await);
                }
                Some(_) => {}
            }
        }
        Ok(())
    }

    async fn forget_unknown(&self, turn: &Turn) -> Result<(), FilesError> {
        let id = turn.id();
        let row = self.store.read(move |conn| attachments::load(conn, id)).await?;
        let is_open = row.is_some_and(|row| matches!(row.state, State::Uploading | State::Checking));
        if is_open { Ok(()) } else { self.forget(turn).await }
    }

    async fn remove_contents(&self) -> Result<(), FilesError> {
        for (school, hash) in self.store.read(loose_contents::all).await? {
            let _nobody_keeps = self.keeping.write().await;
            let needed = self.store.read(move |conn| attachments::needs_content(conn, school, hash)).await?;
            if !needed && let Err(error) = self.blobs.remove(school, hash).await {
                // The others need not wait for it; it stays on the list.
                tracing::warn!(%school, %error, "a content was not removed");
                continue;
            }
            self.store.write(move |tx| loose_contents::delete(tx, school, hash)).await?;
        }
        Ok(())
    }
}

/// An upload is remembered as gone for a while, everything else forgotten; whether it is gone now.
fn end_upload(tx: &Tx<'_>, row: &AttachmentRow, end: Moment) -> Result<bool, StoreError> {
    if attachment_refs::exist(tx, row.id)? {
        return Ok(false);
    }
    match row.state {
        State::Uploading | State::Checking => {
            attachments::set_state(tx, row.id, State::Gone, None, end)?;
        }
        State::Ready | State::Refused { .. } | State::Gone => attachments::delete(tx, row.id)?,
    }
    loose_contents::insert(tx, row.school_id, row.sha256)?;
    Ok(true)
}
