//! `cargo xtask run`: a server with demo schools and two people's windows, in a temporary folder.

mod bus;
mod children;
mod people;
mod speech;

use crate::paths;
use crate::programs::Programs;
use crate::setup::{self, Task};
use crate::step;
use anyhow::{Context, Result, bail};
use children::Children;
use people::{PEOPLE, Person};
use std::path::Path;
use std::process::Command;

/// Builds and starts everything, and ends when the windows are closed or Ctrl-C is pressed.
pub(crate) fn run(browser: bool) -> Result<()> {
    if !browser && !has_display() {
        bail!("no display here to open windows on; try: cargo xtask run --browser");
    }
    if browser {
        setup::prepare(Task::RunInBrowser)?;
    } else {
        setup::prepare(Task::Run).context("without the webview, try: cargo xtask run --browser")?;
    }
    let programs = Programs::build(!browser)?;
    let folder = tempfile::Builder::new().prefix("conversas-").tempdir()?;
    let mut children = Children::new()?;
    let url = children.serve(&mut server(&programs.server, folder.path()))?;
    let wants_bus = programs.shell.is_some() && bus::lacking();
    let bus = wants_bus.then(|| children.bus()).transpose()?;
    for person in PEOPLE {
        match &programs.shell {
            Some(shell) => {
                let mut window = person.window(shell, &url, folder.path());
                window.envs(bus.iter().map(|address| (bus::ADDRESS, address)));
                children.open(&mut window)?;
            }
            None => {
                let page = children.open_page(&mut person.bridge(&programs.bridge, &url, folder.path()))?;
                println!("▸ {} at {page}", person.profile);
            }
        }
        println!("  {}: sign in as {}", person.profile, person.account);
    }
    println!("▸ the server is at {url}; Ctrl-C ends everything");
    children.wait();
    Ok(())
}

fn server(program: &Path, folder: &Path) -> Command {
    let mut server = step::command(program);
    server.args(["serve", "--demo", "--listen", "127.0.0.1:0", "--data"]).arg(folder.join("server"));
    if std::env::var_os("RUST_LOG").is_none() {
        // The security log is turned off by name: it is written at any level that does not name it.
        server.env("RUST_LOG", "warn,security=off");
    }
    server
}

impl Person {
    fn window(&self, shell: &Path, server: &str, folder: &Path) -> Command {
        let mut window = step::command(shell);
        window.args(["--profile", self.profile, "--server", server]).args(self.phone.then_some("--phone"));
        window.env("CONVERSAS_DATA", folder.join("app"));
        window
    }

    fn bridge(&self, bridge: &Path, server: &str, folder: &Path) -> Command {
        let mut command = step::command(bridge);
        command.arg("--data").arg(folder.join("app").join(self.profile)).arg("--ui").arg(paths::dist());
        command.args(["--server", server, "--open"]);
        command
    }
}

fn has_display() -> bool {
    !cfg!(target_os = "linux")
        || ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some())
}
