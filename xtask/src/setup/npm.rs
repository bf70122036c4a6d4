//! Tools out of npm: installed once, into a folder beside the target folders.

use crate::paths;
use crate::step::{self, command, step};
use anyhow::{Result, bail};
use std::path::PathBuf;

/// A package of npm and the file of it that is used.
pub(crate) struct Tool {
    /// What it is for.
    pub(crate) why: &'static str,
    /// Name and exact version.
    pub(crate) package: &'static str,
    /// Below `node_modules`.
    pub(crate) file: &'static str,
}

/// Makes the interface's wasm smaller. Debian's is too old for what Rust makes.
pub(crate) const WASM_OPT: Tool =
    Tool { why: "wasm-opt", package: "binaryen@132.0.0", file: "binaryen/bin/wasm-opt" };

/// Finds what people with disabilities would stumble over.
pub(crate) const AXE: Tool =
    Tool { why: "axe, which checks accessibility", package: "axe-core@4.14.1", file: "axe-core/axe.min.js" };

impl Tool {
    /// Where its file is; installs it when it is not there.
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
            // In one tree, or the second tool would throw the first one out.
            let install = ["install", "--silent", "--no-audit", "--no-fund", "--prefix"];
            step::ok(command("npm").args(install).arg(&folder).arg(self.package))
        })?;
        if !file.exists() {
            bail!("{} has no {}", self.package, self.file);
        }
        Ok(file)
    }
}
