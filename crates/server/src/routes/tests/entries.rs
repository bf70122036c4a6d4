//! The history of a thread.

use axum::http::{Method, StatusCode};
use conversas_domain::entry::EntryKind;
use conversas_domain::ids::ConversationId;
use conversas_protocol::{EntriesPage, ErrorCode, ForwardMessages, Op, WriteNote};

use crate::fixture::{House, id};

#[tokio::test]
async fn nobody_gets_nothing() {
    let house = House::new().await;
    let uri = format!("/v1/conversations/{}/entries", house.conversation().await);
    let (status, _) = house.ask::<()>(None, Method::GET, &uri, None).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn pages_go_back_to_the_beginning_oldest_first_within_a_page() {
    let house = House::new().await;
    let id = house.conversation().await;
    for number in 0..5 {
        house.say(&house.juliana, id, &format!("{number}")).await;
    }
    let whole = house.thread(&house.rita, id).await;
    assert!(whole.complete);
    assert_eq!(whole.entries.len(), 7);
    assert!(whole.entries.is_sorted_by_key(|entry| entry.seq));
    let mut pieces = Vec::new();
    let mut uri = format!("/v1/conversations/{id}/entries?limit=3");
    loop {
        let page: EntriesPage = house.get(&house.rita, &uri).await;
        uri = format!("/v1/conversations/{id}/entries?limit=3&before={}", page.entries[0].seq.0);
        pieces.splice(0..0, page.entries);
        if page.complete {
            break;
        }
    }
    assert_eq!(pieces, whole.entries);
}

#[tokio::test]
async fn the_first_of_a_complete_page_is_the_first_of_all() {
    let house = House::new().await;
    let id = house.conversation().await;
    let page: EntriesPage = house.get(&house.rita, &format!("/v1/conversations/{id}/entries?limit=2")).await;
    assert_eq!((page.entries.len(), page.complete), (2, true));
}

#[tokio::test]
async fn an_unknown_conversation_is_not_found() {
    let house = House::new().await;
    let uri = format!("/v1/conversations/{}/entries", id::<ConversationId>());
    assert_eq!(house.refused(&house.rita, &uri).await, (StatusCode::NOT_FOUND, ErrorCode::NotFound));
}

#[tokio::test]
async fn guardians_do_not_get_notes_and_pages_stay_full() {
    let house = House::new().await;
    let conversation_id = house.conversation().await;
    for _ in 0..4 {
        let note = Op::WriteNote(WriteNote {
            conversation_id,
            entry_id: id(),
            text: "nota".into(),
            mentions: Vec::new(),
        });
        house.done(&house.rita, note).await;
    }
    let is_note =
        |page: &EntriesPage| page.entries.iter().filter(|e| matches!(e.kind, EntryKind::Note { .. })).count();
    assert_eq!(is_note(&house.thread(&house.rita, conversation_id).await), 4);
    let uri = format!("/v1/conversations/{conversation_id}/entries?limit=2");
    let page: EntriesPage = house.get(&house.juliana, &uri).await;
    assert_eq!((page.entries.len(), is_note(&page), page.complete), (2, 0, true));
}

#[tokio::test]
async fn what_was_forwarded_names_its_author_and_channel() {
    let house = House::new().await;
    let conversation_id = house.conversation().await;
    let message = house.say(&house.juliana, conversation_id, "Sobre o boleto").await;
    let forward = Op::ForwardMessages(ForwardMessages {
        conversation_id,
        channel_id: house.finance,
        entries: vec![message, message],
        note: Some("Vejam o desconto".into()),
    });
    let (target, _) = house.done(&house.ana, forward).await;
    let page = house.thread(&house.fabio, target).await;
    let forwarded: Vec<_> =
        page.entries.iter().filter(|e| matches!(e.kind, EntryKind::Forwarded { .. })).collect();
    assert_eq!(forwarded.len(), 1);
    assert_eq!(forwarded[0].author.id, house.ana.id());
    assert_eq!(forwarded[0].people[0].id, house.juliana.id());
    assert_eq!(forwarded[0].channels[0].0, house.secretary);
    assert_eq!(house.inbox(&house.juliana).await.conversations.len(), 2);
}
