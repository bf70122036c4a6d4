//! A chosen file becomes a copy in the folder that can be sent. The file is looked at before it is read, is
//! never in memory as a whole, and the copy is complete or does not exist.

use std::fs::{self, File};
use std::io::{self, Cursor, Read, Seek, Write};
use std::path::Path;

use conversas_domain::attachment::{self, Attachment, AttachmentKind, FileName, FileType, Measure, Media};
use conversas_domain::ids::AttachmentId;
use conversas_domain::plan::{self, Feature, Plan};
use conversas_domain::rejection::Rejection;
use sha2::{Digest, Sha256};

use super::bytes::Bytes;
use super::folder::Folder;
use super::{Chosen, Failure, Source, Voice, disk, picture, traces, unread};

/// The bytes that are in memory at a time.
const PIECE: usize = 64 * 1024;

/// The limits of the school.
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

/// A source that a chosen file can be read from.
trait Readable: Read + Seek {}
impl<T: Read + Seek> Readable for T {}

/// Looks at a file, and copies it. `thumbnail_id`: for the small picture of a picture.
pub(crate) fn add(
    folder: &Folder,
    chosen: Chosen,
    allowed: Allowed,
    id: AttachmentId,
    thumbnail_id: AttachmentId,
) -> Result<Copied, Failure> {
    let (content, bytes): (Box<dyn Readable>, u64) = match chosen.source {
        Source::Path(path) => {
            let (file, bytes) = open(&path, allowed.limit)?;
            (Box::new(file), bytes)
        }
        Source::Bytes(bytes) => {
            let length = bytes.len() as u64;
            (Box::new(Cursor::new(bytes)), length)
        }
    };
    let mut content = Bytes::new(content, bytes);
    let file_type = FileType::of(&mut content, &chosen.name)?;
    attachment::require(allowed.plan, file_type.kind(), bytes, allowed.limit)?;
    let measure = Measure::of(&mut content, file_type)?;
    let mut content = content.rewound()?;
    let (mut file_type, mut converted) = (file_type, None);
    if let Some(png) = picture::converted(&mut content, file_type, allowed.limit)? {
        (file_type, converted) = (FileType::Png, Some(Cursor::new(png)));
    }
    content.rewind().map_err(unread)?;
    let name = FileName::of(&chosen.name, file_type);
    let copy = |media, bytes, sha256| Copied {
        attachment: Attachment { id, name, file_type, bytes, media },
        sha256,
    };
    let (size, duration_ms) = (measure.size.unzip(), measure.duration_ms);
    whole_or_nothing(folder, id, || {
        let media = match file_type.kind() {
            AttachmentKind::Image => {
                let (media, bytes) = match converted {
                    Some(png) => picture::add(folder, png, file_type, id, thumbnail_id)?,
                    None => picture::add(folder, content, file_type, id, thumbnail_id)?,
                };
                return Ok(copy(media, bytes, hash(&folder.original(id))?));
            }
            AttachmentKind::Video => {
                Media::Video { width: size.0, height: size.1, duration_ms, poster: None }
            }
            AttachmentKind::Audio => Media::Audio { duration_ms },
            AttachmentKind::Document => Media::Document,
            // No content alone is a voice message: only the recorder knows how loud one is.
            AttachmentKind::Voice => return Err(Rejection::FileKindNotAllowed.into()),
        };
        let (bytes, sha256) = copy_of(folder, &mut content, id, allowed.limit, file_type)?;
        Ok(copy(media, bytes, sha256))
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
    let (file, bytes) = open(&voice.path, allowed.limit)?;
    let (mut content, file_type) = (Bytes::new(file, bytes), FileType::Voice);
    if !file_type.holds(&mut content, name)? {
        return Err(Rejection::FileBroken.into());
    }
    attachment::require(allowed.plan, file_type.kind(), bytes, allowed.limit)?;
    let mut file = content.rewound()?;
    whole_or_nothing(folder, id, || {
        let (bytes, sha256) = copy_of(folder, &mut file, id, allowed.limit, file_type)?;
        let media = Media::Voice { duration_ms: voice.duration_ms, waveform: voice.waveform };
        let name = FileName::of(name, file_type);
        Ok(Copied { attachment: Attachment { id, name, file_type, bytes, media }, sha256 })
    })
}

/// SHA-256 of a file, in hexadecimal digits.
pub(crate) fn hash(path: &Path) -> Result<String, Failure> {
    crate::store::assert_not_writing();
    let mut file = File::open(path).map_err(unread)?;
    let (mut hasher, mut piece) = (Sha256::new(), vec![0; PIECE]);
    loop {
        match file.read(&mut piece).map_err(disk)? {
            0 => return Ok(digits(hasher)),
            count => hasher.update(&piece[..count]),
        }
    }
}

/// Opens a file and answers its size, which is known before anything is read.
fn open(path: &Path, limit: u64) -> Result<(File, u64), Failure> {
    let metadata = fs::metadata(path).map_err(unread)?;
    if !metadata.is_file() {
        return Err(Rejection::FileKindNotAllowed.into());
    }
    if metadata.len() > limit {
        return Err(Rejection::FileTooLarge.into());
    }
    let file = File::open(path).map_err(unread)?;
    Ok((file, metadata.len()))
}

fn whole_or_nothing<T>(
    folder: &Folder,
    id: AttachmentId,
    copy: impl FnOnce() -> Result<T, Failure>,
) -> Result<T, Failure> {
    folder.make().map_err(disk)?;
    let outcome = copy();
    if outcome.is_err() {
        folder.remove(id);
    }
    outcome
}

/// Copies a file, without what cameras wrote of the recording; answers length and hash. A file that grows
/// while it is copied keeps the limit too.
fn copy_of(
    folder: &Folder,
    content: &mut impl Read,
    id: AttachmentId,
    limit: u64,
    file_type: FileType,
) -> Result<(u64, String), Failure> {
    let mut copy = File::create(folder.unfinished(id)).map_err(disk)?;
    let (mut hasher, mut piece, mut bytes) = (Sha256::new(), vec![0; PIECE], 0);
    loop {
        let count = match content.read(&mut piece) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(unread(error)),
        };
        bytes += count as u64;
        if bytes > limit {
            return Err(Rejection::FileTooLarge.into());
        }
        hasher.update(&piece[..count]);
        copy.write_all(&piece[..count]).map_err(disk)?;
    }
    drop(copy);
    let is_changed = traces::remove(&folder.unfinished(id), file_type)?;
    folder.settle(id, &folder.original(id)).map_err(disk)?;
    Ok((bytes, if is_changed { hash(&folder.original(id))? } else { digits(hasher) }))
}

fn digits(hasher: Sha256) -> String {
    hex::encode(hasher.finalize())
}
