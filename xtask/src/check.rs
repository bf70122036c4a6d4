//! What can be said of the code without running it: format, lints, and that what must build for wasm32 does.

use crate::paths;
use crate::setup::{self, target};
use crate::step::{self, step};
use crate::ui;
use anyhow::Result;

/// `cargo xtask check`.
pub(crate) fn run() -> Result<()> {
    setup::shell()?;
    setup::linters()?;
    format()?;
    wasm_rooms()?;
    ui::build(false)?;
    lints()
}

/// Nothing is formatted otherwise than rustfmt would.
pub(crate) fn format() -> Result<()> {
    step("format", || step::ok(step::cargo().args(["fmt", "--all", "--check"])))
}

/// No warning anywhere, in tests neither. The shell embeds the page, which must be there before.
pub(crate) fn lints() -> Result<()> {
    let clippy = |arguments: &[&str]| {
        step::ok(step::cargo().arg("clippy").args(arguments).args(["--all-targets", "--", "-D", "warnings"]))
    };
    step("lints", || clippy(&["--features", "conversas-tests/e2e"]))?;
    step("lints of the interface", || clippy(&["-p", "conversas-ui"]))?;
    step("lints of the app", || clippy(&["-p", "conversas"]))
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
