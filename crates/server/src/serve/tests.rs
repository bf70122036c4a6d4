use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::*;

mod patience;

use crate::config::Demo;
use crate::demo::PASSWORD;

/// Far longer than anything here takes.
const PATIENCE: Duration = Duration::from_secs(20);

async fn ask(addr: SocketAddr, head: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(addr).await.unwrap();
    let length = body.len();
    let request = format!(
        "{head} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    timeout(PATIENCE, stream.read_to_string(&mut answer)).await.unwrap().unwrap();
    answer
}

#[tokio::test]
async fn it_answers_stops_and_starts_again_at_the_same_address() {
    let folder = tempfile::tempdir().unwrap();
    init(folder.path()).unwrap();
    let server = start(Config::new(folder.path())).await.unwrap();
    let addr = server.addr();
    assert!(ask(addr, "GET /healthz", "").await.starts_with("HTTP/1.1 200"));
    // A connection that says nothing does not hold the server up.
    let _idle = TcpStream::connect(addr).await.unwrap();
    timeout(PATIENCE, server.stop()).await.unwrap();
    let again = Config { listen: addr, ..Config::new(folder.path()) };
    let server = start(again).await.unwrap();
    assert!(ask(addr, "GET /healthz", "").await.starts_with("HTTP/1.1 200"));
    server.stop().await;
}

#[tokio::test]
async fn a_folder_has_one_server() {
    let folder = tempfile::tempdir().unwrap();
    init(folder.path()).unwrap();
    let first = start(Config::new(folder.path())).await.unwrap();
    let second = start(Config::new(folder.path())).await;
    assert!(matches!(second, Err(StartError::Store(StoreError::InUse))));
    first.stop().await;
    start(Config::new(folder.path())).await.unwrap().stop().await;
}

#[tokio::test]
async fn a_demonstration_listens_on_this_machine_alone() {
    let folder = tempfile::tempdir().unwrap();
    let listen = SocketAddr::from(([0, 0, 0, 0], 0));
    let config = Config { listen, demo: Some(Demo::default()), ..Config::new(folder.path()) };
    assert!(matches!(start(config).await, Err(StartError::DemoBeyondLoopback(_))));
}

#[tokio::test]
async fn every_account_that_a_demonstration_names_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let config = Config { demo: Some(Demo::default()), ..Config::new(folder.path()) };
    let server = start(config).await.unwrap();
    let emails: Vec<_> = server.accounts().iter().map(|account| account.email.clone()).collect();
    assert!(emails.len() > 40);
    for email in ["rafaela@serradosabia.example", "juliana@familia.example", "admin@marealta.example"] {
        assert!(emails.contains(&email.to_owned()));
        let body = format!(r#"{{"email":"{email}","password":"{PASSWORD}","device_name":"x"}}"#);
        let answer = ask(server.addr(), "POST /v1/sessions", &body).await;
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    }
    server.stop().await;
}

#[tokio::test]
async fn a_folder_that_is_a_file_is_said_to_be_unusable() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let failed = start(Config::new(file.path())).await;
    assert!(matches!(failed, Err(StartError::Store(StoreError::Folder(_)))));
}

#[tokio::test]
async fn a_folder_without_data_is_refused_and_left_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("typing error");
    let emptied = folder.path().join("emptied");
    std::fs::create_dir(&emptied).unwrap();
    std::fs::write(emptied.join("conversas.sqlite3"), "").unwrap();
    for data in [&missing, &emptied, &folder.path().to_owned()] {
        let Err(refused) = start(Config::new(data)).await else { panic!("{}", data.display()) };
        assert!(matches!(refused, StartError::Store(StoreError::NotThere(_))), "{refused:?}");
        assert!(refused.to_string().contains("conversas-server init --data"), "{refused}");
    }
    assert!(!missing.exists());
    assert_eq!(std::fs::read_dir(&emptied).unwrap().count(), 1, "nothing was made in it");
}

#[tokio::test]
async fn data_is_made_once() {
    let folder = tempfile::tempdir().unwrap();
    init(folder.path()).unwrap();
    assert!(matches!(init(folder.path()), Err(StoreError::AlreadyThere(_))));
    start(Config::new(folder.path())).await.unwrap().stop().await;
}
