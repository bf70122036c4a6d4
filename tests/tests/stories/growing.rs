//! A wire that can grow: this app in front of a server with unknown words, and a newer app in front of this
//! server. The network puts the strange words in place of known ones; an update of the app teaches them.

use conversas_client::{
    Choice, Delivery, Engine, Error, List, NetError, OutboxState, Session, Trouble as Why, testing,
};
use conversas_domain::code::Code;
use conversas_domain::entry::EntryKind;
use conversas_domain::ids::EntryId;
use conversas_domain::rejection::Rejection;
use conversas_protocol::{PROTOCOL, PROTOCOL_HEADER};
use conversas_testkit::house::PASSWORD;
use conversas_testkit::{Device, House, Opening, Trouble};

use super::scene::{Scene, direct, finish, sent};

mod places;
mod unreadable;

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

/// Makes the server refuse Ana's message for a reason that her app does not know; answers the message.
async fn refused_as_tomorrow(scene: &Scene) -> EntryId {
    scene.ana_goes_offline().await;
    scene.ana.engine().send_message(scene.id, "tarde demais", None).await.unwrap();
    finish(&scene.bruno, scene.id).await;
    scene.office.set(says(r#""reason":"ticket_finished""#, r#""reason":"too_tired""#));
    scene.ana_comes_back();
    let reason = Rejection::Unknown(Code::from("too_tired"));
    let failed = Some(Delivery::Outbox(OutboxState::Failed { reason }));
    let find = async |_: &Engine| {
        scene.ana.thread(scene.id).await.into_iter().find(|item| item.delivery == failed).map(|item| item.id)
    };
    scene.ana.until("refused", find).await
}

#[tokio::test]
async fn a_message_that_is_refused_for_an_unknown_reason_loses_no_word() {
    let scene = Scene::new().await;
    let entry = refused_as_tomorrow(&scene).await;
    assert!(scene.ana.engine().connection().online);
    scene.ana.engine().resolve_blocked(scene.id, entry, Choice::KeepAsDraft).await.unwrap();
    let draft = async |_: &Engine| {
        let rows = scene.ana.list(List::Channel(scene.house.secretaria)).await.rows;
        (rows[0].draft == "tarde demais").then_some(())
    };
    scene.ana.until("the words are back", draft).await;
}

#[tokio::test]
async fn the_reason_of_a_refusal_is_known_after_the_update() {
    let mut scene = Scene::new().await;
    let entry = refused_as_tomorrow(&scene).await;
    update(&mut scene, "too_tired", "ticket_finished").await;
    let item = scene.ana.thread(scene.id).await.into_iter().find(|item| item.id == entry).unwrap();
    let reason = Rejection::TicketFinished;
    assert_eq!(item.delivery, Some(Delivery::Outbox(OutboxState::Failed { reason })));
}

#[tokio::test]
async fn a_receipt_of_tomorrow_holds_its_row_alone_until_the_update() {
    let mut scene = Scene::new().await;
    scene.office.set(says(r#""type":"applied""#, r#""type":"postponed""#).on("POST", "/v1/ops"));
    let ticket = super::scene::ticket(&scene.ana, scene.id).await;
    scene.ana.engine().finish_ticket(scene.id, ticket).await.unwrap();
    scene.office.has_met(1).await;
    scene.maria.engine().send_message(scene.id, "um", None).await.unwrap();
    shows(&scene, &["Bom dia!", "um"]).await;
    let alone = async |_: &Engine| (waiting(&scene).await == [OutboxState::Queued]).then_some(());
    scene.ana.until("the row alone waits", alone).await;
    assert!(scene.ana.engine().connection().online);
    update(&mut scene, "postponed", "applied").await;
    scene.office.clear();
    scene.ana_comes_back();
    sent(&scene.ana).await;
    scene.ana.agrees_with(&scene.bruno).await;
}

#[tokio::test]
async fn a_page_that_only_a_newer_app_reads_asks_for_the_update_and_is_no_lost_connection() {
    let scene = Scene::new().await;
    office_says(&scene, Some(says_as_newer(r#""more":false"#, r#""more":"never""#))).await;
    is_too_old(&scene.ana).await;
    scene.office.set(says(r#""more":false"#, r#""more":"never""#));
    scene.ana.engine().retry();
    let no_server =
        async |engine: &Engine| (engine.connection().trouble == Some(Why::NoServer)).then_some(());
    scene.ana.until("nobody who says no newer version is a newer server", no_server).await;
    scene.office.clear();
    scene.ana.engine().retry();
    scene.ana.online().await;
    assert_eq!(scene.ana.engine().connection().trouble, None);
}

async fn is_too_old(device: &Device) {
    let is = async |engine: &Engine| (engine.connection().trouble == Some(Why::AppTooOld)).then_some(());
    device.until("too old", is).await;
}

#[tokio::test]
async fn an_app_that_is_too_old_is_told_so_keeps_everything_and_sends_it_after_the_update() {
    let mut scene = Scene::new().await;
    scene.house.wants_apps_of(PROTOCOL + 1);
    scene.house.stop().await;
    scene.house.resume().await;
    scene.maria_comes_back();
    is_too_old(&scene.maria).await;
    let engine = scene.maria.engine();
    engine.send_message(scene.id, "na fila", None).await.unwrap();
    scene.maria.reads(scene.id, &["Bom dia!", "na fila"]).await;
    assert!(matches!(engine.session().await.unwrap(), Session::SignedIn(_)));
    assert_eq!(engine.connection().lock, None);
    let other = Device::new().await;
    let asked = other
        .engine()
        .sign_in(&direct(&scene.house), &scene.house.maria.email(), PASSWORD, |_, _| Ok(()))
        .await;
    assert!(matches!(asked, Err(Error::Net(NetError::AppTooOld))), "{asked:?}");

    scene.maria.kill();
    scene.maria.open().await;
    is_too_old(&scene.maria).await;
    scene.maria.reads(scene.id, &["Bom dia!", "na fila"]).await;

    // The server takes the app's version from now on, which has the effect of an update of the app.
    scene.house.wants_apps_of(PROTOCOL);
    scene.house.stop().await;
    scene.house.resume().await;
    scene.maria_comes_back();
    scene.maria.online().await;
    sent(&scene.maria).await;
    assert_eq!(scene.maria.engine().connection().trouble, None);
    let ana = scene.device(scene.house.ana).await;
    ana.until("the message", async |_| ana.list(List::Channel(scene.house.secretaria)).await.rows.pop())
        .await;
    ana.reads(scene.id, &["Bom dia!", "na fila"]).await;
}

#[tokio::test]
async fn an_operation_that_an_older_server_does_not_know_waits_for_its_update() {
    let mut scene = Scene::new().await;
    let newer = |request: &str| request.replace("finish_ticket", "finish_softly");
    scene.office.set(Trouble::rewrites_requests(newer).on("POST", "/v1/ops"));
    let ticket = super::scene::ticket(&scene.ana, scene.id).await;
    scene.ana.engine().finish_ticket(scene.id, ticket).await.unwrap();
    scene.office.has_met(1).await;
    let lia = scene.house.lia;
    let maria = &scene.maria;
    let other = maria.engine().open_conversation(scene.house.secretaria, lia, "Lia").await.unwrap();
    scene.ana.reads(other.conversation_id, &["Lia"]).await;
    scene.ana.engine().send_message(other.conversation_id, "Oi", None).await.unwrap();
    maria.reads(other.conversation_id, &["Lia", "Oi"]).await;
    let alone = async |_: &Engine| (waiting(&scene).await == [OutboxState::Queued]).then_some(());
    scene.ana.until("the row alone waits", alone).await;
    assert!(scene.ana.engine().connection().online);

    scene.house.stop().await;
    scene.ana.engine().retry();
    scene.ana.offline().await;
    scene.house.resume().await;
    scene.office.clear();
    scene.home.lead_to(scene.house.addr());
    scene.ana_comes_back();
    sent(&scene.ana).await;
    super::scene::has_status(&scene.ana, scene.id, 1, conversas_domain::ticket::Status::Finished).await;
}

#[tokio::test]
async fn a_person_who_signs_in_at_a_newer_house_sees_what_this_app_knows_of_it() {
    let house = House::start().await;
    let cable = conversas_testkit::Cable::to(house.addr()).await;
    cable.set(says_as_newer(r#""kind":"secretary""#, r#""kind":"library","shelves":7"#));
    let ana = Device::of(house.ana, &cable.url()).await;
    let Session::SignedIn(directory) = ana.engine().session().await.unwrap() else { panic!("signed in") };
    let kinds = directory.channels.iter().filter(|channel| channel.id == house.secretaria);
    let general = conversas_domain::channel::ChannelKind::General;
    assert_eq!(kinds.map(|channel| channel.kind).collect::<Vec<_>>(), [general]);
}
