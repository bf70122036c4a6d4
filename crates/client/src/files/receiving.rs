//! One download into `<id>.part`: goes on where it was cut, and checks the bytes that came.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use conversas_domain::attachment::{Attachment, FileType, THUMBNAIL_LIMIT};
use conversas_domain::ids::{AttachmentId, ConversationId};
use conversas_domain::rejection::Rejection;

use super::bytes::Bytes;
use super::fetches::Turn;
use super::{Failure, Rendition};
use crate::engine::inner::Inner;
use crate::error::{Error, Result};
use crate::net::{Download, NetError};
use crate::private;
use crate::store::StoreError;

/// The bytes that are collected before they are written.
const BLOCK: usize = 256 * 1024;
/// The shortest time between two events of a download's progress.
const TOLD_EVERY: Duration = Duration::from_millis(200);
/// Cuts in a row without one new byte, after which the network is as good as none.
const FRUITLESS: u32 = 1;

/// A file that is to be fetched.
#[derive(Clone)]
pub(super) struct Wanted {
    pub(super) attachment: Attachment,
    pub(super) rendition: Rendition,
    /// The server's identifier of the file.
    pub(super) remote: AttachmentId,
    pub(super) conversation_id: ConversationId,
    pub(super) shown_in: Vec<ConversationId>,
}

/// The file that a download is written into, by whoever has the turn.
struct Part {
    file: File,
    _turn: Arc<Turn>,
}

/// A download that is complete and right.
pub(super) struct Receiving {
    part: PathBuf,
}

impl Receiving {
    /// Gives the download its place.
    pub(super) fn settle(&self, place: &Path) -> Result<()> {
        fs::rename(&self.part, place).map_err(disk)
    }

    pub(super) fn remove(&self) {
        // Ignored: a part that cannot be removed is swept at the next start.
        let _ = fs::remove_file(&self.part);
    }
}

/// Receives the whole file. A cut connection is taken up again as long as bytes come; received bytes stay for
/// the next attempt.
pub(super) async fn receive(
    inner: &Inner,
    turn: &Arc<Turn>,
    wanted: &Wanted,
    show: impl Fn(u8),
) -> Result<Receiving> {
    let part = match wanted.rendition {
        Rendition::Thumbnail => inner.folder.thumbnail_part(wanted.attachment.id),
        Rendition::Original => inner.folder.part(wanted.attachment.id),
    };
    inner.folder.make().map_err(disk)?;
    let mut fruitless = 0;
    loop {
        let before = length(&part);
        show(percent(before, wanted));
        match attempt(inner, turn, wanted, &part, &show).await {
            Ok(()) => break,
            Err(Error::Net(NetError::Offline)) if length(&part) > before => fruitless = 0,
            Err(Error::Net(NetError::Offline)) if fruitless < FRUITLESS && before > 0 => fruitless += 1,
            Err(Error::Rejected(reason)) => {
                // Ignored: a part that cannot be removed is swept at the next start.
                let _ = fs::remove_file(&part);
                return Err(reason.into());
            }
            Err(error) => return Err(error),
        }
    }
    let received = Receiving { part };
    if let Err(error) = is_right(&received.part, wanted) {
        tracing::warn!(attachment_id = %wanted.attachment.id, "a fetched file is not what it is said to be");
        received.remove();
        return Err(error);
    }
    Ok(received)
}

