//! A check of the table: each library that a command's build asks pkg-config for is in it, and the command
//! installs it.

use super::*;
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

/// Build scripts whose calls do not have the libraries' names, with the libraries that must be there.
const ASKED_OTHERWISE: &[(&str, &[&str])] = &[
    // The script repeats the data of `gdk-3.0` and `webkit2gtk-4.1`.
    ("gdk-sys", &["gdk-3.0"]),
    ("gdkwayland-sys", &["gdk-3.0"]),
    ("gtk", &["gtk+-3.0"]),
    ("webkit2gtk-sys", &["webkit2gtk-4.1"]),
    // The script builds SQLite from its own source.
    ("libsqlite3-sys", &[]),
    // The script has one name for each feature; only Xlib's is on.
    ("x11", &["x11"]),
    // The libraries are opened at run time; a missing one is left out.
    ("x11-dl", &[]),
];

#[test]
fn each_command_installs_what_its_build_asks_pkg_config_for() {
    let graph = Graph::read();
    let app: &[&str] = &["xtask", "conversas-cli", "conversas-bridge", "conversas"];
    let all: &[&str] = &["xtask", "conversas", "conversas-tests", "conversas-bridge", "conversas-ui"];
    let builds = [
        (Task::RunInBrowser, &app[..3], false),
        (Task::Run, app, false),
        (Task::Bundle, app, false),
        (Task::Check, all, true),
        (Task::Test, all, true),
        (Task::Shots, all, true),
        (Task::Bench, all, true),
    ];
    for (task, packages, with_tests) in builds {
        let asked = graph.asked(packages, with_tests);
        assert!(asked.contains("alsa"), "{task:?}: the microphone is in every app");
        let lacking: Vec<_> = asked.difference(&installed(task)).cloned().collect();
        assert!(lacking.is_empty(), "{task:?} builds with {lacking:?}, which it does not install");
    }
}

fn installed(task: Task) -> BTreeSet<String> {
    let needs = NEEDS.iter().filter(|need| need.tasks.contains(&task));
    let libraries = needs.flat_map(|need| match need.probe {
        Probe::Libraries(names) => names,
        Probe::Programs(_) | Probe::Says(..) => &[],
    });
    libraries.map(|name| (*name).to_owned()).collect()
}

/// The packages of the workspace with their dependencies: the part of `cargo metadata` that is read here.
#[derive(Deserialize)]
struct Graph {
    packages: Vec<Package>,
    resolve: Resolve,
    workspace_members: Vec<String>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Edge>,
}

#[derive(Deserialize)]
struct Edge {
    pkg: String,
    dep_kinds: Vec<EdgeKind>,
}

#[derive(Deserialize)]
struct EdgeKind {
    /// The kind of the dependency: none, "build" or "dev".
    kind: Option<String>,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    targets: Vec<Target>,
    metadata: Value,
}

#[derive(Deserialize)]
struct Target {
    kind: Vec<String>,
    src_path: PathBuf,
}

impl Graph {
    fn read() -> Graph {
        let host = step::output("rustc", &["-vV"]).expect("there is a compiler");
        let host = host.lines().find_map(|line| line.strip_prefix("host: ")).expect("it says its host");
        let filter = format!("--filter-platform={host}");
        let mut cargo = step::cargo();
        cargo.args(["metadata", "--format-version=1", "--features=conversas-tests/e2e", &filter]);
        let told = cargo.output().expect("cargo starts");
        serde_json::from_slice(&told.stdout).expect("it tells of the workspace")
    }

    /// Answers the libraries that the build scripts of these packages, and of all their dependencies, ask
    /// pkg-config for.
    fn asked(&self, roots: &[&str], with_tests: bool) -> BTreeSet<String> {
        let packages: HashMap<&str, &Package> = self.packages.iter().map(|it| (it.id.as_str(), it)).collect();
        let nodes: HashMap<&str, &Node> = self.resolve.nodes.iter().map(|it| (it.id.as_str(), it)).collect();
        let members = self.workspace_members.iter().map(String::as_str);
        let mut open: Vec<&str> = members.filter(|id| roots.contains(&packages[id].name.as_str())).collect();
        assert_eq!(open.len(), roots.len(), "{roots:?} are in the workspace");
        let (mut seen, mut asked) = (BTreeSet::new(), BTreeSet::new());
        while let Some(id) = open.pop() {
            if !seen.insert(id) {
                continue;
            }
            let is_built = |kind: &EdgeKind| with_tests || kind.kind.as_deref() != Some("dev");
            let edges = nodes[id].deps.iter().filter(|edge| edge.dep_kinds.iter().any(is_built));
            let built: Vec<&str> = edges.map(|edge| edge.pkg.as_str()).collect();
            let uses = |name: &str| built.iter().any(|id| packages[id].name == name);
            asked.extend(packages[id].asks(uses("system-deps"), uses("pkg-config")));
            open.extend(built);
        }
        asked
    }
}

impl Package {
    fn asks(&self, by_table: bool, by_script: bool) -> Vec<String> {
        let mut asked = Vec::new();
        if by_table && let Some(table) = self.metadata["system-deps"].as_object() {
            let names = table.iter().map(|(key, entry)| entry["name"].as_str().unwrap_or(key));
            asked.extend(names.map(str::to_owned));
        }
        if let (true, Some(script)) = (by_script, self.script()) {
            let known = ASKED_OTHERWISE.iter().find(|(name, _)| *name == self.name);
            let named = known.map(|(_, libraries)| libraries.iter().map(|it| (*it).to_owned()).collect());
            asked.extend(named.unwrap_or_else(|| self.asks_in(script)));
        }
        asked
    }

    fn script(&self) -> Option<&Path> {
        let script = self.targets.iter().find(|it| it.kind.iter().any(|kind| kind == "custom-build"));
        script.map(|script| script.src_path.as_path())
    }

    /// Answers the names in `probe("…")` and `probe_library("…")`.
    fn asks_in(&self, script: &Path) -> Vec<String> {
        let script = fs::read_to_string(script).expect("its source is there");
        let calls = script.split("probe").skip(1).filter_map(|call| {
            let arguments = call.strip_prefix("_library").unwrap_or(call).strip_prefix("(\"")?;
            Some(arguments.split_once('"')?.0.to_owned())
        });
        let names: Vec<String> = calls.collect();
        assert!(!names.is_empty(), "what does the build script of {} ask pkg-config for?", self.name);
        names
    }
}
