//! The demo server of a test.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::process::{Process, free_port};
use super::{told, until};

/// A server with the demo schools; the same address and data through all its starts.
pub struct Server {
    port: u16,
    folder: PathBuf,
    running: Option<Process>,
}

impl Server {
    pub(super) async fn start(folder: &Path) -> Server {
        let mut server = Server { port: free_port(), folder: folder.to_path_buf(), running: None };
        server.start_again().await;
        server
    }

    /// Answers the server's address.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Answers the folder of the server's data.
    pub(super) fn data(&self) -> PathBuf {
        self.folder.join("server")
    }

    /// Starts the server on its data, and waits until it answers.
    pub async fn start_again(&mut self) {
        let mut command = Command::new(told("CONVERSAS_BIN_SERVER"));
        command.args(["serve", "--demo", "--listen", &format!("127.0.0.1:{}", self.port)]);
        command.arg("--data").arg(self.data());
        self.running = Some(Process::start(&mut command, &self.folder.join("server.log")));
        let port = self.port;
        let running = &mut self.running;
        until("the server answers", async || {
            assert!(
                !running.as_mut().is_some_and(Process::has_ended),
                "the server has ended, see server.log"
            );
            is_healthy(port).then_some(())
        })
        .await;
    }

    /// Ends the server in order.
    pub fn stop(&mut self) {
        if let Some(running) = self.running.take() {
            running.stop();
        }
    }

    /// Ends the server as a power cut would.
    pub fn kill(&mut self) {
        self.running = None;
    }
}

fn is_healthy(port: u16) -> bool {
    let ask = || -> std::io::Result<String> {
        let mut stream = TcpStream::connect(("127.0.0.1", port))?;
        stream.set_read_timeout(Some(Duration::from_secs(2)))?;
        write!(stream, "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n")?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
    };
    ask().is_ok_and(|answer| answer.starts_with("HTTP/1.1 200"))
}
