//! `cargo xtask test`: every check that must pass before a change lands.

mod tally;

use crate::check;
use crate::programs::Programs;
use crate::setup::{self, Task, npm};
use crate::step::{self, say, step};
use anyhow::{Result, bail};
use std::process::Command;
use tally::Tally;

/// Runs all checks and tests, or only the tests whose name contains `name`.
pub(crate) fn run(name: Option<&str>) -> Result<()> {
    setup::prepare(Task::Test)?;
    if name.is_none() {
        setup::linters()?;
        check::text()?;
        check::wasm_rooms()?;
    }
    let programs = Programs::build_with_tests()?;
    if name.is_none() {
        check::lints()?;
        check::documentation()?;
        check::programs_alone()?;
    }
    let mut tally = Tally::default();
    step("unit and story tests", || tally.count(native().args(name)))?;
    step("examples of the documentation", || tally.count(examples().args(name)))?;
    step("tests of the commands", || tally.count(step::cargo().args(["test", "-p", "xtask"]).args(name)))?;
    step("end-to-end tests", || tally.count(&mut end_to_end(name, &programs)?))?;
    say("");
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

/// Answers the command for all tests but the end-to-end tests: nextest where it is installed, because it runs
/// the tests of all packages side by side.
fn native() -> Command {
    let mut command = step::cargo();
    if step::exists("cargo-nextest") {
        command.args(["nextest", "run", "--no-fail-fast", "--no-tests", "pass", "--status-level", "fail"]);
        command.args(Programs::EVERYTHING).args(["-E", "not binary(e2e)"]);
    } else {
        command.args(["test", "--no-fail-fast"]).args(Programs::EVERYTHING);
        // The pattern leaves out `e2e`.
        command.args(["--lib", "--bins", "--test", "?[!2]*"]);
    }
    command
}

/// Answers the command for the examples in the documentation of the main handles.
fn examples() -> Command {
    let mut command = step::cargo();
    command.args(["test", "--doc", "--no-fail-fast"]).args(Programs::EVERYTHING);
    command
}

fn end_to_end(name: Option<&str>, programs: &Programs) -> Result<Command> {
    let mut command = step::cargo();
    command.arg("test").args(Programs::EVERYTHING).args(["--test", "e2e", "--"]).args(name);
    // Each test has a display, a bus and a microphone of its own. More than two windows at once would wait
    // for each other on two cores.
    command.arg("--test-threads=2").env("CONVERSAS_AXE", npm::AXE.find()?);
    programs.tell(&mut command);
    Ok(command)
}
