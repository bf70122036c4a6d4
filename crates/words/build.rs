//! Turns `locales/` into Rust: see `build/generator.rs`.

use std::path::PathBuf;
use std::{env, fs, process};

#[path = "build/generator.rs"]
mod generator;

fn main() {
    for input in ["build.rs", "build", "cldr", "locales"] {
        println!("cargo::rerun-if-changed={input}");
    }
    let room = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo names the package's folder"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo names the output folder"));
    match generator::generate(&room.join("locales"), &room.join("cldr/plurals.json")) {
        Ok(code) => fs::write(out.join("words.rs"), code).expect("the output folder can be written"),
        Err(faults) => {
            for fault in faults {
                println!("cargo::error={fault}");
            }
            process::exit(1);
        }
    }
}
