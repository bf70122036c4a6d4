//! Bytes of files on this device: chosen ones that wait, and fetched ones. Only this module touches the
//! folder; table `files` says what is in the folder.
//!
//! | file | what |
//! |---|---|
//! | [`folder`] | where bytes are, and removing them |
//! | [`adding`] | a chosen file becomes a copy that can be sent |
//! | [`bytes`] | a file as the domain looks at it |
//! | [`traces`] | videos and files of pictures without what nobody meant to send |
//! | [`picture`] | pictures without what nobody meant to send, measured, with a small one |
//! | [`fetching`], [`fetches`], [`receiving`] | bytes come from the server |
//! | [`keeping`], [`seen`] | the limit, when files were shown, and bytes that are to go |
//! | [`sweep`] | folder and table agree again after a crash |

pub(crate) mod adding;
mod bytes;
pub(crate) mod fetches;
pub(crate) mod fetching;
pub(crate) mod folder;
pub(crate) mod keeping;
pub(crate) mod picture;
mod receiving;
pub(crate) mod seen;
pub(crate) mod sweep;
mod traces;

use std::fmt;
use std::num::TryFromIntError;
use std::path::PathBuf;

use conversas_domain::attachment::Waveform;
use conversas_domain::rejection::Rejection;

/// A file that a person chose, dropped or pasted.
pub struct Chosen {
    /// The file's name, as the system says it.
    pub name: String,
    /// The file's place.
    pub source: Source,
}

/// Never shows the name (rule 22).
impl fmt::Debug for Chosen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Chosen").finish_non_exhaustive()
    }
}

/// The place of a chosen file.
pub enum Source {
    /// On the disk; it stays as it is.
    Path(PathBuf),
    /// Bytes in memory, as pasted.
    Bytes(Vec<u8>),
}

/// A finished take, ready to be sent.
#[derive(Debug, Clone)]
pub struct Voice {
    /// The Opus file; it stays as it is.
    pub path: PathBuf,
    /// Milliseconds.
    pub duration_ms: u64,
    /// Loudness.
    pub waveform: Waveform,
}

/// The form of a file that is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rendition {
    /// A small picture; the image itself if it is small; a moment of a video.
    Thumbnail,
    /// The file as it was sent.
    Original,
}

/// Why a file is not where it should be.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The file itself is refused.
    Refused(Rejection),
    /// The disk of the device failed.
    Disk,
}

impl From<Rejection> for Failure {
    fn from(reason: Rejection) -> Self {
        Failure::Refused(reason)
    }
}

/// A part of a file that is longer than its format can say.
impl From<TryFromIntError> for Failure {
    fn from(_: TryFromIntError) -> Self {
        Rejection::FileTooLarge.into()
    }
}

/// A failed write of this device's disk, or a read of what it holds. What the system says goes to the log; the path would name
/// the person.
fn disk(error: std::io::Error) -> Failure {
    tracing::error!(kind = ?error.kind(), "a file cannot be kept");
    Failure::Disk
}

/// Reports a chosen file that cannot be read, or not any more.
fn unread(error: std::io::Error) -> Failure {
    tracing::warn!(kind = ?error.kind(), "a file cannot be read");
    Rejection::FileMissing.into()
}

impl From<Failure> for crate::Error {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Refused(reason) => reason.into(),
            Failure::Disk => crate::store::StoreError::Unavailable.into(),
        }
    }
}
