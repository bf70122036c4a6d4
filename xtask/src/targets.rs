//! Type-checks the app for the systems it cannot be run on here.

use crate::step::{self, step};
use anyhow::{Result, bail};

const TARGETS: &[&str] =
    &["aarch64-linux-android", "aarch64-apple-ios", "aarch64-apple-darwin", "x86_64-pc-windows-gnu"];

/// `cargo xtask targets`. Says of each target whether it passed, and goes on after a failure.
pub(crate) fn run() -> Result<()> {
    let failed: Vec<&str> = TARGETS.iter().copied().filter(|target| check(target).is_err()).collect();
    if !failed.is_empty() {
        bail!("not checked: {}", failed.join(", "));
    }
    Ok(())
}

fn check(target: &str) -> Result<()> {
    let checked =
        step(target, || step::ok(step::cargo().args(["check", "-p", "conversas", "--target", target])));
    if let Err(error) = &checked {
        println!("  {error:#}");
    }
    checked
}
