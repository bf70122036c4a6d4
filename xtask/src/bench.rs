//! The benchmarks of `tests/benches`, with optimised programs. Each prints its figure beside the limit or peer that it
//! measured in the same run.

use crate::paths;
use crate::programs::Programs;
use crate::setup::{self, Task};
use crate::step::{self, say, step};
use crate::ui;
use anyhow::Result;
use std::process::Command;

/// The profile of the benchmarks: `release` without link-time optimisation.
const PROFILE: &str = "bench-run";

/// Runs `cargo xtask bench [NAME…]`.
pub(crate) fn run(names: &[String]) -> Result<()> {
    setup::prepare(Task::Bench)?;
    let programs = build()?;
    say(&format!("  programs of the profile {PROFILE}: optimised, without link-time optimisation"));
    step("build the benchmarks", || step::ok(bench().arg("--no-run")))?;
    step("benchmarks", || {
        let mut bench = bench();
        bench.args(["--quiet", "--"]).args(names);
        programs.tell(&mut bench);
        step::shown(&mut bench)
    })
}

fn bench() -> Command {
    let mut bench = step::cargo();
    bench.args(["bench", "--profile", PROFILE, "-p", "conversas-tests", "--features", "e2e"]);
    bench.args(["--bench", "figures"]);
    bench
}

/// Builds the small page, then the programs that serve or embed it.
fn build() -> Result<Programs> {
    ui::build(true)?;
    let cargo = |arguments: &[&str]| -> Command {
        let mut cargo = step::cargo();
        cargo.args(["build", "--profile", PROFILE]).args(arguments);
        cargo
    };
    step("build server and bridge", || {
        step::ok(&mut cargo(&["-p", "conversas-cli", "-p", "conversas-bridge", "--bins"]))
    })?;
    step("build the app", || step::ok(&mut cargo(&["-p", "conversas", "--features", "custom-protocol"])))?;
    let program = |name| paths::program(name, PROFILE);
    Ok(Programs {
        server: program("conversas-server"),
        bridge: program("conversas-bridge"),
        shell: Some(program("conversas")),
    })
}
