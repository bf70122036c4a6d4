use conversas_domain::entry::{EntryKind, Seq};
use conversas_domain::ids::{EntityId, EntryId};
use serde_json::json;
use uuid::Uuid;

use super::super::{EntriesPage, SyncPage};
use super::*;
use crate::SyncChange;

fn id<T: EntityId>(number: u128) -> T {
    T::from_uuid(Uuid::from_u128(number))
}

fn entry_view(seq: i64) -> EntryView {
    EntryView::unreadable(id::<EntryId>(7), id(8), Seq(seq))
}

/// Makes a page as a server writes it, with this JSON in the place of its only change.
fn page(change: &serde_json::Value) -> SyncPage {
    let page = json!({ "cursor": "c", "changes": [change], "more": false, "presence": { "of": "tomorrow" } });
    serde_json::from_str(&page.to_string()).expect("a page")
}

#[test]
fn a_change_that_a_server_writes_is_the_same_change_to_an_app() {
    let gone = SyncChange::ConversationGone { conversation_id: id(8) };
    let entry = SyncChange::Entry { entry: Box::new(entry_view(3)) };
    for (written, read) in
        [(gone, Change::ConversationGone(id(8))), (entry, Change::Entry(Box::new(entry_view(3).into())))]
    {
        let json = serde_json::to_value(&written).expect("JSON");
        let page = page(&json);
        assert_eq!(page.changes, [read]);
        assert_eq!(serde_json::to_value(&page.changes[0]).expect("JSON"), json);
    }
}

#[test]
fn a_change_of_a_newer_server_is_kept_letter_by_letter_and_hides_no_other() {
    let strange = r#"{"type":"poll_opened",  "poll":{"id":1e3,"words":["a"]}}"#;
    let json = format!(
        r#"{{"cursor":"c","changes":[{strange},{{"type":"conversation_gone","conversation_id":"{}"}}],"more":false}}"#,
        Uuid::from_u128(8)
    );
    let page: SyncPage = serde_json::from_str(&json).expect("a page");
    let [Change::Unknown(raw), Change::ConversationGone(_)] = &page.changes[..] else {
        panic!("two changes: {:?}", page.changes)
    };
    assert_eq!(raw.as_str(), strange);
    assert_eq!(serde_json::to_string(&page.changes[0]).expect("JSON"), strange);
    assert_eq!(page.changes[0].about(), About::Itself);
}

#[test]
fn a_known_change_in_which_something_is_unknown_says_whose_state_it_is() {
    let conversation =
        json!({ "type": "conversation", "conversation": { "id": Uuid::from_u128(8), "of": 9 } });
    let read = &page(&conversation).changes[0];
    assert!(matches!(read, Change::Unknown(_)) && read.is_for_newer());
    assert_eq!(read.about(), About::Conversation(id(8)));
    let directory = page(&json!({ "type": "directory", "directory": { "plan": "gold" } }));
    assert_eq!(directory.changes[0].about(), About::Directory);
}

#[test]
fn an_entry_keeps_what_only_a_newer_program_knows_of_it() {
    let mut json = serde_json::to_value(entry_view(3)).expect("JSON");
    json["kind"] = json!({ "kind": "poll", "options": ["a", "b"] });
    json["mood"] = json!("good");
    let page = json!({ "entries": [json], "complete": true }).to_string();
    let page: EntriesPage = serde_json::from_str(&page).expect("a page");
    assert_eq!(page.entries[0].kind, EntryKind::Unknown);
    assert_eq!(serde_json::to_value(&page.entries[0]).expect("JSON"), json);
}
