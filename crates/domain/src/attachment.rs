//! Files and voice messages (rules 15 to 17): what may be sent, decided by content, size and plan.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::ids::AttachmentId;
use crate::plan::{self, Feature, Plan};
use crate::rejection::Rejection;

mod file_type;
mod name;

pub use file_type::{FileType, HEAD_BYTES};
pub use name::{FILE_NAME_LIMIT, FileName};

/// Largest file unless the server says otherwise, in bytes (rule 15).
pub const DEFAULT_FILE_LIMIT: u64 = 100 * 1024 * 1024;
/// Longest voice message, in milliseconds (rule 16).
pub const VOICE_LIMIT_MS: u64 = 30 * 60 * 1000;
/// Bars of a [`Waveform`].
pub const WAVEFORM_BARS: usize = 64;
/// Widest and highest a thumbnail may be, in pixels.
pub const THUMBNAIL_SIDE: u32 = 480;
/// Largest thumbnail, in bytes.
pub const THUMBNAIL_LIMIT: u64 = 128 * 1024;

/// What a person sees a file as.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttachmentKind {
    /// A picture, shown in the thread.
    Image,
    /// A video, played in the thread.
    Video,
    /// A recorded voice message.
    Voice,
    /// Everything else: a card with name and size.
    Document,
}

impl AttachmentKind {
    /// What of a plan it needs.
    pub fn feature(self) -> Feature {
        match self {
            AttachmentKind::Image | AttachmentKind::Document => Feature::File,
            AttachmentKind::Video => Feature::Video,
            AttachmentKind::Voice => Feature::Audio,
        }
    }
}

/// Loudness over the length of a voice message: 1 to [`WAVEFORM_BARS`] bars from 0 (silence) to 255.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<u8>", into = "Vec<u8>")]
pub struct Waveform(Vec<u8>);

impl Waveform {
    /// The bars.
    pub fn bars(&self) -> &[u8] {
        &self.0
    }
}

impl TryFrom<Vec<u8>> for Waveform {
    type Error = Rejection;

    fn try_from(bars: Vec<u8>) -> Result<Self, Rejection> {
        match bars.len() {
            1..=WAVEFORM_BARS => Ok(Waveform(bars)),
            _ => Err(Rejection::FileBroken),
        }
    }
}

impl From<Waveform> for Vec<u8> {
    fn from(waveform: Waveform) -> Self {
        waveform.0
    }
}

impl fmt::Debug for Waveform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Waveform({} bars)", self.0.len())
    }
}

/// A small picture of a picture, made on the device that sent it: an upload of its own.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thumbnail {
    /// Its upload, always a JPEG of at most [`THUMBNAIL_SIDE`] pixels and [`THUMBNAIL_LIMIT`] bytes.
    pub id: AttachmentId,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
}

/// What is known of a file besides its bytes, as the sending device measured it.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "media", rename_all = "snake_case")]
pub enum Media {
    /// A picture as it is to be shown: after its orientation.
    Image {
        /// Pixels.
        width: u32,
        /// Pixels.
        height: u32,
        /// None if the picture is small enough itself.
        thumbnail: Option<Thumbnail>,
    },
    /// A video.
    Video,
    /// A voice message. The server measures `duration_ms` itself.
    Voice {
        /// Milliseconds, at most [`VOICE_LIMIT_MS`] and a second.
        duration_ms: u64,
        /// Loudness.
        waveform: Waveform,
    },
    /// Nothing but name and size.
    Document,
}

impl Media {
    /// What it belongs to.
    pub fn kind(&self) -> AttachmentKind {
        match self {
            Media::Image { .. } => AttachmentKind::Image,
            Media::Video => AttachmentKind::Video,
            Media::Voice { .. } => AttachmentKind::Voice,
            Media::Document => AttachmentKind::Document,
        }
    }
}

/// A file as it stands in a message.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Identifier; chosen by the client that uploaded it. A forwarded copy has the same one.
    pub id: AttachmentId,
    /// Its name, safe on every system.
    pub name: FileName,
    /// What its content is.
    pub file_type: FileType,
    /// Its length.
    pub bytes: u64,
    /// What else is known.
    #[serde(flatten)]
    pub media: Media,
}

impl Attachment {
    /// What a person sees it as.
    pub fn kind(&self) -> AttachmentKind {
        self.file_type.kind()
    }
}

/// The one rule for what may be uploaded and sent (rules 15, 17): asked when a file is chosen, when it is queued, when
/// its upload is created and when it is complete. `limit`: the server's, in bytes.
pub fn require(plan: Plan, kind: AttachmentKind, bytes: u64, limit: u64) -> Result<(), Rejection> {
    plan::require(plan, kind.feature())?;
    if bytes == 0 {
        return Err(Rejection::FileEmpty);
    }
    if bytes > limit {
        return Err(Rejection::FileTooLarge);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_plan_takes_exactly_the_kinds_it_has() {
        let kinds =
            [AttachmentKind::Image, AttachmentKind::Document, AttachmentKind::Voice, AttachmentKind::Video];
        let takes = |plan| kinds.map(|kind| require(plan, kind, 1, 1).is_ok());
        assert_eq!(takes(Plan::Basic), [true, true, false, false]);
        assert_eq!(takes(Plan::Standard), [true, true, true, false]);
        assert_eq!(takes(Plan::Premium), [true, true, true, true]);
    }

    #[test]
    fn a_file_has_something_in_it_and_keeps_the_limit() {
        let document = |bytes| require(Plan::Basic, AttachmentKind::Document, bytes, 10);
        assert_eq!(document(0), Err(Rejection::FileEmpty));
        assert_eq!(document(10), Ok(()));
        assert_eq!(document(11), Err(Rejection::FileTooLarge));
    }

    #[test]
    fn a_waveform_has_one_bar_to_sixty_four() {
        assert!(Waveform::try_from(Vec::new()).is_err());
        assert!(Waveform::try_from(vec![0; WAVEFORM_BARS]).is_ok());
        assert!(Waveform::try_from(vec![0; WAVEFORM_BARS + 1]).is_err());
    }
}
