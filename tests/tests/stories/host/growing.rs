//! The view of a newer server's words for an interface.

use conversas_testkit::Trouble;

use super::*;

#[tokio::test]
async fn a_message_of_tomorrow_stands_in_the_thread_and_in_the_list_as_unknown() {
    let house = House::start().await;
    let cable = Cable::to(house.addr()).await;
    cable.set(Trouble::rewrites_answers(|answer| {
        answer.replace(r#""text":"amanhã""#, r#""poll":{"about":"amanhã"}"#)
    }));
    let family = window(None).await;
    let staff = window(None).await;
    let mut events = Box::pin(staff.host.subscribe());
    sign_in(&staff, house.ana, &cable.url()).await.unwrap();
    sign_in(&family, house.maria, &format!("http://{}", house.addr())).await.unwrap();
    let id = writes_first(&family.host, (house.secretaria, house.joao), "amanhã").await;
    let query = || InboxQuery {
        channel_id: Some(house.secretaria),
        filter: InboxFilter::default(),
        name: String::new(),
        student_id: None,
        order: Order::default(),
        after: None,
        skip: 0,
        limit: 10,
    };
    let row = until(&mut events, async || call(&staff.host, query()).await.unwrap().rows.pop()).await;
    let line = row.preview.expect("somebody wrote");
    assert!(line.is_unknown());
    assert_eq!(line.author, "Maria Conceição", "what can be read of it is said");
    let unknown = async || {
        let query = ThreadQuery { conversation_id: id, window: ThreadWindow::Latest, limit: 50 };
        let items = call(&staff.host, query).await.ok()?.items;
        items.into_iter().find(|item| item.kind == ItemKind::Unknown)
    };
    let item = until(&mut events, unknown).await;
    assert_eq!(item.author.name, "Maria Conceição");
    let connection = call(&staff.host, conversas_ipc::Retry {}).await.unwrap();
    assert!(connection.outdated && !connection.is_app_too_old());
}

#[tokio::test]
async fn who_signs_in_with_an_app_that_is_too_old_is_asked_to_update_it() {
    let mut house = House::start().await;
    house.wants_apps_of(conversas_protocol::PROTOCOL + 1);
    house.stop().await;
    house.resume().await;
    let window = window(None).await;
    let failure = sign_in(&window, house.ana, &format!("http://{}", house.addr())).await.unwrap_err();
    assert_eq!(failure.code, FailureCode::AppTooOld);
}
