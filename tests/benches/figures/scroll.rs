//! A fling through very many conversations, and up a thread of very many messages: the times from frame to
//! frame, in the real window and in Chromium. The limit is the same page without any movement.

use serde_json::{Value, json};

use super::driver::{Driver, Look};
use super::profile::{Profile, Profiles, runtime};
use super::sample::Sample;
use super::table::{Table, spread};

const SCRIPT: &str = include_str!("scroll.js");
const FRAMES: u32 = 400;
/// The speed of a fling, in pixels per frame: 7,000 per second.
const FLING: i32 = 120;
/// The goal: a frame of 60 per second, in milliseconds, and one millisecond for the clock, which browsers
/// round.
const USUAL_GOAL: f64 = 16.7 + 1.0;
const WORST_GOAL: f64 = 32.0;
const LIST: &str = ".list-pane .scroll";
const LOG: &str = ".log";

/// Runs the benchmark `scroll`.
pub(super) fn run(profiles: &Profiles, table: &Table) {
    let (many, thread_of_many) = (profiles.many(), profiles.thread());
    runtime().block_on(async {
        for (name, look) in [("window", Look::Window), ("Chromium", Look::Browser)] {
            list(many, look, name, table).await;
            thread(thread_of_many, look, name, table).await;
        }
    });
}

async fn list(profile: &Profile, look: Look, name: &str, table: &Table) {
    let driver = Driver::open(profile, look).await;
    driver.wait_for("return document.querySelectorAll('li.conversation:not(.skeleton)').length > 5").await;
    let still = fling(&driver, LIST, 0).await;
    table.sample(&format!("{name}: nothing moves"), &still.frames);
    fling(&driver, LIST, FLING).await.print(&format!("{name}: down the list"), table);
    driver.close().await;
}

async fn thread(profile: &Profile, look: Look, name: &str, table: &Table) {
    let driver = Driver::open(profile, look).await;
    driver
        .wait_for("document.querySelector('li.conversation:not(.skeleton)')?.click(); return document.querySelectorAll('.log .message').length > 30")
        .await;
    fling(&driver, LOG, -FLING).await.print(&format!("{name}: up the thread"), table);
    fling(&driver, LOG, FLING).await.print(&format!("{name}: down the thread"), table);
    driver.close().await;
}

struct Flung {
    frames: Sample,
    travelled: f64,
    /// The number of frames in which the middle was not loaded yet.
    gaps: f64,
}

impl Flung {
    fn print(&self, what: &str, table: &Table) {
        let (p99, worst) = (self.frames.p99(), self.frames.worst());
        table.goal(
            &format!("{what}: frame"),
            format!("{}  worst {worst:.0} ms", spread(&self.frames)),
            "",
            "p99 ≤ 16.7 ms, worst ≤ 32 ms",
            p99 <= USUAL_GOAL && worst <= WORST_GOAL,
        );
        let seen = format!("{:.0} px, {:.0} frames on what is loading", self.travelled, self.gaps);
        table.note("    of it", seen);
    }
}

async fn fling(driver: &Driver, selector: &str, step: i32) -> Flung {
    let measured = driver.run(SCRIPT, vec![json!(selector), json!(step), json!(FRAMES)]).await;
    let frames = measured["frames"].as_array().unwrap_or_else(|| panic!("no figures: {measured}"));
    let number = |name: &str| measured[name].as_f64().unwrap_or(f64::NAN);
    Flung {
        frames: frames.iter().filter_map(Value::as_f64).collect(),
        travelled: number("travelled"),
        gaps: number("gaps"),
    }
}
