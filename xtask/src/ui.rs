//! Builds the interface: Rust to wasm, wasm to a page, page to `src-ui/dist`.

mod page;
mod sync;

use crate::paths;
use crate::setup::{npm, target};
use crate::step::{self, say, step};
use anyhow::Result;
use std::fs;
use std::path::{Path, PathBuf};

/// The features of wasm that the compiler uses. With all features allowed the tool writes sections that no
/// browser reads yet.
const FEATURES: &[&str] = &[
    "--mvp-features",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-call-indirect-overlong",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// The options for the smallest size after compression: there `-O2` is smaller than `-Oz`, and functions in
/// the order of their names are smaller than in the order of their sizes.
const OPTIMISATIONS: &[&str] = &["-O2", "--reorder-functions-by-name", "--strip-debug"];

/// Runs `cargo xtask ui`.
pub(crate) fn run(release: bool) -> Result<()> {
    build(release)?;
    let wasm = fs::metadata(paths::dist().join(page::WASM))?;
    say(&format!("  src-ui/dist is ready; its wasm has {} KB", wasm.len() / 1024));
    Ok(())
}

/// Builds the page. Unchanged files are not written again, so that no crate that embeds them is rebuilt.
pub(crate) fn build(release: bool) -> Result<()> {
    let toolchain = target::toolchain(target::WASM)?;
    let profile = if release { "wasm" } else { "wasm-dev" };
    step("build the interface", || {
        step::ok(toolchain.cargo("build", &paths::target_ui())?.args([
            "--package",
            "conversas-ui",
            "--profile",
            profile,
        ]))
    })?;
    step("make the page", || {
        let stage = paths::target_ui().join("stage").join(profile);
        let compiled = paths::target_ui().join(target::WASM).join(profile).join("conversas-ui.wasm");
        let made = stage.join(page::WASM);
        // The page is made anew also when this program has changed.
        if is_stale(&compiled, &made) || is_stale(&std::env::current_exe()?, &made) {
            let optimiser = if release { optimiser() } else { None };
            // The optimiser sorts functions by their names, and then removes the names.
            let keeps_names = !release || optimiser.is_some();
            page::bind(&compiled, &stage, keeps_names)?;
            if let Some(optimiser) = optimiser {
                optimise(optimiser, &made)?;
            }
        }
        page::copy_assets(&stage)?;
        sync::mirror(&stage, &paths::dist())
    })
}

fn is_stale(source: &Path, made: &Path) -> bool {
    let modified = |path: &Path| fs::metadata(path).and_then(|data| data.modified());
    match (modified(source), modified(made)) {
        (Ok(source), Ok(made)) => source > made,
        _ => true,
    }
}

/// Answers the optimiser; none: it cannot be installed, and the interface is only larger.
fn optimiser() -> Option<PathBuf> {
    let found = npm::WASM_OPT.find();
    if let Err(reason) = &found {
        say(&format!("  the interface stays larger than it could be: {reason:#}"));
    }
    found.ok()
}

fn optimise(program: PathBuf, wasm: &Path) -> Result<()> {
    let smaller = wasm.with_extension("smaller");
    let mut command = step::command(program);
    command.args(FEATURES).args(OPTIMISATIONS).arg(wasm).arg("-o").arg(&smaller);
    step::ok(&mut command)?;
    Ok(fs::rename(smaller, wasm)?)
}
