use uuid::Uuid;

use super::*;
use conversas_voice::testing::recorded_tone;

const TAKE: Uuid = Uuid::from_u128(1);

fn told(meter: &mut Meter, samples: &[i16]) -> Vec<RecorderEvent> {
    let mut told = Vec::new();
    samples.chunks(1_111).for_each(|part| meter.feed(part, |event| told.push(event)));
    told
}

fn without_levels(events: Vec<RecorderEvent>) -> Vec<RecorderEvent> {
    events.into_iter().filter(|event| !matches!(event, RecorderEvent::Level { .. })).collect()
}

#[test]
fn twenty_levels_a_second_say_how_long_and_how_loud_it_is() {
    let take = TakeId::from_uuid(TAKE);
    let mut meter = Meter::new(take, 48_000);
    let events = told(&mut meter, &recorded_tone(440.0, SAMPLE_RATE, 48_000));
    assert_eq!(events.len(), 20);
    for (number, event) in events.iter().enumerate() {
        let RecorderEvent::Level { at_ms, peak, .. } = *event else { panic!("{event:?}") };
        assert_eq!(at_ms, 1_050 + 50 * number as u64);
        assert!((0.49..=0.5).contains(&peak), "{peak}");
    }
}

#[test]
fn silence_is_said_once_after_three_seconds_and_taken_back_by_sound() {
    let take = TakeId::from_uuid(TAKE);
    let mut meter = Meter::new(take, 0);
    let hiss: Vec<i16> = (0..48_000).map(|at| (at % 60) as i16 - 30).collect();
    let second = &hiss[..];
    assert_eq!(without_levels(told(&mut meter, &second.repeat(2))), []);
    assert_eq!(without_levels(told(&mut meter, second)), [RecorderEvent::Silence { take }]);
    assert_eq!(without_levels(told(&mut meter, &second.repeat(5))), []);
    let sound = recorded_tone(440.0, SAMPLE_RATE, 48_000);
    assert_eq!(without_levels(told(&mut meter, &sound)), [RecorderEvent::SoundAgain { take }]);
    assert_eq!(without_levels(told(&mut meter, &second.repeat(3))), [RecorderEvent::Silence { take }]);
}

#[test]
fn a_pause_between_words_is_no_silence() {
    let mut meter = Meter::new(TakeId::from_uuid(TAKE), 0);
    let mut samples = vec![0; 48_000 * 29 / 10];
    samples.extend(recorded_tone(440.0, SAMPLE_RATE, 4_800));
    assert_eq!(without_levels(told(&mut meter, &samples.repeat(4))), []);
}
