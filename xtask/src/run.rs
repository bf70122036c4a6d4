//! `cargo xtask run`: a server with demo schools and two people's windows, in a temporary folder.

mod children;
mod people;

use crate::paths;
use crate::programs::Programs;
use crate::setup;
use crate::step;
use anyhow::{Context, Result, bail};
use children::Children;
use people::{PEOPLE, Person};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// Builds and starts everything, and ends when the windows are closed or Ctrl-C is pressed.
pub(crate) fn run(browser: bool) -> Result<()> {
    if !browser && !has_display() {
        bail!("no display here to open windows on; try: cargo xtask run --browser");
    }
    if !browser {
        setup::shell().context("without the webview, try: cargo xtask run --browser")?;
    }
    let programs = Programs::build(!browser)?;
    let folder = tempfile::Builder::new().prefix("conversas-").tempdir()?;
    let mut children = Children::new()?;
    let address = free_address()?;
    let mut server = step::command(&programs.server);
    server
        .args([
            "serve",
            "--demo",
            "--listen",
            &address.to_string(),
            "--data",
        ])
        .arg(folder.path().join("server"));
    children.serve(&mut server)?;
    wait_until_healthy(address, &mut children)?;
    let url = format!("http://{address}");
    for person in PEOPLE {
        let mut window = match &programs.shell {
            Some(shell) => person.window(shell, &url, folder.path()),
            None => person.bridge(&programs.bridge, &url, folder.path(), free_address()?),
        };
        children.open(&mut window)?;
    }
    println!("▸ server at {url}; the accounts are printed above; Ctrl-C ends everything");
    children.wait();
    Ok(())
}

impl Person {
    fn window(&self, shell: &Path, server: &str, folder: &Path) -> Command {
        let mut window = step::command(shell);
        window
            .args(["--profile", self.profile, "--server", server])
            .args(self.phone.then_some("--phone"));
        window.env("CONVERSAS_DATA", folder.join("app"));
        window
    }

    fn bridge(&self, bridge: &Path, server: &str, folder: &Path, address: SocketAddr) -> Command {
        let mut command = step::command(bridge);
        command
            .arg("--data")
            .arg(folder.join("app").join(self.profile))
            .arg("--ui")
            .arg(paths::dist());
        command.args([
            "--listen",
            &address.to_string(),
            "--server",
            server,
            "--open",
        ]);
        command
    }
}

fn has_display() -> bool {
    !cfg!(target_os = "linux")
        || ["DISPLAY", "WAYLAND_DISPLAY"]
            .iter()
            .any(|name| std::env::var_os(name).is_some())
}

fn free_address() -> Result<SocketAddr> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?)
}

fn wait_until_healthy(address: SocketAddr, children: &mut Children) -> Result<()> {
    let start = Instant::now();
    while !is_healthy(address) {
        if children.server_has_ended() || start.elapsed() > Duration::from_secs(60) {
            bail!("the server does not answer");
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Ok(())
}

fn is_healthy(address: SocketAddr) -> bool {
    let ask = || -> std::io::Result<String> {
        let mut stream = TcpStream::connect(address)?;
        stream.set_read_timeout(Some(Duration::from_secs(2)))?;
        write!(
            stream,
            "GET /healthz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
        )?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
    };
    ask().is_ok_and(|answer| answer.starts_with("HTTP/1.1 200"))
}
