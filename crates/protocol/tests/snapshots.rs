//! Every type that travels, as JSON beside this test: JSON that was ever written must be readable for ever,
//! and JSON that is read is written again as it was.
//!
//! | file | what |
//! |---|---|
//! | `snapshots/*.json` | values of a type in each of its forms |
//! | `snapshots/forms.rs` | the list of forms: a new one without a snapshot does not compile, or fails |
//! | `snapshots/growth.rs` | a proof that whatever a newer server adds hides nothing of the rest |

use std::path::Path;

use conversas_protocol::{
    BootstrapPage, Choose, Demo, Directory, EntriesPage, ErrorBody, FileLink, LooksPage, OpRequest, Receipt,
    SaveCannedReply, SignIn, SignInAnswer, SignedIn, SyncPage, UploadRequest, UploadState, Whereabouts,
    received,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

mod snapshots {
    mod forms;
    mod growth;
}

/// Answers the values of a snapshot.
fn snapshot(name: &str) -> Vec<Value> {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(name).with_extension("json");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).expect("a list of values")
}

/// Answers the snapshot as values of its type.
fn values<T: DeserializeOwned>(name: &str) -> Vec<T> {
    let read = |json: Value| {
        // The JSON is read from a text, as it is in a program.
        let text = json.to_string();
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}: {text}"))
    };
    snapshot(name).into_iter().map(read).collect()
}

/// Fails unless each value of the snapshot is read, and written again as it stands there.
fn travels<T: Serialize + DeserializeOwned>(name: &str) {
    for (value, json) in values::<T>(name).iter().zip(snapshot(name)) {
        assert_eq!(serde_json::to_value(value).expect("JSON"), json, "{name}");
    }
}

#[test]
fn every_type_that_travels_is_read_and_written_as_ever() {
    travels::<BootstrapPage>("bootstrap_page");
    travels::<Choose>("choose");
    travels::<Demo>("demo");
    travels::<Directory>("directory");
    travels::<EntriesPage>("entries_page");
    travels::<ErrorBody>("error_body");
    travels::<FileLink>("file_link");
    travels::<LooksPage>("looks_page");
    travels::<OpRequest>("op_request");
    travels::<Receipt>("receipt");
    travels::<SaveCannedReply>("save_canned_reply");
    travels::<SignIn>("sign_in");
    travels::<SignedIn>("signed_in");
    travels::<SignInAnswer>("choose");
    travels::<SignInAnswer>("signed_in");
    travels::<SyncPage>("sync_page");
    travels::<UploadRequest>("upload_request");
    travels::<UploadState>("upload_state");
    travels::<Whereabouts>("whereabouts");
}

#[test]
fn an_app_reads_the_pages_that_a_server_writes() {
    for (page, json) in values::<received::SyncPage>("sync_page").iter().zip(snapshot("sync_page")) {
        assert_eq!(serde_json::to_value(&page.changes).expect("JSON"), json["changes"]);
        assert_eq!(serde_json::to_value(&page.presence).expect("JSON"), json["presence"]);
        assert!(!page.changes.iter().any(received::Change::is_for_newer));
    }
    for (page, json) in values::<received::EntriesPage>("entries_page").iter().zip(snapshot("entries_page")) {
        assert_eq!(serde_json::to_value(&page.entries).expect("JSON"), json["entries"]);
    }
    for (read, written) in values::<received::Receipt>("receipt").iter().zip(values::<Receipt>("receipt")) {
        assert_eq!(read.outcome.as_ref(), Some(&written.outcome));
    }
    let pages = values::<received::BootstrapPage>("bootstrap_page");
    for (page, json) in pages.iter().zip(snapshot("bootstrap_page")) {
        assert_eq!(serde_json::to_value(&page.directory).expect("JSON"), json["directory"]);
        let conversations = json["conversations"].as_array().expect("a list");
        assert_eq!(page.conversations.len(), conversations.len());
        for (change, json) in page.conversations.iter().zip(conversations) {
            let received::Change::Conversation(view) = change else { panic!("{change:?}") };
            assert_eq!(&serde_json::to_value(view).expect("JSON"), json);
        }
    }
}
