//! Trouble while a take is recorded or sent, and the sound that is left after it.

use conversas_recorder::Options;
use conversas_recorder::source::Trouble;

use super::*;

#[tokio::test]
async fn one_take_is_recorded_at_a_time_and_each_failure_has_its_code() {
    let home = Home::new().await;
    let take = home.start().await;
    let second = call(&home.host, StartRecording { conversation_id: home.id }).await.unwrap_err();
    assert_eq!(second.code, FailureCode::RecorderBusy);
    let short = home.send(&take).await;
    assert!(short.is_ok() || short.unwrap_err().code == FailureCode::TakeTooShort);
    let unknown = call(&home.host, PauseRecording { id: "no-take".into() }).await.unwrap_err();
    assert_eq!(unknown.code, FailureCode::NotFound);
    let elsewhere = StartRecording { conversation_id: conversas_testkit::fresh() };
    assert_eq!(call(&home.host, elsewhere).await.unwrap_err().code, FailureCode::NotFound);
    let tone = Tone::new(48_000);
    tone.control.unplug();
    let Home { house: _house, folder, id, host, .. } = home;
    host.shutdown().await;
    drop(host);
    let host = open(folder.path(), tone).await;
    let deaf = call(&host, StartRecording { conversation_id: id }).await.unwrap_err();
    assert_eq!(deaf.code, FailureCode::NoMicrophone);
    assert!(takes(&host).await.iter().all(|take| take.state != TakeState::Recording));
}

#[tokio::test]
async fn a_microphone_that_goes_away_leaves_the_take_and_says_so() {
    let house = House::start().await;
    house.set_plan(Plan::Standard).await;
    let folder = TempDir::new().unwrap();
    let tone = Tone::new(48_000);
    let control = tone.control.clone();
    let host = open(folder.path(), tone).await;
    let server = format!("http://{}", house.addr());
    call(
        &host,
        SignIn {
            server,
            email: house.maria.email(),
            password: PASSWORD.to_owned(),
            discard_unsent: false,
            act_as: None,
        },
    )
    .await
    .unwrap();
    let id = writes_first(&host, (house.secretaria, house.joao), "Bom dia!").await;
    let mut events = Box::pin(host.subscribe());
    call(&host, StartRecording { conversation_id: id }).await.unwrap();
    recorded(&mut events, 200).await;
    control.trouble(Trouble::Lost);
    let mut told = false;
    while let Some(Envelope { event, .. }) = events.next().await {
        told |= event == Event::Recorder { news: RecorderNews::DeviceLost };
        if told && event == Event::TakesChanged {
            break;
        }
    }
    assert_eq!(takes(&host).await[0].state, TakeState::Paused);
}

#[tokio::test]
async fn at_the_limit_a_take_is_full_and_kept() {
    let home = Home::new().await;
    let Home { house: _house, folder, id, host, .. } = home;
    host.shutdown().await;
    drop(host);
    let config = HostConfig {
        secrets: conversas_client::SecretsPolicy::File,
        source: Some(Box::new(Tone::fast())),
        takes: Options { longest: Duration::from_secs(2), ..Options::default() },
        ..HostConfig::new(folder.path())
    };
    let host = Host::open(config).await.unwrap();
    let mut events = Box::pin(host.subscribe());
    let take = call(&host, StartRecording { conversation_id: id }).await.unwrap();
    let full = until(&mut events, async || {
        takes(&host).await.into_iter().find(|take| take.state == TakeState::Full)
    })
    .await;
    assert_eq!((full.id, full.duration_ms, full.levels.len()), (take.id.clone(), 2_000, 40));
    assert_eq!(call(&host, ResumeRecording { id: take.id }).await.unwrap_err().code, FailureCode::BadRequest);
}

#[tokio::test]
async fn a_crash_between_queueing_a_take_and_noting_it_neither_doubles_nor_loses_it() {
    let home = Home::new().await;
    home.cable.cut();
    let (first, second) = (home.take(300).await, home.take(400).await);
    let queued = home.send(&first).await.unwrap();
    home.host.shutdown().await;
    rewrite(&home.folder, &first, "sending", "begun");
    rewrite(&home.folder, &second, "sending", "begun");
    let home = home.again().await;
    let mut events = Box::pin(home.host.subscribe());
    let drafts = until(&mut events, async || {
        let drafts = takes(&home.host).await;
        (drafts.len() == 1).then_some(drafts)
    })
    .await;
    assert_eq!(drafts[0].id, second.id, "that one had not been queued");
    let messages = voices(&home.host, home.id).await;
    assert_eq!(messages.iter().map(|(_, _, item)| item.id).collect::<Vec<_>>(), [queued.entry_id]);
    home.cable.lead_to(home.house.addr());
    call(&home.host, Retry {}).await.unwrap();
    until(&mut events, async || {
        let is_there = |id: &str| takes_on_disk(&home.folder).iter().any(|name| name.starts_with(id));
        (!is_there(&first.id) && is_there(&second.id)).then_some(())
    })
    .await;
}
