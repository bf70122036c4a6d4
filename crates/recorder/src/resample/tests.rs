use super::*;
use conversas_voice::testing::{recorded_tone, snr, tone};

fn converted(rate: u32, sound: &[f32], callback: usize) -> Vec<i16> {
    let mut samples = Vec::new();
    let mut conversion = Rate::from(rate).expect("a usual rate");
    sound.chunks(callback).for_each(|part| conversion.convert(part, &mut samples));
    conversion.finish(&mut samples);
    samples
}

#[test]
fn every_rate_becomes_48_khz_without_being_moved_or_cut() {
    for rate in [8_000, 11_025, 16_000, 22_050, 32_000, 44_100, 88_200, 96_000, 192_000] {
        for callback in [441, 1_764, 5_000] {
            let heard = converted(rate, &tone(440.0, rate, rate as usize), callback);
            assert_eq!(heard.len(), 48_000, "{rate} Hz");
            let meant = recorded_tone(440.0, 48_000, 48_000);
            // The ends are steps, which no filter keeps.
            let snr = snr(&meant[2_000..46_000], &heard[2_000..46_000]);
            assert!(snr > 60.0, "{rate} Hz: {snr} dB");
        }
    }
}

#[test]
fn a_length_that_does_not_divide_is_rounded_down() {
    let heard = converted(44_100, &tone(440.0, 44_100, 12_345), 1_000);
    assert_eq!(heard.len(), 12_345 * 48_000 / 44_100);
}

#[test]
fn nothing_becomes_nothing() {
    assert!(converted(44_100, &[], 1).is_empty());
    assert_eq!(converted(44_100, &[0.0], 1), [0]);
}

#[test]
fn what_needs_no_conversion_stays_as_it_is() {
    let samples: Vec<i16> = (i16::MIN..=i16::MAX).collect();
    let sound: Vec<f32> = samples.iter().map(|sample| f32::from(*sample) / 32_768.0).collect();
    assert_eq!(converted(48_000, &sound, 999), samples);
    assert_eq!(converted(48_000, &[-2.0, 2.0, f32::NAN], 3), [i16::MIN, i16::MAX, 0]);
}
