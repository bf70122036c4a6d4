//! Pictures of every screen, for review beside the design.

use crate::programs::Programs;
use crate::setup;
use crate::step::{self, step};
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

/// `cargo xtask shots DIR`.
pub(crate) fn run(dir: &Path) -> Result<()> {
    setup::tests()?;
    let programs = Programs::build(true)?;
    fs::create_dir_all(dir)?;
    let dir = dir.canonicalize().context("the folder for the pictures")?;
    step("take pictures", || {
        let mut shots = step::cargo();
        shots
            .args(["run", "--quiet", "-p", "conversas-tests", "--features", "e2e", "--bin", "shots", "--"])
            .arg(&dir);
        programs.tell(&mut shots);
        step::ok(&mut shots)
    })?;
    println!("  pictures are in {}", dir.display());
    Ok(())
}
