//! Rows that cannot be read, of a profile that is in use.

use conversas_client::{List, Session, testing};
use conversas_domain::plan::Plan;

use crate::scene::{Scene, settled, shows};

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
