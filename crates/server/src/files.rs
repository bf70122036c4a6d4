//! Files: uploads in pieces, checks of complete uploads, the place of contents, and links to them.
//!
//! | file | what |
//! |---|---|
//! | `create` | the rules for beginning an upload |
//! | `partials`, `turns` | unfinished files on this machine's disk; one writer at a time |
//! | `receive` | bytes on their way to the disk |
//! | `finish` | complete → looked at, scanned, kept |
//! | `look` | whether a file is what it claims to be |
//! | `scanner` | the virus scanner, if there is one |
//! | `blobs` | contents, by school and hash: a folder or S3 |
//! | `link` | signed addresses for one person and a short time |
//! | `sweep` | removing what expired |
//!
//! No HTTP here, and no SQL. The right to read a file is checked in `access`.

use std::io;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use conversas_domain::ids::{AttachmentId, SchoolId};
use conversas_domain::moment::{DAY, Moment};
use futures_util::stream::BoxStream;
use tokio::sync::{AcquireError, RwLock, Semaphore};
use tokio::task::JoinError;

mod blobs;
mod create;
mod finish;
mod link;
mod look;
mod partials;
mod receive;
mod scanner;
mod sweep;
mod turns;

pub(crate) use blobs::Piece;
pub(crate) use create::NotBegun;
pub(crate) use finish::told;
pub(crate) use receive::NotTaken;
pub(crate) use turns::Turn;

use crate::Clock;
use crate::config::{FileConfig, Quota};
use crate::store::attachments::{AttachmentRow, ContentHash};
use crate::store::{Store, StoreError};
use blobs::Blobs;
use link::Signer;
use partials::Partials;
use scanner::Scanner;
use turns::Turns;

/// The time that an upload may rest before it is removed.
const UPLOAD_LIFE: i64 = DAY;
/// The time for which an upload that ended or expired is remembered.
const GONE_LIFE: i64 = DAY;
/// Contents looked at or scanned at the same time: each reads a whole file.
const LOOKERS: usize = 2;

/// All files of all schools.
pub(crate) struct Files {
    store: Store,
    clock: Clock,
    /// Largest file, in bytes.
    pub(crate) limit: u64,
    quota: Quota,
    /// The time that a complete file may wait for its message, and for which the reason of a refusal is
    /// remembered, in milliseconds.
    unsent_life: i64,
    partials: Partials,
    turns: Turns,
    blobs: Blobs,
    scanner: Option<Scanner>,
    signer: Signer,
    lookers: Semaphore,
    /// Held for reading while a content is kept, for writing while one is removed.
    keeping: RwLock<()>,
}

/// Failures with files that are not the fault of a file.
#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The folder of unfinished uploads failed.
    #[error("uploads: {0}")]
    Disk(#[from] io::Error),
    /// The place of contents failed.
    #[error("contents: {0}")]
    Contents(#[from] object_store::Error),
    /// The address of the contents' place cannot be used.
    #[error("{0}")]
    Address(String),
    /// A task ended without an answer.
    #[error("a task of files failed")]
    Task,
    /// The turns of those who look through files have ended before the server did.
    #[error("no turn to look through files: {0}")]
    Turns(#[from] AcquireError),
}

impl Files {
    /// Opens the folders; makes a new key for links.
    pub(crate) async fn open(
        config: &FileConfig,
        data: &Path,
        store: Store,
        clock: Clock,
    ) -> Result<Arc<Files>, FilesError> {
        let signer = Signer::default();
        signer.renew(&store).await?;
        Ok(Arc::new(Files {
            store,
            clock,
            limit: config.limit,
            quota: config.quota,
            unsent_life: i64::from(config.unsent_days) * DAY,
            partials: Partials::open(data.join("uploads"))?,
            turns: Turns::default(),
            blobs: Blobs::open(config.place.as_ref(), data)?,
            scanner: config.scanner.clone().map(Scanner::new),
            signer,
            lookers: Semaphore::new(LOOKERS),
            keeping: RwLock::new(()),
        }))
    }

    /// The turn to change an upload, if nobody has it.
    pub(crate) fn try_take(&self, id: AttachmentId) -> Option<Turn> {
        self.turns.try_take(id)
    }

    /// Waits for the turn to change an upload. The current holder is asked to leave: a connection that is
    /// dead without knowing it must not stand in the way of the next one.
    pub(crate) async fn take(&self, id: AttachmentId) -> Turn {
        self.turns.take(id).await
    }

    /// Answers how many bytes of an upload are safe on the disk.
    pub(crate) async fn arrived(&self, id: AttachmentId) -> Result<u64, FilesError> {
        let partials = self.partials.clone();
        Ok(blocking(move || partials.arrived(id)).await??)
    }

    /// Removes the received bytes of an upload.
    pub(crate) async fn forget(&self, turn: &Turn) -> Result<(), FilesError> {
        let (partials, id) = (self.partials.clone(), turn.id());
        Ok(blocking(move || partials.remove(id)).await??)
    }

    /// Removes the received bytes of an upload beyond a length.
    pub(crate) async fn cut(&self, turn: &Turn, length: u64) -> Result<(), FilesError> {
        let (partials, id) = (self.partials.clone(), turn.id());
        Ok(blocking(move || partials.cut(id, length)).await??)
    }

    /// Answers the content of a file, or a part of it.
    pub(crate) async fn content(
        &self,
        row: &AttachmentRow,
        range: Option<Range<u64>>,
    ) -> Result<BoxStream<'static, Piece>, FilesError> {
        self.blobs.get(row.school_id, row.sha256, range).await
    }

    pub(crate) fn now(&self) -> Moment {
        self.clock.now()
    }

    /// The moment at which an upload that goes on now ends if it rests from now on.
    pub(crate) fn upload_end(&self) -> Moment {
        self.now().plus(UPLOAD_LIFE)
    }

    /// The moment at which a file is removed that no entry refers to.
    pub(crate) fn unsent_end(&self) -> Moment {
        self.now().plus(self.unsent_life)
    }

    /// The moment at which a gone upload is forgotten.
    fn gone_end(&self) -> Moment {
        self.now().plus(GONE_LIFE)
    }
}

/// Puts contents into the place of a server with this configuration, without an upload: for examples.
pub async fn put_contents(
    config: &FileConfig,
    data: &Path,
    contents: Vec<(SchoolId, ContentHash, Vec<u8>)>,
) -> Result<(), FilesError> {
    let blobs = Blobs::open(config.place.as_ref(), data)?;
    for (school, hash, bytes) in contents {
        blobs.put_bytes(school, hash, bytes).await?;
    }
    Ok(())
}

/// Runs blocking work on a thread for such work.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, FilesError> {
    Ok(tokio::task::spawn_blocking(work).await?)
}

/// Leaves out the words of a panic, which may hold anything and are not logged.
impl From<JoinError> for FilesError {
    fn from(error: JoinError) -> FilesError {
        tracing::error!(panicked = error.is_panic(), "a task of files ended badly");
        FilesError::Task
    }
}
