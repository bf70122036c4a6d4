//! Trouble between devices and servers on real networks, and the requests that meet it.

use conversas_domain::ids::InstallationId;
use conversas_protocol::INSTALLATION_HEADER;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::request::Request;
use super::rewrite::Rewrite;

/// The page that captive portals, firewalls and broken proxies answer with.
pub const WEB_PAGE: &str =
    "<!DOCTYPE html><html><head><title>Wi-Fi</title></head><body>Entre para navegar</body></html>";

/// Trouble in the way of requests.
#[derive(Debug, Clone)]
pub struct Trouble {
    pub(super) kind: Kind,
    method: Option<&'static str>,
    path: &'static str,
    words: Option<String>,
    over: usize,
}

#[derive(Debug, Clone)]
pub(super) enum Kind {
    /// The request is answered without the server.
    Answer { status: u16, headers: String, body: String },
    /// The connection ends without an answer.
    End,
    /// After the server was silent for this time, the connection ends, or a gateway's page says so.
    NoPatience { time: Duration, page: bool },
    /// So many bytes of the answer pass in a tenth of a second.
    Slow { bytes: usize },
    /// The server has the request, and its answer is lost.
    LostAnswer,
    /// The server's answer is rewritten.
    Answers(Rewrite),
    /// The request is rewritten.
    Asks(Rewrite),
}

impl Trouble {
    fn new(kind: Kind) -> Trouble {
        Trouble { kind, method: None, path: "", words: None, over: 0 }
    }

    fn answer(status: u16, headers: String, body: String) -> Trouble {
        Trouble::new(Kind::Answer { status, headers, body })
    }

    /// Makes a web page with this status.
    pub fn page(status: u16) -> Trouble {
        Trouble::answer(status, "Content-Type: text/html; charset=utf-8\r\n".into(), WEB_PAGE.into())
    }

    /// Makes a stranger's JSON with this status.
    pub fn json(status: u16, body: impl Into<String>) -> Trouble {
        Trouble::answer(status, "Content-Type: application/json\r\n".into(), body.into())
    }

    /// Makes JSON in the name of the installation itself, with this status.
    pub fn of_server(installation: InstallationId, status: u16, body: impl Into<String>) -> Trouble {
        let headers = format!("Content-Type: application/json\r\n{INSTALLATION_HEADER}: {installation}\r\n");
        Trouble::answer(status, headers, body.into())
    }

    /// Makes a redirect to another address, with this status.
    pub fn redirect(status: u16, to: &str) -> Trouble {
        Trouble::answer(status, format!("Location: {to}\r\n"), String::new())
    }

    /// Makes an end of the connection.
    pub fn end() -> Trouble {
        Trouble::new(Kind::End)
    }

    /// Makes a proxy that ends connections which are silent for so long.
    pub fn ends_silence_after(time: Duration) -> Trouble {
        Trouble::new(Kind::NoPatience { time, page: false })
    }

    /// Makes a proxy that answers 504 for a server that is silent for so long.
    pub fn gateway_timeout_after(time: Duration) -> Trouble {
        Trouble::new(Kind::NoPatience { time, page: true })
    }

    /// Makes a slow link, with so many bytes of answers a second.
    pub fn slow(bytes_per_second: usize) -> Trouble {
        Trouble::new(Kind::Slow { bytes: (bytes_per_second / 10).max(1) })
    }

    /// Makes requests reach the server while their answers are lost.
    pub fn lost_answers() -> Trouble {
        Trouble::new(Kind::LostAnswer)
    }

    /// Makes a rewriting of answers, head and body, as a newer server would send them.
    pub fn rewrites_answers(rewrite: impl Fn(&str) -> String + Send + Sync + 'static) -> Trouble {
        Trouble::new(Kind::Answers(Rewrite::new(rewrite)))
    }

    /// Makes the first poll that is answered, with or without changes, be refused because its cursor is too
    /// old; answers are rewritten as a newer server would send them.
    pub fn expires_once(rewrite: impl Fn(&str) -> String + Send + Sync + 'static) -> Trouble {
        let has_expired = AtomicBool::new(false);
        Trouble::rewrites_answers(move |answer| {
            let is_poll = answer.contains(r#""changes":"#);
            match answer.split_once("\r\n\r\n") {
                Some((head, _)) if is_poll && !has_expired.swap(true, Ordering::SeqCst) => {
                    let head = head.replacen("200 OK", "410 Gone", 1);
                    format!("{head}\r\n\r\n{}", r#"{"code":"cursor_expired","message":"too old"}"#)
                }
                _ => rewrite(answer),
            }
        })
    }

    /// Makes a rewriting of requests, head and body, as a newer app would send them.
    pub fn rewrites_requests(rewrite: impl Fn(&str) -> String + Send + Sync + 'static) -> Trouble {
        Trouble::new(Kind::Asks(Rewrite::new(rewrite)))
    }

    /// Limits the trouble to requests with this method whose path begins like this.
    pub fn on(self, method: &'static str, path: &'static str) -> Trouble {
        Trouble { method: Some(method), path, ..self }
    }

    /// Limits the trouble to requests with these words in their body.
    pub fn with_words(self, words: &str) -> Trouble {
        Trouble { words: Some(words.to_owned()), ..self }
    }

    /// Limits the trouble to requests whose body has more bytes.
    pub fn with_body_over(self, bytes: usize) -> Trouble {
        Trouble { over: bytes, ..self }
    }

    /// Answers whether the trouble needs the body.
    pub(super) fn reads_bodies(&self) -> bool {
        self.words.is_some() || matches!(self.kind, Kind::Asks(_))
    }

    pub(super) fn concerns(&self, request: &Request) -> bool {
        let has_words = self
            .words
            .as_ref()
            .is_none_or(|words| request.body().windows(words.len()).any(|window| window == words.as_bytes()));
        self.method.is_none_or(|method| method == request.method())
            && request.path().starts_with(self.path)
            && (self.over == 0 || request.length() > self.over)
            && has_words
    }
}
