//! Finished sound as a voice file. A recording in progress is encoded by the recorder, while it grows.

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
