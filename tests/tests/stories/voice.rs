//! Voice messages, from a finished take to the other side's ear; and the features that the school's plan
//! allows.

use std::fs;
use std::io::Cursor;

use conversas_client::{BlockedReason, Choice, Delivery, Engine, Error, Rendition, Voice, VoiceState};
use conversas_domain::attachment::{AttachmentKind, Media, Waveform};
use conversas_domain::ids::EntryId;
use conversas_domain::plan::Plan;
use conversas_domain::rejection::Rejection;
use conversas_testkit::{Device, samples};
use conversas_voice::{decode_to_wav, encode};
use tempfile::NamedTempFile;

use super::attachments::{PDF, choose, chosen, files, has_files, send_tray};
use super::plan::{knows, pays_for};
use super::scene::{Scene, blocked, sent};

const SECOND: usize = 48_000;

/// Makes a tone of so many seconds, as the recorder leaves it.
fn take(seconds: usize) -> (NamedTempFile, Voice) {
    let tone = |at: usize| ((at as f64 * 440.0 * std::f64::consts::TAU / 48_000.0).sin() * 9_000.0) as i16;
    let samples: Vec<i16> = (0..seconds * SECOND).map(tone).collect();
    let mut file = NamedTempFile::new().unwrap();
    encode(&samples, file.as_file_mut()).unwrap();
    let voice = Voice {
        path: file.path().to_owned(),
        duration_ms: seconds as u64 * 1000,
        waveform: Waveform::try_from(vec![200; 64]).unwrap(),
    };
    (file, voice)
}

async fn speaks(device: &Device, scene: &Scene, seconds: usize) -> Result<EntryId, Error> {
    let (_file, voice) = take(seconds);
    device.engine().send_voice(scene.id, voice, None, None, false).await
}

/// Changes the school's plan, and waits until these devices know it.
async fn on_plan(scene: &Scene, plan: Plan, devices: &[&Device]) {
    pays_for(scene, plan).await;
    for device in devices {
        knows(device, plan).await;
    }
}

/// Decodes the only file of the thread: the number of samples at 24 kHz, and the loudest one.
async fn heard(device: &Device, scene: &Scene) -> (usize, i16) {
    let file = device.until("the message", async |_| files(device, scene.id).await.pop()).await;
    let path = device.engine().fetch(file.id, Rendition::Original).await.unwrap();
    let mut wav = Cursor::new(Vec::new());
    decode_to_wav(fs::File::open(path).unwrap(), &mut wav, std::time::Duration::from_secs(60)).unwrap();
    wav.set_position(0);
    let samples: Vec<i16> = hound::WavReader::new(wav).unwrap().into_samples().map(Result::unwrap).collect();
    (samples.len(), samples.iter().copied().max().unwrap_or_default())
}

#[tokio::test]
async fn rule_16_a_voice_message_arrives_with_its_length_its_shape_and_its_sound() {
    let scene = Scene::new().await;
    let (maria, ana) = (&scene.maria, &scene.ana);
    on_plan(&scene, Plan::Standard, &[maria]).await;
    speaks(maria, &scene, 3).await.unwrap();
    sent(maria).await;
    let (samples, loudest) = heard(ana, &scene).await;
    assert_eq!(samples, 3 * 24_000);
    assert!((7_000..12_000).contains(&loudest), "{loudest}");
    let file = files(ana, scene.id).await.pop().unwrap();
    assert_eq!(file.kind(), AttachmentKind::Voice);
    let Media::Voice { duration_ms, waveform } = file.media else { panic!("a voice message") };
    assert_eq!((duration_ms, waveform.bars().len()), (3000, 64));
}

#[tokio::test]
async fn rule_16_a_take_waits_offline_and_through_a_restart() {
    let mut scene = Scene::new().await;
    on_plan(&scene, Plan::Standard, &[&scene.maria]).await;
    scene.maria_goes_offline().await;
    let entry = speaks(&scene.maria, &scene, 2).await.unwrap();
    assert_eq!(scene.maria.engine().voice(entry).await.unwrap(), VoiceState::Waiting);
    scene.maria.kill();
    scene.maria.open().await;
    scene.maria_comes_back();
    sent(&scene.maria).await;
    assert_eq!(heard(&scene.ana, &scene).await.0, 2 * 24_000);
    assert_eq!(scene.maria.engine().voice(entry).await.unwrap(), VoiceState::Sent);
}

