//! The time from the process's start to the inbox's painted rows, seen from outside on the display. In turn,
//! MiniBrowser (the same webview with no code of ours) is measured until it has painted a page of one colour.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use super::process::{Process, told, until};
use super::profile::{FEW, MANY, NAME, Profile, Profiles};
use super::sample::Sample;
use super::screen::{Area, HEIGHT, Screen, WIDTH};
use super::table::Table;

const ROUNDS: usize = 9;
const MINI_BROWSERS: [&str; 2] = [
    "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
    "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
];
const PAGE: &str = "data:text/html,<body style='background:%23123456'>";
const PAGE_COLOUR: u32 = 0x12_3456;
/// A part in the middle of the blank page.
const MIDDLE: Area = Area { x: WIDTH / 2, y: HEIGHT / 2, width: 8, height: 8 };
/// The place of the list's upper rows.
const ROWS: Area = Area { x: 90, y: 240, width: 300, height: 480 };
/// The time after which an unchanged screen counts as complete.
const STILL: Duration = Duration::from_millis(1_500);
/// The part of the text that must be painted, in hundredths.
const PAINTED: usize = 95;
/// The limit for text: each part of its colour is below this.
const TEXT: u8 = 0x60;
const RATIO_GOAL: f64 = 1.25;
/// The goal for the difference, in milliseconds.
const DIFFERENCE_GOAL: f64 = 20.0;

/// Runs the benchmark `start`.
pub(super) fn run(profiles: &Profiles, table: &Table) {
    let (many, few) = (profiles.many(), profiles.few());
    let (mut with_many, mut with_few, mut blank) = <(Sample, Sample, Sample)>::default();
    // The first start of each program fills caches, and is not counted.
    for round in 0..=ROUNDS {
        let times = [start_app(many), start_browser(), start_app(few)];
        if round > 0 {
            with_many.add(times[0]);
            blank.add(times[1]);
            with_few.add(times[2]);
        }
    }
    table.sample(&format!("rows of {MANY} painted"), &with_many);
    table.sample(&format!("rows of {FEW} painted"), &with_few);
    table.sample("MiniBrowser's blank page painted", &blank);
    let (many, few, blank) = (with_many.p50(), with_few.p50(), blank.p50());
    table.ratio("rows / blank page", many, blank, "MiniBrowser", RATIO_GOAL);
    let more = many - few;
    let goal = format!("≤ +{DIFFERENCE_GOAL} ms");
    table.goal(&format!("{MANY} − {FEW}"), format!("{more:+.1} ms"), "", &goal, more <= DIFFERENCE_GOAL);
}

/// Measures from the start of the program until the rows of the end were first painted. Only their text is
/// looked for: the screens before (nothing, then grey shapes) have no text.
fn start_app(profile: &Profile) -> Duration {
    let screen = Screen::new();
    let start = Instant::now();
    let _app = app(profile, &screen);
    let mut looks: Vec<(Duration, Vec<u32>)> = Vec::new();
    until("the rows are painted and nothing moves any more", || {
        let now = screen.look(ROWS);
        if looks.last().is_none_or(|(_, seen)| *seen != now) {
            looks.push((start.elapsed(), now));
        }
        let (since, seen) = looks.last().expect("one was just pushed");
        (written(seen) > 0 && start.elapsed() - *since > STILL).then_some(())
    });
    let whole = looks.last().map_or(0, |(_, seen)| written(seen));
    let painted = looks.iter().find(|(_, seen)| written(seen) * 100 >= whole * PAINTED);
    painted.map(|(at, _)| *at).expect("the last one has all of it")
}

/// Answers how many pixels are as dark as text, on a light ground: a display without a window is dark all
/// over.
fn written(pixels: &[u32]) -> usize {
    let is_dark = |pixel: u32| pixel.to_be_bytes().iter().all(|part| *part < TEXT);
    let dark = pixels.iter().filter(|pixel| is_dark(**pixel)).count();
    if dark * 2 < pixels.len() { dark } else { 0 }
}

fn start_browser() -> Duration {
    let screen = Screen::new();
    let program = MINI_BROWSERS.iter().find(|program| Path::new(program).is_file());
    let mut browser = Command::new(program.expect("MiniBrowser comes with the webview's package"));
    screen.place(&mut browser);
    browser.arg(format!("--geometry={WIDTH}x{HEIGHT}")).arg(PAGE);
    let start = Instant::now();
    let _browser = Process::start(&mut browser, Path::new("/dev/null"));
    until("the blank page is painted", || {
        screen.look(MIDDLE).iter().all(|pixel| *pixel == PAGE_COLOUR).then(|| start.elapsed())
    })
}

fn app(profile: &Profile, screen: &Screen) -> Process {
    let mut app = Command::new(told("CONVERSAS_BIN_SHELL"));
    screen.place(&mut app);
    app.args(["--profile", NAME]).env("CONVERSAS_DATA", profile.home());
    Process::start(&mut app, Path::new("/dev/null"))
}
