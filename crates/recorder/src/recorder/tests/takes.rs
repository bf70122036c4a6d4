//! Commands of people about takes.

use std::time::Instant;

use conversas_voice::{decode_to_wav, probe};

use super::*;
use crate::take::TakeState;

#[test]
fn recording_begins_with_the_first_sound() {
    let stage = stage();
    stage.recorder.start(id(1)).expect("there is a microphone");
    assert_eq!(stage.waits_for(|_| true), RecorderEvent::Started { take: id(1) });
    stage.records_until(200);
    assert_eq!(stage.recorder.takes().expect("takes")[0].state, TakeState::Recording);
}

#[test]
fn pausing_listening_going_on_and_sending_keep_every_sample() {
    let stage = stage();
    stage.recorder.start(id(1)).expect("there is a microphone");
    stage.records_until(400);
    let paused = stage.recorder.pause(id(1)).expect("it was recording");
    let first = samples(&paused.path);
    assert_eq!((paused.state, paused.duration_ms), (TakeState::Paused, first.len() as u64 / 48));

    stage.recorder.resume(id(1)).expect("there is a microphone");
    stage.records_until(paused.duration_ms + 400);
    let finished = stage.recorder.finish(id(1)).expect("it is long enough");
    let whole = samples(&paused.path);
    assert_eq!(whole[..first.len()], first);
    assert_eq!(finished.duration_ms, whole.len() as u64 / 48);
    assert_eq!(finished.waveform.len(), FinishedTake::BARS);
    let file = std::fs::read(&finished.path).expect("the small file");
    assert_eq!(finished.bytes, file.len() as u64);
    assert_eq!(probe(&*file).expect("a voice file").duration_ms, finished.duration_ms);

    let mut wav = std::io::Cursor::new(Vec::new());
    decode_to_wav(&*file, &mut wav, Duration::from_secs(60)).expect("it decodes");
    let heard = hound::WavReader::new(std::io::Cursor::new(wav.into_inner())).expect("a WAV").len();
    assert_eq!(heard as usize, whole.len() / 2);
}

#[test]
fn what_was_said_before_the_button_was_pressed_is_in_the_take() {
    let stage = stage();
    stage.recorder.start(id(1)).expect("there is a microphone");
    let started = Instant::now();
    stage.records_until(230);
    let pressed = started.elapsed();
    let take = stage.recorder.pause(id(1)).expect("it was recording");
    assert!(take.duration_ms >= pressed.as_millis() as u64, "{take:?}, pressed after {pressed:?}");
}

#[test]
fn finishing_again_says_the_same_also_after_a_restart() {
    let stage = stage();
    stage.recorder.start(id(1)).expect("there is a microphone");
    stage.records_until(500);
    let finished = stage.recorder.finish(id(1)).expect("it is long enough");
    assert_eq!(stage.recorder.finish(id(1)).expect("it is finished"), finished);
    let stage = stage.restarts();
    assert_eq!(stage.recorder.takes().expect("takes")[0].state, TakeState::Finished);
    assert_eq!(stage.recorder.finish(id(1)).expect("it is finished"), finished);
    stage.recorder.forget(id(1)).expect("it is there");
    assert_eq!(stage.files(), [""; 0]);
}

#[test]
fn a_finished_take_that_is_resumed_is_made_again_from_its_beginning() {
    let stage = stage();
    stage.recorder.start(id(1)).expect("there is a microphone");
    stage.records_until(400);
    let short = stage.recorder.finish(id(1)).expect("it is long enough");
    stage.recorder.resume(id(1)).expect("there is a microphone");
    assert!(!short.path.exists());
    stage.records_until(short.duration_ms + 400);
    let long = stage.recorder.finish(id(1)).expect("it is long enough");
    assert!(long.duration_ms >= short.duration_ms + 400);
    assert_eq!(
        probe(std::fs::File::open(&long.path).expect("the small file")).expect("voice").duration_ms,
        long.duration_ms
    );
}

#[test]
fn a_take_that_another_run_left_is_resumed_and_sent() {
    let stage = stage();
    stage.recorder.start(id(1)).expect("there is a microphone");
    stage.records_until(600);
    let stage = stage.restarts();
    let [take] = &stage.recorder.takes().expect("takes")[..] else { panic!("one take") };
    assert_eq!(take.state, TakeState::Paused);
    assert!(take.duration_ms >= 600);
    stage.recorder.resume(id(1)).expect("there is a microphone");
    stage.records_until(take.duration_ms + 200);
    let finished = stage.recorder.finish(id(1)).expect("it is long enough");
    assert!(finished.duration_ms >= take.duration_ms + 200);
    assert_eq!(
        probe(std::fs::File::open(&finished.path).expect("it is there")).expect("voice").duration_ms,
        finished.duration_ms
    );
}

#[test]
fn what_is_no_take_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let (foreign, part) = (folder.path().join("notes.wav"), folder.path().join("1.ogg.part"));
    std::fs::write(&foreign, "").expect("there is room");
    std::fs::write(&part, "").expect("there is room");
    std::fs::create_dir(folder.path().join(format!("{}.wav", id(1)))).expect("there is room");
    let (recorder, _, _) = open(folder.path(), Tone::new(48_000), Options::default());
    assert!(foreign.exists() && !part.exists());
    recorder.start(id(2)).expect("there is a microphone");
}

