use std::collections::BTreeMap;

use super::*;
use crate::store::rescue::open_or_rebuild;
use crate::store::schema::{newest, open_before, open_writer};

/// A profile with a closed store of this app, in which `sql` was run.
fn profile(sql: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let db = open_writer(&folder.path().join("conversas.sqlite")).expect("a new store");
    db.execute_batch(sql).expect("a store that was changed");
    folder
}

/// A profile with another file in the store's place.
fn in_the_place(sql: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let db = Connection::open(folder.path().join("conversas.sqlite")).expect("a new file");
    db.execute_batch(sql).expect("a database");
    folder
}

/// Answers all databases in a folder with their content, without files that SQLite only needs to read them.
fn databases(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file"));
    let files = entries.map(|entry| {
        let name = entry.file_name().into_string().expect("a name");
        (name, fs::read(entry.path()).expect("readable"))
    });
    files.filter(|(name, bytes)| !name.ends_with("-shm") && !bytes.is_empty()).collect()
}

/// Answers the refusal to open a profile, twice, with everything as it was.
fn refusal(folder: &Path) -> StoreError {
    let before = databases(folder);
    assert!(open_or_rebuild(folder).is_err(), "it is refused");
    let error = open_or_rebuild(folder).map(|_| ()).expect_err("it is refused again");
    assert_eq!(databases(folder).keys().collect::<Vec<_>>(), before.keys().collect::<Vec<_>>());
    assert!(databases(folder) == before, "no byte is changed");
    error
}

#[test]
fn a_store_of_a_newer_app_is_left_as_it_is() {
    let newer = format!("PRAGMA user_version = {}; CREATE TABLE later (a);", newest() + 5);
    let strange = "PRAGMA user_version = 40; ALTER TABLE counters RENAME TO counts;
        ALTER TABLE outbox ADD COLUMN later TEXT; CREATE TABLE later (a);";
    let before_the_number = format!("{strange} PRAGMA application_id = 0;");
    for sql in [newer.as_str(), strange, &before_the_number] {
        let folder = profile(sql);
        assert!(matches!(refusal(folder.path()), StoreError::TooNew), "{sql}");
    }
}

#[test]
fn a_newer_version_that_stands_in_the_log_alone_is_seen() {
    let folder = profile("");
    let path = folder.path().join("conversas.sqlite");
    let db = Connection::open(&path).expect("a store");
    db.execute_batch("PRAGMA user_version = 40").expect("a newer app");
    let killed = tempfile::tempdir().expect("a temporary folder");
    for name in ["conversas.sqlite", "conversas.sqlite-wal"] {
        fs::copy(folder.path().join(name), killed.path().join(name)).expect("it is there");
    }
    assert!(matches!(refusal(killed.path()), StoreError::TooNew));
}

#[test]
fn the_database_of_another_program_is_left_as_it_is() {
    let of_the_server =
        "PRAGMA application_id = 1129270870; PRAGMA user_version = 3; CREATE TABLE schools (a);";
    for sql in [
        "CREATE TABLE mine (a)",
        "PRAGMA user_version = 3; CREATE TABLE mine (a); CREATE TABLE session (a)",
        "PRAGMA application_id = 7",
        of_the_server,
    ] {
        let folder = in_the_place(sql);
        assert!(matches!(refusal(folder.path()), StoreError::Foreign), "{sql}");
    }
}

#[test]
fn a_store_that_was_made_before_it_said_whose_it_is_says_so_once_opened() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("conversas.sqlite");
    drop(open_before(&path, "application_id"));
    assert_eq!(look(&path).expect("readable").application, 0);
    drop(open_writer(&path).expect("it opens"));
    assert_eq!(look(&path).expect("readable").application, APPLICATION);
}

#[test]
fn a_damaged_store_of_a_newer_app_is_left_as_it_is() {
    let folder = profile("PRAGMA user_version = 40");
    let path = folder.path().join("conversas.sqlite");
    let bytes = fs::read(&path).expect("readable");
    fs::write(&path, &bytes[..bytes.len() * 2 / 3]).expect("it is cut");
    assert!(matches!(refusal(folder.path()), StoreError::TooNew));
}

#[test]
fn a_store_whose_making_was_cut_short_is_made_again() {
    let folder = in_the_place("PRAGMA user_version = 9");
    // A journal that says that the file was empty: magic, records, nonce, pages, sizes of a sector and of a
    // page.
    let mut journal = vec![0; 512];
    journal[..8].copy_from_slice(&[0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7]);
    journal[20..24].copy_from_slice(&512_u32.to_be_bytes());
    journal[24..28].copy_from_slice(&4_096_u32.to_be_bytes());
    fs::write(folder.path().join("conversas.sqlite-journal"), journal).expect("it is written");
    let error =
        look(&folder.path().join("conversas.sqlite")).map(|_| ()).expect_err("it is to be taken back");
    assert!(is_taken_back(&error), "{error:?}");
    let (_, is_rebuilt) = open_or_rebuild(folder.path()).expect("it opens");
    assert!(!is_rebuilt);
}
