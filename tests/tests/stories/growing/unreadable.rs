//! Conversations that this app cannot read: none of them is lost because of that.

use conversas_client::{Engine, List};
use conversas_domain::ids::ConversationId;
use conversas_testkit::{Device, Opening, Trouble};

use super::{Scene, is_as_new, office_says, says, sent, shows};

/// The beginning of a conversation's first ticket in JSON, from this server and from a newer one.
const FIRST: (&str, &str) = (r#""number":1,"status""#, r#""number":"one","status""#);

/// The beginning of a conversation in a first download, from this server and from one that leaves the
/// identifier out.
const NAMELESS: (&str, &str) = (r#""conversations":[{"id":"#, r#""conversations":[{"name":"#);

async fn conversations(device: &Device, list: List) -> Vec<ConversationId> {
    device.list(list).await.rows.into_iter().map(|row| row.id).collect()
}

/// Brings Ana back to a newer server, after she was away for longer than the log goes back and wrote
/// something.
async fn comes_back_to_a_newer_server(scene: &Scene, (known, strange): (&'static str, &'static str)) {
    scene.ana_goes_offline().await;
    scene.ana.engine().send_message(scene.id, "na fila", None).await.unwrap();
    scene.office.set(Trouble::expires_once(move |answer| answer.replace(known, strange)));
    scene.ana_comes_back();
    scene.maria.reads(scene.id, &["Bom dia!", "na fila"]).await;
    let is_whole = async |engine: &Engine| {
        let connection = engine.connection();
        (connection.online && !connection.catching_up && connection.waiting == 0).then_some(())
    };
    scene.ana.until("everything is downloaded", is_whole).await;
}

#[tokio::test]
async fn a_first_download_that_cannot_be_read_leaves_what_could_be_read_and_its_thread_goes_on() {
    let scene = Scene::new().await;
    let list = List::Channel(scene.house.secretaria);
    comes_back_to_a_newer_server(&scene, FIRST).await;
    let outdated = async |engine: &Engine| engine.connection().outdated.then_some(());
    scene.ana.until("the app says that there is more", outdated).await;
    assert_eq!(conversations(&scene.ana, list).await, [scene.id]);
    scene.maria.engine().send_message(scene.id, "um", None).await.unwrap();
    shows(&scene, &["Bom dia!", "na fila", "um"]).await;
    assert_eq!(scene.ana.finds("João", None).await.conversations.len(), 1);
    office_says(&scene, None).await;
    let up_to_date = async |engine: &Engine| (!engine.connection().outdated).then_some(());
    scene.ana.until("up to date", up_to_date).await;
    is_as_new(&scene).await;
}

#[tokio::test]
async fn what_a_first_download_does_not_name_is_asked_about_and_stays() {
    let scene = Scene::new().await;
    comes_back_to_a_newer_server(&scene, NAMELESS).await;
    scene.office.has_met(6).await;
    shows(&scene, &["Bom dia!", "na fila"]).await;
    assert_eq!(conversations(&scene.ana, List::Channel(scene.house.secretaria)).await, [scene.id]);
}

#[tokio::test]
async fn what_could_never_be_read_comes_when_the_server_says_it_as_before() {
    let scene = Scene::new().await;
    let (known, strange) = FIRST;
    office_says(&scene, Some(says(known, strange))).await;
    let lia = scene.house.lia;
    let opened = scene.maria.engine().open_conversation(scene.house.secretaria, lia, "Lia").await.unwrap();
    let outdated = async |engine: &Engine| engine.connection().outdated.then_some(());
    scene.ana.until("the app says that there is more", outdated).await;
    office_says(&scene, None).await;
    let up_to_date = async |engine: &Engine| (!engine.connection().outdated).then_some(());
    scene.ana.until("up to date", up_to_date).await;
    scene.ana.reads(opened.conversation_id, &["Lia"]).await;
    is_as_new(&scene).await;
}

#[tokio::test]
async fn what_a_first_download_does_not_name_and_the_server_does_not_know_goes_and_its_words_are_told() {
    let scene = Scene::new().await;
    scene.ana_goes_offline().await;
    scene.ana.engine().save_draft(scene.id, "rascunho".into()).await.unwrap();
    scene.office.set(Trouble::expires_once(|answer| match answer.split_once("\r\n\r\n") {
        Some((head, body)) if body.contains(r#""complete":"#) => {
            let head = head.replacen("200 OK", "404 Not Found", 1);
            format!("{head}\r\n\r\n{}", r#"{"code":"not_found","message":"unknown"}"#)
        }
        _ => answer.replace(NAMELESS.0, NAMELESS.1),
    }));
    scene.ana_comes_back();
    let told = async |engine: &Engine| {
        let told = engine.rescued().await.unwrap();
        (!told.is_empty()).then(|| told.into_iter().map(|it| it.text).collect::<Vec<_>>())
    };
    assert_eq!(scene.ana.until("the words are told", told).await, ["rascunho"]);
    assert_eq!(conversations(&scene.ana, List::Channel(scene.house.secretaria)).await, []);
}

#[tokio::test]
async fn a_conversation_begun_here_that_a_newer_server_confirms_is_there_at_the_next_start() {
    let mut scene = Scene::new().await;
    let (known, strange) = FIRST;
    scene.maria_goes_offline().await;
    scene.home.set(says(known, strange));
    scene.maria_comes_back();
    scene.maria.online().await;
    let (channel, lia) = (scene.house.financeiro, scene.house.lia);
    let id = scene.maria.engine().open_conversation(channel, lia, "Olá").await.unwrap().conversation_id;
    sent(&scene.maria).await;
    scene.home.cut();
    scene.maria.kill();
    scene.maria.open().await;
    scene.maria.engine().forget_empty().await.unwrap();
    scene.maria.engine().leave(id).await.unwrap();
    assert!(conversations(&scene.maria, List::Family).await.contains(&id));
    scene.maria.engine().send_message(id, "Alguém?", None).await.unwrap();
    scene.home.clear();
    scene.maria_comes_back();
    sent(&scene.maria).await;
    scene.maria.reads(id, &["Olá", "Alguém?"]).await;
    scene.bruno.reads(id, &["Olá", "Alguém?"]).await;
}
