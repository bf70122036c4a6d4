//! The line of a step: `▸ what` while it works, its time at the end. On a terminal the seconds are counted meanwhile.

use super::is_verbose;
use anyhow::{Context, Result};
use std::io::{IsTerminal, Write, stdout};
use std::sync::Mutex;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// The step whose line has no end yet.
static OPEN: Mutex<Option<String>> = Mutex::new(None);

/// Prints `what`, does the work, and prints how long it took.
pub(crate) fn step<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    begin(what);
    let start = Instant::now();
    let result = while_counting(what, start, work).with_context(|| what.to_owned());
    end(what, start.elapsed(), result.is_ok());
    result
}

/// Prints a line of its own, below the step that is under way.
pub(crate) fn say(text: &str) {
    finish();
    if !text.trim().is_empty() {
        println!("{}", text.trim_end());
    }
}

/// Ends the line of the step under way, so that other lines can be printed.
pub(super) fn finish() {
    if open().take().is_some() {
        println!();
    }
}

fn begin(what: &str) {
    finish();
    print!("▸ {what}");
    let _ = stdout().flush();
    if is_verbose() {
        println!();
    } else {
        *open() = Some(what.to_owned());
    }
}

fn end(what: &str, took: Duration, is_good: bool) {
    let seconds = took.as_secs_f64();
    let failed = if is_good { "" } else { ", failed" };
    let mut line = open();
    if line.take_if(|name| name == what).is_none() {
        println!("  {what}: {seconds:.1} s{failed}");
    } else if stdout().is_terminal() {
        println!("\r▸ {what}: {seconds:.1} s{failed}");
    } else {
        println!(": {seconds:.1} s{failed}");
    }
}

fn while_counting<T>(what: &str, start: Instant, work: impl FnOnce() -> T) -> T {
    if is_verbose() || !stdout().is_terminal() {
        return work();
    }
    let (done, told) = mpsc::channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || {
            while let Err(RecvTimeoutError::Timeout) = told.recv_timeout(Duration::from_secs(1)) {
                if open().as_deref() == Some(what) {
                    print!("\r▸ {what}: {} s", start.elapsed().as_secs());
                    let _ = stdout().flush();
                }
            }
        });
        let made = work();
        drop(done);
        made
    })
}

fn open() -> std::sync::MutexGuard<'static, Option<String>> {
    OPEN.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}
