//! An installable package, made by Tauri's own tool out of npm.

use crate::setup;
use crate::step::{self, command, step};
use anyhow::Result;

const CLI: &str = "@tauri-apps/cli@2.12";

/// `cargo xtask bundle`.
pub(crate) fn run() -> Result<()> {
    setup::packager()?;
    step("make the package", || step::ok(command("npx").args(["--yes", CLI, "build"])))
}
