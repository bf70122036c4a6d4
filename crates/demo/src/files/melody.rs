//! A voice message without a voice: a few soft notes.

use std::f32::consts::TAU;

use conversas_domain::attachment::{Media, WAVEFORM_BARS, Waveform};

/// The number of samples a second.
const RATE: usize = 48_000;
/// The number of samples of a note.
const NOTE: usize = RATE / 2;
/// The frequencies of the notes in hertz: C, E, G, C, A, G, E, C.
const NOTES: [f32; 8] = [261.6, 329.6, 392.0, 523.3, 440.0, 392.0, 329.6, 261.6];

/// Makes the file, with its kind and measures.
pub(super) fn voice() -> (Vec<u8>, Media) {
    let samples: Vec<i16> = NOTES.iter().flat_map(|hertz| (0..NOTE).map(|at| tone(*hertz, at))).collect();
    let mut file = Vec::new();
    conversas_voice::encode(&samples, &mut file).expect("mono at 48 kHz into memory");
    let duration_ms = (samples.len() * 1_000 / RATE) as u64;
    (file, Media::Voice { duration_ms, waveform: waveform(&samples) })
}

/// Answers one sample of a note that swells and fades.
fn tone(hertz: f32, at: usize) -> i16 {
    let (time, part) = (at as f32 / RATE as f32, at as f32 / NOTE as f32);
    let swell = (part * 12.0).min(1.0) * (1.0 - part).powi(2);
    let sound = (TAU * hertz * time).sin() + 0.3 * (TAU * 2.0 * hertz * time).sin();
    (sound * swell * 9_000.0) as i16
}

fn waveform(samples: &[i16]) -> Waveform {
    let loudness = |part: &[i16]| part.iter().map(|sample| sample.unsigned_abs()).max().unwrap_or_default();
    let bars: Vec<u16> = samples.chunks(samples.len().div_ceil(WAVEFORM_BARS)).map(loudness).collect();
    let loudest = bars.iter().copied().max().unwrap_or_default().max(1);
    let bars: Vec<u8> = bars
        .iter()
        .map(|bar| u8::try_from(u32::from(*bar) * 255 / u32::from(loudest)).unwrap_or(u8::MAX))
        .collect();
    Waveform::try_from(bars).expect("at most as many bars as there may be")
}
