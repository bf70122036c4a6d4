//! `wasm-opt` from npm's `binaryen`, for the small build of the interface. Debian's is too old; without npm the
//! interface is only larger.

use crate::paths;
use crate::step::{self, command, step};
use std::path::PathBuf;

const PACKAGE: &str = "binaryen@132.0.0";

/// Where `wasm-opt` is, or nothing (and why is said) when it cannot be had.
pub(crate) fn find() -> Option<PathBuf> {
    let folder = paths::tools();
    let program = folder.join("node_modules/.bin/wasm-opt");
    if program.exists() {
        return Some(program);
    }
    if !step::exists("npm") {
        println!("  npm is lacking: the interface is built without wasm-opt, and is larger");
        return None;
    }
    println!("▸ lacking: wasm-opt (makes the interface smaller)");
    let installed = step("install wasm-opt from npm", || {
        std::fs::create_dir_all(&folder)?;
        step::ok(
            command("npm")
                .args(["install", "--no-save", "--silent", "--prefix"])
                .arg(&folder)
                .arg(PACKAGE),
        )
    });
    if installed.is_err() {
        println!("  npm cannot install it: the interface is built without wasm-opt, and is larger");
    }
    program.exists().then_some(program)
}
