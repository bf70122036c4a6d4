//! Unreadable rows, in a profile that is in use.

use conversas_client::{Engine, List, Lost, Session, testing};
use conversas_domain::plan::Plan;
use conversas_testkit::{Cable, Device, House, Opening, samples};

use crate::scene::{Scene, choose, names, pasted, send, settled, shows};

#[tokio::test]
async fn torn_rows_hide_and_hold_up_nothing_else_and_come_again() {
    let mut it = Scene::new(Plan::Basic).await;
    it.goes_offline().await;
    for text in ["Um", "Dois"] {
        it.maria.engine().send_message(it.id, text, None).await.unwrap();
    }
    it.maria.kill();
    for (table, column) in [("conversations", "view"), ("conversations", "shown"), ("outbox", "op")] {
        testing::tear(it.maria.folder(), table, column);
    }
    it.maria.open().await;
    assert!(it.maria.list(List::Family).await.rows.is_empty(), "a list opens without what is torn");
    it.comes_back();
    let row = it.maria.until("its row again", async |_| it.maria.list(List::Family).await.rows.pop());
    assert_eq!(row.await.id, it.id);
    settled(&it.maria).await;
    shows(&it.maria, it.id, &["Bom dia!", "Dois"]).await;
    shows(&it.ana, it.id, &["Bom dia!", "Dois"]).await;
    let rescued = it.maria.engine().rescued().await.unwrap();
    assert_eq!(rescued.iter().map(|words| words.text.as_str()).collect::<Vec<_>>(), ["Um"]);
}

#[tokio::test]
async fn a_torn_row_of_a_list_is_made_again_from_what_is_known() {
    let mut it = Scene::new(Plan::Basic).await;
    it.goes_offline().await;
    it.maria.kill();
    testing::tear(it.maria.folder(), "conversations", "shown");
    it.maria.open().await;
    let rows = it.maria.list(List::Family).await.rows;
    assert_eq!(rows.iter().map(|row| row.id).collect::<Vec<_>>(), [it.id]);
}

#[tokio::test]
async fn a_torn_conversation_that_no_server_knows_is_made_again_and_sent() {
    let house = House::start().await;
    let cable = Cable::to(house.addr()).await;
    let mut maria = Device::of(house.maria, &cable.url()).await;
    cable.cut();
    maria.offline().await;
    let opened = maria.engine().open_conversation(house.financeiro, house.lia, "Olá").await.unwrap();
    maria.kill();
    for column in ["view", "shown"] {
        testing::tear(maria.folder(), "conversations", column);
    }
    maria.open().await;
    let rows = maria.list(List::Family).await.rows;
    assert_eq!(rows.iter().map(|row| row.id).collect::<Vec<_>>(), [opened.conversation_id]);
    cable.lead_to(house.addr());
    maria.engine().retry();
    settled(&maria).await;
    shows(&maria, opened.conversation_id, &["Olá"]).await;
}

#[tokio::test]
async fn a_file_whose_message_is_torn_is_in_the_tray_again() {
    let mut it = Scene::new(Plan::Basic).await;
    it.goes_offline().await;
    send(it.maria.engine(), it.id, vec![pasted("boleto.pdf", samples::pdf("boleto"))]).await;
    it.maria.kill();
    testing::tear(it.maria.folder(), "outbox", "op");
    it.maria.open().await;
    assert_eq!(names(it.maria.engine(), it.id).await, ["boleto.pdf"]);
    it.comes_back();
    it.maria.engine().send_tray(it.id, None, None, false).await.unwrap();
    shows(&it.ana, it.id, &["Bom dia!", "boleto.pdf"]).await;
}

#[tokio::test]
async fn a_list_does_not_count_what_was_set_aside_at_the_start() {
    let mut it = Scene::new(Plan::Basic).await;
    it.goes_offline().await;
    it.maria.engine().send_message(it.id, "Um", None).await.unwrap();
    it.maria.kill();
    testing::tear(it.maria.folder(), "outbox", "op");
    it.maria.open().await;
    assert_eq!(it.maria.list(List::Family).await.rows[0].unsent, 0);
}

#[tokio::test]
async fn what_waited_and_has_no_legible_word_is_told_to_be_lost() {
    let mut it = Scene::new(Plan::Basic).await;
    it.goes_offline().await;
    it.maria.engine().add_guardian(it.id, it.house.paulo.id).await.unwrap();
    it.maria.kill();
    testing::tear(it.maria.folder(), "outbox", "op");
    it.maria.open().await;
    let told = it.maria.engine().rescued().await.unwrap();
    let told: Vec<_> = told.iter().map(|it| (it.lost, it.text.as_str())).collect();
    assert_eq!(told, [(Some(Lost::Unreadable), "")]);
}

