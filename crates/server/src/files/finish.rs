//! Finishing a complete upload: the file is looked at, scanned and kept.

use conversas_domain::moment::Moment;
use std::sync::Arc;
use std::time::Duration;

use conversas_domain::attachment::require;
use conversas_domain::rejection::Rejection;
use conversas_protocol::UploadState;
use tokio::time::timeout;

use super::look::{NotLooked, look};
use super::scanner::Verdict;
use super::{Files, FilesError, Turn, blocking};
use crate::store::attachments::{AttachmentRow, State};
use crate::store::{Lane, StoreError, Write};

/// The time that a request waits for the end; then the answer says that the file is being checked.
const PATIENCE: Duration = Duration::from_secs(3);

/// The state of an upload as a client sees it; none if there is no upload any more.
pub(crate) fn told(state: State) -> Option<UploadState> {
    match state {
        State::Uploading => Some(UploadState::Uploading),
        State::Checking => Some(UploadState::Checking),
        State::Ready => Some(UploadState::Ready),
        State::Refused { reason } => Some(UploadState::Refused { reason }),
        State::Gone => None,
    }
}

impl Files {
    /// Answers how many bytes of an upload are safe, and its state. A complete upload that is not finished
    /// yet, because the server stopped or the scanner was not there, is tried again; but not at every
    /// question if the scanner could not say.
    pub(crate) async fn stands(self: &Arc<Self>, row: AttachmentRow) -> Result<(u64, State), FilesError> {
        if !matches!(row.state, State::Uploading | State::Checking) {
            return Ok((row.bytes, row.state));
        }
        let Ok(turn) = timeout(PATIENCE, self.take(row.id)).await else {
            let arrived = self.arrived(row.id).await?.min(row.bytes);
            let state = if arrived == row.bytes { State::Checking } else { row.state };
            return Ok((arrived, state));
        };
        let id = row.id;
        // The holder of the turn may have finished the upload.
        let again = self.store.read(move |db| db.attachment(id)).await?;
        match again {
            Some(row) if matches!(row.state, State::Uploading | State::Checking) => {
                let arrived = self.arrived(id).await?.min(row.bytes);
                let is_unsure = || self.scanner.as_ref().is_some_and(|it| it.is_unsure(id, self.now()));
                if arrived < row.bytes || is_unsure() {
                    Ok((arrived, row.state))
                } else {
                    self.finish(turn, row).await
                }
            }
            Some(row) => Ok((row.bytes, row.state)),
            None => Ok((0, State::Gone)),
        }
    }

    /// Finishes a complete upload, also if the caller is gone.
    pub(crate) async fn finish(
        self: &Arc<Self>,
        turn: Turn,
        row: AttachmentRow,
    ) -> Result<(u64, State), FilesError> {
        let (files, id, bytes) = (self.clone(), row.id, row.bytes);
        let mut work = tokio::spawn(async move {
            let finished = files.finish_now(&turn, row).await;
            if let Err(error) = &finished {
                tracing::error!(attachment = %id, %error, "a complete upload was not finished");
            }
            finished
        });
        match timeout(PATIENCE, &mut work).await {
            Ok(finished) => Ok((bytes, finished??)),
            Err(_) => {
                // The result is not awaited, but a failure is logged.
                tokio::spawn(async move { work.await.map_err(FilesError::from).map(drop) });
                Ok((bytes, State::Checking))
            }
        }
    }

    async fn finish_now(&self, turn: &Turn, mut row: AttachmentRow) -> Result<State, FilesError> {
        let _looker = self.lookers.acquire().await?;
        let path = self.partials.path(row.id);
        if row.state == State::Uploading {
            let (path, asked) = (path.clone(), row.clone());
            match blocking(move || look(&path, &asked)).await? {
                Ok(duration_ms) => row.duration_ms = duration_ms,
                Err(NotLooked::Refused(reason)) => return self.refuse(turn, &row, reason).await,
                Err(NotLooked::Disk(error)) => return Err(error.into()),
            }
        }
        if let Some(scanner) = self.scanner.clone() {
            self.settle(&row, State::Checking).await?;
            let scanning = scanner.clone();
            match blocking(move || scanning.scan(&path)).await? {
                Ok(Verdict::Clean) => {}
                Ok(Verdict::Infected) => return self.refuse(turn, &row, Rejection::FileInfected).await,
                Ok(Verdict::TooLarge) => {
                    tracing::warn!(attachment = %row.id, bytes = row.bytes, "more than the virus scanner takes");
                    return self.refuse(turn, &row, Rejection::FileTooLarge).await;
                }
                Err(error) => {
                    scanner.was_unsure(row.id, self.now());
                    tracing::warn!(attachment = %row.id, %error, "the virus scanner does not answer");
                    return Ok(State::Checking);
                }
            }
        }
        self.keep(turn, row).await
    }

    async fn refuse(&self, turn: &Turn, row: &AttachmentRow, reason: Rejection) -> Result<State, FilesError> {
        tracing::info!(attachment = %row.id, person = %row.owner_id, %reason, "a file is refused");
        let state = self.settle(row, State::Refused { reason }).await?;
        self.forget(turn).await?;
        Ok(state)
    }

    async fn settle(&self, row: &AttachmentRow, state: State) -> Result<State, FilesError> {
        let (id, duration_ms, end) = (row.id, row.duration_ms, self.unsent_end());
        let there = self
            .store
            .write(Lane::Person(row.owner_id), move |tx| tx.set_state(id, state, duration_ms, end))
            .await?;
        Ok(if there { state } else { State::Gone })
    }

    /// Moves the content to the place of contents, and makes the file ready.
    async fn keep(&self, turn: &Turn, row: AttachmentRow) -> Result<State, FilesError> {
        let (school, hash) = (row.school_id, row.sha256);
        let state = {
            let _keeping = self.keeping.read().await;
            if !self.blobs.exists(school, hash).await? {
                self.blobs.put_file(school, hash, &self.partials.path(row.id)).await?;
            }
            let (limit, end) = (self.limit, self.unsent_end());
            self.store.write(Lane::Content(school, hash), move |tx| ready(tx, &row, limit, end)).await?
        };
        self.forget(turn).await?;
        Ok(state)
    }
}

/// Makes a file ready, unless the plan was lowered or the limit changed since the upload began.
fn ready(tx: &mut dyn Write, row: &AttachmentRow, limit: u64, end: Moment) -> Result<State, StoreError> {
    let plan = tx.school(row.school_id)?.plan;
    let state = match require(plan, row.file_type.kind(), row.bytes, limit) {
        Ok(()) => State::Ready,
        Err(reason) => State::Refused { reason },
    };
    let there = tx.set_state(row.id, state, row.duration_ms, end)?;
    if !there || state != State::Ready {
        tx.insert_loose_content(row.school_id, row.sha256)?;
    }
    Ok(if there { state } else { State::Gone })
}
