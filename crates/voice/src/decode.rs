//! A voice file as WAV: every webview plays WAV, and can seek in it.

use std::io::{Read, Seek, Write};
use std::time::Duration;

use hound::{SampleFormat, WavSpec, WavWriter};

use crate::{VoiceCodec, VoiceError, codec};

/// The number of samples a second for players: as many as speech at 24 kbit/s has.
const RATE: u32 = 24_000;

/// The number of samples after which the WAV's header is updated, so that players can read up to there.
const READABLE_EVERY: u32 = 10 * RATE;

/// The outcome of decoding a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decoded {
    /// The length of the WAV.
    pub duration_ms: u64,
    /// Whether the file had more sound than the limit let through.
    pub cut: bool,
}

/// Writes the sound of a voice file as WAV, 24 kHz, mono, 16 bit, and stops at `limit`.
///
/// The WAV grows and its header with it, so that a player may begin early. A file that breaks in the middle is an error;
/// what was written up to there is readable.
pub fn decode_to_wav(
    source: impl Read,
    sink: impl Write + Seek,
    limit: Duration,
) -> Result<Decoded, VoiceError> {
    let codec = codec();
    let mut decoder = codec.decoder(Box::new(source), RATE)?;
    let spec =
        WavSpec { channels: 1, sample_rate: RATE, bits_per_sample: 16, sample_format: SampleFormat::Int };
    let mut wav = WavWriter::new(sink, spec)?;
    let most = u32::try_from(limit.as_millis() * u128::from(RATE) / 1000).unwrap_or(u32::MAX / 4);
    let (mut readable, mut cut) = (0, false);
    while let Some(samples) = decoder.next()? {
        let room = (most - wav.len()) as usize;
        let kept = &samples[..samples.len().min(room)];
        let mut block = wav.get_i16_writer(kept.len() as u32);
        kept.iter().for_each(|sample| block.write_sample(*sample));
        block.flush()?;
        if kept.len() < samples.len() {
            cut = true;
            break;
        }
        if wav.len() - readable >= READABLE_EVERY {
            wav.flush()?;
            readable = wav.len();
        }
    }
    let duration_ms = u64::from(wav.len()) * 1000 / u64::from(RATE);
    wav.finalize()?;
    Ok(Decoded { duration_ms, cut })
}

impl From<hound::Error> for VoiceError {
    fn from(error: hound::Error) -> Self {
        match error {
            hound::Error::IoError(error) => Self::Io(error),
            _ => Self::Codec("wav"),
        }
    }
}
