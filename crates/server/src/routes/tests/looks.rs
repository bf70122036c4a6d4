//! Looks of administrators into channels that they do not belong to are on record, whatever route showed
//! them.

use axum::http::{Method, StatusCode};
use conversas_domain::entry::Seq;
use conversas_domain::ids::ConversationId;
use conversas_domain::moment::DAY;
use conversas_protocol::{
    BootstrapPage, Directory, Doing, EntriesPage, ErrorCode, LooksPage, SyncChange, Whereabouts,
};

use super::logs::Lines;
use crate::config::Keeping;
use crate::fixture::House;
use crate::ledger;
use crate::routes::{Identity, bootstrap};
use crate::store::Lane;
use crate::{cursor, housekeeping};

/// The recorded looks: the conversation, and whether more than its row was shown; oldest first.
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
async fn what_was_not_opened_for_a_week_is_not_sent_any_more_and_not_on_record() {
    let house = House::new().await;
    let id = house.conversation().await;
    let start = house.inbox(&house.helena).await.cursor.0;
    let follows = async || {
        let directory: Directory = house.get(&house.helena, "/v1/directory").await;
        let channel = directory.channels.into_iter().find(|channel| channel.id == house.secretary);
        channel.unwrap().followed
    };
    let days_pass = async |days: i64| {
        house.clock.advance(days * DAY);
        let keeping = Keeping { devices: 10_000, ..Keeping::DEFAULT };
        housekeeping::each_hour(&house.store, &house.files, house.now(), keeping).await;
    };
    let token = Some(house.helena.token.as_str());
    let place = Whereabouts { at: Some((id, Doing::Viewing)) };
    for _ in 0..3 {
        days_pass(5).await;
        let (status, _) = house.ask(token, Method::PUT, "/v1/presence", Some(&place)).await;
        assert_eq!(
            (status, follows().await),
            (StatusCode::NO_CONTENT, Some(true)),
            "it is opened now and then"
        );
    }
    days_pass(7).await;
    assert_eq!(follows().await, Some(true));
    days_pass(1).await;
    assert_eq!(follows().await, Some(false));
    let before = recorded(&house).await;
    house.say(&house.juliana, id, "Mais uma coisa").await;
    let page = house.sync(&house.helena, &start).await;
    assert!(matches!(&page.changes[..], [SyncChange::Directory { .. }]), "{:?}", page.changes);
    let place = house.ask(token, Method::PUT, "/v1/presence", Some(&place)).await.0;
    assert_eq!(
        (place, follows().await),
        (StatusCode::NO_CONTENT, Some(false)),
        "what a device has of it is old"
    );
    assert_eq!(recorded(&house).await, before);

    let again = house.inbox(&house.helena).await;
    assert_eq!(
        (again.conversations[0].last_seq, follows().await),
        (house.thread(&house.rita, id).await.entries.last().unwrap().seq, Some(true))
    );
    house.say(&house.juliana, id, "E outra").await;
    assert_eq!(house.sync(&house.helena, &again.cursor.0).await.changes.len(), 2);
    let of_others: Directory = house.get(&house.rita, "/v1/directory").await;
    assert!(of_others.channels.iter().all(|channel| channel.followed.is_none()));
}

#[tokio::test]
async fn who_belongs_to_the_channel_is_not_recorded() {
    let house = House::new().await;
    let id = house.conversation().await;
    let (helena, secretary) = (house.helena.id(), house.secretary);
    house.store.write(Lane::Any, move |tx| ledger::add_member(tx, helena, secretary)).await.unwrap();
    for who in [&house.helena, &house.rita, &house.juliana] {
        house.thread(who, id).await;
        let cursor = house.inbox(who).await.cursor.0;
        house.say(&house.juliana, id, "Oi").await;
        house.sync(who, &cursor).await;
    }
    assert_eq!(recorded(&house).await, []);
}

#[tokio::test]
async fn who_is_no_member_any_more_when_the_list_is_read_is_recorded() {
    let house = House::new().await;
    let id = house.conversation().await;
    let (helena, secretary) = (house.helena.id(), house.secretary);
    let me = Identity {
        account_id: house.helena.account(),
        actor: house.helena.actor,
        device_id: house.helena.device,
    };
    let list = async || bootstrap::show(&house.app, me, Some(secretary), (None, 50)).await.map(drop).unwrap();
    house.store.write(Lane::Any, move |tx| ledger::add_member(tx, helena, secretary)).await.unwrap();
    bootstrap::enter(&house.app, me, secretary).await.map(drop).unwrap();
    list().await;
    assert_eq!(recorded(&house).await, [], "she is a member");
    house.store.write(Lane::Any, move |tx| ledger::remove_member(tx, helena, secretary)).await.unwrap();
    list().await;
    assert_eq!(recorded(&house).await, [(id, false)], "she was let in as a member");
}

#[tokio::test]
async fn two_requests_that_come_together_on_another_day_begin_no_look_anew() {
    let heard = Lines::default();
    // With one subscriber alone, other tests' threads, which have none, would decide what is worth logging.
    let _second = tracing::Dispatch::new(tracing::subscriber::NoSubscriber::default());
    let _guard = heard.hear();
    let house = House::new().await;
    house.inbox(&house.helena).await;
    house.clock.advance(DAY);
    house.get::<Directory>(&house.helena, "/v1/directory").await;
    tokio::join!(house.inbox(&house.helena), house.inbox(&house.helena));
    assert_eq!(heard.text().matches("looked_into").count(), 1, "{}", heard.text());
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