async fn attempt(
    inner: &Inner,
    turn: &Arc<Turn>,
    wanted: &Wanted,
    part: &Path,
    show: &impl Fn(u8),
) -> Result<()> {
    let expected = expected(wanted);
    let have = length(part);
    if have > 0 && Some(have) == expected {
        return Ok(());
    }
    // A small picture is not worth continuing, and its length is not known.
    let from = if expected.is_some_and(|bytes| have < bytes) { have } else { 0 };
    let remote = inner.live()?.remote;
    let link = remote.file_link(wanted.remote).await?;
    let Some(mut download) = remote.download(&link, from).await? else {
        return Err(Rejection::FileBroken.into());
    };
    let most = expected.unwrap_or(THUMBNAIL_LIMIT);
    if download.total.is_some_and(|total| total > most || expected.is_some_and(|bytes| total != bytes)) {
        return Err(Rejection::FileBroken.into());
    }
    // The session may have ended while the server was asked; its bytes were removed then.
    inner.live()?;
    let part = Part { file: open(part, download.from).map_err(disk)?, _turn: Arc::clone(turn) };
    write_all(&mut download, part, most, |have| show(percent(have, wanted))).await
}

async fn write_all(
    download: &mut Download,
    mut part: Part,
    most: u64,
    mut show: impl FnMut(u64),
) -> Result<()> {
    let mut have = download.from;
    let mut block = Vec::with_capacity(BLOCK);
    let mut told = Instant::now();
    let outcome = loop {
        match download.next().await {
            Ok(Some(bytes)) => block.extend_from_slice(bytes.as_ref()),
            Ok(None) => break Ok(()),
            Err(error) => break Err(error.into()),
        }
        if have + block.len() as u64 > most {
            return Err(Rejection::FileBroken.into());
        }
        if block.len() >= BLOCK {
            have += block.len() as u64;
            (part, block) = write(part, block).await?;
        }
        if told.elapsed() >= TOLD_EVERY {
            told = Instant::now();
            show(have + block.len() as u64);
        }
    };
    // Bytes that came before a cut are kept.
    let (part, _) = write(part, block).await?;
    blocking(move || part.file.sync_data()).await?;
    outcome
}

async fn write(part: Part, block: Vec<u8>) -> Result<(Part, Vec<u8>)> {
    blocking(move || {
        let (mut part, mut block) = (part, block);
        part.file.write_all(&block)?;
        block.clear();
        Ok((part, block))
    })
    .await
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> std::io::Result<T> + Send + 'static,
) -> Result<T> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(StoreError::lost)?.map_err(disk)
}

/// Continues a part after the bytes that it has, or begins it anew.
fn open(part: &Path, from: u64) -> std::io::Result<File> {
    if from == 0 {
        return private::create(part);
    }
    let file = OpenOptions::new().append(true).open(part)?;
    if file.metadata()?.len() == from { Ok(file) } else { Err(std::io::ErrorKind::InvalidData.into()) }
}

/// Checks that the length is what the message says, and that the bytes are of the type that the message says.
fn is_right(part: &Path, wanted: &Wanted) -> Result<()> {
    let file_type = match wanted.rendition {
        Rendition::Thumbnail => FileType::Jpeg,
        Rendition::Original => wanted.attachment.file_type,
    };
    let is_whole = expected(wanted).is_none_or(|bytes| bytes == length(part));
    match Bytes::open(part).and_then(|content| file_type.may_be_shown(content)) {
        Ok(true) if is_whole => Ok(()),
        Err(Failure::Disk) => Err(StoreError::Unavailable.into()),
        Ok(_) | Err(Failure::Refused(_)) => Err(Rejection::FileBroken.into()),
    }
}

/// The length that the download must have, if known.
fn expected(wanted: &Wanted) -> Option<u64> {
    match wanted.rendition {
        Rendition::Thumbnail => None,
        Rendition::Original => Some(wanted.attachment.bytes),
    }
}

fn length(path: &Path) -> u64 {
    fs::metadata(path).map(|metadata| metadata.len()).unwrap_or_default()
}

fn percent(have: u64, wanted: &Wanted) -> u8 {
    let of = wanted.attachment.bytes.max(1);
    u8::try_from(have.saturating_mul(100) / of).unwrap_or(100).min(100)
}

fn disk(error: std::io::Error) -> Error {
    tracing::warn!(kind = ?error.kind(), "a file cannot be kept");
    StoreError::Unavailable.into()
}
