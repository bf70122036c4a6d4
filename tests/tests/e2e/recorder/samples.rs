//! The recorded sound and the sound that arrived, sample for sample.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use conversas_tests::e2e::{Device, RATE, share_of};
use conversas_voice::decode_to_wav;
use hound::WavReader;

use super::{HIGH, LOW};

/// Answers the sound that the server has got since, decoded: samples and their rate.
pub(super) fn new_sound(server: &Path, before: &[PathBuf]) -> (Vec<i16>, u32) {
    let mut found = files_below(server, b"OggS");
    found.retain(|voice| !before.contains(voice));
    assert_eq!(found.len(), 1, "the server got {} voice files", found.len());
    let mut wav = std::io::Cursor::new(Vec::new());
    let voice = fs::File::open(&found[0]).expect("it has just been there");
    decode_to_wav(voice, &mut wav, Duration::from_secs(120)).expect("the server keeps sound voice files");
    wav.set_position(0);
    let mut reader = WavReader::new(wav).expect("a WAV");
    let rate = reader.spec().sample_rate;
    (reader.samples().map(|sample| sample.expect("a sample")).collect(), rate)
}

/// Answers the files that begin with these bytes.
pub(super) fn files_below(folder: &Path, begin_with: &[u8]) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let below = |path: PathBuf| match path.is_dir() {
        true => files_below(&path, begin_with),
        false if fs::read(&path).is_ok_and(|bytes| bytes.starts_with(begin_with)) => vec![path],
        false => Vec::new(),
    };
    entries.flat_map(below).collect()
}

/// Answers the loudest voice in each 20 ms, the low or the high one; none where the sound is nearly silent.
pub(super) fn voices(samples: &[i16], rate: u32) -> Vec<Option<u32>> {
    let heard = |window: &[i16]| {
        let share = |hertz| share_of(window, hertz, rate);
        let power: f64 = window.iter().map(|sample| f64::from(*sample).powi(2)).sum();
        // The limit is a third of the tone's own loudness.
        let is_loud = (power / window.len() as f64).sqrt() > 2_000.0;
        is_loud.then(|| if share(LOW) > share(HIGH) { LOW } else { HIGH })
    };
    samples.chunks_exact(rate as usize / 50).map(heard).collect()
}

/// Answers how many samples do not follow from the two before them, as the samples of a sine do. A lost or
/// doubled sample breaks three; so does a part that is cut out.
pub(super) fn breaks(samples: &[i16], hertz: u32) -> usize {
    let turn = (std::f64::consts::TAU * f64::from(hertz) / f64::from(RATE)).cos() * 2.0;
    let follows = |three: &&[i16]| {
        let [before, last, now] = [0, 1, 2].map(|place| f64::from(three[place]));
        (turn * last - before - now).abs() < 60.0
    };
    samples.windows(3).filter(|three| !follows(three)).count()
}

/// Answers the samples of the only take that waits on a device.
pub(super) fn take_of(device: &Device) -> Vec<i16> {
    let mut found = files_below(&device.data(), b"RIFF");
    assert_eq!(found.len(), 1, "{} takes wait", found.len());
    let mut reader = WavReader::open(found.remove(0)).expect("a WAV");
    assert_eq!(reader.spec().sample_rate, RATE);
    reader.samples().map(|sample| sample.expect("a sample")).collect()
}
