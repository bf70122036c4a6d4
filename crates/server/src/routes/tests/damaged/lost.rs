//! A row that is missing although another one points at it.

use conversas_domain::ids::EntityId;
use conversas_protocol::{Directory, SyncChange};
use conversas_store_sqlite::testing::make_other;

use super::told_of;
use crate::fixture::House;

/// Removes a row that others point at, past the server, which would be refused it.
fn lose<T: EntityId>(house: &House, table: &str, id: T) {
    let (file, id) = (house.folder().join("conversas.sqlite3"), id.uuid().simple());
    let sql = format!("PRAGMA foreign_keys = OFF; DELETE FROM {table} WHERE id = x'{id}'");
    make_other(&file, &sql).unwrap();
}

#[tokio::test]
async fn a_conversation_whose_student_is_lost_is_not_gone() {
    let house = House::new().await;
    let start = house.inbox(&house.rita).await.cursor.0;
    let mine = house.inbox(&house.juliana).await.cursor.0;
    let id = house.conversation().await;
    lose(&house, "students", house.theo);
    for (who, cursor) in [(&house.rita, start), (&house.juliana, mine)] {
        let page = house.inbox(who).await;
        let [shown] = &page.conversations[..] else { panic!("it is shown") };
        assert_eq!((shown.student.id, shown.student.name.as_str()), (house.theo, "\u{FFFD}"));
        let page = house.sync(who, &cursor).await;
        assert_eq!(told_of(&page), [id]);
        assert!(page.changes.iter().all(|it| !matches!(it, SyncChange::ConversationGone { .. })));
        assert_eq!(house.thread(who, id).await.entries.len(), 2);
    }
}

#[tokio::test]
async fn a_guardian_whose_student_is_lost_is_still_linked_to_them() {
    let house = House::new().await;
    lose(&house, "students", house.theo);
    let directory: Directory = house.get(&house.juliana, "/v1/directory").await;
    let [student] = &directory.students[..] else { panic!("devices would erase its conversations") };
    assert_eq!((student.id, student.name.as_str()), (house.theo, "\u{FFFD}"));
    assert_eq!(student.guardians.len(), 3);
}

#[tokio::test]
async fn a_look_stays_on_record_when_the_row_of_its_channel_is_lost() {
    let house = House::new().await;
    house.conversation().await;
    house.inbox(&house.helena).await;
    let (before, school) = (house.looks().await, house.school);
    assert!(!before.is_empty());
    lose(&house, "channels", house.secretary);
    let after = house.store.read(move |db| db.looks_before(school, i64::MAX, 10)).await.unwrap();
    let numbers =
        |looks: &[conversas_protocol::LookView]| looks.iter().map(|it| it.number).collect::<Vec<_>>();
    assert_eq!(numbers(&after), numbers(&before));
    assert!(after.iter().all(|look| look.channel.as_str() == "\u{FFFD}"));
}
