//! One attempt to bring a file: asks where an upload stands, begins it if there is none, brings the next
//! piece, and asks again.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use conversas_domain::attachment::{Attachment, FileName, FileType, Media};
use conversas_domain::ids::{AttachmentId, ConversationId, EntryId};
use conversas_domain::rejection::Rejection;
use conversas_protocol::{ErrorCode, UploadRequest, UploadState};
use conversas_view::Upload;
use tokio::time::Instant;

use super::{Brought, thumbnail_of};
use crate::engine::inner::Inner;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::files::adding;
use crate::net::{NetError, Remote, Standing};
use crate::outbox::{OutboxItem, OutboxState};
use crate::store::files::{self, FileRow};
use crate::store::outbox;

/// Pieces begin small, so that progress shows on a slow link and little is lost when it breaks.
const FIRST_PIECE: u64 = 256 * 1024;
const SMALLEST_PIECE: u64 = 64 * 1024;
const LARGEST_PIECE: u64 = 4 * 1024 * 1024;
/// A piece that took less may be followed by a larger one; one that took longer, by a smaller one.
const QUICK: Duration = Duration::from_secs(1);
const SLOW: Duration = Duration::from_secs(6);
/// The pause between two questions whether the server has checked a file.
const ASK: Duration = Duration::from_millis(700);
/// The longest time that one attempt waits for the check; then other files may go first.
const CHECK: Duration = Duration::from_secs(5);
/// The number of times that one attempt begins an upload that is gone; then it is left for later.
const BEGINNINGS: u32 = 3;

/// Why an upload does not go on here.
enum Stop {
    Refused(Rejection),
    Checking,
    Net(NetError),
    Engine(Error),
}

impl From<NetError> for Stop {
    fn from(error: NetError) -> Self {
        match error {
            NetError::Refused { code: ErrorCode::FileRefused, reason, .. } => {
                Stop::Refused(reason.unwrap_or(Rejection::FileBroken))
            }
            NetError::Refused { code: ErrorCode::TooLarge, .. } => Stop::Refused(Rejection::FileTooLarge),
            NetError::Refused { code: ErrorCode::BadRequest | ErrorCode::NotFound, .. } => {
                Stop::Refused(Rejection::FileBroken)
            }
            // A newer server's refusal is as final as one that this app has a word for.
            NetError::Refused { code: ErrorCode::Unknown(code), .. } => {
                Stop::Refused(Rejection::Unknown(code))
            }
            error => Stop::Net(error),
        }
    }
}

/// One attempt to bring a row's file.
pub(super) struct Job<'a> {
    inner: &'a Arc<Inner>,
    remote: &'a Remote,
    n: i64,
    conversation_id: ConversationId,
    entry_id: Option<EntryId>,
    /// The bytes of all files of the row.
    total: u64,
    /// The bytes of files that went up before the one that is on its way.
    before: u64,
    /// Whether bytes arrived.
    further: bool,
}

