//! A tool out of PyPI: installed once, into an environment of its own beside the target folders.

use crate::paths;
use crate::step::{self, command, say, step};
use anyhow::Result;
use std::path::PathBuf;

/// The name and exact version of the spelling checker. npm has none, and compiling it would take minutes.
const TYPOS: &str = "typos==1.52.0";

/// Answers the spelling checker's path; installs the checker if it is missing. None, with a line that says
/// so: PyPI cannot be reached, and people who work offline can go on.
pub(crate) fn typos() -> Option<PathBuf> {
    installed().inspect_err(|error| say(&format!("  spelling is not checked: {error:#}"))).ok()
}

fn installed() -> Result<PathBuf> {
    let environment = paths::tools().join("python");
    let programs = environment.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let typos = programs.join(format!("typos{}", std::env::consts::EXE_SUFFIX));
    if !typos.exists() {
        step("install the spelling checker", || {
            let python = if cfg!(windows) { "python" } else { "python3" };
            step::ok(command(python).args(["-m", "venv"]).arg(&environment))?;
            let mut pip = command(programs.join("pip"));
            pip.args(["install", "--quiet", "--disable-pip-version-check", TYPOS]);
            // pip gets the bundle by name: unlike everything else here, it does not read this variable.
            if let Some(bundle) = std::env::var_os("SSL_CERT_FILE")
                && std::env::var_os("PIP_CERT").is_none()
            {
                pip.env("PIP_CERT", bundle);
            }
            step::ok(&mut pip)
        })?;
    }
    Ok(typos)
}
