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
