//! A connection to a server that stays open: as little work as possible besides the measured one.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// A connection that stays open.
pub(super) struct Connection {
    stream: BufReader<TcpStream>,
    host: String,
    /// The token of the person who asks.
    token: Option<String>,
}

impl Connection {
    /// Connects to `host:port`, as the person of the token.
    pub(super) fn to(host: &str, token: Option<&str>) -> Connection {
        let stream = TcpStream::connect(host).expect("the server takes connections");
        stream.set_nodelay(true).expect("it is open");
        Connection { stream: BufReader::new(stream), host: host.to_owned(), token: token.map(str::to_owned) }
    }

    /// Answers the body of a route's answer.
    pub(super) fn get(&mut self, path: &str) -> Vec<u8> {
        self.ask("GET", path, b"")
    }

    /// Answers a route's answer to a body.
    pub(super) fn post<T: DeserializeOwned>(&mut self, path: &str, body: &impl Serialize) -> T {
        let body = serde_json::to_vec(body).expect("it is made for travelling");
        let answer = self.ask("POST", path, &body);
        serde_json::from_slice(&answer).expect("the answer is as documented")
    }

    fn ask(&mut self, verb: &str, path: &str, body: &[u8]) -> Vec<u8> {
        let mut request = format!("{verb} {path} HTTP/1.1\r\nhost: {}\r\n", self.host);
        if let Some(token) = &self.token {
            request.push_str(&format!("authorization: Bearer {token}\r\n"));
        }
        if !body.is_empty() {
            request
                .push_str(&format!("content-type: application/json\r\ncontent-length: {}\r\n", body.len()));
        }
        let mut request = (request + "\r\n").into_bytes();
        request.extend_from_slice(body);
        self.stream.get_mut().write_all(&request).expect("the server listens");
        self.answer(path)
    }

    fn answer(&mut self, path: &str) -> Vec<u8> {
        let mut length = 0;
        let mut line = String::new();
        self.stream.read_line(&mut line).expect("the server answers");
        let is_good = line.starts_with("HTTP/1.1 200");
        let status = line.trim().to_owned();
        loop {
            line.clear();
            self.stream.read_line(&mut line).expect("the server answers");
            let header = line.trim().to_ascii_lowercase();
            if let Some(value) = header.strip_prefix("content-length:") {
                length = value.trim().parse().expect("a length is a number");
            }
            if header.is_empty() {
                break;
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).expect("the server answers to the end");
        assert!(is_good, "{path}: {status}: {}", String::from_utf8_lossy(&body));
        body
    }
}
