//! Files on their way: in order, once, whatever breaks.

use conversas_client::{Delivery, Event, FileHere, Upload};
use conversas_domain::attachment::Media;
use conversas_domain::plan::Plan;
use conversas_testkit::{Opening, samples};

use crate::scene::{Scene, attachment, choose, delivery, pasted, send, settled, shows};

#[tokio::test]
async fn several_files_arrive_as_one_message_each_in_the_order_chosen() {
    let scene = Scene::new(Plan::Basic).await;
    let files = vec![
        pasted("boletim.pdf", samples::pdf("boletim")),
        pasted("foto.jpg", samples::jpeg(1_200, 800)),
        pasted("ata.txt", b"ata da reuni\xC3\xA3o".to_vec()),
    ];
    send(scene.maria.engine(), scene.id, files).await;
    scene.maria.engine().send_message(scene.id, "Aqui estão.", None).await.unwrap();
    let all = ["Bom dia!", "boletim.pdf", "foto.jpg", "ata.txt", "Aqui estão."];
    shows(&scene.maria, scene.id, &all).await;
    shows(&scene.ana, scene.id, &all).await;
    settled(&scene.maria).await;
    let photo =
        attachment(&scene.ana.thread(scene.id).await[3]).or(attachment(&scene.ana.thread(scene.id).await[2]));
    let photo = photo.unwrap();
    assert!(
        matches!(photo.media, Media::Image { width: 1_200, height: 800, thumbnail: Some(_) }),
        "{photo:?}"
    );
    // A file that was sent from here need not be fetched.
    let (_, here) = scene.maria.engine().file(photo.id).await.unwrap();
    assert_eq!(here, FileHere::Here);
}

#[tokio::test]
async fn files_chosen_offline_go_when_the_network_is_back() {
    let scene = Scene::new(Plan::Basic).await;
    scene.goes_offline().await;
    let sent = send(scene.maria.engine(), scene.id, vec![pasted("a.pdf", samples::pdf("a"))]).await;
    scene.maria.engine().send_message(scene.id, "Segue.", None).await.unwrap();
    shows(&scene.maria, scene.id, &["Bom dia!", "a.pdf", "Segue."]).await;
    assert!(matches!(delivery(&scene.maria, scene.id, sent[0]).await, Some(Delivery::Queued)));
    scene.comes_back();
    shows(&scene.ana, scene.id, &["Bom dia!", "a.pdf", "Segue."]).await;
}

#[tokio::test]
async fn the_same_file_twice_is_two_messages_and_one_content_at_the_server() {
    let scene = Scene::new(Plan::Basic).await;
    let file = || pasted("regras.pdf", samples::pdf("as regras"));
    send(scene.maria.engine(), scene.id, vec![file(), file()]).await;
    shows(&scene.ana, scene.id, &["Bom dia!", "regras.pdf", "regras.pdf"]).await;
    assert_eq!(scene.house.contents(), 1);
}

#[tokio::test]
async fn a_lost_answer_sends_no_file_twice() {
    let scene = Scene::new(Plan::Basic).await;
    scene.cable.lose_receipts(true);
    send(scene.maria.engine(), scene.id, vec![pasted("a.pdf", samples::pdf("a"))]).await;
    shows(&scene.ana, scene.id, &["Bom dia!", "a.pdf"]).await;
    scene.cable.lose_receipts(false);
    scene.maria.engine().retry();
    settled(&scene.maria).await;
    shows(&scene.maria, scene.id, &["Bom dia!", "a.pdf"]).await;
    shows(&scene.ana, scene.id, &["Bom dia!", "a.pdf"]).await;
}

/// A picture takes five or more requests: asking, beginning and bringing, twice, and the message. Whichever
/// byte is the last one before the app dies, the picture arrives, once.
#[tokio::test]
async fn an_app_that_dies_at_any_step_sends_a_picture_once() {
    let mut scene = Scene::new(Plan::Basic).await;
    let mut expected = vec!["Bom dia!".to_owned()];
    for (number, bytes) in
        (0..).zip([1, 300, 900, 1_500, 2_100, 4_000, 12_000, 20_000, 26_000, 32_000, 38_000])
    {
        let name = format!("foto{number}.jpg");
        let before = scene.cable.breaks();
        scene.cable.break_every(bytes);
        let photo = pasted(&name, samples::jpeg(900 + number, 600));
        send(scene.maria.engine(), scene.id, vec![photo]).await;
        scene.cable.broken(before + 1).await;
        scene.maria.kill();
        scene.cable.break_every(0);
        scene.maria.open().await;
        expected.push(name);
        let all: Vec<_> = expected.iter().map(String::as_str).collect();
        shows(&scene.ana, scene.id, &all).await;
        settled(&scene.maria).await;
        shows(&scene.maria, scene.id, &all).await;
    }
}

