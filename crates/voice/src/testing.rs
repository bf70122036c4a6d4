//! Sounds, and numbers that only look random: for the tests of this crate and of the crates that use it.

use std::f64::consts::TAU;

/// Makes a tone of half of full scale.
pub fn tone(hertz: f64, rate: u32, samples: usize) -> Vec<f32> {
    (0..samples).map(|at| (0.5 * (TAU * hertz * at as f64 / f64::from(rate)).sin()) as f32).collect()
}

/// Makes the same tone as recorded samples.
pub fn recorded_tone(hertz: f64, rate: u32, samples: usize) -> Vec<i16> {
    tone(hertz, rate, samples).into_iter().map(|sample| (sample * 32_768.0) as i16).collect()
}

/// Makes sound similar to speech: a buzzing voice with four syllables a second, which takes breath every
/// fifth second.
pub fn speech(seconds: usize) -> Vec<i16> {
    let sample = |at: usize| {
        let time = at as f64 / 48_000.0;
        let voice: f64 = (1..20).map(|n| (TAU * 120.0 * f64::from(n) * time).sin() / f64::from(n)).sum();
        let syllable = (TAU * 2.0 * time).sin().powi(2);
        let breath = f64::from(u8::from(at / 48_000 % 5 != 4));
        (voice * syllable * breath * 6_000.0) as i16
    };
    (0..seconds * 48_000).map(sample).collect()
}

/// Answers by how many dB `heard` is louder than its difference from `meant`.
pub fn snr(meant: &[i16], heard: &[i16]) -> f64 {
    let energy = |samples: &mut dyn Iterator<Item = f64>| samples.map(|sample| sample * sample).sum::<f64>();
    let pairs = || meant.iter().zip(heard).map(|(meant, heard)| (f64::from(*meant), f64::from(*heard)));
    let signal = energy(&mut pairs().map(|(meant, _)| meant));
    let noise = energy(&mut pairs().map(|(meant, heard)| meant - heard));
    10.0 * (signal / noise.max(1e-9)).log10()
}

/// A source of numbers that are the same in every run.
pub struct Dice(pub u64);

impl Dice {
    /// Answers a number less than `sides`.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides.max(1) as u64) as usize
    }
}
