//! Other people's packages keep to deny.toml: licences, banned packages, packages in two versions, and
//! sources.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use serde::Deserialize;
use spdx::{Expression, Licensee, ParseMode};

/// The part of deny.toml that these tests read.
#[derive(Deserialize)]
struct Policy {
    licenses: Licenses,
    bans: Bans,
}

#[derive(Deserialize)]
struct Licenses {
    allow: Vec<String>,
}

#[derive(Deserialize)]
struct Bans {
    deny: Vec<String>,
    skip: Vec<String>,
}

/// The part of cargo's output about the packages that this system builds.
#[derive(Deserialize)]
struct Resolved {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    license: Option<String>,
    /// The source; none: a package of the workspace.
    source: Option<String>,
}

fn policy() -> Policy {
    let page = super::metadata().workspace_root.join("deny.toml");
    toml::from_str(&fs::read_to_string(page).expect("deny.toml"))
        .expect("deny.toml is as cargo deny reads it")
}

/// Answers all packages that are compiled for the system of the tests.
fn packages() -> Vec<Package> {
    let told = |program: &str, arguments: &[&str]| {
        let out = Command::new(program).args(arguments).output().expect("it starts");
        assert!(out.status.success(), "{program}: {}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8(out.stdout).expect("text")
    };
    let rustc = told("rustc", &["-vV"]);
    let host = rustc.lines().find_map(|line| line.strip_prefix("host: ")).expect("rustc names its host");
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let json = told(&cargo, &["metadata", "--format-version=1", "--locked", "--filter-platform", host]);
    serde_json::from_str::<Resolved>(&json).expect("the workspace's metadata").packages
}

#[test]
fn every_licence_is_one_that_we_may_ship() {
    let allowed: Vec<Licensee> = policy()
        .licenses
        .allow
        .iter()
        .map(|name| Licensee::parse(name).unwrap_or_else(|error| panic!("{name}: {error}")))
        .collect();
    for package in packages() {
        let licence = package.license.unwrap_or_else(|| panic!("{} names no licence", package.name));
        let terms = Expression::parse_mode(&licence, ParseMode::LAX)
            .unwrap_or_else(|error| panic!("{}: {licence}: {error}", package.name));
        let is_allowed = terms.evaluate(|term| allowed.iter().any(|one| one.satisfies(term)));
        assert!(is_allowed, "{} is under {licence}, which deny.toml does not allow", package.name);
    }
}

#[test]
fn no_package_is_banned_or_from_elsewhere_than_the_registry() {
    let banned = policy().bans.deny;
    for package in packages() {
        assert!(!banned.contains(&package.name), "{} is banned by deny.toml", package.name);
        let is_registry = package.source.as_ref().is_none_or(|source| source.starts_with("registry+"));
        assert!(is_registry, "{} comes from {:?}", package.name, package.source);
    }
}

/// Checked on Linux alone: the packages that are built in two versions differ from system to system.
#[cfg(target_os = "linux")]
#[test]
fn two_generations_of_a_package_are_known_ones() {
    let mut versions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for package in packages() {
        versions.entry(package.name).or_default().insert(package.version);
    }
    let doubled: BTreeSet<String> =
        versions.into_iter().filter(|(_, versions)| versions.len() > 1).map(|(name, _)| name).collect();
    let known: BTreeSet<String> = policy().bans.skip.into_iter().collect();
    assert_eq!(doubled, known, "deny.toml lists other doubled packages than there are");
}
