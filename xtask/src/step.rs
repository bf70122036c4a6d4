//! A step of a command: one line with its name, and how long it took. The output of the programs that a step
//! starts is kept back; `-v` shows it as it comes, and a failure shows it afterwards.

mod line;

use crate::paths;
use anyhow::{Context, Result, bail};
use std::ffi::OsStr;
use std::io::{self, PipeReader, Read};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

pub(crate) use line::{say, step};

static VERBOSE: AtomicBool = AtomicBool::new(false);

/// Shows the output of programs as it comes, from here on.
pub(crate) fn be_verbose() {
    VERBOSE.store(true, Ordering::Relaxed);
}

/// Answers whether the output of programs is shown as it comes.
pub(crate) fn is_verbose() -> bool {
    VERBOSE.load(Ordering::Relaxed)
}

/// Makes a command that runs in the workspace's root.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(paths::root());
    command
}

/// Makes a command of the cargo that runs this program.
pub(crate) fn cargo() -> Command {
    command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs a program to its end. An exit code other than 0 is an error, and shows what the program printed.
pub(crate) fn ok(command: &mut Command) -> Result<()> {
    let program = command.get_program().to_string_lossy().into_owned();
    let (status, printed) = run(command)?;
    if !status.success() {
        say(&printed);
        bail!("{program} ended with {status}");
    }
    Ok(())
}

/// Runs a program like [`ok`], and shows its output as it comes: the person asked for the output.
pub(crate) fn shown(command: &mut Command) -> Result<()> {
    let program = command.get_program().to_string_lossy().into_owned();
    line::finish();
    let status = command.status().with_context(|| format!("{program} cannot be started"))?;
    if !status.success() {
        bail!("{program} ended with {status}");
    }
    Ok(())
}

/// Runs a program like [`ok`], but answers a failure without telling the person.
pub(crate) fn attempt(command: &mut Command) -> bool {
    run(command).is_ok_and(|(status, _)| status.success())
}

fn run(command: &mut Command) -> Result<(ExitStatus, String)> {
    if is_verbose() {
        let program = command.get_program().to_string_lossy().into_owned();
        let status = command.status().with_context(|| format!("{program} cannot be started"))?;
        return Ok((status, String::new()));
    }
    let (mut child, mut output) = piped(command)?;
    let mut printed = Vec::new();
    output.read_to_end(&mut printed).context("its output")?;
    Ok((child.wait()?, String::from_utf8_lossy(&printed).into_owned()))
}

/// Starts a program with both of its outputs in one pipe, in the order in which they are written.
pub(crate) fn piped(command: &mut Command) -> Result<(Child, PipeReader)> {
    let program = command.get_program().to_string_lossy().into_owned();
    let (output, input) = io::pipe()?;
    let started = command.stdin(Stdio::null()).stdout(input.try_clone()?).stderr(input).spawn();
    // The command gives up its end of the pipe, which ends when no process can write into it any more.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    Ok((started.with_context(|| format!("{program} cannot be started"))?, output))
}

/// Answers the output of a command; none: it cannot be run, or fails.
pub(crate) fn output(program: &str, arguments: &[&str]) -> Option<String> {
    let output = command(program).args(arguments).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Answers whether a program of this name can be found.
pub(crate) fn exists(program: &str) -> bool {
    let Some(path) = std::env::var_os("PATH") else {
        return false;
    };
    let file = format!("{program}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&path).any(|folder| folder.join(&file).is_file())
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    #[test]
    fn both_outputs_come_in_the_order_in_which_they_were_written() {
        let (status, printed) =
            run(Command::new("sh").args(["-c", "echo one; echo two >&2; echo three"])).expect("it starts");
        assert!(status.success());
        assert_eq!(printed, "one\ntwo\nthree\n");
    }

    #[test]
    fn a_program_that_fails_is_an_error() {
        assert!(ok(Command::new("sh").args(["-c", "exit 3"])).is_err());
        assert!(!attempt(&mut Command::new("no-such-program")));
    }
}
