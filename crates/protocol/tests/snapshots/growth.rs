//! A proof that a newer server may add anything: each part of the snapshots in turn is replaced by a strange
//! value, and only the item that holds it becomes unknown.

use conversas_protocol::received;
use conversas_protocol::{
    BootstrapPage, Demo, Directory, EntriesPage, ErrorBody, FileLink, LooksPage, OpRequest, Receipt,
    SignedIn, SyncPage, UploadState,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::{snapshot, values};

/// Finds the places in a value, as JSON pointers, outermost first.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                places(field, &format!("{at}/{name}"), found);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                places(item, &format!("{at}/{index}"), found);
            }
        }
        _ => {}
    }
}

/// Answers the value with a strange part in one of its places, for each place below `list`.
fn estranged(value: &Value, list: &str) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    places(&value[list], &format!("/{list}"), &mut found);
    let below = found.into_iter().filter(|place| place.matches('/').count() >= 2);
    let strange =
        [json!("of_tomorrow"), json!({ "of": "tomorrow" }), json!(null), json!([1.5]), json!(-1.5e300)];
    let each = below.flat_map(|place| strange.clone().map(|strange| (place.clone(), strange)));
    each.map(|(place, strange)| {
        let mut changed = value.clone();
        *changed.pointer_mut(&place).expect("it was found there") = strange;
        (place, changed)
    })
    .collect()
}

/// Reads the value with each strange part. `count`: answers how many items the page then has.
fn survives<T: DeserializeOwned>(name: &str, list: &str, may_fail: &[&str], count: impl Fn(&T) -> usize) {
    let mut tried = 0;
    for value in snapshot(name) {
        let expected = value[list].as_array().expect("a list").len();
        for (place, changed) in estranged(&value, list) {
            let field = place.split('/').skip(3).collect::<Vec<_>>().join("/");
            if may_fail.contains(&field.as_str()) {
                continue;
            }
            tried += 1;
            let page = serde_json::from_str::<T>(&changed.to_string());
            let page = page.unwrap_or_else(|error| panic!("{name}{place}: {error}"));
            assert_eq!(count(&page), expected, "{name}{place}");
        }
    }
    assert!(tried > 500, "{name}: {tried}");
}

#[test]
fn whatever_is_strange_in_a_change_hides_no_other_change() {
    survives::<received::SyncPage>("sync_page", "changes", &[], |page| page.changes.len());
}

#[test]
fn whatever_is_strange_in_a_conversation_hides_no_other_conversation() {
    survives::<received::BootstrapPage>("bootstrap_page", "conversations", &[], |page| {
        page.conversations.len()
    });
}

#[test]
fn whatever_is_strange_in_an_entry_but_its_place_hides_no_other_entry() {
    // The empty pointer is the entry itself.
    let place = ["", "id", "seq", "conversation_id"];
    survives::<received::EntriesPage>("entries_page", "entries", &place, |page| page.entries.len());
}

/// Answers the value with one more field in each of its objects.
fn grown(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let mut grown: serde_json::Map<_, _> =
                fields.iter().map(|(name, field)| (name.clone(), grown(field))).collect();
            grown.insert("of_tomorrow".into(), json!({ "words": [1, "a", null] }));
            Value::Object(grown)
        }
        Value::Array(items) => Value::Array(items.iter().map(grown).collect()),
        other => other.clone(),
    }
}

fn ignores_more<T: Serialize + DeserializeOwned>(name: &str) {
    for (value, json) in values::<T>(name).iter().zip(snapshot(name)) {
        let read: T = serde_json::from_str(&grown(&json).to_string())
            .unwrap_or_else(|error| panic!("{name} with more in it: {error}"));
        let (read, value) = (serde_json::to_value(&read), serde_json::to_value(value));
        assert_eq!(read.expect("JSON"), value.expect("JSON"), "{name}");
    }
}

#[test]
fn a_field_more_is_no_hindrance_anywhere() {
    ignores_more::<BootstrapPage>("bootstrap_page");
    ignores_more::<Demo>("demo");
    ignores_more::<Directory>("directory");
    ignores_more::<EntriesPage>("entries_page");
    ignores_more::<ErrorBody>("error_body");
    ignores_more::<FileLink>("file_link");
    ignores_more::<LooksPage>("looks_page");
    ignores_more::<OpRequest>("op_request");
    ignores_more::<Receipt>("receipt");
    ignores_more::<SignedIn>("signed_in");
    ignores_more::<SyncPage>("sync_page");
    ignores_more::<UploadState>("upload_state");
}

#[test]
fn what_an_app_keeps_is_written_with_all_that_it_did_not_know() {
    let json = grown(&snapshot("sync_page")[0]);
    let page: received::SyncPage = serde_json::from_str(&json.to_string()).expect("a page");
    for (change, json) in page.changes.iter().zip(json["changes"].as_array().expect("a list")) {
        let (part, kept) = match change {
            received::Change::Directory(directory) => ("directory", serde_json::to_value(directory)),
            received::Change::Conversation(view) => ("conversation", serde_json::to_value(view)),
            received::Change::Entry(entry) => ("entry", serde_json::to_value(entry)),
            received::Change::ConversationGone(_) => continue,
            received::Change::Unknown(_) => panic!("a field more makes nothing unknown"),
        };
        assert_eq!(kept.expect("JSON"), json[part]);
    }
}

#[test]
fn an_outcome_a_code_and_a_state_of_tomorrow_are_read() {
    let receipt =
        json!({ "op_id": snapshot("receipt")[0]["op_id"], "outcome": { "type": "postponed", "to": 9 } });
    let receipt: received::Receipt = serde_json::from_str(&receipt.to_string()).expect("a receipt");
    assert_eq!(receipt.outcome, None);
    let body = r#"{"code":"of_tomorrow","message":"","reason":"too_tired"}"#;
    let body: ErrorBody = serde_json::from_str(body).expect("a body");
    let written = serde_json::to_value(&body).expect("JSON");
    assert_eq!((&written["code"], &written["reason"]), (&json!("of_tomorrow"), &json!("too_tired")));
    let state: UploadState = serde_json::from_str(r#"{"state":"baking","minutes":3}"#).expect("a state");
    assert_eq!(state, UploadState::Unknown);
}
