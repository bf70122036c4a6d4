//! Process start → the inbox's rows painted, seen from outside on the display, in turn with MiniBrowser (the same webview
//! without anything of ours) until a page of one colour is painted.

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
/// In the middle of the blank page.
const MIDDLE: Area = Area { x: WIDTH / 2, y: HEIGHT / 2, width: 8, height: 8 };
/// The upper rows of the list.
const ROWS: Area = Area { x: 90, y: 240, width: 300, height: 480 };
/// A screen that stays the same so long is complete.
const STILL: Duration = Duration::from_secs(4);
/// So much of what is drawn in the rows must be there, and then the rows can be used.
const PAINTED: f64 = 0.95;
const RATIO_GOAL: f64 = 1.25;
/// Milliseconds.
const DIFFERENCE_GOAL: f64 = 20.0;

/// `start`.
pub(super) fn run(profiles: &Profiles, table: &Table) {
    let (many, few) = (profiles.many(), profiles.few());
    let (many_rows, few_rows) = (Rows::of(many), Rows::of(few));
    let (mut with_many, mut with_few, mut blank) = <(Sample, Sample, Sample)>::default();
    // The first one of each fills caches.
    for round in 0..=ROUNDS {
        let times = [start_app(many, &many_rows), start_browser(), start_app(few, &few_rows)];
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

/// What the rows look like when they are there.
struct Rows {
    pixels: Vec<u32>,
    ground: u32,
}

impl Rows {
    /// Starts the app once and waits until nothing moves any more.
    fn of(profile: &Profile) -> Rows {
        let screen = Screen::new();
        let _app = app(profile, &screen);
        let (mut seen, mut since) = (screen.look(ROWS), Instant::now());
        let pixels = until("the app's window comes to rest", || {
            let now = screen.look(ROWS);
            if now != seen {
                (seen, since) = (now, Instant::now());
            }
            let is_drawn = ink(&seen).1 > seen.len() / 100;
            (is_drawn && since.elapsed() > STILL).then(|| seen.clone())
        });
        let ground = ink(&pixels).0;
        Rows { pixels, ground }
    }

    fn are_in(&self, seen: &[u32]) -> bool {
        let drawn = self.pixels.iter().zip(seen).filter(|(pixel, _)| **pixel != self.ground);
        let (same, all) =
            drawn.fold((0, 0), |(same, all), (wanted, is)| (same + usize::from(wanted == is), all + 1));
        f64::from(same as u32) >= f64::from(all) * PAINTED
    }
}

/// The most frequent colour, and how many pixels have another one.
fn ink(pixels: &[u32]) -> (u32, usize) {
    let mut counts = std::collections::HashMap::<u32, usize>::new();
    for pixel in pixels {
        *counts.entry(*pixel).or_default() += 1;
    }
    let (ground, count) = counts.into_iter().max_by_key(|(_, count)| *count).expect("an area has pixels");
    (ground, pixels.len() - count)
}

fn start_app(profile: &Profile, rows: &Rows) -> Duration {
    let screen = Screen::new();
    let start = Instant::now();
    let _app = app(profile, &screen);
    until("the rows are painted", || rows.are_in(&screen.look(ROWS)).then(|| start.elapsed()))
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
