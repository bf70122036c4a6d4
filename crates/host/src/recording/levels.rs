//! The loudness of a take, for the bars beside its time.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

/// The most levels that are answered: those of 30 s.
const MOST: u64 = 600;
/// Bytes before the first sample of the recorder's WAV.
const HEADER: u64 = 44;
/// Bytes of 50 ms: 48,000 samples a second, of two bytes.
const WINDOW: u64 = 48_000 / 20 * 2;

/// Turns a peak from 0 to 1 into a level. Speech has few high peaks: the root spreads them.
pub(super) fn level_of(peak: f32) -> u8 {
    (peak.clamp(0.0, 1.0).sqrt() * 255.0).round() as u8
}

/// Reads the levels of a take's end, oldest first, one for each whole 50 ms from its beginning.
pub(super) fn of(wav: &Path) -> io::Result<Vec<u8>> {
    let mut file = File::open(wav)?;
    let windows = file.metadata()?.len().saturating_sub(HEADER) / WINDOW;
    let skipped = windows.saturating_sub(MOST);
    file.seek(SeekFrom::Start(HEADER + skipped * WINDOW))?;
    let mut bytes = Vec::new();
    file.take((windows - skipped) * WINDOW).read_to_end(&mut bytes)?;
    let peak = |window: &[u8]| {
        let samples = window.chunks_exact(2).map(|two| i16::from_le_bytes([two[0], two[1]]).unsigned_abs());
        f32::from(samples.max().unwrap_or_default()) / 32_768.0
    };
    Ok(bytes.chunks_exact(WINDOW as usize).map(|window| level_of(peak(window))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_thirty_seconds_have_a_level_each_fifty_milliseconds() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("take.wav");
        let mut bytes = vec![0; HEADER as usize];
        for window in 0..MOST + 3 {
            let sample: i16 = if window == MOST + 2 { 8_192 } else { 0 };
            bytes.extend(sample.to_le_bytes().repeat(WINDOW as usize / 2));
        }
        bytes.extend([0; 100]);
        std::fs::write(&path, bytes).expect("a file");
        let levels = of(&path).expect("levels");
        assert_eq!(levels.len(), MOST as usize);
        assert_eq!((levels[0], levels[MOST as usize - 1]), (0, 128));
    }

    #[test]
    fn a_level_is_between_nothing_and_full() {
        assert_eq!([0.0, 0.25, 1.0, 3.0].map(level_of), [0, 128, 255, 255]);
    }
}
