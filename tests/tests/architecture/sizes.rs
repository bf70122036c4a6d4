//! The limits for the length of files. The limit for functions is clippy's (`too_many_lines`, clippy.toml).

use std::fs;
use std::path::PathBuf;

use super::every_source;

/// The number of lines of the longest file.
const LONGEST: usize = 350;
/// The number of lines of the median file. Tests count too.
const MEDIAN: usize = 105;

#[test]
fn files_fit_on_a_few_screens() {
    let lines = |path: &PathBuf| fs::read_to_string(path).expect("a source file").lines().count();
    let mut sizes: Vec<(usize, _)> = every_source().into_iter().map(|path| (lines(&path), path)).collect();
    sizes.sort();
    let (median, _) = sizes[sizes.len() / 2];
    let (longest, path) = sizes.last().expect("there are sources");
    assert!(*longest <= LONGEST, "{} has {longest} lines", path.display());
    assert!(median <= MEDIAN, "the median file has {median} lines");
}

#[test]
fn no_function_is_long() {
    // The mark is written in two parts, so that this line does not count.
    let mark = concat!("clippy::too", "_many_lines");
    let long = |path: &PathBuf| fs::read_to_string(path).expect("a source file").matches(mark).count();
    let long: usize = every_source().iter().map(long).sum();
    assert_eq!(long, 0, "functions are longer than clippy.toml says");
}
