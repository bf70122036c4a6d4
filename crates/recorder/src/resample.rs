//! Conversion of a microphone's sound to the rate that is recorded and encoded. Band-limited, never linear;
//! keeps length and position.

use rubato::audioadapter_buffers::direct::InterleavedSlice;
use rubato::{Fft, FixedSync, Indexing, Resampler};

use crate::SAMPLE_RATE;
use crate::error::RecorderError;

/// The number of samples that are converted at once.
const CHUNK: usize = 1024;

/// Turns samples of one rate into 48 kHz, 16 bit.
pub(crate) enum Rate {
    /// The sound has that rate already.
    Same,
    /// The sound has another rate.
    Other(Box<Conversion>),
}

/// A conversion that is under way.
pub(crate) struct Conversion {
    fft: Fft<f32>,
    /// Samples per second that come in.
    from: u64,
    waiting: Vec<f32>,
    output: Vec<f32>,
    /// The number of samples at the beginning that are the filter's delay.
    delay: usize,
    taken: u64,
    given: u64,
}

impl Rate {
    /// Makes a conversion from a rate in samples a second.
    pub(crate) fn from(rate: u32) -> Result<Self, RecorderError> {
        if rate == SAMPLE_RATE {
            return Ok(Self::Same);
        }
        let fft = Fft::new(rate as usize, SAMPLE_RATE as usize, CHUNK, 1, FixedSync::Input)
            .map_err(|error| RecorderError::MicrophoneFailed(format!("{rate} Hz: {error}")))?;
        let output = vec![0.0; fft.output_frames_max()];
        let delay = fft.output_delay();
        let from = u64::from(rate);
        Ok(Self::Other(Box::new(Conversion {
            fft,
            from,
            waiting: Vec::new(),
            output,
            delay,
            taken: 0,
            given: 0,
        })))
    }

    /// Converts sound and adds the result to `samples`.
    pub(crate) fn convert(&mut self, sound: &[f32], samples: &mut Vec<i16>) {
        match self {
            Self::Same => samples.extend(sound.iter().map(integer)),
            Self::Other(conversion) => conversion.convert(sound, samples),
        }
    }

    /// Adds what is still inside the filter: afterwards as much has come out as went in.
    pub(crate) fn finish(&mut self, samples: &mut Vec<i16>) {
        if let Self::Other(conversion) = self {
            conversion.finish(samples);
        }
    }
}

impl Conversion {
    fn convert(&mut self, sound: &[f32], samples: &mut Vec<i16>) {
        self.taken += sound.len() as u64;
        self.waiting.extend_from_slice(sound);
        while self.waiting.len() >= self.fft.input_frames_next() {
            let length = self.fft.input_frames_next();
            self.step(length, usize::MAX, samples);
        }
    }

    fn finish(&mut self, samples: &mut Vec<i16>) {
        let whole = self.taken * u64::from(SAMPLE_RATE) / self.from;
        while self.given < whole {
            let length = self.waiting.len();
            self.step(length, (whole - self.given) as usize, samples);
        }
    }

    /// Converts the first `length` waiting samples, and silence after them, and gives at most `most`.
    fn step(&mut self, length: usize, most: usize, samples: &mut Vec<i16>) {
        let full = self.fft.input_frames_next();
        let mut input: Vec<f32> = self.waiting.drain(..length).collect();
        input.resize(full, 0.0);
        let room = self.output.len();
        let input = InterleavedSlice::new(&input, 1, full).expect("one channel of that length");
        let mut output =
            InterleavedSlice::new_mut(&mut self.output, 1, room).expect("one channel of that length");
        let (_, made) = self
            .fft
            .process_into_buffer(&input, &mut output, Some(&Indexing::new()))
            .expect("both have the lengths that were asked for");
        let late = self.delay.min(made);
        self.delay -= late;
        let sound = &self.output[late..made];
        let sound = &sound[..sound.len().min(most)];
        samples.extend(sound.iter().map(integer));
        self.given += sound.len() as u64;
    }
}

/// Turns a sample into 16 bit; a sample that came as 16 bit comes out as it was.
fn integer(sample: &f32) -> i16 {
    (sample * 32_768.0).round().clamp(-32_768.0, 32_767.0) as i16
}

#[cfg(test)]
mod tests;
