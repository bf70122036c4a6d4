//! The benchmarks, for `cargo xtask bench [NAME…]`: each prints its figures beside the limit or peer that it measured in
//! the same run, interleaved, because disk and processor differ from one second to the next.
//!
//! | module | what |
//! |---|---|
//! | `start` | process start → rows on the screen, against a browser's blank page |
//! | `filter` | a filter or a name: asked of the store, and tapped in the real window and in Chromium |
//! | `scroll` | flings through the list and the thread, from frame to frame |
//! | `search` | the first 50 hits of 100,000 messages |
//! | `send_ack` | a message → acknowledged, against round trip + fsync |
//! | `record` | the microphone: first sample, gaps, processor, bytes; against PulseAudio's own recorder and opusenc |
//! | `size` | what is downloaded and kept in memory |
//! | `microphone`, `profile`, `quiet`, `school`, `http`, `screen`, `driver`, `process` | the tools of the
//! measurements |
//! | `sample`, `table` | numbers and how they are printed |
//!
//! To add a benchmark: a module with `run`, a line in [`BENCHES`].

#[path = "figures/driver.rs"]
mod driver;
#[path = "figures/filter.rs"]
mod filter;
#[path = "figures/http.rs"]
mod http;
#[path = "figures/microphone.rs"]
mod microphone;
#[path = "figures/painted.rs"]
mod painted;
#[path = "figures/process.rs"]
mod process;
#[path = "figures/profile.rs"]
mod profile;
#[path = "figures/quiet.rs"]
mod quiet;
#[path = "figures/record.rs"]
mod record;
#[path = "figures/sample.rs"]
mod sample;
#[path = "figures/school.rs"]
mod school;
#[path = "figures/screen.rs"]
mod screen;
#[path = "figures/scroll.rs"]
mod scroll;
#[path = "figures/search.rs"]
mod search;
#[path = "figures/send_ack.rs"]
mod send_ack;
#[path = "figures/size.rs"]
mod size;
#[path = "figures/start.rs"]
mod start;
#[path = "figures/table.rs"]
mod table;

use std::process::ExitCode;
use std::time::Instant;

use profile::Profiles;
use table::Table;

type Bench = fn(&Profiles, &Table);

const BENCHES: &[(&str, Bench)] = &[
    ("start", start::run),
    ("filter", filter::run),
    ("scroll", scroll::run),
    ("search", search::run),
    ("send_ack", send_ack::run),
    ("record", record::run),
    ("size", size::run),
];

fn main() -> ExitCode {
    if record::is_in_front_of_its_microphone() {
        record::measure(&Table);
        return ExitCode::SUCCESS;
    }
    // Cargo adds the argument --bench, which is skipped.
    let names: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    if let Some(unknown) = names.iter().find(|name| BENCHES.iter().all(|(known, _)| known != name)) {
        let known: Vec<&str> = BENCHES.iter().map(|(name, _)| *name).collect();
        eprintln!("no benchmark is called {unknown}; there are: {}", known.join(", "));
        return ExitCode::FAILURE;
    }
    let profiles = Profiles::default();
    for (name, bench) in BENCHES {
        if names.is_empty() || names.iter().any(|asked| asked == name) {
            let start = Instant::now();
            println!("\n{name}");
            bench(&profiles, &Table);
            println!("  {:.0} s", start.elapsed().as_secs_f64());
        }
    }
    ExitCode::SUCCESS
}
