//! The time from tap to paint, in the real window and in Chromium through the bridge.

use serde_json::{Value, json};

use super::driver::{Driver, Look};
use super::profile::{Profile, runtime};
use super::sample::Sample;
use super::table::{Table, spread};

const SCRIPT: &str = include_str!("painted.js");
/// The goal: two frames, in milliseconds, and a little for the clock, which browsers round.
const GOAL: f64 = 33.4;
const ROUNDS: u32 = 12;
/// The pause between two taps, in milliseconds.
const PAUSE: u32 = 60;

/// Measures the window and the browser.
pub(super) fn measure(profile: &Profile, table: &Table) {
    runtime().block_on(async {
        for (name, look) in [("window", Look::Window), ("Chromium", Look::Browser)] {
            let driver = Driver::open(profile, look).await;
            driver
                .wait_for("return document.querySelectorAll('li.conversation:not(.skeleton)').length > 5")
                .await;
            for (deed, deeds) in [("tap on a filter", taps()), ("key in search", keys())] {
                let measured = driver.run(SCRIPT, vec![deeds, json!(ROUNDS), json!(PAUSE)]).await;
                let sample = |name: &str| -> Sample {
                    let times = measured[name].as_array().unwrap_or_else(|| panic!("no figures: {measured}"));
                    times.iter().filter_map(Value::as_f64).collect()
                };
                let painted = sample("painted");
                let what = format!("{name}: {deed} → painted");
                table.goal(&what, spread(&painted), "", "p99 ≤ 33 ms", painted.p99() <= GOAL);
                table.sample("    of it until the rows are in the page", &sample("changed"));
            }
            driver.close().await;
        }
    });
}

/// Answers the taps: each changes the rows, and together they end at the first state.
fn taps() -> Value {
    let chip = |status: &str| json!({ "selector": format!(".filter-chip[data-status={status}]") });
    let kind = |index: usize| json!({ "selector": "input[name=kind]", "index": index });
    let (open, finished) = (chip("in-progress"), chip("finished"));
    json!([open, open, finished, finished, kind(1), kind(2), kind(0)])
}

fn keys() -> Value {
    let typed = ["b", "caio", "z", "maria x", "joao", ""];
    typed.map(|text| json!({ "selector": "#conversation-search", "text": text })).into()
}
