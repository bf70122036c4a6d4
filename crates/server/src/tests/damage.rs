//! Databases that are damaged, or of another program.

use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use axum::http::{Method, StatusCode};
use conversas_store_sqlite::{Sqlite, testing};

use crate::fixture::House;
use crate::store::{Lane, Scope, StoreError};

/// A store with something in it, closed.
async fn left_behind() -> (tempfile::TempDir, PathBuf) {
    let house = House::new().await;
    for _ in 0..20 {
        house.say(&house.juliana, house.conversation().await, &"palavras ".repeat(400)).await;
    }
    house.close()
}

fn overwrite(path: &Path, from: u64, length: usize) {
    let mut file = std::fs::OpenOptions::new().write(true).open(path).unwrap();
    file.seek(SeekFrom::Start(from)).unwrap();
    file.write_all(&vec![0xA5; length]).unwrap();
}

fn opened(folder: &Path) -> StoreError {
    Sqlite::open(folder, |_: &[Scope]| {}).map(drop).unwrap_err()
}

#[tokio::test]
async fn a_damaged_database_is_said_to_be_one_and_not_written_to() {
    for (from, length) in [(0, 4096), (5 * 4096, 20 * 4096)] {
        let (folder, path) = left_behind().await;
        overwrite(&path, from, length);
        let before = std::fs::read(&path).unwrap();
        let error = opened(folder.path());
        assert!(matches!(error, StoreError::Damaged(_)), "{error}");
        assert!(error.to_string().contains("backup"));
        assert_eq!(std::fs::read(&path).unwrap(), before);
    }
    let (folder, path) = left_behind().await;
    let length = std::fs::metadata(&path).unwrap().len();
    std::fs::OpenOptions::new().write(true).open(&path).unwrap().set_len(length / 2).unwrap();
    assert!(matches!(opened(folder.path()), StoreError::Damaged(_)));
}

#[tokio::test]
async fn a_database_of_something_else_is_not_written_to() {
    let of_others = |sql: &str| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("conversas.sqlite3");
        testing::make_other(&path, sql).unwrap();
        let before = std::fs::read(&path).unwrap();
        let error = opened(folder.path());
        assert_eq!(std::fs::read(&path).unwrap(), before, "{sql}");
        error
    };
    for sql in [
        "CREATE TABLE notes (text TEXT)",
        "CREATE TABLE entries (text TEXT); PRAGMA user_version = 2",
        "PRAGMA application_id = 7; PRAGMA user_version = 1; CREATE TABLE schools (id BLOB)",
    ] {
        assert!(matches!(of_others(sql), StoreError::Foreign), "{sql}");
    }
    let lacking = "PRAGMA user_version = 2; CREATE TABLE schools (id BLOB PRIMARY KEY)";
    assert!(matches!(of_others(lacking), StoreError::Incomplete));
    let newer =
        "PRAGMA application_id = 1129270870; PRAGMA user_version = 1000; CREATE TABLE schools (id BLOB)";
    assert!(matches!(of_others(newer), StoreError::TooNew));
}

#[tokio::test]
async fn what_a_server_left_is_opened_again() {
    let (folder, path) = left_behind().await;
    drop(Sqlite::open(folder.path(), |_: &[Scope]| {}).unwrap());
    let application = testing::number_of(&path, "PRAGMA application_id").unwrap();
    assert_eq!(application, 0x434F_4E56, "CONV");
}

#[tokio::test]
async fn damage_that_shows_while_the_server_runs_ends_all_writing() {
    let house = House::new().await;
    let conversation = house.conversation().await;
    let health = async || house.ask::<()>(None, Method::GET, "/healthz", None).await.0;
    assert_eq!(health().await, StatusCode::OK);
    assert!(house.store.look_through().await.is_ok());
    let told = house.store.read(|_| Err::<(), StoreError>(testing::damage()));
    assert!(told.await.is_err());
    assert_eq!(health().await, StatusCode::SERVICE_UNAVAILABLE);
    let op = conversas_protocol::OpRequest {
        op_id: crate::fixture::id(),
        written_at: crate::fixture::START,
        op: house.opening("Oi"),
    };
    let token = Some(house.juliana.token.as_str());
    assert_eq!(house.ask(token, Method::POST, "/v1/ops", Some(&op)).await.0, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(house.thread(&house.juliana, conversation).await.entries.len(), 2, "what can be read is read");
}

#[tokio::test]
async fn a_change_that_meets_damage_is_undone_with_its_group() {
    let house = House::new().await;
    house.conversation().await;
    let newest = house.newest().await;
    let school = house.school;
    let written = house.store.write(Lane::Any, move |tx| {
        tx.next_seq(school)?;
        // The guard is dropped at once, so the damage is not noticed.
        drop(testing::damage());
        Ok::<_, StoreError>(())
    });
    assert!(written.await.is_err());
    assert_eq!(house.newest().await, newest);
    assert!(house.store.check().await.is_err());
}
