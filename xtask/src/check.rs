//! The checks of the code that run no test: format, spelling, lints, documentation, and the build for wasm32.

use crate::paths;
use crate::programs::Programs;
use crate::setup::{self, Task, pypi, target};
use crate::step::{self, step};
use crate::ui;
use anyhow::Result;

/// The flags of rustdoc: no warnings. Headers of crates may link to their private modules, whose
/// documentation is made here, too.
const RUSTDOC: &str = "-D warnings -A rustdoc::private-intra-doc-links";

/// Runs `cargo xtask check`.
pub(crate) fn run() -> Result<()> {
    setup::prepare(Task::Check)?;
    setup::linters()?;
    text()?;
    wasm_rooms()?;
    ui::build(false)?;
    lints()?;
    documentation()?;
    programs_alone()
}

/// Checks the sources as texts.
pub(crate) fn text() -> Result<()> {
    format()?;
    let Some(typos) = pypi::typos() else { return Ok(()) };
    step("spelling", || step::ok(step::command(typos).args(["--format", "brief"])))
}

/// Fails if rustfmt would change a file.
fn format() -> Result<()> {
    step("format", || step::ok(step::cargo().args(["fmt", "--all", "--check"])))
}

/// Fails at any warning, also in tests. The shell embeds the page, which must be there before.
pub(crate) fn lints() -> Result<()> {
    let clippy = |packages: &[&str]| {
        step::ok(step::cargo().arg("clippy").args(packages).args(["--all-targets", "--", "-D", "warnings"]))
    };
    step("lints", || clippy(&Programs::EVERYTHING))?;
    step("lints of the commands", || clippy(&["-p", "xtask"]))
}

/// Fails at a broken link or bad markup in the documentation, also of private modules.
pub(crate) fn documentation() -> Result<()> {
    step("documentation", || {
        let mut doc = step::cargo();
        doc.args(["doc", "--no-deps", "--document-private-items"])
            .args(Programs::EVERYTHING)
            .env("RUSTDOCFLAGS", RUSTDOC);
        step::ok(&mut doc)
    })
}

/// Checks that programs compile by themselves, not only through features that other packages of the workspace
/// turn on. The two together have every crate of ours but the window's.
pub(crate) fn programs_alone() -> Result<()> {
    step("programs by themselves", || {
        for program in ["conversas-cli", "conversas-bridge"] {
            step::ok(step::cargo().args(["check", "--bins", "--package", program]))?;
        }
        Ok(())
    })
}

/// Checks that the rooms which the interface shares build for wasm32 by themselves, not only through features
/// that the interface turns on.
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
