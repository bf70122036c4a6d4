//! The features of the plan: checked when a file is added, when it is queued, and by the server (rules 17,
//! 20).

use conversas_client::{BlockedReason, Choice, Error, Session};
use conversas_domain::plan::Plan;
use conversas_domain::rejection::Rejection;
use conversas_testkit::{Device, samples};

use crate::scene::{Scene, blocked, choose, names, pasted, send, settled, shows};
use crate::voice::take;

async fn knows(device: &Device, plan: Plan) {
    device
        .until("the plan", async |engine| match engine.session().await.unwrap() {
            Session::SignedIn(directory) => (directory.school.plan == plan).then_some(()),
            Session::SignedOut { .. } => None,
        })
        .await;
}

#[tokio::test]
async fn only_premium_takes_videos_into_the_tray() {
    let scene = Scene::new(Plan::Standard).await;
    let engine = scene.maria.engine();
    let files = || vec![pasted("festa.mp4", samples::video(10)), pasted("foto.png", samples::png(20, 20))];
    let added = engine.add_files(scene.id, files()).await.unwrap();
    assert_eq!(added[0].clone().unwrap_err().reason, Rejection::NotInPlan);
    assert_eq!(names(engine, scene.id).await, ["foto.png"]);
    scene.house.set_plan(Plan::Premium).await;
    knows(&scene.maria, Plan::Premium).await;
    choose(engine, scene.id, files()).await;
}

#[tokio::test]
async fn a_tray_with_what_the_plan_lacks_by_now_is_not_queued() {
    let scene = Scene::new(Plan::Premium).await;
    let engine = scene.maria.engine();
    let files = vec![pasted("a.pdf", samples::pdf("a")), pasted("festa.mp4", samples::video(10))];
    choose(engine, scene.id, files).await;
    scene.house.set_plan(Plan::Basic).await;
    knows(&scene.maria, Plan::Basic).await;
    let refused = engine.send_tray(scene.id, None, None, false).await;
    assert!(matches!(refused, Err(Error::Rejected(Rejection::NotInPlan))), "{refused:?}");
    assert_eq!(names(engine, scene.id).await.len(), 2);
    assert_eq!(engine.outbox().await.unwrap().len(), 0);
}

#[tokio::test]
async fn a_video_that_the_plan_no_longer_takes_waits_and_words_go() {
    let scene = Scene::new(Plan::Premium).await;
    let engine = scene.maria.engine();
    scene.goes_offline().await;
    let sent = send(engine, scene.id, vec![pasted("festa.mp4", samples::video(100_000))]).await;
    engine.send_message(scene.id, "Tudo bem?", None).await.unwrap();
    scene.house.set_plan(Plan::Standard).await;
    scene.comes_back();
    blocked(&scene.maria, scene.id, sent[0], BlockedReason::NotInPlan).await;
    shows(&scene.ana, scene.id, &["Bom dia!", "Tudo bem?"]).await;
    // The plan still lacks the feature: the app asks again.
    engine.resolve_blocked(scene.id, sent[0], Choice::SendAnyway).await.unwrap();
    blocked(&scene.maria, scene.id, sent[0], BlockedReason::NotInPlan).await;
    scene.house.set_plan(Plan::Premium).await;
    knows(&scene.maria, Plan::Premium).await;
    engine.resolve_blocked(scene.id, sent[0], Choice::SendAnyway).await.unwrap();
    shows(&scene.ana, scene.id, &["Bom dia!", "Tudo bem?", "festa.mp4"]).await;
    settled(&scene.maria).await;
}

/// Checks rule 17, cell by cell, as a family's phone and a staff member's desktop see it.
#[tokio::test]
async fn each_plan_takes_exactly_the_kinds_it_has() {
    for (plan, takes) in [
        (Plan::Basic, [true, true, false, false]),
        (Plan::Standard, [true, true, true, false]),
        (Plan::Premium, [true, true, true, true]),
    ] {
        let scene = Scene::new(plan).await;
        for device in [&scene.maria, &scene.ana] {
            let engine = device.engine();
            let words = engine.send_message(scene.id, "Oi", None).await.is_ok();
            let files = vec![pasted("a.pdf", samples::pdf("a")), pasted("festa.mp4", samples::video(10))];
            let added = engine.add_files(scene.id, files).await.unwrap();
            let video = added[1].clone().err().map(|refused| refused.reason);
            let voice = engine.send_voice(scene.id, take(device.folder()), None, None, false).await;
            assert_eq!([words, added[0].is_ok(), voice.is_ok(), video.is_none()], takes, "{plan:?}");
            for refused in
                [voice.err().map(|error| error.to_string()), video.map(|reason| reason.to_string())]
            {
                assert!(refused.is_none_or(|reason| reason == Rejection::NotInPlan.to_string()));
            }
        }
    }
}
