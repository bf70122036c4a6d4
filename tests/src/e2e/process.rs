//! The child processes of a test: they end with it, and their output is kept for the search for a failure's
//! cause.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use super::leash::Leash;

/// Longest wait for a child to end by itself.
const PATIENCE: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(5);

/// A child that is killed when it is dropped, with all processes that it has started.
pub(super) struct Process {
    child: Child,
    leash: Option<Leash>,
}

impl Process {
    /// Starts the program; its output goes to `log`.
    pub(super) fn start(command: &mut Command, log: &Path) -> Process {
        let log = File::create(log).expect("the test's folder can be written");
        let errors = log.try_clone().expect("an open file can be shared");
        Process::spawn(command.stdin(Stdio::null()).stdout(log).stderr(errors))
    }

    /// Starts the program and answers the first line that it prints; its errors go to `log`.
    pub(super) fn start_and_hear(command: &mut Command, log: &Path) -> (Process, String) {
        let errors = File::create(log).expect("the test's folder can be written");
        let mut process = Process::spawn(command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(errors));
        let out = process.child.stdout.take().expect("it is piped");
        let mut line = String::new();
        let heard = BufReader::new(out).read_line(&mut line);
        assert!(heard.is_ok_and(|bytes| bytes > 0), "{command:?} says nothing, see {}", log.display());
        (process, line.trim().to_owned())
    }

    /// Starts the program and answers its whole output; its errors go to `log`.
    pub(super) fn start_and_read(command: &mut Command, log: &Path) -> (Process, ChildStdout) {
        let errors = File::create(log).expect("the test's folder can be written");
        let mut process = Process::spawn(command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(errors));
        let out = process.child.stdout.take().expect("it is piped");
        (process, out)
    }

    fn spawn(command: &mut Command) -> Process {
        match Leash::prepare(command).spawn() {
            Ok(child) => Process { leash: Some(Leash::take(child.id())), child },
            Err(error) => panic!("{} does not start: {error}", command.get_program().display()),
        }
    }

    pub(super) fn id(&self) -> u32 {
        self.child.id()
    }

    pub(super) fn has_ended(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }

    /// Asks the process to end, and waits until it has.
    pub(super) fn stop(mut self) {
        if !self.has_ended() {
            // Ignored: the process may have ended in between.
            let _ = kill_process(pid(self.id()), Signal::TERM);
        }
        wait_until("a child ends when asked to", || self.has_ended());
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // The leash ends before the child is waited for: until then no other process gets the child's number.
        self.leash = None;
        let _ = self.child.wait();
    }
}

/// Answers the processes that this process has started.
pub(super) fn children_of(parent: u32) -> Vec<u32> {
    // Each thread has a list of its own children.
    let threads = std::fs::read_dir(format!("/proc/{parent}/task")).into_iter().flatten().flatten();
    let listed = threads.map(|thread| std::fs::read_to_string(thread.path().join("children")));
    let listed: Vec<_> = listed.flatten().collect();
    listed.iter().flat_map(|ids| ids.split_whitespace()).filter_map(|id| id.parse().ok()).collect()
}

/// Answers whether a process has this name, of which Linux keeps 15 letters.
pub(super) fn is_called(id: u32, name: &str) -> bool {
    let known = std::fs::read_to_string(format!("/proc/{id}/comm"));
    known.is_ok_and(|known| name.starts_with(known.trim()))
}

/// Waits until a process that is not our own child is gone, or is dead and not yet reaped by its parent.
pub(super) fn wait_until_gone(id: u32) {
    let command_line = format!("/proc/{id}/cmdline");
    wait_until("a program ends", || std::fs::read(&command_line).map_or(true, |line| line.is_empty()));
}

/// Ends a process that is not our own child, at once.
pub(super) fn kill(id: u32) {
    // Ignored: the process may be gone already.
    let _ = kill_process(pid(id), Signal::KILL);
}

fn pid(id: u32) -> Pid {
    let id = i32::try_from(id).expect("process ids are small");
    Pid::from_raw(id).expect("no process has the id 0")
}

fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < PATIENCE, "waited in vain: {what}");
        std::thread::sleep(PAUSE);
    }
}

/// Answers a loopback port that is free.
pub(super) fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has free ports");
    listener.local_addr().expect("it is bound").port()
}
