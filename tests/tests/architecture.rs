//! The dependencies between rooms: which room may know which other one. They are read from `cargo metadata`,
//! so that a forbidden line in a manifest fails here.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

mod architecture {
    use super::{DRIVEN, every_source, metadata};

    mod causes;
    mod circles;
    mod dependencies;
    mod rules;
    mod sizes;
    mod stores;
    mod words;
}

/// Our packages, and the packages of ours that each may depend on. A new room needs a line here.
const ARROWS: &[(&str, &[&str])] = &[
    ("conversas-domain", &[]),
    ("conversas-protocol", &["conversas-domain"]),
    ("conversas-view", &["conversas-domain"]),
    ("conversas-ipc", &["conversas-domain", "conversas-view", "conversas-words"]),
    (
        "conversas-server",
        &[
            "conversas-domain",
            "conversas-protocol",
            "conversas-store",
            "conversas-store-sqlite",
            "conversas-voice",
        ],
    ),
    ("conversas-demo", &["conversas-domain", "conversas-protocol", "conversas-server", "conversas-voice"]),
    ("conversas-cli", &["conversas-demo", "conversas-domain", "conversas-protocol", "conversas-server"]),
    ("conversas-store", &["conversas-domain", "conversas-protocol"]),
    (
        "conversas-store-sqlite",
        &["conversas-domain", "conversas-protocol", "conversas-sqlite", "conversas-store"],
    ),
    ("conversas-sqlite", &["conversas-domain"]),
    ("conversas-client", &["conversas-domain", "conversas-protocol", "conversas-sqlite", "conversas-view"]),
    ("conversas-voice", &[]),
    ("conversas-recorder", &["conversas-voice"]),
    ("conversas-export", &["conversas-domain", "conversas-ipc", "conversas-words"]),
    (
        "conversas-host",
        &[
            "conversas-client",
            "conversas-domain",
            "conversas-export",
            "conversas-ipc",
            "conversas-protocol",
            "conversas-recorder",
            "conversas-words",
        ],
    ),
    (
        "conversas-media",
        &["conversas-client", "conversas-domain", "conversas-host", "conversas-ipc", "conversas-voice"],
    ),
    ("conversas-bridge", &["conversas-host", "conversas-ipc", "conversas-media"]),
    (
        "conversas",
        &["conversas-domain", "conversas-host", "conversas-ipc", "conversas-media", "conversas-words"],
    ),
    ("conversas-ui", &["conversas-domain", "conversas-ipc", "conversas-words"]),
    (
        "conversas-testkit",
        &[
            "conversas-client",
            "conversas-domain",
            "conversas-protocol",
            "conversas-server",
            "conversas-voice",
        ],
    ),
    ("conversas-words", &[]),
    ("conversas-tests", &[]),
    ("xtask", &[]),
];

/// The rooms that know the database driver; within the client, only its store.
const DRIVEN: &[&str] = &["conversas-client", "conversas-sqlite", "conversas-store-sqlite"];

/// Other people's packages that only the rooms made for them may use.
const KEPT: &[(&str, &[&str])] = &[
    ("alsa", &["conversas-recorder"]),
    ("axum", &["conversas-server", "conversas-bridge", "conversas-media"]),
    ("cpal", &["conversas-recorder"]),
    ("leptos", &["conversas-ui"]),
    ("opus-pure", &["conversas-voice"]),
    ("reqwest", &["conversas-client"]),
    ("rusqlite", DRIVEN),
    ("tauri", &["conversas"]),
    ("tauri-plugin-dialog", &["conversas"]),
    ("tauri-plugin-fs", &["conversas"]),
    ("tauri-plugin-opener", &["conversas"]),
    ("wasm-bindgen", &["conversas-ui"]),
    ("web-sys", &["conversas-ui"]),
];

/// The packages that a room without I/O, clock and randomness may not use.
const IMPURE: &[&str] = &["getrandom", "rand", "reqwest", "rusqlite", "tokio", "tracing"];

/// The part of cargo's output that these tests read.
#[derive(Deserialize)]
struct Metadata {
    workspace_root: PathBuf,
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    dependencies: Vec<Dependency>,
    targets: Vec<Target>,
}

