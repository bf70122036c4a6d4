//! One WebDriver process with one session.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use tokio::time::timeout;

use super::process::{Process, children_of, free_port, is_called, kill, wait_until_gone};
use super::until;

/// The longest time that the driven program may take to start.
const LONGEST_START: Duration = Duration::from_secs(60);

/// A driver, and the browser or app that it has started.
pub(super) struct Session {
    pub(super) client: Client,
    pub(super) port: u16,
    driver: Process,
}

impl Session {
    /// Starts `driver`, which gets a port, and through it the program that `capabilities` describe. On a busy
    /// machine an app was seen to end before it said anything, and the driver to wait for it without an end:
    /// then both are started once more.
    pub(super) async fn start(driver: &mut Command, capabilities: Map<String, Value>, log: &Path) -> Session {
        let port = free_port();
        driver.arg(format!("--port={port}"));
        for _ in 0..2 {
            let mut process = Process::start(driver, log);
            let address = format!("http://127.0.0.1:{port}");
            until("the driver answers", async || {
                assert!(!process.has_ended(), "the driver has ended, see {}", log.display());
                TcpStream::connect(("127.0.0.1", port)).ok()
            })
            .await;
            let mut builder = ClientBuilder::new(HttpConnector::new());
            builder.capabilities(capabilities.clone());
            match timeout(LONGEST_START, builder.connect(&address)).await {
                Ok(Ok(client)) => return Session { client, port, driver: process },
                Ok(Err(error)) => panic!("no session, see {}: {error}", log.display()),
                Err(_elapsed) => eprintln!("the driver has no session for a minute"),
            }
        }
        panic!("no session, see {}", log.display());
    }

    /// Answers the process that has started the driven program.
    pub(super) fn driver_id(&self) -> u32 {
        self.driver.id()
    }

    /// Allows the page a feature that the browser asks the person about. fantoccini does not know this
    /// command.
    pub(super) async fn allow(&self, what: &str) {
        let body = json!({ "descriptor": { "name": what }, "state": "granted" });
        post(&self.client, self.port, "permissions", &body).await;
    }

    /// Waits until there are words on the page. Answers false if the page's process has ended: WebKitGTK's
    /// was seen to end about once in fifty starts on a busy machine ("getauxval () failed"), and the driver
    /// then loses the page, though it comes back.
    pub(super) async fn has_page(&self) -> bool {
        until("there are words on the page", async || {
            let asked = self.client.execute("return document.body.innerText.trim() !== ''", Vec::new()).await;
            match asked {
                Ok(answer) => (answer == Value::Bool(true)).then_some(true),
                Err(error) => {
                    eprintln!("the page is gone: {error}");
                    Some(false)
                }
            }
        })
        .await
    }

    /// Answers the window's process for its page, if there is one.
    pub(super) fn page_process(&self) -> Option<u32> {
        let apps = children_of(self.driver.id());
        apps.into_iter().flat_map(children_of).find(|id| is_called(*id, "WebKitWebProcess"))
    }

    /// Ends the session, and waits until all processes that it had started are gone too.
    pub(super) async fn end(self) {
        let started = children_of(self.driver.id());
        // Ignored: an app that has crashed has no session to close any more.
        let _ = self.client.close().await;
        drop(self.driver);
        for child in started {
            kill(child);
            wait_until_gone(child);
        }
    }
}

/// Sends a session's driver a command that fantoccini does not know.
pub(super) async fn post(client: &Client, port: u16, command: &str, body: &Value) {
    let session = client.session_id().await.ok().flatten().expect("a session has an id");
    let answer = send(port, &format!("/session/{session}/{command}"), &body.to_string());
    let answer = answer.expect("the driver answers");
    assert!(answer.starts_with("HTTP/1.1 200"), "the driver refuses {command} {body}: {answer}");
}

/// Sends a request, and returns the first line of the answer.
fn send(port: u16, path: &str, body: &str) -> std::io::Result<String> {
    let length = body.len();
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    write!(stream, "POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n")?;
    write!(stream, "Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}")?;
    let mut answer = String::new();
    BufReader::new(stream).read_line(&mut answer)?;
    Ok(answer)
}
