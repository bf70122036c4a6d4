//! Builds the interface: Rust to wasm, wasm to a page, page to `src-ui/dist`.

mod page;
mod sync;

use crate::paths;
use crate::setup::{npm, wasm};
use crate::step::{self, step};
use anyhow::Result;
use std::fs;
use std::path::Path;

/// `cargo xtask ui`.
pub(crate) fn run(release: bool) -> Result<()> {
    build(release)?;
    let wasm = fs::metadata(paths::dist().join(page::WASM))?;
    println!("  src-ui/dist is ready; its wasm has {} KB", wasm.len() / 1024);
    Ok(())
}

/// Builds the page. What has not changed is not written again, so that nothing that embeds it is rebuilt.
pub(crate) fn build(release: bool) -> Result<()> {
    let toolchain = wasm::toolchain()?;
    let profile = if release { "wasm" } else { "wasm-dev" };
    step("build the interface", || {
        step::ok(toolchain.build()?.args(["--package", "conversas-ui", "--profile", profile]))
    })?;
    step("make the page", || {
        let stage = paths::target_ui().join("stage").join(profile);
        let compiled = paths::target_ui().join(wasm::TARGET).join(profile).join("conversas-ui.wasm");
        if is_stale(&compiled, &stage.join(page::WASM)) {
            page::bind(&compiled, &stage, release)?;
            if release {
                optimise(&stage.join(page::WASM))?;
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

/// Without the tool the interface is only larger.
fn optimise(wasm: &Path) -> Result<()> {
    let program = match npm::WASM_OPT.find() {
        Ok(program) => program,
        Err(reason) => {
            println!("  the interface stays larger than it could be: {reason:#}");
            return Ok(());
        }
    };
    let smaller = wasm.with_extension("smaller");
    let mut command = step::command(program);
    command.args(["-Oz", "--all-features"]).arg(wasm).arg("-o").arg(&smaller);
    step::ok(&mut command)?;
    Ok(fs::rename(smaller, wasm)?)
}
