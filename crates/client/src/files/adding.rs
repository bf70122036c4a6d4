//! A chosen file becomes a copy in the folder that can be sent: looked at before it is read, never in memory as a whole,
//! and whole or not there at all.

use std::fs::{self, File};
use std::io::{self, Cursor, Read, Seek, Write};
use std::path::Path;

use conversas_domain::attachment::{self, Attachment, AttachmentKind, FileName, FileType, HEAD_BYTES, Media};
use conversas_domain::ids::AttachmentId;
use conversas_domain::plan::{self, Feature, Plan};
use conversas_domain::rejection::Rejection;
use sha2::{Digest, Sha256};

use super::folder::Folder;
use super::{Chosen, Failure, Source, Voice, picture};

/// So much is in memory at a time.
const PIECE: usize = 64 * 1024;

/// What the school allows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Allowed {
    pub(crate) plan: Plan,
    /// Largest file, in bytes.
    pub(crate) limit: u64,
}

/// A copy in the folder.
#[derive(Debug)]
pub(crate) struct Copied {
    pub(crate) attachment: Attachment,
    pub(crate) sha256: String,
}

/// What a chosen file can be read from.
trait Content: Read + Seek {}
impl<T: Read + Seek> Content for T {}

/// Looks at a file, and copies it. `thumbnail_id`: for the small picture of a picture.
pub(crate) fn add(
    folder: &Folder,
    chosen: Chosen,
    allowed: Allowed,
    id: AttachmentId,
    thumbnail_id: AttachmentId,
) -> Result<Copied, Failure> {
    let (mut content, bytes): (Box<dyn Content>, u64) = match chosen.source {
        Source::Path(path) => {
            let (file, bytes) = open(&path, allowed.limit)?;
            (Box::new(file), bytes)
        }
        Source::Bytes(bytes) => {
            let length = bytes.len() as u64;
            (Box::new(Cursor::new(bytes)), length)
        }
    };
    let file_type = look(&mut content, &chosen.name)?;
    attachment::require(allowed.plan, file_type.kind(), bytes, allowed.limit)?;
    content.rewind().map_err(|_| Rejection::FileMissing)?;
    let name = FileName::of(&chosen.name, file_type);
    let copy = |media, bytes, sha256| Copied {
        attachment: Attachment { id, name, file_type, bytes, media },
        sha256,
    };
    whole_or_nothing(folder, id, || match file_type.kind() {
        AttachmentKind::Image => {
            let (media, bytes) = picture::add(folder, content, file_type, id, thumbnail_id)?;
            Ok(copy(media, bytes, hash(&folder.original(id))?))
        }
        AttachmentKind::Video | AttachmentKind::Document => {
            let media =
                if file_type.kind() == AttachmentKind::Video { Media::Video } else { Media::Document };
            let (bytes, sha256) = copy_of(folder, &mut content, id, allowed.limit)?;
            Ok(copy(media, bytes, sha256))
        }
        // Only the recorder knows how long and how loud it is.
        AttachmentKind::Voice => Err(Rejection::FileKindNotAllowed.into()),
    })
}

/// Copies a finished take.
pub(crate) fn add_voice(
    folder: &Folder,
    voice: Voice,
    name: &str,
    allowed: Allowed,
    id: AttachmentId,
) -> Result<Copied, Failure> {
    plan::require(allowed.plan, Feature::Audio)?;
    let (mut file, bytes) = open(&voice.path, allowed.limit)?;
    let file_type = look(&mut file, name)?;
    if file_type != FileType::Voice {
        return Err(Rejection::FileBroken.into());
    }
    attachment::require(allowed.plan, file_type.kind(), bytes, allowed.limit)?;
    file.rewind().map_err(|_| Rejection::FileMissing)?;
    whole_or_nothing(folder, id, || {
        let (bytes, sha256) = copy_of(folder, &mut file, id, allowed.limit)?;
        let media = Media::Voice { duration_ms: voice.duration_ms, waveform: voice.waveform };
        let name = FileName::of(name, file_type);
        Ok(Copied { attachment: Attachment { id, name, file_type, bytes, media }, sha256 })
    })
}

/// SHA-256 of a file, in hexadecimal digits.
pub(crate) fn hash(path: &Path) -> Result<String, Failure> {
    let mut file = File::open(path).map_err(|_| Rejection::FileMissing)?;
    let (mut hasher, mut piece) = (Sha256::new(), vec![0; PIECE]);
    loop {
        match file.read(&mut piece).map_err(|_| Failure::Disk)? {
            0 => return Ok(digits(hasher)),
            count => hasher.update(&piece[..count]),
        }
    }
}

/// The size is known before anything is read.
fn open(path: &Path, limit: u64) -> Result<(File, u64), Rejection> {
    let metadata = fs::metadata(path).map_err(|_| Rejection::FileMissing)?;
    if !metadata.is_file() {
        return Err(Rejection::FileKindNotAllowed);
    }
    if metadata.len() > limit {
        return Err(Rejection::FileTooLarge);
    }
    let file = File::open(path).map_err(|_| Rejection::FileMissing)?;
    Ok((file, metadata.len()))
}

fn look(content: &mut impl Read, name: &str) -> Result<FileType, Rejection> {
    let mut head = Vec::with_capacity(HEAD_BYTES);
    let reading = content.take(HEAD_BYTES as u64).read_to_end(&mut head);
    reading.map_err(|_| Rejection::FileMissing)?;
    FileType::of(&head, name)
}

fn whole_or_nothing<T>(
    folder: &Folder,
    id: AttachmentId,
    copy: impl FnOnce() -> Result<T, Failure>,
) -> Result<T, Failure> {
    folder.make().map_err(|_| Failure::Disk)?;
    let outcome = copy();
    if outcome.is_err() {
        folder.remove(id);
    }
    outcome
}

/// Answers length and hash. A file that grows while it is copied keeps the limit too.
fn copy_of(
    folder: &Folder,
    content: &mut impl Read,
    id: AttachmentId,
    limit: u64,
) -> Result<(u64, String), Failure> {
    let mut copy = File::create(folder.unfinished(id)).map_err(|_| Failure::Disk)?;
    let (mut hasher, mut piece, mut bytes) = (Sha256::new(), vec![0; PIECE], 0);
    loop {
        let count = match content.read(&mut piece) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(_) => return Err(Rejection::FileMissing.into()),
        };
        bytes += count as u64;
        if bytes > limit {
            return Err(Rejection::FileTooLarge.into());
        }
        hasher.update(&piece[..count]);
        copy.write_all(&piece[..count]).map_err(|_| Failure::Disk)?;
    }
    drop(copy);
    folder.settle(id, &folder.original(id)).map_err(|_| Failure::Disk)?;
    Ok((bytes, digits(hasher)))
}

fn digits(hasher: Sha256) -> String {
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
