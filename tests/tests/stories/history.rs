//! Long threads: jumps to the place where reading stopped, or to a message that was found, with the history
//! loading both ways.

use std::time::{Duration, Instant};

use conversas_client::{Engine, Error, NetError, ThreadPage, ThreadWindow};
use conversas_domain::ids::{ConversationId, EntryId};
use conversas_testkit::device::text_of;
use conversas_testkit::house::PASSWORD;
use conversas_testkit::{Cable, Device, Opening, Trouble};

use super::scene::{Scene, sent};

/// The number of messages: more than a device fetches by itself.
const MESSAGES: usize = 620;

/// Writes "mensagem 0", "mensagem 1"…
pub(super) async fn writes_many(device: &Device, id: ConversationId) -> Vec<EntryId> {
    let mut ids = Vec::new();
    for number in 0..MESSAGES {
        let text = format!("mensagem {number}");
        ids.push(device.engine().send_message(id, &text, None).await.unwrap());
        if number % 100 == 99 {
            sent(device).await;
        }
    }
    sent(device).await;
    ids
}

fn words(page: &ThreadPage) -> Vec<String> {
    page.items.iter().filter_map(text_of).collect()
}

fn numbered(numbers: std::ops::Range<usize>) -> Vec<String> {
    numbers.map(|number| format!("mensagem {number}")).collect()
}

async fn window(engine: &Engine, id: ConversationId, window: ThreadWindow) -> ThreadPage {
    engine.thread(id, window, 40).await.unwrap()
}

#[tokio::test]
async fn rule_9_a_long_thread_is_entered_in_its_middle_and_goes_on_both_ways() {
    let scene = Scene::new().await;
    let (maria, id) = (&scene.maria, scene.id);
    let ids = writes_many(maria, id).await;
    let cable = Cable::to(scene.house.addr()).await;
    let late = Device::of(scene.house.ana, &cable.url()).await;
    let engine = late.engine();
    late.until("what it fetches by itself", async |_| {
        (late.finds("mensagem 200", Some(id)).await.messages.len() == 1).then_some(())
    })
    .await;
    assert!(late.finds("mensagem 7", None).await.incomplete, "the beginning is not here");
    cable.cut();
    late.offline().await;
    let gone = engine.thread(id, ThreadWindow::Around(ids[30]), 40).await;
    assert!(matches!(gone, Err(Error::Net(NetError::Offline))), "{gone:?}");
    assert_eq!(engine.first_unread(id).await.unwrap(), None, "not known before its part has come");

    cable.lead_to(scene.house.addr());
    engine.retry();
    late.online().await;
    let page = window(engine, id, ThreadWindow::Around(ids[60])).await;
    assert_eq!(words(&page), numbered(41..81));
    assert!(page.has_older && page.has_newer && !page.older_offline);
    let (first, last) = (page.items[0].place, page.items[39].place);
    let before = window(engine, id, ThreadWindow::Before(first)).await;
    assert_eq!(words(&before), numbered(1..41));
    assert!(before.has_older && before.has_newer);
    let after = window(engine, id, ThreadWindow::After(last)).await;
    assert_eq!(words(&after), numbered(81..121));
    assert!(after.has_older && after.has_newer);

    let end = window(engine, id, ThreadWindow::Around(ids[MESSAGES - 1])).await;
    assert_eq!(words(&end), numbered(MESSAGES - 40..MESSAGES));
    assert!(end.has_older && !end.has_newer);
    let beginning = window(engine, id, ThreadWindow::Around(ids[0])).await;
    assert!(words(&beginning).starts_with(&["Bom dia!".to_owned(), "mensagem 0".to_owned()]));
    assert!(!beginning.has_older && beginning.has_newer);

    let unknown = engine.thread(id, ThreadWindow::Around(conversas_testkit::fresh()), 40).await;
    assert!(matches!(unknown, Err(Error::Rejected(_))), "{unknown:?}");
}

#[tokio::test]
async fn the_first_unread_message_is_known_also_when_it_is_not_on_the_device() {
    let scene = Scene::new().await;
    let (maria, id) = (&scene.maria, scene.id);
    let ids = writes_many(maria, id).await;
    let ana = &scene.ana;
    let place = ana.until("message 9", async |engine| {
        let page = engine.thread(id, ThreadWindow::Around(ids[9]), 2).await.ok()?;
        page.items.iter().find(|item| item.id == ids[9]).map(|item| item.place)
    });
    let place = place.await;
    ana.engine().mark_read(id, place).await.unwrap();
    assert_eq!(ana.engine().first_unread(id).await.unwrap(), Some(ids[10]));
    sent(ana).await;

    let late = scene.device(scene.house.ana).await;
    assert_eq!(late.engine().first_unread(id).await.unwrap(), Some(ids[10]), "on another device");
    let newest = late.thread(id).await.pop().unwrap().place;
    late.engine().mark_read(id, newest).await.unwrap();
    assert_eq!(late.engine().first_unread(id).await.unwrap(), None);
    assert_eq!(maria.engine().first_unread(id).await.unwrap(), None, "one's own words are read");
}

