//! A wire that can grow: this app in front of a server with unknown words, and a newer app in front of this
//! server. The network puts the strange words in place of known ones; an update of the app teaches them.

use conversas_client::{Engine, List, OutboxState, testing};
use conversas_domain::entry::EntryKind;
use conversas_protocol::{PROTOCOL, PROTOCOL_HEADER};
use conversas_testkit::{Device, Opening, Trouble};

use super::scene::{self, Scene, direct, finish, sent};

mod places;
mod refusals;
mod unreadable;
mod versions;

/// Makes a newer server, which writes `strange` for `known` in all of its answers.
fn says(known: &'static str, strange: &'static str) -> Trouble {
    Trouble::rewrites_answers(move |answer| answer.replace(known, strange))
}

/// Makes a newer server that also sends a newer version.
fn says_as_newer(known: &'static str, strange: &'static str) -> Trouble {
    let version = |number: u32| format!("{PROTOCOL_HEADER}: {number}");
    let (mine, newer) = (version(PROTOCOL), version(PROTOCOL + 1));
    Trouble::rewrites_answers(move |answer| answer.replace(known, strange).replace(&mine, &newer))
}

/// Puts this trouble on Ana's network from now on, also in the way of a request that waits.
async fn office_says(scene: &Scene, trouble: Option<Trouble>) {
    scene.ana_goes_offline().await;
    match trouble {
        Some(trouble) => scene.office.set(trouble),
        None => scene.office.clear(),
    }
    scene.ana_comes_back();
}

/// Waits until Ana's device holds the data that a new device of hers would hold.
async fn is_as_new(scene: &Scene) {
    scene.office.clear();
    scene.ana_comes_back();
    scene.ana.online().await;
    scene.ana.agrees_with(&scene.device(scene.house.ana).await).await;
}

/// Answers the states of Ana's unsent items.
async fn waiting(scene: &Scene) -> Vec<OutboxState> {
    let items = scene.ana.engine().outbox().await.unwrap();
    items.iter().filter(|item| !item.is_mark()).map(|item| item.state).collect()
}

/// Answers the scene's thread on Ana's device, with a word for each unknown entry.
async fn thread_of(scene: &Scene) -> Vec<String> {
    let kinds = scene.ana.thread(scene.id).await.into_iter().map(|item| match item.body {
        conversas_client::ThreadBody::Entry(entry) => match &entry.kind {
            EntryKind::Unknown => Some("?".to_owned()),
            kind => kind.text().map(|text| text.as_str().to_owned()),
        },
        conversas_client::ThreadBody::Mine(mine) => mine.text().map(str::to_owned),
    });
    kinds.flatten().collect()
}

async fn shows(scene: &Scene, expected: &[&str]) {
    let is = async |_: &Engine| (thread_of(scene).await == expected).then_some(());
    scene.ana.until(&format!("the thread {expected:?}"), is).await;
}

/// Answers the newest message's words in the list of Secretaria.
async fn preview_of(scene: &Scene) -> String {
    let rows = scene.ana.list(List::Channel(scene.house.secretaria)).await.rows;
    rows[0].preview.as_ref().map(|line| line.text.clone()).expect("somebody wrote")
}

/// Updates Ana's app, which from then on knows the word `strange` of a newer server. There is no network
/// meanwhile.
async fn update(scene: &mut Scene, strange: &str, known: &str) {
    scene.office.cut();
    scene.ana.kill();
    testing::teach(scene.ana.folder(), strange, known);
    scene.ana.open().await;
}