#[tokio::test]
async fn a_chosen_file_whose_row_is_torn_is_told_to_be_lost_and_its_bytes_are_kept() {
    let mut it = Scene::new(Plan::Basic).await;
    let boleto = samples::pdf("boleto");
    let ids = choose(it.maria.engine(), it.id, vec![pasted("boleto.pdf", boleto.clone())]).await;
    it.maria.kill();
    testing::tear(it.maria.folder(), "files", "attachment");
    it.maria.open().await;
    let engine = it.maria.engine();
    let told = engine.rescued().await.unwrap();
    assert_eq!(told.iter().map(|it| it.lost).collect::<Vec<_>>(), [Some(Lost::Unreadable)]);
    assert!(engine.has_loss().await.unwrap(), "it is said that something is kept");
    let kept = it.maria.folder().join("damaged-1.files").join(ids[0].to_string());
    assert_eq!(std::fs::read(kept).unwrap(), boleto);
}

#[tokio::test]
async fn what_nobody_misses_is_not_told_to_be_lost() {
    let mut it = Scene::new(Plan::Basic).await;
    let newest = it.maria.thread(it.id).await.pop().unwrap();
    it.ana.engine().send_message(it.id, "Olá", None).await.unwrap();
    shows(&it.maria, it.id, &["Bom dia!", "Olá"]).await;
    it.goes_offline().await;
    let answer = it.maria.thread(it.id).await.pop().unwrap();
    assert_ne!(answer.id, newest.id);
    it.maria.engine().mark_read(it.id, answer.place).await.unwrap();
    send(it.maria.engine(), it.id, vec![pasted("boleto.pdf", samples::pdf("boleto"))]).await;
    it.maria.kill();
    for _ in 0..2 {
        testing::tear(it.maria.folder(), "outbox", "op");
        it.maria.open().await;
        it.maria.kill();
    }
    it.maria.open().await;
    assert_eq!(it.maria.engine().rescued().await.unwrap(), []);
    assert_eq!(names(it.maria.engine(), it.id).await, ["boleto.pdf"]);
}

#[tokio::test]
async fn what_is_typed_in_a_conversation_that_cannot_be_read_is_kept() {
    let mut it = Scene::new(Plan::Basic).await;
    it.goes_offline().await;
    it.maria.kill();
    testing::tear(it.maria.folder(), "conversations", "view");
    it.maria.open().await;
    it.maria.engine().save_draft(it.id, "rascunho".into()).await.unwrap();
    assert_eq!(it.maria.engine().draft(it.id).await.unwrap(), "rascunho");
}

#[tokio::test]
async fn when_a_first_message_is_torn_the_next_one_opens_the_conversation() {
    let house = House::start().await;
    let cable = Cable::to(house.addr()).await;
    let mut maria = Device::of(house.maria, &cable.url()).await;
    cable.cut();
    maria.offline().await;
    let opened = maria.engine().open_conversation(house.financeiro, house.lia, "Olá").await.unwrap();
    maria.engine().send_message(opened.conversation_id, "Dois", None).await.unwrap();
    maria.kill();
    testing::tear(maria.folder(), "outbox", "op");
    maria.open().await;
    cable.lead_to(house.addr());
    maria.engine().retry();
    settled(&maria).await;
    shows(&maria, opened.conversation_id, &["Dois"]).await;
}

#[tokio::test]
async fn the_words_of_a_torn_row_that_the_server_has_are_not_said_to_be_lost() {
    let mut it = Scene::new(Plan::Basic).await;
    it.cable.lose_receipts(true);
    it.maria.engine().send_message(it.id, "Um", None).await.unwrap();
    let has_arrived = async |engine: &Engine| engine.outbox().await.unwrap()[0].arrived.then_some(());
    it.maria.until("its entry", has_arrived).await;
    it.maria.kill();
    testing::tear(it.maria.folder(), "outbox", "op");
    it.maria.open().await;
    assert!(it.maria.engine().rescued().await.unwrap().is_empty());
    shows(&it.maria, it.id, &["Bom dia!", "Um"]).await;
}

#[tokio::test]
async fn a_session_that_cannot_be_read_is_asked_for_and_what_waits_is_sent() {
    let mut it = Scene::new(Plan::Basic).await;
    it.goes_offline().await;
    it.maria.engine().send_message(it.id, "Um", None).await.unwrap();
    it.maria.kill();
    testing::tear(it.maria.folder(), "session", "directory");
    it.cable.lead_to(it.house.addr());
    it.maria.open().await;
    assert!(matches!(it.maria.engine().session().await.unwrap(), Session::SignedIn(_)));
    shows(&it.ana, it.id, &["Bom dia!", "Um"]).await;
}
