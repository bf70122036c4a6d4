//! Programs that a bench starts, and that end with it.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The longest wait: nothing here takes longer.
const PATIENCE: Duration = Duration::from_secs(60);
const PAUSE: Duration = Duration::from_millis(5);

/// A child that is killed when it is dropped.
pub(super) struct Process(Child);

impl Process {
    /// Starts the program; its output goes to `log`.
    pub(super) fn start(command: &mut Command, log: &Path) -> Process {
        let out = File::create(log).expect("the bench's folder can be written");
        let errors = out.try_clone().expect("an open file can be shared");
        Process(spawn(command.stdin(Stdio::null()).stdout(out).stderr(errors)))
    }

    /// Starts the program and answers the first line that it prints.
    pub(super) fn start_and_hear(command: &mut Command, log: &Path) -> (Process, String) {
        let errors = File::create(log).expect("the bench's folder can be written");
        let mut child = spawn(command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(errors));
        let out = child.stdout.take().expect("it is piped");
        let mut line = String::new();
        let mut out = BufReader::new(out);
        out.read_line(&mut line).expect("the child says something");
        // The thread reads on, so that the child never waits for a reader.
        std::thread::spawn(move || std::io::copy(&mut out, &mut std::io::sink()));
        (Process(child), line.trim().to_owned())
    }

    /// Starts the program and waits until it prints anything, which need not be text.
    pub(super) fn start_and_hear_a_byte(command: &mut Command) -> Process {
        let mut child = spawn(command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()));
        let mut out = child.stdout.take().expect("it is piped");
        out.read_exact(&mut [0]).expect("the child says something");
        std::thread::spawn(move || std::io::copy(&mut out, &mut std::io::sink()));
        Process(child)
    }

    /// Answers the number of the process.
    pub(super) fn id(&self) -> u32 {
        self.0.id()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Ignored: the child may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn spawn(command: &mut Command) -> Child {
    match command.spawn() {
        Ok(child) => child,
        Err(error) => panic!("{} does not start: {error}", command.get_program().display()),
    }
}

/// Answers the path of a program, which `cargo xtask bench` puts into the environment.
pub(super) fn told(variable: &str) -> PathBuf {
    let Some(path) = std::env::var_os(variable) else {
        panic!("{variable} is not set: run the benchmarks with `cargo xtask bench`");
    };
    PathBuf::from(path)
}

/// Asks until there is an answer.
pub(super) fn until<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(start.elapsed() < PATIENCE, "waited in vain: {what}");
        std::thread::sleep(PAUSE);
    }
}

/// Answers a loopback port that is free.
pub(super) fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has free ports");
    listener.local_addr().expect("it is bound").port()
}

/// Makes a temporary folder of a bench.
pub(super) fn folder() -> tempfile::TempDir {
    let made = tempfile::Builder::new().prefix("conversas-bench-").tempdir();
    made.expect("there is room for temporary files")
}