#[tokio::test]
async fn a_message_of_tomorrow_keeps_its_place_and_is_readable_after_the_update_without_a_download() {
    let mut scene = Scene::new().await;
    office_says(&scene, Some(says(r#""text":"amanhã""#, r#""poll":"amanhã""#))).await;
    for words in ["hoje", "amanhã"] {
        scene.maria.engine().send_message(scene.id, words, None).await.unwrap();
    }
    shows(&scene, &["Bom dia!", "hoje", "?"]).await;
    let preview = async |_: &Engine| preview_of(&scene).await.is_empty().then_some(());
    scene.ana.until("the list says that it is unknown", preview).await;
    let connection = scene.ana.engine().connection();
    assert!(connection.online && connection.trouble.is_none() && connection.outdated);
    let unread = scene.ana.list(List::Channel(scene.house.secretaria)).await.rows[0].unread;
    assert_eq!(unread, 3, "what is unknown counts as the server counts it");
    assert_eq!(scene.ana.finds("amanhã", None).await.messages.len(), 0);

    scene.maria.engine().send_message(scene.id, "depois", None).await.unwrap();
    shows(&scene, &["Bom dia!", "hoje", "?", "depois"]).await;
    assert_eq!(preview_of(&scene).await, "depois");

    update(&mut scene, r#""poll":"amanhã""#, r#""text":"amanhã""#).await;
    assert_eq!(thread_of(&scene).await, ["Bom dia!", "hoje", "amanhã", "depois"]);
    let found = async |_: &Engine| (scene.ana.finds("amanhã", None).await.messages.len() == 1).then_some(());
    scene.ana.until("it is found", found).await;
    assert!(!scene.ana.engine().connection().online);
    is_as_new(&scene).await;
}

#[tokio::test]
async fn the_list_says_that_the_newest_message_is_unknown_until_the_update() {
    let mut scene = Scene::new().await;
    office_says(&scene, Some(says(r#""text":"amanhã""#, r#""poll":"amanhã""#))).await;
    scene.maria.engine().send_message(scene.id, "amanhã", None).await.unwrap();
    shows(&scene, &["Bom dia!", "?"]).await;
    let preview = async |_: &Engine| preview_of(&scene).await.is_empty().then_some(());
    scene.ana.until("the list says that it is unknown", preview).await;
    update(&mut scene, r#""poll":"amanhã""#, r#""text":"amanhã""#).await;
    let preview = async |_: &Engine| (preview_of(&scene).await == "amanhã").then_some(());
    scene.ana.until("the list says it", preview).await;
    assert!(!scene.ana.engine().connection().outdated);
}

#[tokio::test]
async fn a_conversation_of_tomorrow_is_kept_its_messages_go_on_and_it_is_applied_after_the_update() {
    let mut scene = Scene::new().await;
    let (two, strange) = (r#""number":2,"status""#, r#""number":"two","status""#);
    office_says(&scene, Some(says(two, strange))).await;
    finish(&scene.bruno, scene.id).await;
    let maria = &scene.maria;
    let finished = async |engine: &Engine| {
        let ticket = engine.conversation(scene.id).await.ok()?.view.ticket.ticket;
        (ticket.status == conversas_domain::ticket::Status::Finished).then_some(())
    };
    maria.until("finished", finished).await;
    maria.engine().send_message(scene.id, "de novo", None).await.unwrap();
    shows(&scene, &["Bom dia!", "de novo"]).await;
    let outdated = async |engine: &Engine| engine.connection().outdated.then_some(());
    scene.ana.until("the app says that there is more", outdated).await;
    assert!(scene.ana.engine().connection().online);
    let number = async |device: &Device| {
        device.engine().conversation(scene.id).await.unwrap().view.ticket.ticket.number
    };
    assert_eq!(number(&scene.ana).await, 1, "its last state that could be read stands");
    update(&mut scene, strange, two).await;
    let second = async |engine: &Engine| {
        let known = engine.conversation(scene.id).await.ok()?;
        (known.view.ticket.ticket.number == 2).then_some(())
    };
    scene.ana.until("the second ticket", second).await;
    assert!(!scene.ana.engine().connection().outdated);
    is_as_new(&scene).await;
}

#[tokio::test]
async fn a_newer_state_that_can_be_read_takes_the_place_of_one_that_could_not() {
    let mut scene = Scene::new().await;
    office_says(&scene, Some(says(r#""status":"in_progress""#, r#""status":"resting""#))).await;
    scene.bruno.engine().send_message(scene.id, "um momento", None).await.unwrap();
    let outdated = async |engine: &Engine| engine.connection().outdated.then_some(());
    scene.ana.until("the app says that there is more", outdated).await;
    office_says(&scene, None).await;
    scene.maria.engine().send_message(scene.id, "obrigada", None).await.unwrap();
    let up_to_date = async |engine: &Engine| (!engine.connection().outdated).then_some(());
    scene.ana.until("up to date", up_to_date).await;
    update(&mut scene, r#""status":"resting""#, r#""status":"in_progress""#).await;
    is_as_new(&scene).await;
}

#[tokio::test]
async fn a_change_of_an_unknown_kind_is_kept_and_the_cursor_goes_on() {
    let mut scene = Scene::new().await;
    office_says(&scene, Some(says(r#""type":"conversation""#, r#""type":"conversation_of_tomorrow""#))).await;
    scene.maria.engine().send_message(scene.id, "um", None).await.unwrap();
    shows(&scene, &["Bom dia!", "um"]).await;
    let outdated = async |engine: &Engine| engine.connection().outdated.then_some(());
    scene.ana.until("the app says that there is more", outdated).await;
    assert_eq!(preview_of(&scene).await, "Bom dia!");
    update(&mut scene, "conversation_of_tomorrow", "conversation").await;
    let preview = async |_: &Engine| (preview_of(&scene).await == "um").then_some(());
    scene.ana.until("the list says it", preview).await;
}
