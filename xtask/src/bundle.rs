//! An installable package, made by Tauri's own tool out of npm.

use crate::setup;
use crate::step::{self, command, step};
use anyhow::{Result, bail};

const CLI: &str = "@tauri-apps/cli@2.12";

/// `cargo xtask bundle`.
pub(crate) fn run() -> Result<()> {
    setup::shell()?;
    if !step::exists("npx") {
        bail!("install npm: Tauri's packager comes from there");
    }
    step("make the package", || step::ok(command("npx").args(["--yes", CLI, "build"])))
}
