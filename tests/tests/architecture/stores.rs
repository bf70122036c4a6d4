//! The places of SQL and the database driver: the rooms that are made for them.

use std::fs;
use std::path::{Path, PathBuf};

use super::{DRIVEN, metadata};

/// The beginnings of SQL statements, whatever the rest of the line says.
const SQL: &[&str] = &["SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM ", "CREATE TABLE "];

/// Finds every source file below a room's `src`, except tests and helpers for tests.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("a readable folder").path();
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        if stem == "tests" || stem == "testing" {
            continue;
        }
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn sql_stands_in_stores_only() {
    let root = metadata().workspace_root;
    let mut found = Vec::new();
    let rooms =
        ["cli", "client", "demo", "server", "sqlite", "store", "store-sqlite", "host", "media", "bridge"];
    let rooms = rooms.map(|name| format!("crates/{name}"));
    for room in rooms.into_iter().chain(["src-tauri".into(), "src-ui".into()]) {
        sources(&root.join(room).join("src"), &mut found);
    }
    let is_store = |path: &PathBuf| has_part(path, "store-sqlite") || is_of_the_clients_store(path);
    let (stores, others): (Vec<_>, Vec<_>) = found.into_iter().partition(is_store);
    let has_sql = |path: &PathBuf| {
        let text = fs::read_to_string(path).expect("a source file");
        let shipped = text.split("#[cfg(test)]").next().unwrap_or_default();
        shipped.lines().any(|line| line.contains('"') && SQL.iter().any(|word| line.contains(word)))
    };
    assert!(stores.iter().any(has_sql), "the test looks at the wrong files");
    let strays: Vec<_> = others.iter().filter(|path| has_sql(path)).collect();
    assert!(strays.is_empty(), "SQL outside store/: {strays:?}");
}

fn has_part(path: &Path, name: &str) -> bool {
    path.iter().any(|part| part == name)
}

fn is_of_the_clients_store(path: &Path) -> bool {
    has_part(path, "client") && (has_part(path, "store") || has_part(path, "store.rs"))
}

/// Finds every source file of a room, its tests too.
fn all_sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("a readable folder").path();
        if path.is_dir() {
            all_sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn the_database_driver_is_known_in_its_rooms_alone_and_in_no_test_of_others() {
    let metadata = metadata();
    for package in &metadata.packages {
        // Dependencies of any kind count: a test that knows the driver ties its room to one store.
        let knows = package.dependencies.iter().any(|needed| needed.name == "rusqlite");
        assert_eq!(knows, DRIVEN.contains(&package.name.as_str()), "{} and the driver", package.name);
    }
    let (mut driven, mut others) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(metadata.workspace_root.join("crates")).expect("the rooms") {
        let room = entry.expect("a room");
        let name = format!("conversas-{}", room.file_name().to_string_lossy());
        let found = if DRIVEN.contains(&name.as_str()) { &mut driven } else { &mut others };
        all_sources(&room.path(), found);
    }
    let of_the_client =
        driven.extract_if(.., |path| has_part(path, "client") && !is_of_the_clients_store(path));
    others.extend(of_the_client);
    let names_it = |path: &PathBuf| fs::read_to_string(path).expect("a source file").contains("rusqlite");
    assert!(driven.iter().any(names_it), "the test looks at the wrong files");
    let strays: Vec<_> = others.into_iter().filter(names_it).collect();
    assert!(strays.is_empty(), "the driver is named in {strays:?}");
}
