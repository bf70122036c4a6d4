//! A tool out of PyPI: installed once, into an environment of its own beside the target folders.

use crate::paths;
use crate::step::{self, command, step};
use anyhow::Result;
use std::path::PathBuf;

/// Name and exact version of the spelling checker. npm has none, and compiling it would take minutes.
const TYPOS: &str = "typos==1.52.0";

/// The spelling checker; installs it when it is not there.
pub(crate) fn typos() -> Result<PathBuf> {
    let environment = paths::tools().join("python");
    let programs = environment.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let typos = programs.join(format!("typos{}", std::env::consts::EXE_SUFFIX));
    if !typos.exists() {
        step("install the spelling checker", || {
            let python = if cfg!(windows) { "python" } else { "python3" };
            step::ok(command(python).args(["-m", "venv"]).arg(&environment))?;
            step::ok(command(programs.join("pip")).args(["install", "--quiet", TYPOS]))
        })?;
    }
    Ok(typos)
}
