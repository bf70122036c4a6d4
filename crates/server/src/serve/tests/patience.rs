//! Connections that take and give nothing: each ends, and others are answered meanwhile.

use std::net::SocketAddr;

use conversas_protocol::{INSTALLATION_HEADER, SignedIn};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::{EMAIL, PASSWORD, PATIENCE, ask, with_somebody};
use crate::config::{Config, ConnectionLimits};
use crate::{RunningServer, start};

/// Limits long enough for an honest request in a test, and short enough to wait for.
fn impatient() -> ConnectionLimits {
    let seconds = |text: &str| text.parse().unwrap();
    ConnectionLimits {
        head: seconds("0.4"),
        idle: seconds("0.8"),
        body: seconds("0.4"),
        write: seconds("0.4"),
        ..ConnectionLimits::default()
    }
}

async fn serve(
    limits: ConnectionLimits,
    tell: impl FnOnce(&mut Config),
) -> (RunningServer, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let mut config = Config { connections: limits, ..Config::new(folder.path()) };
    tell(&mut config);
    with_somebody(folder.path()).await;
    (start(config).await.unwrap(), folder)
}

async fn connect(addr: SocketAddr, sent: &str) -> TcpStream {
    let mut stream = TcpStream::connect(addr).await.unwrap();
    stream.write_all(sent.as_bytes()).await.unwrap();
    stream
}

/// Reads until the server ends the connection.
async fn rest(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    // Ignored: an end by a reset is an end too.
    let _ = timeout(PATIENCE, stream.read_to_end(&mut bytes)).await.expect("the server ends it");
    String::from_utf8(bytes).unwrap()
}

/// Reads one answer of [`GET`], whose body is short.
async fn answer(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    while !bytes.ends_with(b"\r\n\r\nok\n") {
        let read = timeout(PATIENCE, stream.read_buf(&mut bytes)).await.expect("an answer").unwrap();
        assert!(read > 0, "{}", String::from_utf8_lossy(&bytes));
    }
    String::from_utf8(bytes).unwrap()
}

const GET: &str = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";

#[tokio::test]
async fn whoever_says_nothing_or_half_a_head_is_not_waited_for() {
    let (server, _folder) = serve(impatient(), |_| {}).await;
    for sent in ["", "GET /healthz HT", "GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: b\r\n"] {
        let mut stream = connect(server.addr(), sent).await;
        assert_eq!(rest(&mut stream).await, "", "{sent}");
    }
    server.stop().await;
}

#[tokio::test]
async fn a_head_that_comes_a_letter_at_a_time_is_not_waited_for() {
    let (server, _folder) = serve(impatient(), |_| {}).await;
    let mut stream = connect(server.addr(), "GET /healthz HTTP/1.1\r\nX: ").await;
    let dripping = async {
        let mut pace = tokio::time::interval(std::time::Duration::from_millis(20));
        loop {
            pace.tick().await;
            if stream.write_all(b"x").await.is_err() {
                break;
            }
        }
    };
    timeout(PATIENCE, dripping).await.expect("the server ends it");
    server.stop().await;
}

#[tokio::test]
async fn a_connection_that_rests_too_long_ends_and_one_that_is_used_goes_on() {
    let (server, _folder) = serve(impatient(), |_| {}).await;
    let mut stream = connect(server.addr(), GET).await;
    answer(&mut stream).await;
    stream.write_all(GET.as_bytes()).await.unwrap();
    answer(&mut stream).await;
    assert_eq!(rest(&mut stream).await, "");
    server.stop().await;
}

#[tokio::test]
async fn half_a_body_is_not_waited_for_and_its_sender_is_told() {
    let (server, _folder) = serve(impatient(), |_| {}).await;
    let half = "POST /v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n\
        Content-Length: 9000\r\n\r\n{\"email\":";
    let mut stream = connect(server.addr(), half).await;
    let told = rest(&mut stream).await;
    assert!(told.starts_with("HTTP/1.1 408"), "{told}");
    assert!(told.to_lowercase().contains("connection: close") && told.contains("unavailable"), "{told}");
    server.stop().await;
}

