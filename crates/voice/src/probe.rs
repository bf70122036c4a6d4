//! The length of a voice file. Nothing is decoded, and no claim of the file is believed that its packets do
//! not show.

use std::io::Read;

use crate::{LONGEST, SAMPLE_RATE, VoiceCodec, VoiceError, codec};

/// The number of ticks of Ogg Opus in a millisecond.
const TICKS: u64 = 48;

/// The measures of a voice file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VoiceInfo {
    /// The length of the sound, rounded down.
    pub duration_ms: u64,
    /// The number of channels: one or two.
    pub channels: u8,
}

/// Looks through a whole file: Ogg pages with their checksums, one Opus stream of one or two channels, no longer than [`LONGEST`].
///
/// A file that claims more than that in few bytes is refused at the packet that passes the limit.
pub fn probe(source: impl Read) -> Result<VoiceInfo, VoiceError> {
    let codec = codec();
    let mut decoder = codec.decoder(Box::new(source), SAMPLE_RATE)?;
    let longest = LONGEST.as_millis() as u64 * TICKS;
    let head = decoder.head();
    let (mut carried, mut end) = (0, None);
    while let Some(packet) = decoder.skip()? {
        carried += packet.samples;
        if carried > longest + head.pre_skip {
            return Err(VoiceError::TooLong);
        }
        end = packet.page_end.or(end);
    }
    // A last page may claim less than its packets carry, which trims the sound; a claim of more is a mistake,
    // or a stream joined late.
    let ticks = end.unwrap_or(carried).min(carried).saturating_sub(head.pre_skip);
    if ticks == 0 {
        return Err(VoiceError::NotVoice("no sound in it"));
    }
    Ok(VoiceInfo { duration_ms: ticks / TICKS, channels: head.channels })
}
