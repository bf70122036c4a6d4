//! `cargo xtask test`: everything that must be true before a change lands.

mod tally;

use crate::check;
use crate::programs::Programs;
use crate::setup::{self, npm};
use crate::step::{self, step};
use anyhow::{Result, bail};
use std::process::Command;
use tally::Tally;

/// Runs all checks and tests, or only the tests whose name contains `name`.
pub(crate) fn run(name: Option<&str>) -> Result<()> {
    setup::tests()?;
    let mut tally = Tally::default();
    if name.is_none() {
        setup::linters()?;
        check::format()?;
        check::wasm_rooms()?;
    }
    let programs = Programs::build(true)?;
    if name.is_none() {
        check::lints()?;
    }
    step("unit and story tests", || tally.count(native().args(name)))?;
    step("tests of the interface's logic", || tally.count(package("conversas-ui").args(name)))?;
    step("tests of the app", || tally.count(app_tests().args(name)))?;
    step("end-to-end tests", || {
        let mut windows = step::cargo();
        windows.args(["test", "--features", "conversas-tests/e2e", "--test", "e2e", "--"]).args(name);
        // Two cores: windows that start at once would only wait for each other.
        windows.arg("--test-threads=1").env("CONVERSAS_AXE", npm::AXE.find()?);
        programs.tell(&mut windows);
        tally.count(&mut windows)
    })?;
    println!("{tally}");
    if let Some(name) = name
        && tally.is_empty()
    {
        bail!("no test has a name that contains {name:?}");
    }
    if !tally.is_good() {
        bail!("some tests failed");
    }
    Ok(())
}

/// nextest where it is installed, because it runs the tests of all packages side by side.
fn native() -> Command {
    let mut command = step::cargo();
    if step::exists("cargo-nextest") {
        command.args(["nextest", "run", "--no-fail-fast", "--no-tests", "pass"]);
    } else {
        command.args(["test", "--no-fail-fast"]);
    }
    command
}

/// With the features that the app was just built with, so that its parts are not built twice.
fn app_tests() -> Command {
    let mut command = package("conversas");
    command.args(["--features", "custom-protocol"]);
    command
}

fn package(name: &str) -> Command {
    let mut command = step::cargo();
    command.args(["test", "--no-fail-fast", "-p", name]);
    command
}
