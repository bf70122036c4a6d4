use super::*;
use conversas_voice::testing::recorded_tone;

fn bars(samples: &[i16]) -> Vec<u8> {
    let mut loudness = Loudness::default();
    loudness.add(samples);
    loudness.bars()
}

#[test]
fn loud_and_quiet_parts_can_be_told_apart() {
    let mut samples = recorded_tone(440.0, 48_000, 96_000);
    samples[..48_000].iter_mut().for_each(|sample| *sample /= 4);
    let bars = bars(&samples);
    assert_eq!(bars.len(), FinishedTake::BARS);
    assert!(bars[..31].iter().all(|bar| (60..68).contains(bar)), "{bars:?}");
    assert!(bars[33..].iter().all(|bar| *bar >= 250), "{bars:?}");
}

#[test]
fn every_length_has_all_its_bars() {
    for samples in [0, 1, 960, 961, 5_000, 61_440, 62_000, 500_000] {
        let bars = bars(&recorded_tone(440.0, 48_000, samples));
        assert_eq!(bars.len(), FinishedTake::BARS);
        assert_eq!(bars.contains(&255), samples > 1, "{samples}");
    }
}

#[test]
fn silence_is_not_made_loud() {
    let bars = bars(&vec![20; 96_000]);
    assert!(bars.iter().all(|bar| *bar < 10), "{bars:?}");
}
