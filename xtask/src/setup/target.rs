//! A compiler that builds for another target than this machine, first of all wasm32: rustup's target, or, where rustup's
//! server is out of reach, Debian's newer Rust with the sources of the standard library.

use super::packages;
use crate::step::{self, command, say, step};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The target of the interface.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_CARGO: &str = "/usr/bin/cargo";

/// A compiler that can build for a target.
pub(crate) struct Toolchain {
    target: &'static str,
    origin: Origin,
}

enum Origin {
    /// The Rust that runs this program has the target.
    Rustup,
    /// Debian's Rust, which builds the standard library itself.
    Debian,
}

/// Finds a compiler, installing one when there is none.
pub(crate) fn toolchain(target: &'static str) -> Result<Toolchain> {
    Ok(Toolchain { target, origin: origin(target)? })
}

fn origin(target: &str) -> Result<Origin> {
    if has_target(target) {
        return Ok(Origin::Rustup);
    }
    if has_debian() {
        return Ok(Origin::Debian);
    }
    if step::exists("rustup") {
        let add = format!("ask rustup for a compiler for {target}");
        step(&add, || Ok(step::attempt(command("rustup").args(["target", "add", target]))))?;
        if has_target(target) {
            return Ok(Origin::Rustup);
        }
        say("  rustup cannot reach its server; trying Debian's Rust");
    }
    if !step::exists("apt-get") {
        bail!("install the Rust target {target} (rustup target add {target})");
    }
    packages::apt(&["rustc-web", "rust-web-src", "cargo-web"])?;
    if !has_debian() {
        bail!("Debian's Rust is too old, or without the sources of its standard library");
    }
    Ok(Origin::Debian)
}

impl Toolchain {
    /// Answers `cargo build` or `cargo check` for the target, in a target folder of its own. The caller adds
    /// packages and profile.
    pub(crate) fn cargo(&self, verb: &str, folder: &Path) -> Result<Command> {
        let mut cargo = match self.origin {
            Origin::Rustup => step::cargo(),
            Origin::Debian => debian_cargo()?,
        };
        cargo.args([verb, "--target", self.target, "--target-dir"]).arg(folder);
        if matches!(self.origin, Origin::Debian) {
            let panics = if self.target == WASM { "panic_abort" } else { "panic_unwind" };
            cargo.arg(format!("-Zbuild-std=std,{panics}"));
        }
        Ok(cargo)
    }
}

fn debian_cargo() -> Result<Command> {
    let mut cargo = command(DEBIAN_CARGO);
    // rustup's variables would lead Debian's cargo back to rustup's compiler.
    for variable in
        ["RUSTUP_TOOLCHAIN", "CARGO", "LD_LIBRARY_PATH", "RUSTDOC", "RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS"]
    {
        cargo.env_remove(variable);
    }
    cargo.env("RUSTC", DEBIAN_RUSTC).env("RUSTC_BOOTSTRAP", "1");
    cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker()?);
    Ok(cargo)
}

/// Answers the linker: rustup's own fits newer compilers better than an older Debian's `lld`.
fn linker() -> Result<PathBuf> {
    let bundled = sysroot("rustc").map(|root| root.join(format!("lib/rustlib/{}/bin/rust-lld", host())));
    match bundled.filter(|file| file.is_file()) {
        Some(file) => Ok(file),
        None if step::exists("rust-lld") => Ok("rust-lld".into()),
        None => bail!("the Rust toolchain has no rust-lld; install Debian's package lld"),
    }
}

fn host() -> String {
    let said = step::output("rustc", &["-vV"]).unwrap_or_default();
    said.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or_default().to_owned()
}

fn sysroot(rustc: &str) -> Option<PathBuf> {
    step::output(rustc, &["--print", "sysroot"]).map(PathBuf::from)
}

fn has_target(target: &str) -> bool {
    sysroot("rustc").is_some_and(|root| root.join("lib/rustlib").join(target).join("lib").is_dir())
}

fn has_debian() -> bool {
    let sources = sysroot(DEBIAN_RUSTC).map(|root| root.join("lib/rustlib/src/rust/library/std"));
    Path::new(DEBIAN_CARGO).is_file()
        && sources.is_some_and(|folder| folder.is_dir())
        && minor_version(DEBIAN_RUSTC).is_ok_and(|minor| minor >= 95)
}

/// Reads the 95 of `rustc 1.95.0 (…)`.
fn minor_version(rustc: &str) -> Result<u32> {
    let said = step::output(rustc, &["--version"]).context("rustc says no version")?;
    let minor = said.split('.').nth(1).context("an unusual version")?;
    Ok(minor.parse()?)
}
