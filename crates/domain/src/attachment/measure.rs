//! How long and how large a sound or a video is, read from what stands in it.

use super::FileType;
use super::content::Content;
use super::kinds::{iso, matroska, sound};

/// Longer than this is nothing that a person recorded, in milliseconds: such a number is not believed.
const LONGEST_MS: u64 = 7 * 24 * 60 * 60 * 1000;

/// What is known of a sound or a video.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Measure {
    /// Milliseconds.
    pub duration_ms: Option<u64>,
    /// Pixels across and down, as it is shown.
    pub size: Option<(u32, u32)>,
}

impl Measure {
    /// Of a file of this type; nothing of what is neither sound nor video, or does not say it.
    pub fn of<C: Content>(mut content: C, file_type: FileType) -> Result<Measure, C::Error> {
        match file_type {
            FileType::Mp4 | FileType::Mov | FileType::ThreeGp | FileType::M4a => iso::measure(&mut content),
            FileType::Webm | FileType::Mkv | FileType::Weba => matroska::measure(&mut content),
            other => sound::measure(&mut content, other),
        }
    }

    /// So many units, of which a second has `rate`.
    pub(super) fn milliseconds(count: u64, rate: u64) -> Option<u64> {
        let ms = u128::from(count) * 1000 / u128::from(rate).max(1);
        let ms = u64::try_from(ms).ok()?;
        (rate > 0 && ms > 0).then_some(ms).and_then(believed)
    }
}

/// A number that another device says.
pub(super) fn believed(ms: u64) -> Option<u64> {
    (ms <= LONGEST_MS).then_some(ms)
}
