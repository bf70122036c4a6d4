//! Files of this crate in decoders of other projects, which hear the same sound.

use std::path::Path;
use std::process::{Command, Stdio};

use super::*;

fn run(program: &str, arguments: &[&str]) {
    let status = Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status();
    let status = status.unwrap_or_else(|error| panic!("{program}: {error}; `cargo xtask test` installs it"));
    assert!(status.success(), "{program} does not like it");
}

fn samples(wav: &Path) -> Vec<i16> {
    let wav = hound::WavReader::open(wav).expect("a WAV");
    assert_eq!((wav.spec().sample_rate, wav.spec().channels), (48_000, 1));
    wav.into_samples().collect::<Result<_, _>>().expect("16 bit")
}

fn check(decode: impl Fn(&str, &str)) {
    let folder = tempfile::tempdir().expect("a folder");
    let (ogg, wav) = (folder.path().join("voice.ogg"), folder.path().join("voice.wav"));
    let meant = recorded_tone(440.0, 48_000, 100_001);
    std::fs::write(&ogg, file(&meant)).expect("it is written");
    decode(ogg.to_str().expect("a plain path"), wav.to_str().expect("a plain path"));
    let heard = samples(&wav);
    assert_eq!(heard.len(), meant.len());
    let snr = snr(&meant, &heard);
    assert!(snr > 15.0, "{snr} dB");
}

#[test]
fn ffmpeg_hears_the_whole_message() {
    check(|ogg, wav| run("ffmpeg", &["-v", "error", "-i", ogg, "-ar", "48000", "-c:a", "pcm_s16le", wav]));
}

#[cfg(target_os = "linux")]
#[test]
fn opusdec_hears_the_whole_message() {
    check(|ogg, wav| run("opusdec", &["--quiet", "--force-wav", "--no-dither", ogg, wav]));
}
