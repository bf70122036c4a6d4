//! A server without news: it tells the first poll so, holds the later polls, and answers nothing else. So an
//! app is online, and does no other work.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

use conversas_protocol::{Cursor, INSTALLATION_HEADER, SyncPage};

/// The time for which a poll is held, as by a real server.
const HELD: Duration = Duration::from_secs(25);
const GONE: &str = "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n";

/// Starts a server, which ends with the bench.
pub(super) fn start() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has free ports");
    let address = listener.local_addr().expect("it is bound");
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // Ignored: an app that is killed ends its connection in the middle of anything.
            std::thread::spawn(move || drop(answer(stream)));
        }
    });
    address
}

/// Answers all requests of a connection.
fn answer(stream: TcpStream) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut stream = BufReader::new(stream);
    while let Some(target) = request(&mut stream)? {
        let cursor = parameter(&target, "cursor").filter(|_| target.starts_with("/v1/sync?"));
        let at_once = cursor.is_some() && parameter(&target, "wait") == Some("0");
        if !at_once && !is_held(stream.get_mut())? {
            break;
        }
        let said = cursor.map_or_else(|| GONE.to_owned(), nothing_new);
        stream.get_mut().write_all(said.as_bytes())?;
    }
    Ok(())
}

/// Reads a request and answers its path; none: there are no more requests.
fn request(stream: &mut BufReader<TcpStream>) -> std::io::Result<Option<String>> {
    let mut line = String::new();
    stream.read_line(&mut line)?;
    let Some(target) = line.split(' ').nth(1).map(str::to_owned) else { return Ok(None) };
    let mut length = 0;
    while !line.trim().is_empty() {
        line.clear();
        stream.read_line(&mut line)?;
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or_default();
        }
    }
    std::io::copy(&mut stream.take(length), &mut std::io::sink())?;
    Ok(Some(target))
}

fn parameter<'t>(target: &'t str, name: &str) -> Option<&'t str> {
    let (_, query) = target.split_once('?')?;
    query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
}

fn nothing_new(cursor: &str) -> String {
    let page =
        SyncPage { cursor: Cursor(cursor.to_owned()), changes: Vec::new(), more: false, presence: None };
    let body = serde_json::to_string(&page).expect("it is made for travelling");
    let length = body.len();
    let installation = conversas_testkit::installation();
    format!(
        "HTTP/1.1 200 OK\r\n{INSTALLATION_HEADER}: {installation}\r\ncontent-type: application/json\r\n\
         content-length: {length}\r\n\r\n{body}"
    )
}

/// Holds the poll; answers whether the client waited until the end.
fn is_held(stream: &mut TcpStream) -> std::io::Result<bool> {
    stream.set_read_timeout(Some(HELD))?;
    let ended = stream.peek(&mut [0]).is_ok();
    stream.set_read_timeout(None)?;
    Ok(!ended)
}
