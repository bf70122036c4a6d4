//! Trouble with microphones and disks.

use super::*;
use crate::source::Trouble;
use crate::take::TakeState;

const IMPATIENT: Options = Options {
    patience: Duration::from_millis(300),
    longest: Duration::from_secs(60),
    shortest: Duration::from_millis(300),
};

#[test]
fn a_microphone_that_is_lost_leaves_a_paused_take() {
    let stage = stage();
    stage.recorder.start(id(1)).expect("there is a microphone");
    stage.records_until(400);
    stage.tone.trouble(Trouble::Lost);
    stage.waits_for(|event| *event == RecorderEvent::DeviceLost { take: id(1) });
    let [take] = &stage.recorder.takes().expect("takes")[..] else { panic!("one take") };
    assert!(take.state == TakeState::Paused && take.duration_ms >= 400);
    assert_eq!(samples(&take.path).len() as u64 / 48, take.duration_ms);
    stage.recorder.resume(id(1)).expect("it was plugged in again");
}

#[test]
fn a_microphone_that_falls_dumb_is_lost_as_well() {
    let stage = stage_with(Tone::new(48_000), IMPATIENT);
    stage.recorder.start(id(1)).expect("there is a microphone");
    stage.records_until(200);
    stage.tone.stall();
    stage.waits_for(|event| *event == RecorderEvent::DeviceLost { take: id(1) });
    assert_eq!(stage.recorder.takes().expect("takes")[0].state, TakeState::Paused);
}

#[test]
fn without_a_microphone_there_is_no_take() {
    let stage = stage();
    stage.tone.unplug();
    assert!(matches!(stage.recorder.start(id(1)), Err(RecorderError::NoMicrophone)));
    assert_eq!(stage.files(), [""; 0]);
}

#[test]
fn a_microphone_that_gives_nothing_is_given_up_and_leaves_no_take() {
    let stage = stage_with(Tone::new(48_000), IMPATIENT);
    stage.tone.stall();
    assert!(matches!(stage.recorder.start(id(1)), Err(RecorderError::NoSamples)));
    assert_eq!(stage.files(), [""; 0]);
    assert_eq!(stage.news(), []);
}

#[test]
fn a_resumed_take_stays_when_the_microphone_gives_nothing() {
    let stage = stage_with(Tone::new(48_000), IMPATIENT);
    stage.recorder.start(id(1)).expect("there is a microphone");
    stage.records_until(400);
    let take = stage.recorder.pause(id(1)).expect("it was recording");
    stage.tone.stall();
    assert!(matches!(stage.recorder.resume(id(1)), Err(RecorderError::NoSamples)));
    assert_eq!(stage.recorder.takes().expect("takes"), [take]);
}

#[test]
fn what_is_not_the_end_is_only_told() {
    let stage = stage();
    stage.recorder.start(id(1)).expect("there is a microphone");
    stage.tone.trouble(Trouble::Changed);
    stage.tone.trouble(Trouble::Gap);
    stage.waits_for(|event| *event == RecorderEvent::DeviceChanged { take: id(1) });
    stage.waits_for(|event| *event == RecorderEvent::Gap { take: id(1), lost_ms: 0 });
    stage.records_until(500);
}

#[test]
fn another_microphone_goes_on_with_the_take() {
    let stage = stage();
    stage.recorder.choose(Some("tone".into())).expect("nothing is recorded");
    stage.recorder.start(id(1)).expect("it is there");
    stage.records_until(300);
    stage.recorder.choose(None).expect("there is a default one");
    stage.waits_for(|event| matches!(event, RecorderEvent::DeviceChanged { .. }));
    stage.records_until(700);
    assert!(matches!(stage.recorder.choose(Some("gone".into())), Err(RecorderError::NoMicrophone)));
    stage.records_until(1_000);
    assert!(stage.recorder.pause(id(1)).expect("it was recording").duration_ms >= 1_000);
}

#[test]
fn the_systems_microphone_stands_in_for_a_chosen_one_that_is_gone() {
    let stage = stage();
    stage.recorder.choose(Some("gone".into())).expect("nothing is recorded");
    stage.recorder.start(id(1)).expect("there is a default one");
    stage.waits_for(|event| *event == RecorderEvent::DeviceChanged { take: id(1) });
    stage.records_until(300);
    stage.recorder.pause(id(1)).expect("it was recording");
    stage.recorder.choose(Some("tone".into())).expect("nothing is recorded");
    stage.recorder.resume(id(1)).expect("it is there");
    stage.records_until(600);
    assert!(!stage.news().contains(&RecorderEvent::DeviceChanged { take: id(1) }));
    stage.recorder.pause(id(1)).expect("it was recording");
    stage.tone.unplug();
    stage.recorder.choose(Some("gone".into())).expect("nothing is recorded");
    assert!(matches!(stage.recorder.resume(id(1)), Err(RecorderError::NoMicrophone)));
}

#[test]
fn silence_is_told() {
    let stage = stage_with(Tone { speed: Some(10.0), ..Tone::new(48_000) }, Options::default());
    stage.recorder.start(id(1)).expect("there is a microphone");
    stage.tone.mute(true);
    stage.waits_for(|event| *event == RecorderEvent::Silence { take: id(1) });
    stage.tone.mute(false);
    stage.waits_for(|event| *event == RecorderEvent::SoundAgain { take: id(1) });
}

#[test]
fn a_recorder_that_is_let_go_leaves_a_complete_take() {
    let stage = stage();
    let clone = stage.recorder.clone();
    stage.recorder.start(id(1)).expect("there is a microphone");
    stage.records_until(300);
    let Stage { recorder, folder, events, .. } = stage;
    drop(recorder);
    assert_eq!(clone.takes().expect("it is still there")[0].state, TakeState::Recording);
    drop(clone);
    let length = samples(&folder.path().join(format!("{}.wav", id(1)))).len() as u64 / 48;
    let told = events.try_iter().filter_map(|event| match event {
        RecorderEvent::Level { at_ms, .. } => Some(at_ms),
        _ => None,
    });
    assert!(length >= told.max().unwrap_or(300));
}
