//! One WebDriver process with one session.

use std::path::Path;
use std::process::Command;

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value};

use super::process::{Process, children_of, free_port, kill, wait_until_gone};
use super::until;

/// A driver, and the browser or app that it has started.
pub(super) struct Session {
    pub(super) client: Client,
    driver: Process,
}

impl Session {
    /// Starts `driver`, which gets a port, and through it what `capabilities` tell.
    pub(super) async fn start(driver: &mut Command, capabilities: Map<String, Value>, log: &Path) -> Session {
        let port = free_port();
        driver.arg(format!("--port={port}"));
        let mut process = Process::start(driver, log);
        let address = format!("http://127.0.0.1:{port}");
        until("the driver answers", async || {
            assert!(!process.has_ended(), "the driver has ended, see {}", log.display());
            std::net::TcpStream::connect(("127.0.0.1", port)).ok()
        })
        .await;
        let mut builder = ClientBuilder::new(HttpConnector::new());
        match builder.capabilities(capabilities).connect(&address).await {
            Ok(client) => Session { client, driver: process },
            Err(error) => panic!("no session, see {}: {error}", log.display()),
        }
    }

    /// Ends it, and waits until what it had started is gone too.
    pub(super) async fn end(self) {
        let started = children_of(self.driver.id());
        // An app that has crashed has no session to close any more.
        let _ = self.client.close().await;
        drop(self.driver);
        for child in started {
            kill(child);
            wait_until_gone(child);
        }
    }
}
