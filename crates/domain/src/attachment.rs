//! Files and voice messages (rules 15 to 17): what may be sent, decided by content, size and plan.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::ids::AttachmentId;
use crate::plan::{self, Feature, Plan};
use crate::rejection::Rejection;

mod content;
mod file_type;
mod glimpse;
mod kinds;
mod measure;
mod name;

pub use content::Content;
pub use file_type::FileType;
pub use glimpse::FileGlimpse;
pub use kinds::iso;
pub use measure::Measure;
pub use name::{FILE_NAME_LIMIT, FileName};

/// The largest file unless the server says otherwise, in bytes (rule 15).
pub const DEFAULT_FILE_LIMIT: u64 = 100 * 1024 * 1024;
/// The longest voice message, in milliseconds (rule 16).
pub const VOICE_LIMIT_MS: u64 = 30 * 60 * 1000;
/// Bars of a [`Waveform`].
pub const WAVEFORM_BARS: usize = 64;
/// Widest and highest a thumbnail may be, in pixels.
pub const THUMBNAIL_SIDE: u32 = 480;
/// The largest thumbnail, in bytes.
pub const THUMBNAIL_LIMIT: u64 = 128 * 1024;
/// Pixels of the largest picture that is sent or shown: what decodes it needs four bytes for each.
pub const PIXELS_LIMIT: u64 = 64 * 1024 * 1024;

/// The kind that a person sees a file as.
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
    /// A sound that was made elsewhere, played in the thread.
    Audio,
    /// Everything else: a card with name and size.
    Document,
}

impl AttachmentKind {
    /// The feature of a plan that the kind needs.
    pub fn feature(self) -> Feature {
        match self {
            AttachmentKind::Image | AttachmentKind::Document => Feature::File,
            AttachmentKind::Video => Feature::Video,
            AttachmentKind::Voice | AttachmentKind::Audio => Feature::Audio,
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

/// A small picture of a picture or of a moment of a video, made on the device that sent it: an upload of its own.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thumbnail {
    /// The upload of the small picture, always a JPEG of at most [`THUMBNAIL_SIDE`] pixels and
    /// [`THUMBNAIL_LIMIT`] bytes.
    pub id: AttachmentId,
    /// The small picture's width in pixels.
    pub width: u32,
    /// The small picture's height in pixels.
    pub height: u32,
}

/// The facts known of a file besides its bytes, as the sending device measured them.
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
        /// The picture's thumbnail; none: the picture is small enough itself.
        thumbnail: Option<Thumbnail>,
    },
    /// A video.
    Video {
        /// Pixels, as it is shown.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        width: Option<u32>,
        /// Pixels, as it is shown.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        height: Option<u32>,
        /// Milliseconds. None if the file does not say it.
        #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "duration")]
        duration_ms: Option<u64>,
        /// A picture of a moment of the video. None if the sending device could not play it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        poster: Option<Thumbnail>,
    },
    /// A sound that was made elsewhere.
    Audio {
        /// Milliseconds. None if the file does not say it.
        #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "duration")]
        duration_ms: Option<u64>,
    },
    /// A voice message. The server measures `duration_ms` itself.
    Voice {
        /// Milliseconds, at most [`VOICE_LIMIT_MS`] and a second.
        duration_ms: u64,
        /// Loudness.
        waveform: Waveform,
    },
    /// A file that is shown with nothing but name and size.
    Document,
}

impl Media {
    /// The kind that a person sees the file as.
    pub fn kind(&self) -> AttachmentKind {
        match self {
            Media::Image { .. } => AttachmentKind::Image,
            Media::Video { .. } => AttachmentKind::Video,
            Media::Audio { .. } => AttachmentKind::Audio,
            Media::Voice { .. } => AttachmentKind::Voice,
            Media::Document => AttachmentKind::Document,
        }
    }

    /// The small picture of the file.
    pub fn thumbnail(&self) -> Option<Thumbnail> {
        match self {
            Media::Image { thumbnail, .. } => *thumbnail,
            Media::Video { poster, .. } => *poster,
            Media::Audio { .. } | Media::Voice { .. } | Media::Document => None,
        }
    }

    /// The duration, in milliseconds.
    pub fn duration_ms(&self) -> Option<u64> {
        match self {
            Media::Voice { duration_ms, .. } => Some(*duration_ms),
            Media::Video { duration_ms, .. } | Media::Audio { duration_ms } => *duration_ms,
            Media::Image { .. } | Media::Document => None,
        }
    }
}

/// Reads a duration. A number that cannot be one is read as none, because it must not keep a message from
/// being shown.
fn duration<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<u64>, D::Error> {
    Ok(Option::<u64>::deserialize(from)?.and_then(measure::believed))
}

/// A file as it stands in a message.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Identifier; chosen by the client that uploaded it. A forwarded copy has the same one.
    pub id: AttachmentId,
    /// The file's name, safe on every system.
    pub name: FileName,
    /// The type of its content.
    pub file_type: FileType,
    /// The file's length.
    pub bytes: u64,
    /// The other facts that are known.
    #[serde(flatten)]
    pub media: Media,
}

impl Attachment {
    /// The kind that a person sees the file as.
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
        use AttachmentKind::*;
        let kinds = [Image, Document, Voice, Audio, Video];
        let takes = |plan| kinds.map(|kind| require(plan, kind, 1, 1).is_ok());
        assert_eq!(takes(Plan::Basic), [true, true, false, false, false]);
        assert_eq!(takes(Plan::Standard), [true, true, true, true, false]);
        assert_eq!(takes(Plan::Premium), [true, true, true, true, true]);
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

    #[test]
    fn a_video_of_before_and_one_with_a_number_that_cannot_be_are_read() {
        let read = |text| serde_json::from_str::<Media>(text).expect("it is a video");
        let bare = Media::Video { width: None, height: None, duration_ms: None, poster: None };
        assert_eq!(read(r#"{"media":"video"}"#), bare);
        assert_eq!(read(r#"{"media":"video","duration_ms":18446744073709551615}"#), bare);
        assert_eq!(read(r#"{"media":"video","duration_ms":62000}"#).duration_ms(), Some(62_000));
    }
}
