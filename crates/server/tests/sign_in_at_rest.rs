//! The memory of a server at rest: memory used for signing in is returned to the system. The test is a
//! program of its own, so that only this memory counts.
#![cfg(target_os = "linux")]

use std::time::Duration;

use conversas_server::{Config, RunningServer, init, start};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const MIB: usize = 1024 * 1024;
/// The least growth while a password is checked, which alone takes 19 MiB.
const USED: usize = 15 * MIB;
/// The limit: none of the passwords' memory stays; the rest is for everything else.
const LEFT: usize = 10 * MIB;

/// Answers the resident bytes of this process.
fn resident() -> usize {
    let pages = std::fs::read_to_string("/proc/self/statm").expect("Linux says it");
    let pages: usize = pages.split(' ').nth(1).expect("the second number").parse().expect("a number");
    pages * 4096
}

/// Signs in with a wrong password.
async fn guess(server: &RunningServer, number: usize) {
    let mut stream = TcpStream::connect(server.addr()).await.expect("it listens");
    let body = format!(r#"{{"email":"x{number}@n.example","password":"b","device_name":"x"}}"#);
    let request = format!(
        "POST /v1/sessions HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).await.expect("it reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("it answers");
    assert!(answer.starts_with("HTTP/1.1 401"), "{answer}");
}

#[tokio::test]
async fn a_quiet_server_gives_back_what_signing_in_took_each_time() {
    let folder = tempfile::tempdir().unwrap();
    init(folder.path()).unwrap();
    let server = start(Config::new(folder.path())).await.unwrap();
    let before = resident();
    for round in 0..4 {
        guess(&server, round).await;
        let used = resident().saturating_sub(before);
        assert!(used > USED, "round {round}: {} MiB", used / MIB);
        tokio::time::pause();
        for _ in 0..3 {
            tokio::time::advance(Duration::from_secs(61)).await;
            tokio::task::yield_now().await;
        }
        tokio::time::resume();
        let left = resident().saturating_sub(before);
        assert!(left < LEFT, "round {round}: {} MiB", left / MIB);
    }
    server.stop().await;
}
