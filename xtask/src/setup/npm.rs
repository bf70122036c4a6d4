//! Tools out of npm: installed once, into a folder beside the target folders.

use crate::paths;
use crate::step::{self, command, step};
use anyhow::{Result, bail};
use std::path::PathBuf;

/// A package of npm, and the file of it that is used.
pub(crate) struct Tool {
    /// The purpose of the tool.
    pub(crate) why: &'static str,
    /// The package's name and exact version.
    pub(crate) package: &'static str,
    /// The file's path below `node_modules`.
    pub(crate) file: &'static str,
}

/// The tool that makes the interface's wasm smaller. Debian's version is too old for wasm made by Rust.
pub(crate) const WASM_OPT: Tool =
    Tool { why: "wasm-opt", package: "binaryen@132.0.0", file: "binaryen/bin/wasm-opt" };

/// The tool that finds barriers for people with disabilities.
pub(crate) const AXE: Tool =
    Tool { why: "axe, which checks accessibility", package: "axe-core@4.14.1", file: "axe-core/axe.min.js" };

impl Tool {
    /// Answers the path of the tool's file; installs the tool if it is missing.
    pub(crate) fn find(&self) -> Result<PathBuf> {
        let folder = paths::tools();
        let file = folder.join("node_modules").join(self.file);
        if file.exists() {
            return Ok(file);
        }
        if !step::exists("npm") {
            bail!("npm is lacking, and {} comes from there", self.why);
        }
        step(&format!("install {}", self.why), || {
            std::fs::create_dir_all(&folder)?;
            // All tools are installed in one tree: npm removes packages that the command does not name.
            let install = ["install", "--silent", "--no-audit", "--no-fund", "--prefix"];
            step::ok(command("npm").args(install).arg(&folder).arg(self.package))
        })?;
        if !file.exists() {
            bail!("{} has no {}", self.package, self.file);
        }
        Ok(file)
    }
}
