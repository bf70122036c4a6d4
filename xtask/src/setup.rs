//! The needs of a fresh machine. Every need is probed first, so that a machine that has everything is ready
//! at once.
//!
//! To add a need: a row in [`needs`], with the commands that have it. On Debian and its derivatives a missing
//! need is then installed; on other systems it is named.

mod first_time;
mod needs;
pub(crate) mod npm;
mod packages;
pub(crate) mod pypi;
pub(crate) mod target;

use crate::step::{self, say, step};
use anyhow::Result;
use needs::{NEEDS, Need};

/// A command that needs something of the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Task {
    /// `run`.
    Run,
    /// `run --browser`.
    RunInBrowser,
    /// `check`.
    Check,
    /// `test`.
    Test,
    /// `shots`.
    Shots,
    /// `bench`.
    Bench,
    /// `bundle`.
    Bundle,
}

/// Installs the command's missing needs, and says how long the command takes when nothing is compiled yet.
pub(crate) fn prepare(task: Task) -> Result<()> {
    first_time::foretell(task);
    let lacking: Vec<&Need> =
        NEEDS.iter().filter(|need| need.tasks.contains(&task) && !need.is_met()).collect();
    if lacking.is_empty() {
        return Ok(());
    }
    for need in &lacking {
        say(&format!("  lacking: {}", need.why));
    }
    packages::install(&lacking)
}

/// Installs rustfmt and clippy, which a minimal Rust comes without.
pub(crate) fn linters() -> Result<()> {
    let lacking: Vec<&str> = ["fmt", "clippy"]
        .into_iter()
        .filter(|tool| step::output("cargo", &[tool, "--version"]).is_none())
        .map(|tool| if tool == "fmt" { "rustfmt" } else { tool })
        .collect();
    if lacking.is_empty() {
        return Ok(());
    }
    step("install rustfmt and clippy", || {
        step::ok(step::command("rustup").args(["component", "add"]).args(&lacking))
    })
}
