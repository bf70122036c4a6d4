use conversas_domain::ids::{ChannelId, TicketId};
use conversas_testkit::fresh;

use super::*;
use crate::store::schema::open_writer;

fn store() -> (tempfile::TempDir, Connection) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let db = open_writer(&folder.path().join("conversas.sqlite")).expect("a new store");
    (folder, db)
}

#[test]
fn each_place_keeps_its_own_text() {
    let (_folder, db) = store();
    let (id, ticket, channel): (ConversationId, TicketId, ChannelId) = (fresh(), fresh(), fresh());
    let places = [
        DraftPlace::Message { conversation_id: id },
        DraftPlace::Note { conversation_id: id },
        DraftPlace::Forward { conversation_id: id },
        DraftPlace::Survey { conversation_id: id, ticket_id: ticket },
        DraftPlace::Survey { conversation_id: id, ticket_id: fresh() },
        DraftPlace::Reply { channel_id: channel, id: None },
        DraftPlace::Reply { channel_id: channel, id: Some(fresh()) },
    ];
    for (number, place) in places.into_iter().enumerate() {
        save(&db, place, &format!("texto {number}")).expect("writable");
    }
    for (number, place) in places.into_iter().enumerate() {
        assert_eq!(load(&db, place).expect("readable"), format!("texto {number}"), "{place:?}");
    }
    assert_eq!(conversations(&db).expect("readable"), [id]);
    save(&db, DraftPlace::Note { conversation_id: id }, "").expect("writable");
    assert_eq!(load(&db, DraftPlace::Note { conversation_id: id }).expect("readable"), "");
    assert_eq!(load(&db, id).expect("readable"), "texto 0");
}

#[test]
fn drafts_follow_a_conversation_that_turns_out_to_be_another_one() {
    let (_folder, db) = store();
    let (from, into): (ConversationId, ConversationId) = (fresh(), fresh());
    let ticket: TicketId = fresh();
    save(&db, from, "um").expect("writable");
    save(&db, into, "antes").expect("writable");
    save(&db, DraftPlace::Survey { conversation_id: from, ticket_id: ticket }, "bom").expect("writable");
    rename(&db, from, into).expect("writable");
    assert_eq!(load(&db, into).expect("readable"), "antes\num");
    assert_eq!(
        load(&db, DraftPlace::Survey { conversation_id: into, ticket_id: ticket }).expect("readable"),
        "bom"
    );
    assert!(!any_of(&db, from).expect("readable"));
}

#[test]
fn what_stood_in_composers_of_an_older_store_stands_there_still() {
    let (_folder, db) = store();
    let id: ConversationId = fresh();
    // Written as the version before kept drafts.
    db.execute_batch(
        "DROP TABLE drafts; DROP INDEX entries_by_id; DROP INDEX conversations_made_here;
         CREATE TABLE drafts (conversation_id BLOB PRIMARY KEY, text TEXT NOT NULL) STRICT;",
    )
    .expect("an older store");
    db.execute("INSERT INTO drafts VALUES (?1, 'Bom dia')", [Id(id)]).expect("writable");
    db.execute_batch(include_str!("../migrations/0009_drafts_by_place.sql")).expect("it migrates");
    assert_eq!(load(&db, DraftPlace::Message { conversation_id: id }).expect("readable"), "Bom dia");
}