#[tokio::test]
async fn a_history_that_the_server_fails_at_keeps_no_other_from_coming() {
    let scene = Scene::new().await;
    let maria = scene.maria.engine();
    let other = maria.open_conversation(scene.house.financeiro, scene.house.joao, "o começo").await.unwrap();
    let other = other.conversation_id;
    // The conversation with the newest message is fetched first.
    for (id, words) in [(other, "boleto"), (scene.id, "mensagem")] {
        for number in 0..60 {
            maria.send_message(id, &format!("{words} {number}"), None).await.unwrap();
        }
        sent(&scene.maria).await;
    }
    let cable = Cable::to(scene.house.addr()).await;
    let path = format!("/v1/conversations/{}/entries", scene.id);
    cable.set(fault(maria).await.on("GET", path.leak()));
    let late = Device::of(scene.house.maria, &cable.url()).await;
    late.until("the other history", async |_| {
        (late.finds("o começo", Some(other)).await.messages.len() == 1).then_some(())
    })
    .await;
    assert!(cable.met() > 0);
}

/// Makes an error of the server.
async fn fault(engine: &Engine) -> Trouble {
    let installation = engine.owner().await.unwrap().unwrap().installation.unwrap();
    Trouble::of_server(installation, 500, r#"{"code":"internal","message":""}"#)
}

#[tokio::test]
async fn a_list_that_the_server_fails_at_keeps_no_other_from_coming() {
    let scene = Scene::new().await;
    let (maria, house) = (scene.maria.engine(), &scene.house);
    let library = house.add_channel("Biblioteca", &[]).await;
    house.add_member(house.bruno, library).await;
    let mut all = vec![(house.secretaria, scene.id)];
    for channel in [house.financeiro, library] {
        let begun = scene.maria.until("the channel", async |engine| {
            engine.open_conversation(channel, house.joao, "o começo").await.ok()
        });
        all.push((channel, begun.await.conversation_id));
    }
    sent(&scene.maria).await;
    // Each of the three conversations fails once as the first, once in the middle and once as the last.
    for (failing, missing) in all.clone() {
        let cable = Cable::to(house.addr()).await;
        let path = format!("/v1/bootstrap?channel={failing}");
        cable.set(fault(maria).await.on("GET", path.leak()));
        let late = Device::new().await;
        let (url, email) = (cable.url(), house.bruno.email());
        late.engine().sign_in(&url, &email, PASSWORD, |_, _| Ok(())).await.unwrap();
        for (_, id) in all.iter().filter(|(channel, _)| *channel != failing) {
            late.until("the other list", async |engine| engine.conversation(*id).await.ok()).await;
            let is_whole = async |_: &Engine| (!late.finds("o", Some(*id)).await.incomplete).then_some(());
            late.until("its history", is_whole).await;
        }
        cable.has_met(2).await;
        assert!(late.engine().conversation(missing).await.is_err());
        cable.clear();
        late.engine().retry();
        late.online().await;
        late.engine().conversation(missing).await.unwrap();
    }
}

#[tokio::test]
async fn a_server_that_fails_at_every_history_is_asked_ever_more_slowly() {
    let scene = Scene::new().await;
    let (maria, house) = (scene.maria.engine(), &scene.house);
    for (channel, student) in
        [(house.secretaria, house.lia), (house.financeiro, house.joao), (house.financeiro, house.lia)]
    {
        maria.open_conversation(channel, student, "o começo").await.unwrap();
    }
    sent(&scene.maria).await;
    let cable = Cable::to(house.addr()).await;
    cable.set(fault(maria).await.on("GET", "/v1/conversations/"));
    let late = Device::new().await;
    let (url, email) = (cable.url(), house.maria.email());
    late.engine().sign_in(&url, &email, PASSWORD, |_, _| Ok(())).await.unwrap();
    cable.has_met(1).await;
    let first = Instant::now();
    cable.has_met(3).await;
    assert!(first.elapsed() >= Duration::from_millis(1_400), "{:?}", first.elapsed());
}
