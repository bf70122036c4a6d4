//! What can be said of the code without running it: format, lints, and that what must build for wasm32 does.

use crate::paths;
use crate::programs::Programs;
use crate::setup::{self, Task, target};
use crate::step::{self, step};
use crate::ui;
use anyhow::Result;

/// `cargo xtask check`.
pub(crate) fn run() -> Result<()> {
    setup::prepare(Task::Check)?;
    setup::linters()?;
    format()?;
    wasm_rooms()?;
    ui::build(false)?;
    lints()?;
    programs_alone()
}

/// Nothing is formatted otherwise than rustfmt would.
pub(crate) fn format() -> Result<()> {
    step("format", || step::ok(step::cargo().args(["fmt", "--all", "--check"])))
}

/// No warning anywhere, in tests neither. The shell embeds the page, which must be there before.
pub(crate) fn lints() -> Result<()> {
    let clippy = |packages: &[&str]| {
        step::ok(step::cargo().arg("clippy").args(packages).args(["--all-targets", "--", "-D", "warnings"]))
    };
    step("lints", || clippy(&Programs::EVERYTHING))?;
    step("lints of the commands", || clippy(&["-p", "xtask"]))
}

/// Programs compile by themselves, not only through features that other packages of the workspace turn on. The two together
/// have every crate of ours but the window's.
pub(crate) fn programs_alone() -> Result<()> {
    step("programs by themselves", || {
        for program in ["conversas-server", "conversas-bridge"] {
            step::ok(step::cargo().args(["check", "--bins", "--package", program]))?;
        }
        Ok(())
    })
}

/// The rooms that the interface shares build for wasm32 by themselves, not only through features it happens to turn on.
pub(crate) fn wasm_rooms() -> Result<()> {
    let toolchain = target::toolchain(target::WASM)?;
    step("wasm: domain and ipc", || {
        for room in ["conversas-domain", "conversas-ipc"] {
            step::ok(toolchain.cargo("build", &paths::target_ui())?.args([
                "--profile",
                "wasm-dev",
                "-p",
                room,
            ]))?;
        }
        Ok(())
    })
}
