//! Type-checks the app for the systems it cannot be run on here. C code of dependencies is not compiled for them: a
//! program that stands in for the compiler writes empty files, because a check links nothing.

use crate::paths;
use crate::setup::target;
use crate::step::{self, say, step};
use anyhow::{Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

const TARGETS: [&str; 4] =
    ["aarch64-linux-android", "aarch64-apple-ios", "aarch64-apple-darwin", "x86_64-pc-windows-gnu"];

const STAND_IN: &str = r#"#!/bin/sh
# Stands in for another system's compilers and archiver: writes the file that is asked for, empty.
if [ "$1" = -V ]; then
  # Whoever asks wants to know which compiler of Windows' resources this is.
  echo "GNU windres"
  exit
fi
made=""; before=""
for word in "$@"; do
  case "$word" in
    -o?*) made="${word#-o}" ;;
    *.a | *.lib) [ -n "$made" ] || made="$word" ;;
  esac
  case "$before" in -o | --output) made="$word" ;; esac
  before="$word"
done
[ -z "$made" ] || : > "$made"
"#;

/// Runs `cargo xtask targets`. Tells for each target whether it passed, and goes on after a failure.
pub(crate) fn run() -> Result<()> {
    let compiler = stand_in()?;
    let failed: Vec<&str> = TARGETS.into_iter().filter(|target| check(target, &compiler).is_err()).collect();
    if !failed.is_empty() {
        bail!("these do not pass: {}", failed.join(", "));
    }
    Ok(())
}

fn check(target: &'static str, compiler: &Path) -> Result<()> {
    let checked = step(target, || {
        let mut cargo = target::toolchain(target)?.cargo("check", &paths::target_others())?;
        for tool in ["CC", "CXX", "AR", "RC"] {
            cargo.env(format!("{tool}_{}", target.replace('-', "_")), compiler);
        }
        // The variable keeps cargo from asking Apple's own tools for the system's headers.
        cargo.env("SDKROOT", paths::tools());
        step::ok(cargo.args(["--package", "conversas"]))
    });
    if let Err(error) = &checked {
        say(&format!("  {error:#}"));
    }
    checked
}

fn stand_in() -> Result<PathBuf> {
    let folder = paths::tools();
    let file = folder.join("stand-in");
    fs::create_dir_all(&folder)?;
    fs::write(&file, STAND_IN)?;
    make_executable(&file)?;
    Ok(file)
}

#[cfg(unix)]
fn make_executable(file: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    Ok(fs::set_permissions(file, fs::Permissions::from_mode(0o755))?)
}

#[cfg(not(unix))]
fn make_executable(_: &Path) -> Result<()> {
    bail!("the type-checks for other systems run on Linux and macOS")
}