#[test]
fn there_is_one_recording_at_a_time() {
    let stage = stage();
    stage.recorder.start(id(1)).expect("there is a microphone");
    assert!(matches!(stage.recorder.start(id(2)), Err(RecorderError::Busy(take)) if take == id(1)));
    assert!(matches!(stage.recorder.resume(id(1)), Err(RecorderError::Busy(_))));
    stage.recorder.pause(id(1)).expect("it was recording");
    assert!(matches!(stage.recorder.start(id(1)), Err(RecorderError::TakeExists)));
    stage.recorder.start(id(2)).expect("the first one is paused");
    assert_eq!(stage.recorder.takes().expect("takes").len(), 2);
}

#[test]
fn what_is_not_there_cannot_be_used() {
    let stage = stage();
    assert!(matches!(stage.recorder.pause(id(1)), Err(RecorderError::NotRecording)));
    for error in [
        stage.recorder.resume(id(1)).expect_err("unknown"),
        stage.recorder.finish(id(1)).expect_err("unknown"),
        stage.recorder.discard(id(1)).expect_err("unknown"),
        stage.recorder.restore(id(1)).expect_err("unknown"),
        stage.recorder.forget(id(1)).expect_err("unknown"),
    ] {
        assert_eq!(error.code(), "unknown_take");
    }
    assert_eq!(stage.files(), [""; 0]);
}

#[test]
fn a_slip_of_the_finger_is_not_sent_but_kept() {
    let stage = stage();
    stage.recorder.start(id(1)).expect("there is a microphone");
    assert!(matches!(stage.recorder.finish(id(1)), Err(RecorderError::TooShort)));
    assert_eq!(stage.recorder.takes().expect("takes")[0].state, TakeState::Paused);
}

#[test]
fn what_was_deleted_comes_back_until_the_bin_is_emptied() {
    let stage = stage();
    stage.recorder.start(id(1)).expect("there is a microphone");
    stage.records_until(500);
    stage.recorder.discard(id(1)).expect("it is recording");
    assert_eq!(stage.files(), ["1.deleted"]);
    assert_eq!(stage.recorder.takes().expect("takes"), []);
    assert_eq!(stage.recorder.deleted_takes().expect("a bin"), [id(1)]);

    let restored = stage.recorder.restore(id(1)).expect("it is in the bin");
    assert!(restored.state == TakeState::Paused && restored.duration_ms >= 500);
    assert_eq!(stage.recorder.deleted_takes().expect("a bin"), []);
    let finished = stage.recorder.finish(id(1)).expect("it is long enough");
    assert_eq!(finished.duration_ms, restored.duration_ms);

    stage.recorder.discard(id(1)).expect("it is there");
    assert_eq!(stage.recorder.purge_deleted(Duration::from_secs(60)).expect("a bin"), 0);
    assert_eq!(stage.recorder.purge_deleted(Duration::ZERO).expect("a bin"), 1);
    assert!(matches!(stage.recorder.restore(id(1)), Err(RecorderError::UnknownTake)));
    assert_eq!(stage.files(), [""; 0]);
}

#[test]
fn at_the_limit_the_take_is_paused_and_kept() {
    let options = Options { longest: Duration::from_secs(330), ..Options::default() };
    let stage = stage_with(Tone::fast(), options);
    stage.recorder.start(id(1)).expect("there is a microphone");
    for left in [300, 60, 10] {
        let warning = stage.waits_for(|event| matches!(event, RecorderEvent::NearLimit { .. }));
        assert_eq!(warning, RecorderEvent::NearLimit { take: id(1), left_seconds: left });
    }
    stage.waits_for(|event| *event == RecorderEvent::LimitReached { take: id(1) });
    let [take] = &stage.recorder.takes().expect("takes")[..] else { panic!("one take") };
    assert_eq!((take.state, take.duration_ms), (TakeState::Paused, 330_000));
    assert!(matches!(stage.recorder.resume(id(1)), Err(RecorderError::LimitReached)));
    assert_eq!(stage.recorder.finish(id(1)).expect("it is kept").duration_ms, 330_000);
}

#[test]
fn another_rate_gives_the_same_length() {
    let stage = stage_with(Tone::new(44_100), Options::default());
    stage.recorder.start(id(1)).expect("there is a microphone");
    stage.records_until(500);
    let take = stage.recorder.pause(id(1)).expect("it was recording");
    let blocks = take.duration_ms as f64 / 40.0;
    assert!((blocks - blocks.round()).abs() < 0.03, "{} ms are not whole callbacks", take.duration_ms);
}

#[test]
fn a_take_that_is_forgotten_goes_out_of_the_bin_too() {
    let stage = stage();
    stage.recorder.start(id(1)).expect("there is a microphone");
    stage.records_until(300);
    stage.recorder.pause(id(1)).expect("it was recording");
    stage.recorder.discard(id(1)).expect("it was there");
    stage.recorder.forget(id(1)).expect("it was in the bin");
    assert_eq!(stage.recorder.deleted_takes().expect("the bin"), []);
    assert!(stage.recorder.restore(id(1)).is_err());
}
