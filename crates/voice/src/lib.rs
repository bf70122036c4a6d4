//! Ogg Opus: the small file of a voice message, made and read. For devices and the server: no microphone and no takes here,
//! those are the recorder's.
//!
//! | module | what |
//! |---|---|
//! | `codec` | the traits that hide which codec it is, and the one that is used; [`encoder`] for sound that still grows |
//! | [`encode()`] | sound that is there already as a file |
//! | [`probe()`] | how long a file is, and whether it is one |
//! | `decode` | a file as WAV, for players: [`decode_to_wav`] |

mod codec;
mod decode;
mod encode;
mod probe;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
#[cfg(test)]
mod tests;

use std::io;
use std::time::Duration;

pub use codec::{FRAME, VoiceEncoder, encoder};
pub(crate) use codec::{VoiceCodec, codec};
pub use decode::{Decoded, decode_to_wav};
pub use encode::encode;
pub use probe::{VoiceInfo, probe};

/// Samples a second of what is encoded.
pub const SAMPLE_RATE: u32 = 48_000;

/// The longest voice message: 30 min, and a little for clocks that differ.
pub const LONGEST: Duration = Duration::from_secs(30 * 60 + 10);

/// Why a file is not a voice message, or could not become one.
#[derive(Debug, thiserror::Error)]
pub enum VoiceError {
    /// It is not Ogg Opus with one or two channels, or it is broken.
    #[error("not a voice message: {0}")]
    NotVoice(&'static str),
    /// It is longer than [`LONGEST`].
    #[error("longer than a voice message may be")]
    TooLong,
    /// The codec failed with sound that is all right.
    #[error("codec: {0}")]
    Codec(&'static str),
    /// Reading or writing failed.
    #[error("{0}")]
    Io(io::Error),
}

impl VoiceError {
    /// A stable word for it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotVoice(_) => "not_voice",
            Self::TooLong => "too_long",
            Self::Codec(_) => "codec",
            Self::Io(_) => "io",
        }
    }
}

impl From<io::Error> for VoiceError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}