#[derive(Deserialize)]
struct Target {
    src_path: PathBuf,
    /// Whether `cargo test` compiles the target a second time.
    test: bool,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    /// The kind of the dependency; none: the package itself uses it; otherwise "dev" or "build".
    kind: Option<String>,
}

fn metadata() -> Metadata {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    let told = cargo.args(["metadata", "--format-version=1", "--no-deps"]).output().expect("cargo starts");
    serde_json::from_slice(&told.stdout).expect("the workspace's metadata")
}

/// Answers the packages that a package is built from; tests and build scripts may use any.
fn parts(package: &Package) -> BTreeSet<&str> {
    let normal = package.dependencies.iter().filter(|needed| needed.kind.is_none());
    normal.map(|needed| needed.name.as_str()).collect()
}

#[test]
fn no_room_knows_a_room_that_it_must_not_know() {
    let allowed: BTreeMap<&str, &[&str]> = ARROWS.iter().copied().collect();
    for package in &metadata().packages {
        let name = package.name.as_str();
        let may = allowed.get(name).unwrap_or_else(|| panic!("{name} is not in the table of arrows"));
        for part in parts(package).into_iter().filter(|part| allowed.contains_key(part)) {
            assert!(may.contains(&part), "{name} must not depend on {part}");
        }
    }
}

#[test]
fn every_room_of_the_table_exists() {
    let metadata = metadata();
    let names: BTreeSet<&str> = metadata.packages.iter().map(|package| package.name.as_str()).collect();
    let table: BTreeSet<&str> = ARROWS.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, table);
}

#[test]
fn sql_http_and_windows_stay_in_their_rooms() {
    let kept: BTreeMap<&str, &[&str]> = KEPT.iter().copied().collect();
    let helpers = ["conversas-testkit", "conversas-tests", "xtask"];
    for package in &metadata().packages {
        let name = package.name.as_str();
        if helpers.contains(&name) {
            continue;
        }
        for part in parts(package) {
            let rooms = kept.get(part).copied();
            assert!(rooms.is_none_or(|rooms| rooms.contains(&name)), "{name} must not use {part}");
        }
    }
}

#[test]
fn the_domain_is_pure() {
    let metadata = metadata();
    let domain = metadata.packages.iter().find(|package| package.name.as_str() == "conversas-domain");
    let parts = parts(domain.expect("the domain is a package"));
    for impure in IMPURE {
        assert!(!parts.contains(impure), "conversas-domain must not use {impure}");
    }
}

#[test]
fn the_testkit_is_only_ever_a_dev_dependency() {
    for package in &metadata().packages {
        assert!(!parts(package).contains("conversas-testkit"), "{} ships the testkit", package.name);
    }
}

/// Only one target may build the page in: two that do so at once read each other's half-written files, and
/// the window stays empty.
#[test]
fn the_page_is_built_into_one_target_and_that_is_compiled_once() {
    let macro_call = concat!("generate_context!", "(");
    let holds_page = |file: &PathBuf| fs::read_to_string(file).expect("a source").contains(macro_call);
    let holders: Vec<PathBuf> = every_source().into_iter().filter(holds_page).collect();
    let [holder] = holders.as_slice() else { panic!("the page is built into {holders:?}") };

    let packages = metadata().packages;
    let target = packages.iter().flat_map(|package| &package.targets).find(|of| of.src_path == *holder);
    let target = target.unwrap_or_else(|| panic!("{holder:?} is not the root of a target"));
    assert!(!target.test, "{holder:?} is compiled a second time for tests");
}

/// Answers every source file of the project, tests too.
fn every_source() -> Vec<PathBuf> {
    fn add(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("a folder of sources") {
            let path = entry.expect("a readable folder").path();
            if path.is_dir()
                && path.file_name().is_some_and(|name| name != "target" && name != "node_modules")
            {
                add(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let root = metadata().workspace_root;
    let mut found = Vec::new();
    for room in ["crates", "src-tauri", "src-ui", "tests", "xtask"] {
        add(&root.join(room), &mut found);
    }
    found
}
