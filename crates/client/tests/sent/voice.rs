//! Voice messages: sent like files; the take is kept until the outcome of the message is known.

use std::path::Path;

use conversas_client::{BlockedReason, Choice, Engine, Error, Event, Voice, VoiceState};
use conversas_domain::attachment::{AttachmentKind, Media};
use conversas_domain::ids::EntryId;
use conversas_domain::plan::Plan;
use conversas_domain::rejection::Rejection;
use conversas_testkit::samples;

use crate::scene::{Scene, attachment, blocked, bytes_here, settled, shows};

pub(crate) fn take(folder: &Path) -> Voice {
    let (bytes, waveform) = samples::voice(2);
    let path = folder.join("take.ogg");
    std::fs::write(&path, bytes).unwrap();
    Voice { path, duration_ms: 2_000, waveform }
}

async fn speak(scene: &Scene) -> EntryId {
    let voice = take(scene.maria.folder());
    scene.maria.engine().send_voice(scene.id, voice, None, None, false).await.unwrap()
}

async fn state(engine: &Engine, entry_id: EntryId) -> VoiceState {
    engine.voice(entry_id).await.unwrap()
}

#[tokio::test]
async fn a_voice_message_arrives_and_its_take_is_let_go() {
    let scene = Scene::new(Plan::Standard).await;
    scene.goes_offline().await;
    let mut events = scene.maria.engine().subscribe();
    let sent = speak(&scene).await;
    assert_eq!(state(scene.maria.engine(), sent).await, VoiceState::Waiting);
    scene.comes_back();
    shows(&scene.ana, scene.id, &["Bom dia!", "audio.ogg"]).await;
    let settled = Event::VoiceSettled { entry_id: sent, state: VoiceState::Sent };
    while events.recv().await.unwrap() != settled {}
    assert_eq!(state(scene.maria.engine(), sent).await, VoiceState::Sent);
    let voice = scene.ana.thread(scene.id).await.iter().find_map(attachment).unwrap();
    let Media::Voice { duration_ms, .. } = voice.media else { panic!("not a voice message") };
    assert_eq!(voice.kind(), AttachmentKind::Voice);
    assert!((1_950..=2_050).contains(&duration_ms), "{duration_ms}");
}

#[tokio::test]
async fn the_basic_plan_sends_no_voice() {
    let scene = Scene::new(Plan::Basic).await;
    let refused =
        scene.maria.engine().send_voice(scene.id, take(scene.maria.folder()), None, None, false).await;
    assert!(matches!(refused, Err(Error::Rejected(Rejection::NotInPlan))), "{refused:?}");
    assert_eq!(bytes_here(&scene.maria), Vec::<String>::new());
}

#[tokio::test]
async fn a_voice_message_that_the_plan_holds_becomes_a_take_again_or_is_thrown_away() {
    let scene = Scene::new(Plan::Standard).await;
    let engine = scene.maria.engine();
    scene.goes_offline().await;
    let (kept, thrown) = (speak(&scene).await, speak(&scene).await);
    scene.house.set_plan(Plan::Basic).await;
    scene.comes_back();
    for sent in [kept, thrown] {
        blocked(&scene.maria, scene.id, sent, BlockedReason::NotInPlan).await;
    }
    let mut events = engine.subscribe();
    for (sent, choice, state) in
        [(kept, Choice::KeepAsDraft, VoiceState::Kept), (thrown, Choice::Discard, VoiceState::Discarded)]
    {
        engine.resolve_blocked(scene.id, sent, choice).await.unwrap();
        while events.recv().await.unwrap() != (Event::VoiceSettled { entry_id: sent, state }) {}
    }
    settled(&scene.maria).await;
    assert_eq!(state(engine, kept).await, VoiceState::Kept);
    assert_eq!(bytes_here(&scene.maria), Vec::<String>::new());
}

#[tokio::test]
async fn a_voice_message_is_taken_back_as_a_take() {
    let scene = Scene::new(Plan::Standard).await;
    scene.goes_offline().await;
    let engine = scene.maria.engine();
    let sent = speak(&scene).await;
    engine.cancel_sending(scene.id, sent).await.unwrap();
    assert_eq!(state(engine, sent).await, VoiceState::Kept);
    assert!(engine.tray(scene.id).await.unwrap().is_empty());
    shows(&scene.maria, scene.id, &["Bom dia!"]).await;
}
