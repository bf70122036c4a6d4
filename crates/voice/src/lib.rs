//! Ogg Opus: the small file of a voice message, made and read. For devices and the server. Not here: the
//! microphone and takes, which are the recorder's.
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

/// The number of samples a second of the sound that is encoded.
pub const SAMPLE_RATE: u32 = 48_000;

/// The longest voice message: 30 min, and a little for clocks that differ.
pub const LONGEST: Duration = Duration::from_secs(30 * 60 + 10);

/// The reason why a file is not a voice message, or could not become one.
#[derive(Debug, thiserror::Error)]
pub enum VoiceError {
    /// The file is not Ogg Opus with one or two channels, or it is broken.
    #[error("not a voice message: {0}")]
    NotVoice(&'static str),
    /// The sound is longer than [`LONGEST`].
    #[error("longer than a voice message may be")]
    TooLong,
    /// The codec failed on sound that is all right.
    #[error("codec: {0}")]
    Codec(&'static str),
    /// Reading or writing failed.
    #[error("{0}")]
    Io(io::Error),
}

impl VoiceError {
    /// Answers a stable word for the error.
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
