//! The duration of a command on a machine on which nothing was compiled before.

use super::Task;
use crate::paths;
use crate::step::say;

/// Says how long the first compilation takes, if it is the first: a silent program would be stopped within
/// ten minutes.
pub(super) fn foretell(task: Task) {
    let profile = if task == Task::Bench { "bench-run" } else { "debug" };
    let compiled = paths::target().join(profile).join("deps");
    // The project's commands are compiled into the same folder, with a few dozen packages of the hundreds.
    let packages = std::fs::read_dir(compiled).map_or(0, Iterator::count);
    if packages < COMPILED {
        let minutes = minutes(task);
        say(&format!(
            "The first time, everything is compiled: about {minutes} minutes on two cores, less on more. Later times it is seconds."
        ));
    }
}

/// The number of files below which only the project's commands were compiled.
const COMPILED: usize = 1_000;

/// Answers the minutes that the command's steps took on two cores, rounded up; the tests themselves take half
/// an hour of it.
fn minutes(task: Task) -> u32 {
    match task {
        Task::RunInBrowser => 7,
        Task::Run => 9,
        Task::Check | Task::Shots => 12,
        Task::Test => 35,
        Task::Bench | Task::Bundle => 15,
    }
}
