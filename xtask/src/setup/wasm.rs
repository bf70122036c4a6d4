//! A compiler that builds for wasm32: rustup's target, or, where rustup's server is out of reach, Debian's newer Rust
//! with the sources of the standard library.

use super::packages;
use crate::paths;
use crate::step::{self, command, step};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What builds for wasm32 are made for.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_CARGO: &str = "/usr/bin/cargo";

/// A compiler that can build for wasm32.
pub(crate) enum Toolchain {
    /// The Rust that runs us has the target.
    Rustup,
    /// Debian's Rust, which builds the standard library itself.
    Debian,
}

/// Finds a compiler, installing one when there is none.
pub(crate) fn toolchain() -> Result<Toolchain> {
    if has_target() {
        return Ok(Toolchain::Rustup);
    }
    if has_debian() {
        return Ok(Toolchain::Debian);
    }
    println!("▸ lacking: the wasm32 target (the interface is built for it)");
    if step::exists("rustup") {
        let added = step("rustup target add", || step::ok(command("rustup").args(["target", "add", TARGET])));
        if added.is_ok() && has_target() {
            return Ok(Toolchain::Rustup);
        }
        println!("  rustup cannot reach its server; trying Debian's Rust");
    }
    if !step::exists("apt-get") {
        bail!("install the Rust target {TARGET} (rustup target add {TARGET})");
    }
    step("install Debian's Rust", || packages::apt(&["rustc-web", "rust-web-src", "cargo-web"]))?;
    if !has_debian() {
        bail!("Debian's Rust is too old, or without the sources of its standard library");
    }
    Ok(Toolchain::Debian)
}

impl Toolchain {
    /// `cargo build` for wasm32 in the interface's own target folder. The caller adds packages and profile.
    pub(crate) fn build(&self) -> Result<Command> {
        let mut build = match self {
            Toolchain::Rustup => step::cargo(),
            Toolchain::Debian => debian_cargo()?,
        };
        build.args(["build", "--target", TARGET, "--target-dir"]).arg(paths::target_ui());
        if matches!(self, Toolchain::Debian) {
            build.arg("-Zbuild-std=std,panic_abort");
        }
        Ok(build)
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

/// rustup's own linker fits newer compilers better than Debian's `lld` of another age.
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

fn has_target() -> bool {
    sysroot("rustc").is_some_and(|root| root.join("lib/rustlib").join(TARGET).join("lib").is_dir())
}

fn has_debian() -> bool {
    let sources = sysroot(DEBIAN_RUSTC).map(|root| root.join("lib/rustlib/src/rust/library/std"));
    Path::new(DEBIAN_CARGO).is_file()
        && sources.is_some_and(|folder| folder.is_dir())
        && minor_version(DEBIAN_RUSTC).is_ok_and(|minor| minor >= 95)
}

/// The 95 of `rustc 1.95.0 (…)`.
fn minor_version(rustc: &str) -> Result<u32> {
    let said = step::output(rustc, &["--version"]).context("rustc says no version")?;
    let minor = said.split('.').nth(1).context("an unusual version")?;
    Ok(minor.parse()?)
}
