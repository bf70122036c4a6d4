//! Sound that is there already as a voice file. What is being recorded is encoded while it grows, by the recorder.

use std::io::Write;

use crate::{FRAME, VoiceError, encoder};

/// Writes mono samples, 48,000 a second, as a voice file of exactly that length.
pub fn encode(samples: &[i16], sink: impl Write + Send) -> Result<(), VoiceError> {
    let mut encoder = encoder(Box::new(sink))?;
    let frames = samples.chunks_exact(FRAME);
    let rest = frames.remainder();
    for frame in frames {
        encoder.frame(frame)?;
    }
    encoder.finish(rest)
}
