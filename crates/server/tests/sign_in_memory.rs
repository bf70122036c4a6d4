//! The memory of a server while passwords are tried: it does not grow with their number. The test is a
//! program of its own, so that only this memory counts.
#![cfg(target_os = "linux")]

use conversas_server::{Config, RunningServer, init, start};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// The number of passwords; each takes 19 MiB for a moment.
const TRIES: u8 = 100;
/// The limit: the memory of two passwords, and some for everything else.
const BOUND: usize = 80 * 1024 * 1024;

/// Answers the resident bytes of this process.
fn resident() -> usize {
    let pages = std::fs::read_to_string("/proc/self/statm").expect("Linux says it");
    let pages: usize = pages.split(' ').nth(1).expect("the second number").parse().expect("a number");
    pages * 4096
}

/// Signs in with a wrong password, from an address of its own; answers the status.
async fn guess(server: &RunningServer, number: u8) -> String {
    let mut stream = TcpStream::connect(server.addr()).await.expect("it listens");
    let body = format!(r#"{{"email":"x{number}@n.example","password":"b","device_name":"x"}}"#);
    let request = format!(
        "POST /v1/sessions HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n\
         X-Forwarded-For: 203.0.113.{number}\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).await.expect("it reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("it answers");
    answer.split(' ').nth(1).unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_wrong_passwords_at_once_cost_two_buffers() {
    let folder = tempfile::tempdir().unwrap();
    let mut config = Config::new(folder.path());
    config.proxies.trusted = vec!["127.0.0.1".parse().unwrap()];
    init(folder.path()).unwrap();
    let server = start(config).await.unwrap();
    assert_eq!(guess(&server, 0).await, "401");
    let before = resident();
    let tries = (1..=TRIES).map(|number| guess(&server, number));
    let answers = futures_util::future::join_all(tries).await;
    assert!(answers.iter().all(|status| status == "401"), "{answers:?}");
    let grown = resident().saturating_sub(before);
    assert!(grown < BOUND, "{} MiB more", grown / 1024 / 1024);
    server.stop().await;
}