#[tokio::test]
async fn an_app_that_dies_with_the_answer_on_its_way_sends_a_file_once() {
    let mut scene = Scene::new(Plan::Basic).await;
    scene.cable.lose_receipts(true);
    send(scene.maria.engine(), scene.id, vec![pasted("a.pdf", samples::pdf("a"))]).await;
    shows(&scene.ana, scene.id, &["Bom dia!", "a.pdf"]).await;
    scene.maria.kill();
    scene.cable.lose_receipts(false);
    scene.maria.open().await;
    settled(&scene.maria).await;
    shows(&scene.maria, scene.id, &["Bom dia!", "a.pdf"]).await;
    shows(&scene.ana, scene.id, &["Bom dia!", "a.pdf"]).await;
}

#[tokio::test]
async fn an_upload_goes_on_after_the_server_was_started_again() {
    let mut scene = Scene::new(Plan::Premium).await;
    scene.cable.break_every(900_000);
    let sent =
        send(scene.maria.engine(), scene.id, vec![pasted("festa.mp4", samples::video(2_000_000))]).await;
    scene
        .maria
        .until("some of it", async |_| match delivery(&scene.maria, scene.id, sent[0]).await {
            Some(Delivery::Sending { upload: Some(Upload::Uploading { percent }) }) => {
                (percent > 0).then_some(())
            }
            _ => None,
        })
        .await;
    scene.cable.cut();
    scene.house.stop().await;
    scene.house.resume().await;
    scene.cable.break_every(0);
    scene.comes_back();
    settled(&scene.maria).await;
    shows(&scene.maria, scene.id, &["Bom dia!", "festa.mp4"]).await;
}

#[tokio::test]
async fn how_far_a_file_is_is_told_by_its_message_and_percent() {
    let scene = Scene::new(Plan::Premium).await;
    let mut events = scene.maria.engine().subscribe();
    let video = pasted("festa.mp4", samples::video(2_000_000));
    let sent = send(scene.maria.engine(), scene.id, vec![video]).await;
    let progress = async {
        loop {
            if let Event::UploadProgress { conversation_id, entry_id, percent } = events.recv().await.unwrap()
            {
                break (conversation_id, entry_id, percent);
            }
        }
    };
    let told = tokio::time::timeout(std::time::Duration::from_secs(20), progress).await.expect("progress");
    assert_eq!((told.0, told.1), (scene.id, sent[0]));
    assert!((1..=100).contains(&told.2), "{}", told.2);
    shows(&scene.ana, scene.id, &["Bom dia!", "festa.mp4"]).await;
}

#[tokio::test]
async fn a_link_that_lets_no_whole_piece_through_brings_a_file_without_a_rest() {
    let scene = Scene::new(Plan::Premium).await;
    scene.cable.break_unheard(true);
    scene.cable.break_every(60_000);
    send(scene.maria.engine(), scene.id, vec![pasted("festa.mp4", samples::video(400_000))]).await;
    shows(&scene.ana, scene.id, &["Bom dia!", "festa.mp4"]).await;
    assert!(scene.cable.breaks() > 5);
}

#[tokio::test]
async fn an_upload_that_the_server_forgot_begins_anew() {
    let scene = Scene::new(Plan::Premium).await;
    scene.cable.break_every(900_000);
    let video = pasted("festa.mp4", samples::video(2_000_000));
    let ids = choose(scene.maria.engine(), scene.id, vec![video]).await;
    scene.maria.engine().send_tray(scene.id, None, None, false).await.unwrap();
    scene.cable.broken(1).await;
    scene.goes_offline().await;
    let url = format!("http://{}/v1/uploads/{}", scene.house.addr(), ids[0]);
    let ended = reqwest::Client::new()
        .delete(url)
        .bearer_auth(scene.maria.token())
        .header("tus-resumable", "1.0.0")
        .send()
        .await
        .unwrap();
    assert_eq!(ended.status().as_u16(), 204);
    scene.cable.break_every(0);
    scene.comes_back();
    shows(&scene.ana, scene.id, &["Bom dia!", "festa.mp4"]).await;
}

#[tokio::test]
async fn a_link_that_breaks_under_a_file_lets_words_of_other_conversations_through() {
    let scene = Scene::new(Plan::Premium).await;
    let engine = scene.maria.engine();
    let other = engine.open_conversation(scene.house.financeiro, scene.house.joao, "Olá").await.unwrap();
    settled(&scene.maria).await;
    // The connection breaks far too often for a piece.
    scene.cable.break_every(100_000);
    let sent = send(engine, scene.id, vec![pasted("festa.mp4", samples::video(9_000_000))]).await;
    for (number, words) in (1..).zip(["um", "dois", "três"]) {
        scene.cable.broken(number).await;
        engine.send_message(other.conversation_id, words, None).await.unwrap();
        scene
            .maria
            .until("the words", async |engine| (engine.outbox().await.unwrap().len() == 1).then_some(()))
            .await;
    }
    assert!(delivery(&scene.maria, scene.id, sent[0]).await != Some(Delivery::Sent));
    engine.cancel_sending(scene.id, sent[0]).await.unwrap();
}
