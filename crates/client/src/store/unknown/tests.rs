use conversas_domain::entry::EntryKind;
use conversas_domain::ids::ConversationId;
use conversas_domain::moment::Moment;
use conversas_protocol::Kept;
use conversas_testkit::{fresh, views};
use tempfile::TempDir;

use super::*;
use crate::store::{entries, erase, schema};

fn store() -> (TempDir, Connection) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let db = schema::open_writer(&folder.path().join("store")).expect("a new store");
    (folder, db)
}

fn read(json: &str) -> Change {
    serde_json::from_str(json).expect("JSON")
}

/// A change of a conversation with words of a newer server.
fn strange(id: ConversationId) -> Change {
    read(&format!(r#"{{"type":"conversation","conversation":{{"id":"{id}","mood":"good"}}}}"#))
}

fn kept(db: &Connection) -> Vec<String> {
    let mut query = db.prepare("SELECT change FROM unknown_changes ORDER BY n").expect("SQL");
    let all = query.query_map([], |row| row.get(0)).expect("rows");
    all.collect::<rusqlite::Result<_>>().expect("texts")
}

#[test]
fn of_a_state_the_last_word_is_kept_and_of_events_all_are() {
    let (_folder, db) = store();
    let id = fresh();
    let event = r#"{"type":"poll_opened",   "words":["a"]}"#;
    for change in [strange(id), read(event), read(event), strange(id)] {
        keep(&db, &change).expect("it is kept");
    }
    let last = serde_json::to_string(&strange(id)).expect("JSON");
    assert_eq!(kept(&db), [event, event, last.as_str()], "letter by letter");
    assert!(take_understood(&db).expect("an answer").is_empty());
    keep(&db, &Change::ConversationGone(id)).expect("it is looked at");
    assert_eq!(kept(&db), [event, event], "what is known is newer");
}

#[test]
fn what_is_understood_is_taken_in_order_and_the_rest_goes_on_waiting() {
    let (_folder, db) = store();
    let (first, second) = (fresh::<ConversationId>(), fresh::<ConversationId>());
    for change in [
        format!(r#"{{"type":"conversation_went","conversation_id":"{first}"}}"#),
        r#"{"type":"poll_opened"}"#.into(),
        format!(r#"{{"type":"conversation_went","conversation_id":"{second}"}}"#),
    ] {
        keep(&db, &read(&change)).expect("it is kept");
    }
    db.execute("UPDATE unknown_changes SET change = replace(change, '_went', '_gone')", [])
        .expect("an update");
    let gone = [Change::ConversationGone(first), Change::ConversationGone(second)];
    assert_eq!(take_understood(&db).expect("an answer"), gone);
    assert_eq!(kept(&db), [r#"{"type":"poll_opened"}"#]);
    assert!(any(&db).expect("an answer"));
}

#[test]
fn what_names_a_lost_conversation_goes_with_it() {
    let (_folder, db) = store();
    let (lost, other) = (fresh(), fresh());
    for change in [strange(lost), strange(other)] {
        keep(&db, &change).expect("it is kept");
    }
    keep(&db, &read(&format!(r#"{{"type":"poll_opened","where":"{lost}"}}"#))).expect("it is kept");
    erase::conversation(&db, lost).expect("it is erased");
    assert_eq!(kept(&db), [serde_json::to_string(&strange(other)).expect("JSON")]);
}

#[test]
fn an_entry_of_tomorrow_is_found_once_it_is_understood() {
    let (_folder, db) = store();
    let view = views::conversation(fresh(), "Maria Silva", "João Silva", Moment(1));
    let json = serde_json::to_string(&views::message(&view, Seq(1), "Amanhã")).expect("JSON");
    let entry: Kept<_> = serde_json::from_str(&json.replace("\"text\"", "\"poll\"")).expect("an entry");
    entries::add(&db, &entry).expect("it is added");
    assert_eq!(entries::by_seq(&db, Seq(1)).unwrap().map(|entry| entry.kind), Some(EntryKind::Unknown));
    let look = || entries::understand(&db, Seq(0), 9).expect("an answer");
    let found = || {
        let sought = conversas_domain::search::Sought::parse("amanhã");
        super::super::words::find(&db, &sought, Some(view.id), None, 9).expect("an answer")
    };
    assert_eq!((look(), found()), (Some(Seq(1)), vec![]));
    let update = "UPDATE entries SET view = replace(view, '\"poll\"', '\"text\"') WHERE seq = 1";
    db.execute(update, []).expect("an update");
    assert_eq!((look(), found()), (Some(Seq(1)), vec![Seq(1)]));
    assert_eq!(look(), None, "nothing waits any more");
}
