//! Pictures of every screen, for review beside the design.

use crate::paths;
use crate::programs::Programs;
use crate::setup::{self, Task};
use crate::step::{self, say, step};
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

/// Runs `cargo xtask shots DIR`.
pub(crate) fn run(dir: &Path) -> Result<()> {
    setup::prepare(Task::Shots)?;
    let programs = Programs::build_with_tests()?;
    fs::create_dir_all(dir)?;
    let dir = dir.canonicalize().context("the folder for the pictures")?;
    step("take pictures", || {
        let mut shots = step::command(paths::program("shots", "debug"));
        shots.arg(&dir);
        programs.tell(&mut shots);
        step::ok(&mut shots)
    })?;
    say(&format!("  pictures are in {}", dir.display()));
    Ok(())
}
