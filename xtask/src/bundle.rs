//! An installable package, made by Tauri's own tool out of npm.

use crate::paths;
use crate::setup::{self, Task};
use crate::step::{self, command, say, step};
use anyhow::Result;
use std::fs;
use std::path::{Path, PathBuf};

const CLI: &str = "@tauri-apps/cli@2.12";

/// Runs `cargo xtask bundle`.
pub(crate) fn run() -> Result<()> {
    setup::prepare(Task::Bundle)?;
    step("make the package", || step::ok(command("npx").args(["--yes", CLI, "build"])))?;
    for package in debs()? {
        step("pack it smaller", || pack(&package))?;
        say(&format!("  {} has {} KB", package.display(), fs::metadata(&package)?.len() / 1024));
    }
    Ok(())
}

/// Answers Debian's packages that were made; other systems have none.
fn debs() -> Result<Vec<PathBuf>> {
    let folder = paths::target().join("release/bundle/deb");
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let files = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    Ok(files.into_iter().filter(|path| path.extension().is_some_and(|it| it == "deb")).collect())
}

/// Packs the contents with xz, as Debian's own packages are: a third smaller than with Tauri's gzip.
fn pack(package: &Path) -> Result<()> {
    let unpacked = package.with_extension("unpacked");
    step::ok(command("dpkg-deb").arg("--raw-extract").arg(package).arg(&unpacked))?;
    let packing = ["--root-owner-group", "-Zxz", "--build"];
    let packed = step::ok(command("dpkg-deb").args(packing).arg(&unpacked).arg(package));
    fs::remove_dir_all(&unpacked)?;
    packed
}
