//! The processes that `run` started. They end together: when all windows are closed, when the server ends, or at Ctrl-C.

use super::bus;
use super::speech::listen;
use anyhow::{Context, Result};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_secs(5);

/// The server, and the windows and pages that were opened on it.
pub(super) struct Children {
    bus: Option<Child>,
    server: Option<Child>,
    windows: Vec<Child>,
    interrupted: Arc<AtomicBool>,
}

impl Children {
    /// Makes an empty set of children, and notices Ctrl-C from here on.
    pub(super) fn new() -> Result<Children> {
        let interrupted = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&interrupted);
        ctrlc::set_handler(move || flag.store(true, Ordering::Relaxed))?;
        Ok(Children { bus: None, server: None, windows: Vec::new(), interrupted })
    }

    /// Starts the server and answers its address.
    pub(super) fn serve(&mut self, command: &mut Command) -> Result<String> {
        let mut server = start(command.stdout(Stdio::piped()))?;
        let output = server.stdout.take().expect("it is piped");
        self.server = Some(server);
        listen(output, |line| line.strip_prefix("Conversas at ").map(str::to_owned)).context("the server")
    }

    /// Starts a message bus and answers its address.
    pub(super) fn bus(&mut self) -> Result<String> {
        let mut bus = start(bus::daemon().stdout(Stdio::piped()))?;
        let output = bus.stdout.take().expect("it is piped");
        self.bus = Some(bus);
        listen(output, |line| line.starts_with("unix:").then(|| line.to_owned())).context("the message bus")
    }

    /// Opens a window.
    pub(super) fn open(&mut self, command: &mut Command) -> Result<()> {
        self.windows.push(start(command)?);
        Ok(())
    }

    /// Starts a bridge and answers the address of its page.
    pub(super) fn open_page(&mut self, command: &mut Command) -> Result<String> {
        let mut bridge = start(command.stdout(Stdio::piped()))?;
        let output = bridge.stdout.take().expect("it is piped");
        self.windows.push(bridge);
        listen(output, |line| line.starts_with("http://").then(|| line.to_owned())).context("the bridge")
    }

    /// Answers whether the server has ended.
    fn server_has_ended(&mut self) -> bool {
        self.server.as_mut().is_none_or(has_ended)
    }

    /// Waits for the end of all windows, the end of the server, or Ctrl-C. Dropping the children ends the
    /// rest.
    pub(super) fn wait(&mut self) {
        while !self.interrupted.load(Ordering::Relaxed)
            && !self.server_has_ended()
            && !self.windows.iter_mut().all(has_ended)
        {
            thread::sleep(Duration::from_millis(100));
        }
    }
}

impl Drop for Children {
    /// Ends the windows first: they may still have something to send.
    fn drop(&mut self) {
        self.windows.iter_mut().for_each(end);
        self.server.iter_mut().for_each(end);
        self.bus.iter_mut().for_each(end);
    }
}

fn start(command: &mut Command) -> Result<Child> {
    command.spawn().with_context(|| format!("{} does not start", command.get_program().to_string_lossy()))
}

fn has_ended(child: &mut Child) -> bool {
    !matches!(child.try_wait(), Ok(None))
}

/// Asks a child to end, and kills it if it does not.
fn end(child: &mut Child) {
    ask_to_end(child);
    let start = Instant::now();
    while !has_ended(child) && start.elapsed() < PATIENCE {
        thread::sleep(Duration::from_millis(20));
    }
    if !has_ended(child) && child.kill().is_ok() {
        let _ = child.wait();
    }
}

#[cfg(unix)]
fn ask_to_end(child: &mut Child) {
    if has_ended(child) {
        return;
    }
    let id = i32::try_from(child.id()).ok().and_then(rustix::process::Pid::from_raw);
    if let Some(id) = id {
        // Ignored: the child may have ended in between.
        let _ = rustix::process::kill_process(id, rustix::process::Signal::TERM);
    }
}

#[cfg(not(unix))]
fn ask_to_end(child: &mut Child) {
    let _ = child.kill();
}