#[tokio::test]
async fn most_of_a_sign_in_gives_it_no_more_time() {
    let (server, _folder) = serve(impatient(), |_| {}).await;
    let most = format!(
        "POST /v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 16000\r\n\r\n{{{}",
        " ".repeat(15_000)
    );
    let begun = std::time::Instant::now();
    let mut stream = connect(server.addr(), &most).await;
    let told = rest(&mut stream).await;
    assert!(told.starts_with("HTTP/1.1 408"), "{told}");
    // With a second for each KiB the wait would be fourteen seconds longer.
    assert!(begun.elapsed() < std::time::Duration::from_secs(10));
    server.stop().await;
}

#[tokio::test]
async fn whoever_takes_nothing_of_the_answers_is_not_waited_for() {
    let (server, _folder) = serve(impatient(), |_| {}).await;
    let mut stream = connect(server.addr(), "").await;
    let asking = async {
        let many = "GET /v1/openapi.json HTTP/1.1\r\nHost: x\r\n\r\n".repeat(100);
        while stream.write_all(many.as_bytes()).await.is_ok() {}
    };
    timeout(PATIENCE, asking).await.expect("the server ends it");
    assert!(ask(server.addr(), "GET /healthz", "").await.starts_with("HTTP/1.1 200"));
    server.stop().await;
}

