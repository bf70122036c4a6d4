//! How long a command takes on a machine on which nothing was compiled before.

use super::Task;
use crate::paths;
use crate::step::say;

/// Says it, when it is so. Nobody waits ten minutes for a program that says nothing.
pub(super) fn foretell(task: Task) {
    let profile = if task == Task::Bench { "bench-run" } else { "debug" };
    let compiled = paths::target().join(profile).join("deps");
    // The command itself is compiled there, too, with a few dozen packages of the hundreds.
    let packages = std::fs::read_dir(compiled).map_or(0, Iterator::count);
    if packages < COMPILED {
        let minutes = minutes(task);
        say(&format!(
            "The first time, everything is compiled: about {minutes} minutes on two cores, less on more. Later times it is seconds."
        ));
    }
}

/// Fewer files than this: only the command itself was compiled.
const COMPILED: usize = 1_000;

/// Rounded up from what the steps took on two cores; the tests themselves are a half hour of it.
fn minutes(task: Task) -> u32 {
    match task {
        Task::RunInBrowser => 7,
        Task::Run => 9,
        Task::Check | Task::Shots => 12,
        Task::Test => 35,
        Task::Bench | Task::Bundle => 15,
    }
}
