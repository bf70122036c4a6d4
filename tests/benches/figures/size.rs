//! The sizes of the downloads, and the memory of an idle server.

use std::path::Path;
use std::process::{Command, Stdio};

use super::process::told;
use super::profile::Profiles;
use super::school::School;
use super::table::Table;

const WASM: &str = "conversas-ui_bg.wasm";
const WASM_GOAL: u64 = 350;
/// The goal for an idle server, in KB.
const IDLE_GOAL: u64 = 15 * 1024;

/// Runs the benchmark `size`.
pub(super) fn run(_: &Profiles, table: &Table) {
    let wasm = told("CONVERSAS_UI_DIST").join(WASM);
    table.note("interface: wasm", kilobytes(bytes(&wasm) / 1024));
    match brotli(&wasm) {
        Some(size) => {
            let size = size / 1024;
            let goal = format!("≤ {WASM_GOAL} KB");
            table.goal("interface: wasm, brotli", kilobytes(size), "", &goal, size <= WASM_GOAL);
        }
        None => table.note("interface: wasm, brotli", "install brotli to see it".into()),
    }
    for (what, variable) in [
        ("app", "CONVERSAS_BIN_SHELL"),
        ("server", "CONVERSAS_BIN_SERVER"),
        ("bridge", "CONVERSAS_BIN_BRIDGE"),
    ] {
        table.note(&format!("{what}: program"), kilobytes(bytes(&told(variable)) / 1024));
    }
    let school = School::open();
    drop(school.connect(None).get("/healthz"));
    let memory = school.memory();
    let goal = format!("≤ {}", kilobytes(IDLE_GOAL));
    table.goal(
        "server: memory after filling the demo schools",
        kilobytes(memory),
        "",
        &goal,
        memory <= IDLE_GOAL,
    );
}

fn bytes(file: &Path) -> u64 {
    std::fs::metadata(file).expect("it was built").len()
}

fn kilobytes(size: u64) -> String {
    format!("{size} KB")
}

fn brotli(file: &Path) -> Option<u64> {
    let output =
        Command::new("brotli").args(["-q", "11", "-c"]).arg(file).stderr(Stdio::null()).output().ok()?;
    output.status.success().then_some(output.stdout.len() as u64)
}
