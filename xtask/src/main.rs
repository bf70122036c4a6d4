//! The project's commands: `cargo xtask …`. One module per command; common code is in `step`, `paths`,
//! `setup` and `ui`.
//!
//! To add a command: a variant in [`Command`], a module with `run`, and a line in the table of README.md.

mod bench;
mod bundle;
mod check;
mod paths;
mod programs;
mod run;
mod setup;
mod shots;
mod step;
mod targets;
mod test;
mod ui;

use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// The project's commands.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    /// Show what the programs print that are started
    #[arg(short, long, global = true)]
    verbose: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build everything, start a demo server, and open a staff member's and a family's window
    Run {
        /// Use the browser instead of windows of the app
        #[arg(long)]
        browser: bool,
    },
    /// Format, spelling, lints, documentation, wasm, and all tests; with NAME only the tests whose name contains it
    Test {
        /// A part of a test's name
        name: Option<String>,
    },
    /// Format, spelling, lints, documentation and the wasm check, without tests
    Check,
    /// Build the interface into src-ui/dist
    Ui {
        /// Small instead of quick to build
        #[arg(long)]
        release: bool,
    },
    /// Take pictures of every screen into DIR
    Shots {
        /// Where the pictures go
        dir: PathBuf,
    },
    /// Run the benchmarks, or those named
    Bench {
        /// Names of benchmarks; none means all
        names: Vec<String>,
    },
    /// Type-check the app for Android, iOS, macOS and Windows
    Targets,
    /// Make an installable package
    Bundle,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if arguments.verbose {
        step::be_verbose();
    }
    match run(arguments.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            step::say(&format!("✗ {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Run { browser } => run::run(browser),
        Command::Test { name } => test::run(name.as_deref()),
        Command::Check => check::run(),
        Command::Ui { release } => ui::run(release),
        Command::Shots { dir } => shots::run(&dir),
        Command::Bench { names } => bench::run(&names),
        Command::Targets => targets::run(),
        Command::Bundle => bundle::run(),
    }
}
