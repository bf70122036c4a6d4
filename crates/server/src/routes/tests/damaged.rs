//! A row that cannot be read: only its own content is missing, and nobody is told that it is gone.

use axum::http::StatusCode;
use conversas_domain::entry::Seq;
use conversas_domain::ids::{ConversationId, EntityId};
use conversas_protocol::{ErrorCode, FinishTicket, Op, Outcome, SendMessage, SyncChange, SyncPage};

use crate::fixture::{House, id};
use crate::ledger;
use crate::store::Lane;

mod channels;
mod entries;
mod files;
mod lost;
mod names;

/// Kinds of damage to a conversation: the end of its ticket's JSON is missing, a byte there is no UTF-8, or there is no such
/// ticket.
const DAMAGES: [&str; 3] = [
    "UPDATE tickets SET ticket_json = substr(ticket_json, 1, length(ticket_json) - 1) WHERE conversation_id = ?1",
    "UPDATE tickets SET ticket_json = CAST(CAST(ticket_json AS BLOB) || x'C3' AS TEXT) WHERE conversation_id = ?1",
    "UPDATE conversations SET ticket_id = zeroblob(16) WHERE id = ?1",
];

/// Runs a statement about one thing.
async fn change<T: EntityId>(house: &House, sql: String, id: T) {
    house.sqlite.execute(sql, vec![id.uuid().as_bytes().to_vec()]).await.unwrap();
}

/// Makes Juliana's conversation, which is damaged, and one of Marcos.
async fn two(house: &House, how: &str) -> (ConversationId, ConversationId) {
    let damaged = house.conversation().await;
    let whole = house.done(&house.marcos, house.opening("Boa tarde!")).await.0;
    change(house, how.into(), damaged).await;
    (damaged, whole)
}

fn told_of(page: &SyncPage) -> Vec<ConversationId> {
    let told = page.changes.iter().map(|change| match change {
        SyncChange::Conversation { conversation } => conversation.id,
        SyncChange::ConversationGone { conversation_id } => *conversation_id,
        SyncChange::Entry { entry } => entry.conversation_id,
        SyncChange::Directory { .. } => panic!("nothing of it has changed"),
    });
    let mut told: Vec<_> = told.collect();
    told.dedup();
    told
}

#[tokio::test]
async fn a_damaged_conversation_is_missing_in_a_first_download_and_hides_no_other() {
    for how in DAMAGES {
        let house = House::new().await;
        let (_, whole) = two(&house, how).await;
        for (who, shown) in
            [(&house.rita, vec![whole]), (&house.marcos, vec![whole]), (&house.juliana, vec![])]
        {
            let page = house.inbox(who).await;
            assert_eq!(page.conversations.iter().map(|it| it.id).collect::<Vec<_>>(), shown, "{how}");
        }
    }
}

#[tokio::test]
async fn sync_says_nothing_of_a_damaged_conversation_and_everything_of_the_others() {
    for how in DAMAGES {
        let house = House::new().await;
        let start = house.inbox(&house.rita).await.cursor.0;
        let mine = house.inbox(&house.juliana).await.cursor.0;
        let (_, whole) = two(&house, how).await;
        let page = house.sync(&house.rita, &start).await;
        assert_eq!(told_of(&page), [whole], "it is not said to be gone");
        assert_eq!(told_of(&house.sync(&house.juliana, &mine).await), []);
        // Giving the cursor back says that both have arrived.
        house.say(&house.marcos, whole, "Alguém?").await;
        assert_eq!(told_of(&house.sync(&house.rita, &page.cursor.0).await), [whole]);
        let waiting = "SELECT count(*) FROM conversations WHERE family_seq > school_delivered";
        house.sync(&house.rita, &house.inbox(&house.rita).await.cursor.0).await;
        let waiting = house.sqlite.number(waiting, Vec::new()).await.unwrap();
        assert_eq!(waiting, 0, "nothing arrives again with each request");
    }
}

#[tokio::test]
async fn a_damaged_conversation_itself_is_a_fault_of_the_server_and_not_unknown() {
    for how in DAMAGES {
        let house = House::new().await;
        let (damaged, whole) = two(&house, how).await;
        let answer = house.refused(&house.juliana, &format!("/v1/conversations/{damaged}/entries")).await;
        assert_eq!(answer, (StatusCode::INTERNAL_SERVER_ERROR, ErrorCode::Internal));
        assert_eq!(house.thread(&house.marcos, whole).await.entries.len(), 2);
    }
}

#[tokio::test]
async fn after_a_repair_devices_download_again_what_sync_had_passed_over() {
    let house = House::new().await;
    let start = house.inbox(&house.rita).await.cursor.0;
    let (damaged, _) = two(&house, DAMAGES[0]).await;
    let passed = house.sync(&house.rita, &start).await.cursor.0;
    change(
        &house,
        "UPDATE tickets SET ticket_json = ticket_json || '}' WHERE conversation_id = ?1".into(),
        damaged,
    )
    .await;
    assert_eq!(told_of(&house.sync(&house.rita, &passed).await), [], "no device asks by itself");
    let (school, before) = (house.school, house.newest().await);
    house.store.write(Lane::Any, move |tx| ledger::expire_cursors(tx, school)).await.unwrap();
    let answer = house.refused(&house.rita, &format!("/v1/sync?cursor={passed}")).await;
    assert_eq!(answer, (StatusCode::GONE, ErrorCode::CursorExpired));
    let page = house.inbox(&house.rita).await;
    assert!(page.conversations.iter().any(|it| it.id == damaged));
    assert_eq!(page.up_to, Seq(before.0 + 1));
    assert_eq!(told_of(&house.sync(&house.rita, &page.cursor.0).await), [], "a new cursor is good");
}

#[tokio::test]
async fn an_earlier_ticket_that_is_damaged_hides_neither_its_conversation_nor_another_ticket() {
    let house = House::new().await;
    let conversation_id = house.conversation().await;
    for _ in 0..2 {
        let ticket_id = house.inbox(&house.rita).await.conversations[0].ticket.ticket.id;
        house.done(&house.rita, Op::FinishTicket(FinishTicket { conversation_id, ticket_id })).await;
        let again = Op::SendMessage(SendMessage {
            conversation_id,
            entry_id: id(),
            content: "De novo".into(),
            ticket_id: None,
            seen: None,
        });
        assert!(matches!(house.op(&house.juliana, again).await, Outcome::Applied { .. }));
    }
    let sql = "UPDATE tickets SET ticket_json = '{' WHERE conversation_id = ?1 AND number = 2";
    house.sqlite.execute(sql, vec![conversation_id.uuid().as_bytes().to_vec()]).await.unwrap();
    let page = house.inbox(&house.rita).await;
    let [shown] = &page.conversations[..] else { panic!("it is shown") };
    assert_eq!(shown.ticket.ticket.number, 3);
    assert_eq!(shown.earlier.iter().map(|it| it.ticket.number).collect::<Vec<_>>(), [1]);
}
