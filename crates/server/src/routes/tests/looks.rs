//! What administrators are shown of channels they do not belong to is on record, whichever way it comes.

use axum::http::StatusCode;
use conversas_domain::ids::ConversationId;
use conversas_domain::moment::DAY;
use conversas_protocol::{BootstrapPage, EntriesPage, ErrorCode, LooksPage};

use crate::cursor;
use crate::fixture::House;
use conversas_domain::entry::Seq;

/// Conversation, and whether more than its row was shown; oldest first.
async fn recorded(house: &House) -> Vec<(ConversationId, bool)> {
    let looks = house.looks().await.into_iter().rev();
    looks
        .map(|look| {
            assert_eq!((look.person.id, look.channel_id), (house.helena.id(), house.secretary));
            (look.conversation_id.expect("of a conversation"), look.messages)
        })
        .collect()
}

#[tokio::test]
async fn a_list_is_recorded_whichever_page_of_it_is_asked_for() {
    let house = House::new().await;
    let id = house.conversation().await;
    let uri = format!(
        "/v1/bootstrap?channel={}&after=0.-9223372036854775808.00000000-0000-0000-0000-000000000000",
        house.secretary
    );
    let page: BootstrapPage = house.get(&house.helena, &uri).await;
    assert_eq!(page.conversations.len(), 1);
    assert_eq!(recorded(&house).await, [(id, false)]);
}

#[tokio::test]
async fn a_thread_is_recorded_from_wherever_it_is_read() {
    for before in ["", "?before=9223372036854775807", "?before=2"] {
        let house = House::new().await;
        let id = house.conversation().await;
        let page: EntriesPage =
            house.get(&house.helena, &format!("/v1/conversations/{id}/entries{before}")).await;
        assert!(before == "?before=2" || !page.entries.is_empty());
        assert_eq!(recorded(&house).await, [(id, true)], "{before}");
    }
}

#[tokio::test]
async fn what_sync_brings_is_recorded_also_from_a_cursor_that_was_made_up() {
    let house = House::new().await;
    let first = house.conversation().await;
    let before = house.inbox(&house.helena).await.cursor.0;
    house.say(&house.juliana, first, "Mais uma coisa").await;
    assert_eq!(recorded(&house).await, [(first, false)]);
    house.sync(&house.helena, &before).await;
    assert_eq!(recorded(&house).await, [(first, false), (first, true)]);
    let second = house.done(&house.marcos, house.opening("Oi")).await.0;
    house.sync(&house.helena, &cursor::write(house.school, Seq(0)).0).await;
    let all = recorded(&house).await;
    assert_eq!(all[2..], [(second, false), (second, true)], "the first one is on record for today");
}

#[tokio::test]
async fn each_conversation_is_recorded_once_a_day() {
    let house = House::new().await;
    let id = house.conversation().await;
    for _ in 0..3 {
        house.thread(&house.helena, id).await;
        house.inbox(&house.helena).await;
    }
    assert_eq!(recorded(&house).await, [(id, true), (id, false)]);
    house.clock.advance(DAY);
    house.thread(&house.helena, id).await;
    assert_eq!(recorded(&house).await, [(id, true), (id, false), (id, true)]);
}

#[tokio::test]
async fn who_belongs_to_the_channel_is_not_recorded() {
    let house = House::new().await;
    let id = house.conversation().await;
    let (helena, secretary) = (house.helena.id(), house.secretary);
    house.store.write(move |tx| tx.add_member(helena, secretary)).await.unwrap();
    for who in [&house.helena, &house.rita, &house.juliana] {
        house.thread(who, id).await;
        let cursor = house.inbox(who).await.cursor.0;
        house.say(&house.juliana, id, "Oi").await;
        house.sync(who, &cursor).await;
    }
    assert_eq!(recorded(&house).await, []);
}

#[tokio::test]
async fn the_record_is_read_page_by_page_by_administrators_of_the_school_alone() {
    let house = House::new().await;
    let id = house.conversation().await;
    house.inbox(&house.helena).await;
    house.thread(&house.helena, id).await;
    let page: LooksPage = house.get(&house.helena, "/v1/looks?limit=1").await;
    let [newest] = &page.looks[..] else { panic!("one look") };
    assert!(newest.messages);
    assert_eq!(newest.student.as_ref().map(|student| student.name.as_str()), Some("Theo"));
    assert_eq!((newest.person.name.as_str(), newest.channel.as_str()), ("Helena", "Secretaria"));
    let next = page.next.expect("another page");
    let page: LooksPage = house.get(&house.helena, &format!("/v1/looks?limit=1&before={next}")).await;
    assert_eq!((page.looks.len(), page.looks[0].messages, page.next), (1, false, None));
    for who in [&house.rita, &house.juliana, &house.bruno] {
        assert_eq!(house.refused(who, "/v1/looks").await, (StatusCode::NOT_FOUND, ErrorCode::NotFound));
    }
    assert_eq!(house.get::<LooksPage>(&house.beto, "/v1/looks").await.looks, [], "another school");
}