#[tokio::test]
async fn a_poll_waits_longer_than_any_of_these_times() {
    let (server, _folder) = serve(impatient(), |_| {}).await;
    let body = format!(r#"{{"email":"{EMAIL}","password":"{PASSWORD}","device_name":"x"}}"#);
    let signed_in = ask(server.addr(), "POST /v1/sessions", &body).await;
    let json = signed_in.split_once("\r\n\r\n").unwrap().1;
    let token = serde_json::from_str::<SignedIn>(json).unwrap().token;
    let with_token = |uri: &str| format!("GET {uri} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}");
    let page = request(server.addr(), &with_token("/v1/bootstrap?limit=1")).await;
    let cursor = page.split("\"cursor\":\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    for _ in 0..2 {
        let page = request(server.addr(), &with_token(&format!("/v1/sync?cursor={cursor}&wait=2"))).await;
        assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    }
    server.stop().await;
}

/// Signs in through the trusted proxy, which names this address; answers the status.
async fn sign_in(addr: SocketAddr, from: &str, email: &str) -> String {
    let body = format!(r#"{{"email":"{email}","password":"{PASSWORD}","device_name":"x"}}"#);
    let head = "POST /v1/sessions HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json";
    let length = body.len();
    let asked = format!("{head}\r\nX-Forwarded-For: {from}\r\nContent-Length: {length}\r\n\r\n{body}");
    let told = rest(&mut connect(addr, &asked).await).await;
    told.split(' ').nth(1).unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_crowd_that_guesses_passwords_does_not_keep_somebody_from_elsewhere_waiting() {
    let (server, _folder) = serve(ConnectionLimits::default(), |config| {
        config.proxies.trusted = vec!["127.0.0.1".parse().unwrap()];
    })
    .await;
    let addr = server.addr();
    let mut crowd = tokio::task::JoinSet::new();
    for number in 0..40 {
        crowd.spawn(async move { sign_in(addr, "203.0.113.1", &format!("x{number}@n.example")).await });
    }
    // The others of the crowd wait in line by then.
    assert_eq!(crowd.join_next().await.unwrap().unwrap(), "401");
    assert_eq!(sign_in(addr, "203.0.113.2", EMAIL).await, "200");
    let mut behind = 0;
    while let Some(told) = crowd.try_join_next() {
        assert_eq!(told.unwrap(), "401");
        behind += 1;
    }
    assert!(behind < 30, "{behind} of the crowd were before");
    server.stop().await;
}

/// Sends a whole head; answers everything until the end.
async fn request(addr: SocketAddr, head: &str) -> String {
    let mut stream = connect(addr, &format!("{head}\r\nConnection: close\r\n\r\n")).await;
    rest(&mut stream).await
}

#[tokio::test]
async fn one_address_has_so_many_connections_and_is_told_so() {
    let limits = ConnectionLimits { of_origin: 2, ..ConnectionLimits::default() };
    let (server, _folder) = serve(limits, |_| {}).await;
    let mut first = connect(server.addr(), GET).await;
    answer(&mut first).await;
    let mut second = connect(server.addr(), GET).await;
    answer(&mut second).await;
    let mut third = connect(server.addr(), "").await;
    let told = rest(&mut third).await;
    assert!(told.starts_with("HTTP/1.1 503") && told.contains("Retry-After: 5"), "{told}");
    let body = told.split_once("\r\n\r\n").unwrap().1;
    let said = format!("Content-Length: {}\r\n", body.len());
    assert!(told.contains(&said) && told.contains("Connection: close"), "{told}");
    serde_json::from_str::<conversas_protocol::ErrorBody>(body).unwrap();
    let installation = |told: &str| {
        let header = told.lines().find(|line| line.starts_with(INSTALLATION_HEADER)).map(str::to_owned);
        header.expect("an answer of ours")
    };
    drop(first);
    let again = async { while !ask(server.addr(), "GET /healthz", "").await.starts_with("HTTP/1.1 200") {} };
    timeout(PATIENCE, again).await.expect("there is room again");
    assert_eq!(installation(&told), installation(&ask(server.addr(), "GET /healthz", "").await));
    second.write_all(GET.as_bytes()).await.unwrap();
    answer(&mut second).await;
    server.stop().await;
}

#[tokio::test]
async fn a_trusted_proxy_has_as_many_connections_as_there_are() {
    let limits = ConnectionLimits { of_origin: 1, in_all: 3, ..ConnectionLimits::default() };
    let trust = |config: &mut Config| config.proxies.trusted = vec!["127.0.0.1".parse().unwrap()];
    let (server, _folder) = serve(limits, trust).await;
    let mut held = Vec::new();
    for _ in 0..3 {
        let mut stream = connect(server.addr(), GET).await;
        answer(&mut stream).await;
        held.push(stream);
    }
    assert!(rest(&mut connect(server.addr(), "").await).await.starts_with("HTTP/1.1 503"));
    server.stop().await;
}

#[tokio::test]
async fn a_flood_of_header_lines_or_one_endless_line_is_refused() {
    let (server, _folder) = serve(ConnectionLimits::default(), |_| {}).await;
    let many: String = (0..100).map(|number| format!("X-{number}: y\r\n")).collect();
    let long = format!("X: {}\r\n", "y".repeat(100_000));
    for lines in [many, long] {
        let mut stream = TcpStream::connect(server.addr()).await.unwrap();
        // Ignored: the server may end the connection before all of it is sent.
        let _ = stream.write_all(format!("GET /healthz HTTP/1.1\r\nHost: x\r\n{lines}\r\n").as_bytes()).await;
        let told = rest(&mut stream).await;
        assert!(told.starts_with("HTTP/1.1 431") || told.is_empty(), "{told}");
    }
    server.stop().await;
}

#[tokio::test]
async fn a_short_body_that_nobody_wanted_does_not_end_the_connection() {
    let (server, _folder) = serve(ConnectionLimits::default(), |_| {}).await;
    let refused = format!(
        "POST /v1/ops HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9000\r\n\r\n{}",
        " ".repeat(9_000)
    );
    let mut stream = connect(server.addr(), &refused).await;
    stream.write_all(GET.as_bytes()).await.unwrap();
    let answers = answer(&mut stream).await;
    assert!(answers.starts_with("HTTP/1.1 401") && answers.contains("HTTP/1.1 200"), "{answers}");
    server.stop().await;
}

#[tokio::test]
async fn whoever_sends_a_long_body_that_nobody_wants_hears_why_and_that_the_connection_ends() {
    let (server, _folder) = serve(ConnectionLimits::default(), |_| {}).await;
    let head = "POST /v1/ops HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n";
    for _ in 0..20 {
        let mut stream = connect(server.addr(), head).await;
        stream.write_all(" ".repeat(1_000_000).as_bytes()).await.expect("it is taken");
        let told = rest(&mut stream).await;
        assert!(told.starts_with("HTTP/1.1 401"), "{told}");
        assert!(told.to_lowercase().contains("connection: close"), "{told}");
    }
    server.stop().await;
}
