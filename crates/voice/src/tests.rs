mod broken;
mod other_decoders;

use std::io::Cursor;
use std::time::Duration;

use super::*;
use crate::testing::{recorded_tone, snr, speech};

const HOUR: Duration = Duration::from_secs(3600);

pub(super) fn file(samples: &[i16]) -> Vec<u8> {
    let mut file = Vec::new();
    encode(samples, &mut file).expect("sound can be encoded");
    file
}

pub(super) fn decoded(file: &[u8], limit: Duration) -> Result<(Decoded, Vec<i16>), VoiceError> {
    let mut wav = Cursor::new(Vec::new());
    let decoded = decode_to_wav(file, &mut wav, limit)?;
    let wav = hound::WavReader::new(Cursor::new(wav.into_inner())).expect("a WAV");
    let spec = wav.spec();
    assert_eq!((spec.channels, spec.sample_rate, spec.bits_per_sample), (1, 24_000, 16));
    Ok((decoded, wav.into_samples().collect::<Result<_, _>>().expect("16 bit")))
}

#[test]
fn a_file_has_exactly_the_length_of_its_sound() {
    for samples in [1, 100, 647, 648, 649, 959, 960, 961, 1608, 14_400, 48_000, 150_123] {
        let file = file(&recorded_tone(300.0, 48_000, samples));
        let (_, heard) = decoded(&file, HOUR).expect("it decodes");
        assert_eq!(heard.len(), samples / 2, "of {samples}");
        match probe(&*file) {
            Ok(info) => assert_eq!(info.duration_ms, samples as u64 / 48),
            Err(error) => panic!("{samples}: {error}"),
        }
    }
}

#[test]
fn what_is_heard_is_what_was_said_and_when_it_was_said() {
    let file = file(&recorded_tone(440.0, 48_000, 3 * 48_000));
    let (_, heard) = decoded(&file, HOUR).expect("it decodes");
    let snr = snr(&recorded_tone(440.0, 24_000, 3 * 24_000), &heard);
    assert!(snr > 15.0, "{snr} dB");
}

#[test]
fn a_minute_of_sound_is_a_small_file() {
    let bytes = file(&speech(60)).len();
    assert!((100_000..260_000).contains(&bytes), "{bytes}");
}

#[test]
fn two_channels_become_one() {
    use opus_pure::{Application, OggOpusWriter, OpusEncoder, OpusHead};
    let mut encoder = OpusEncoder::new(48_000, 2, Application::Audio).expect("stereo");
    let head = OpusHead::for_encoder(&encoder, 48_000);
    let mut writer = OggOpusWriter::new(Vec::new(), head).expect("a writer");
    let stereo: Vec<i16> =
        recorded_tone(440.0, 48_000, 48_000).iter().flat_map(|sample| [*sample, *sample]).collect();
    for frame in stereo.chunks_exact(1920) {
        let mut packet = vec![0; 4000];
        let bytes = encoder.encode_s16(frame, 960, &mut packet).expect("a packet");
        writer.write_packet(&packet[..bytes]).expect("it is written");
    }
    let file = writer.finish().expect("a file");
    let (_, heard) = decoded(&file, HOUR).expect("it decodes");
    let snr = snr(&recorded_tone(440.0, 24_000, 24_000), &heard);
    assert!(snr > 15.0, "{snr} dB");
    assert_eq!(probe(&*file).expect("a voice file").channels, 2);
}

#[test]
fn a_limit_cuts_and_says_so() {
    let file = file(&recorded_tone(440.0, 48_000, 2 * 48_000));
    let (cut, heard) = decoded(&file, Duration::from_millis(500)).expect("it decodes");
    assert_eq!((cut, heard.len()), (Decoded { duration_ms: 500, cut: true }, 12_000));
    let (whole, _) = decoded(&file, Duration::from_secs(2)).expect("it decodes");
    assert_eq!(whole, Decoded { duration_ms: 2000, cut: false });
}
