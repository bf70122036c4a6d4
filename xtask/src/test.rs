//! `cargo xtask test`: everything that must be true before a change lands.

mod tally;

use crate::check;
use crate::programs::Programs;
use crate::setup;
use crate::step::{self, step};
use anyhow::{Result, bail};
use tally::Tally;

/// Runs all checks and tests, or only the tests whose name contains `name`.
pub(crate) fn run(name: Option<&str>) -> Result<()> {
    setup::tests()?;
    let mut tally = Tally::default();
    if name.is_none() {
        check::format()?;
        check::wasm_rooms()?;
    }
    let programs = Programs::build(true)?;
    if name.is_none() {
        check::lints()?;
    }
    step("unit and story tests", || {
        tally.count(step::cargo().args(native(&[])).args(name))
    })?;
    step("tests of the interface's logic", || {
        tally.count(
            step::cargo()
                .args(["test", "-p", "conversas-ui"])
                .args(name),
        )
    })?;
    step("tests of the app", || {
        tally.count(step::cargo().args(["test", "-p", "conversas"]).args(name))
    })?;
    step("end-to-end tests", || {
        let mut command = step::cargo();
        command
            .args([
                "test",
                "-p",
                "conversas-tests",
                "--features",
                "e2e",
                "--test",
                "e2e",
                "--",
            ])
            .args(name);
        // Two cores: windows that start at once would only wait for each other.
        command.arg("--test-threads=1");
        programs.tell(&mut command);
        tally.count(&mut command)
    })?;
    println!("{tally}");
    if !tally.is_good() {
        bail!("some tests failed");
    }
    Ok(())
}

/// nextest where it is installed, because it runs the tests of all packages side by side.
fn native(packages: &[&'static str]) -> Vec<&'static str> {
    let runner: &[&str] = if step::exists("cargo-nextest") {
        &["nextest", "run", "--no-fail-fast", "--no-tests", "pass"]
    } else {
        &["test", "--no-fail-fast"]
    };
    [runner, packages].concat()
}