impl<'a> Job<'a> {
    pub(super) fn new(
        inner: &'a Arc<Inner>,
        remote: &'a Remote,
        item: &OutboxItem,
        conversation_id: ConversationId,
        total: u64,
    ) -> Job<'a> {
        Job {
            inner,
            remote,
            n: item.n,
            conversation_id,
            entry_id: item.message_id(),
            total: total.max(1),
            before: 0,
            further: false,
        }
    }

    /// Brings the files of the row, and notes that they are there.
    pub(super) async fn run(mut self, row: FileRow) -> Result<Brought> {
        match self.all(row).await {
            Ok(true) => Ok(Brought::Ready),
            Ok(false) => Ok(Brought::Gone),
            Err(Stop::Refused(reason)) => Ok(Brought::Refused(reason)),
            Err(Stop::Checking) => Ok(Brought::Checking),
            Err(Stop::Net(error)) => Ok(Brought::Later { error, further: self.further }),
            Err(Stop::Engine(error)) => Err(error),
        }
    }

    /// Brings all files of the row. False: the row is gone, or was decided about meanwhile.
    async fn all(&mut self, row: FileRow) -> std::result::Result<bool, Stop> {
        let (id, n) = (row.attachment.id, self.n);
        let small = thumbnail_of(&row.attachment);
        if row.upload == files::Upload::Anew {
            for id in [Some(id), small.map(|small| small.id)].into_iter().flatten() {
                self.forget(id).await?;
            }
            self.note(id, files::Upload::Again).await?;
        }
        if let Some(small) = small {
            let path = self.inner.folder.thumbnail(id);
            let media = Media::Image { width: small.width, height: small.height, thumbnail: None };
            let name = FileName::of("miniatura", FileType::Jpeg);
            let request = UploadRequest {
                id: small.id,
                name,
                file_type: FileType::Jpeg,
                sha256: hash(&path).await?,
                media,
            };
            self.before += self.one(request, path).await?;
        }
        let path = self.inner.folder.original(id);
        let sha256 = if row.sha256.is_empty() { hash(&path).await? } else { row.sha256 };
        let Attachment { name, file_type, media, .. } = row.attachment;
        self.one(UploadRequest { id, name, file_type, sha256, media }, path).await?;
        let is_again = matches!(row.upload, files::Upload::Anew | files::Upload::Again);
        let ready = if is_again { files::Upload::ReadyAgain } else { files::Upload::Ready };
        let noting = self.inner.store.write(move |tx| {
            let item = outbox::get(tx, n)?.filter(|item| item.state == OutboxState::Queued);
            if item.is_some() {
                files::set_upload(tx, id, ready)?;
            }
            Ok::<_, crate::StoreError>(item.is_some())
        });
        noting.await.map_err(|error| Stop::Engine(error.into()))
    }

    async fn note(&self, id: AttachmentId, upload: files::Upload) -> std::result::Result<(), Stop> {
        let noting = self.inner.store.write(move |tx| files::set_upload(tx, id, upload));
        noting.await.map_err(|error| Stop::Engine(error.into()))
    }

    async fn forget(&self, id: AttachmentId) -> std::result::Result<(), Stop> {
        match self.remote.end_upload(id).await {
            Ok(()) | Err(NetError::Refused { code: ErrorCode::NotFound | ErrorCode::UploadGone, .. }) => {
                Ok(())
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Brings one file; answers its length.
    async fn one(&mut self, request: UploadRequest, path: PathBuf) -> std::result::Result<u64, Stop> {
        let missing = |error: std::io::Error| {
            tracing::warn!(kind = ?error.kind(), "a file that waits cannot be read");
            Stop::Refused(Rejection::FileMissing)
        };
        let length = std::fs::metadata(&path).map_err(missing)?.len();
        let (mut beginnings, mut size) = (0, FIRST_PIECE);
        let mut complete = None;
        let mut standing = self.remote.upload(request.id).await?;
        loop {
            let Some(Standing { offset, state }) = standing else {
                beginnings += 1;
                if beginnings > BEGINNINGS {
                    return Err(Stop::Net(NetError::NotAServer));
                }
                self.remote.begin_upload(&request, length).await?;
                standing = self.remote.upload(request.id).await?;
                continue;
            };
            self.tell(offset, state);
            match state {
                UploadState::Ready => return Ok(length),
                UploadState::Refused { reason } => return Err(Stop::Refused(reason)),
                UploadState::Uploading if offset < length => {
                    standing = self.piece(request.id, &path, offset..length, &mut size).await?;
                }
                UploadState::Checking | UploadState::Uploading | UploadState::Unknown => {
                    if complete.get_or_insert_with(Instant::now).elapsed() > CHECK {
                        return Err(Stop::Checking);
                    }
                    tokio::time::sleep(ASK).await;
                    standing = self.remote.upload(request.id).await?;
                }
            }
        }
    }

    /// Sends the next piece of what is `left` of the file, of `size` bytes at most, and makes the size fit the network. Answers where
    /// the upload stands; none: the server has nothing of it any more.
    async fn piece(
        &mut self,
        id: AttachmentId,
        path: &Path,
        left: Range<u64>,
        size: &mut u64,
    ) -> std::result::Result<Option<Standing>, Stop> {
        let offset = left.start;
        let piece = read(path.to_owned(), offset, (*size).min(left.end - offset)).await?;
        let begun = Instant::now();
        match self.remote.upload_piece(id, offset, piece).await {
            Ok(after) => {
                self.further |= after.offset > offset;
                *size = next_size(*size, begun.elapsed());
                Ok(Some(after))
            }
            // Another connection, perhaps a broken one, still sends to this upload: asking the server where
            // it stands ends that one.
            Err(NetError::Refused { code: ErrorCode::OffsetConflict, .. }) => {
                tokio::time::sleep(ASK).await;
                Ok(self.remote.upload(id).await?)
            }
            Err(NetError::Refused { code: ErrorCode::UploadGone | ErrorCode::NotFound, .. }) => Ok(None),
            // The piece was too large for the network, or the connection broke: received bytes are kept, and
            // the upload goes on behind them.
            Err(NetError::Offline) => {
                let after = self.remote.upload(id).await?;
                if after.is_none_or(|after| after.offset <= offset) {
                    return Err(Stop::Net(NetError::Offline));
                }
                self.further = true;
                *size = smaller(*size);
                Ok(after)
            }
            Err(error) => Err(error.into()),
        }
    }

    fn tell(&self, offset: u64, state: UploadState) {
        let shown = match state {
            UploadState::Checking | UploadState::Unknown => Upload::Checking,
            UploadState::Uploading | UploadState::Ready | UploadState::Refused { .. } => {
                let percent = (self.before + offset).min(self.total) * 100 / self.total;
                Upload::Uploading { percent: u8::try_from(percent).unwrap_or(100) }
            }
        };
        if self.inner.uploads.show(self.n, shown) {
            let conversation_id = self.conversation_id;
            self.inner.events.tell(match (shown, self.entry_id) {
                (Upload::Uploading { percent }, Some(entry_id)) => {
                    Event::UploadProgress { conversation_id, entry_id, percent }
                }
                _ => Event::ThreadChanged(conversation_id),
            });
        }
    }
}

fn next_size(size: u64, took: Duration) -> u64 {
    if took < QUICK {
        (size * 2).min(LARGEST_PIECE)
    } else if took > SLOW {
        smaller(size)
    } else {
        size
    }
}

fn smaller(size: u64) -> u64 {
    (size / 2).max(SMALLEST_PIECE)
}

async fn read(path: PathBuf, offset: u64, count: u64) -> std::result::Result<Vec<u8>, Stop> {
    let reading = tokio::task::spawn_blocking(move || -> std::io::Result<Vec<u8>> {
        let mut file = File::open(path)?;
        file.seek(SeekFrom::Start(offset))?;
        let mut piece = Vec::with_capacity(usize::try_from(count).unwrap_or_default());
        file.take(count).read_to_end(&mut piece)?;
        Ok(piece)
    });
    match reading.await {
        Ok(Ok(piece)) if !piece.is_empty() => Ok(piece),
        _ => Err(Stop::Refused(Rejection::FileMissing)),
    }
}

async fn hash(path: &Path) -> std::result::Result<String, Stop> {
    let path = path.to_owned();
    let hashing = tokio::task::spawn_blocking(move || adding::hash(&path));
    match hashing.await {
        Ok(Ok(sha256)) => Ok(sha256),
        _ => Err(Stop::Refused(Rejection::FileMissing)),
    }
}
