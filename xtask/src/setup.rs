//! What a fresh machine lacks. Every need is probed first, so that a machine that has everything is ready at once.
//!
//! To add a need: a row in [`needs`]. On Debian and its kin it is then installed; elsewhere it is named.

mod needs;
pub(crate) mod npm;
mod packages;
pub(crate) mod target;

use crate::step::{self, step};
use anyhow::Result;
use needs::Need;

/// What building and starting the windows needs.
pub(crate) fn shell() -> Result<()> {
    install(&[needs::SHELL])
}

/// What the tests need beyond that.
pub(crate) fn tests() -> Result<()> {
    install(&[needs::SHELL, needs::TESTS, needs::TOOLS])
}

/// What making a package needs beyond [`shell`].
pub(crate) fn packager() -> Result<()> {
    install(&[needs::SHELL, needs::TOOLS])
}

/// rustfmt and clippy, which a minimal Rust comes without.
pub(crate) fn linters() -> Result<()> {
    let lacking: Vec<&str> = ["fmt", "clippy"]
        .into_iter()
        .filter(|tool| step::output("cargo", &[tool, "--version"]).is_none())
        .map(|tool| if tool == "fmt" { "rustfmt" } else { tool })
        .collect();
    if lacking.is_empty() {
        return Ok(());
    }
    println!("▸ lacking: {} (part of the tests)", lacking.join(" and "));
    step("rustup component add", || {
        step::ok(step::command("rustup").args(["component", "add"]).args(&lacking))
    })
}

fn install(needs: &[&'static [Need]]) -> Result<()> {
    let lacking: Vec<&Need> = needs.iter().copied().flatten().filter(|need| !need.is_met()).collect();
    if lacking.is_empty() {
        return Ok(());
    }
    for need in &lacking {
        println!("▸ lacking: {}", need.why);
    }
    step("install what is lacking", || packages::install(&lacking))
}
