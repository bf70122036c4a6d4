//! Whether a complete file is what it claims to be. Nothing of it is executed or rendered, and nothing
//! unpacked but the list of contents of an office document.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use conversas_domain::attachment::{AttachmentKind, Content, Media, PIXELS_LIMIT, VOICE_LIMIT_MS};
use conversas_domain::rejection::Rejection;
use conversas_voice::VoiceError;
use image::{ImageError, ImageFormat, ImageReader};
use sha2::{Digest, Sha256};

use crate::store::attachments::AttachmentRow;

/// Milliseconds that a recording may be longer than its message says, because a recorder's clock and the
/// server's differ.
const GRACE_MS: u64 = 1_000;
/// Bytes that are read at once.
const PIECE: usize = 256 * 1024;

/// The reason why a file was not looked through.
#[derive(Debug, thiserror::Error)]
pub(super) enum NotLooked {
    #[error(transparent)]
    Refused(#[from] Rejection),
    #[error(transparent)]
    Disk(#[from] io::Error),
}

/// Looks through a file; answers the duration of a voice message. Blocks.
pub(super) fn look(path: &Path, row: &AttachmentRow) -> Result<Option<u64>, NotLooked> {
    let mut file = File::open(path)?;
    let mut hash = Sha256::new();
    let mut piece = vec![0; PIECE];
    loop {
        let count = file.read(&mut piece)?;
        if count == 0 {
            break;
        }
        hash.update(&piece[..count]);
    }
    if hash.finalize()[..] != row.sha256 {
        return Err(Rejection::FileBroken.into());
    }
    if !row.file_type.holds(Complete { length: file.metadata()?.len(), file }, row.name.as_str())? {
        return Err(Rejection::FileKindFalse.into());
    }
    match row.file_type.kind() {
        AttachmentKind::Voice => duration(path).map(Some),
        AttachmentKind::Image => is_as_claimed(path, row).map(|()| None),
        AttachmentKind::Video | AttachmentKind::Audio | AttachmentKind::Document => Ok(None),
    }
}

/// Checks a picture's size, which its header says. A picture that would fill a reader's memory, or is not of
/// the size that the sender says, is refused. A picture whose size the server cannot read is shown by nobody
/// as a picture.
fn is_as_claimed(path: &Path, row: &AttachmentRow) -> Result<(), NotLooked> {
    let Media::Image { width, height, .. } = row.media else { return Err(Rejection::FileKindFalse.into()) };
    let Some(format) = ImageFormat::from_mime_type(row.file_type.media_type()) else { return Ok(()) };
    let reader = ImageReader::with_format(BufReader::new(File::open(path)?), format);
    let (across, down) = match reader.into_dimensions() {
        Ok(size) => size,
        Err(ImageError::IoError(error)) if error.kind() != io::ErrorKind::UnexpectedEof => {
            return Err(error.into());
        }
        Err(error) => {
            tracing::debug!(attachment = %row.id, %error, "the size of a picture cannot be read");
            return Err(Rejection::FileBroken.into());
        }
    };
    if u64::from(across) * u64::from(down) > PIXELS_LIMIT {
        return Err(Rejection::FileTooManyPixels.into());
    }
    // The sender's size is that of the shown picture, which may be turned.
    if (across, down) == (width, height) || (down, across) == (width, height) {
        Ok(())
    } else {
        Err(Rejection::FileBroken.into())
    }
}

/// A complete file as the domain looks at it.
struct Complete {
    file: File,
    length: u64,
}

impl Content for Complete {
    type Error = NotLooked;

    fn length(&self) -> u64 {
        self.length
    }

    fn piece(&mut self, at: u64, most: usize) -> Result<Vec<u8>, NotLooked> {
        let mut piece = Vec::new();
        self.file.seek(SeekFrom::Start(at))?;
        (&self.file).take(most as u64).read_to_end(&mut piece)?;
        Ok(piece)
    }
}

fn duration(path: &Path) -> Result<u64, NotLooked> {
    match conversas_voice::probe(BufReader::new(File::open(path)?)) {
        Ok(info) if info.duration_ms <= VOICE_LIMIT_MS + GRACE_MS => Ok(info.duration_ms),
        Err(VoiceError::Io(error)) => Err(error.into()),
        Ok(_) | Err(VoiceError::NotVoice(_) | VoiceError::TooLong | VoiceError::Codec(_)) => {
            Err(Rejection::FileBroken.into())
        }
    }
}