/// Answers the features that this device may send: text, file, audio, video.
async fn lets_through(device: &Device, scene: &Scene) -> [bool; 4] {
    let engine = device.engine();
    let text = engine.send_message(scene.id, "Oi", None).await.is_ok();
    let kinds = vec![chosen("a.pdf", PDF), chosen("a.mp4", &samples::video(0))];
    let added = engine.add_files(scene.id, kinds).await.unwrap();
    let fits: Vec<_> = added.iter().map(Result::is_ok).collect();
    let audio = speaks(device, scene, 1).await;
    for refused in added.iter().filter_map(|file| file.as_ref().err()) {
        assert_eq!(refused.reason, Rejection::NotInPlan);
    }
    if let Err(error) = &audio {
        assert!(matches!(error, Error::Rejected(Rejection::NotInPlan)), "{error:?}");
    }
    for file in added.into_iter().flatten() {
        engine.remove_from_tray(scene.id, file).await.unwrap();
    }
    [text, fits[0], audio.is_ok(), fits[1]]
}

#[tokio::test]
async fn rule_17_each_plan_lets_exactly_its_kinds_through_on_both_sides() {
    let scene = Scene::new().await;
    let (maria, bruno) = (&scene.maria, &scene.bruno);
    for (plan, expected) in [
        (Plan::Basic, [true, true, false, false]),
        (Plan::Standard, [true, true, true, false]),
        (Plan::Premium, [true, true, true, true]),
    ] {
        on_plan(&scene, plan, &[maria, bruno]).await;
        for device in [maria, bruno] {
            assert_eq!(lets_through(device, &scene).await, expected, "{plan:?}");
        }
    }
}

#[tokio::test]
async fn rule_17_what_was_received_plays_and_goes_on_to_others_whatever_the_plan() {
    let scene = Scene::new().await;
    let (maria, bruno, id) = (&scene.maria, &scene.bruno, scene.id);
    on_plan(&scene, Plan::Standard, &[maria]).await;
    speaks(maria, &scene, 1).await.unwrap();
    sent(maria).await;
    on_plan(&scene, Plan::Basic, &[maria, bruno]).await;
    assert_eq!(heard(bruno, &scene).await.0, 24_000);
    let entry = bruno.thread(id).await.pop().unwrap().id;
    bruno.engine().forward_messages(id, scene.house.financeiro, vec![entry], "").await.unwrap();
    sent(bruno).await;
    let list = conversas_client::List::Channel(scene.house.financeiro);
    let there = bruno.until("the target", async |_| bruno.list(list).await.rows.pop()).await.id;
    bruno.until("the copy", async |_| files(bruno, there).await.pop()).await;
}

#[tokio::test]
async fn rule_20_audio_that_waited_while_the_plan_became_smaller_is_held_and_text_and_files_go() {
    let scene = Scene::new().await;
    let (maria, ana, id) = (&scene.maria, &scene.ana, scene.id);
    on_plan(&scene, Plan::Standard, &[maria, ana]).await;
    scene.maria_goes_offline().await;
    let voice = speaks(maria, &scene, 1).await.unwrap();
    maria.engine().send_message(id, "Gravei um áudio", None).await.unwrap();
    choose(maria, id, vec![chosen("laudo.pdf", PDF)]).await;
    send_tray(maria, id).await;
    pays_for(&scene, Plan::Basic).await;
    scene.maria_comes_back();

    let held = blocked(maria, id, BlockedReason::NotInPlan).await;
    assert_eq!(held, voice);
    ana.reads(id, &["Bom dia!", "Gravei um áudio"]).await;
    has_files(ana, id, &["laudo.pdf"]).await;
    assert_eq!(maria.engine().voice(voice).await.unwrap(), VoiceState::Waiting, "the take stays");
    maria.engine().resolve_blocked(id, voice, Choice::SendAnyway).await.unwrap();
    blocked(maria, id, BlockedReason::NotInPlan).await;

    on_plan(&scene, Plan::Standard, &[maria]).await;
    maria.engine().resolve_blocked(id, voice, Choice::SendAnyway).await.unwrap();
    sent(maria).await;
    let arrived = async |_: &Engine| (files(ana, id).await.len() == 2).then_some(());
    ana.until("the audio", arrived).await;
    let delivery = maria.thread(id).await.into_iter().find(|item| item.id == voice).unwrap().delivery;
    assert!(!matches!(delivery, Some(Delivery::Blocked { .. })));
}
