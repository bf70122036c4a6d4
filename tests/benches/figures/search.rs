//! The first 50 hits of 100,000 messages, for words as they are typed: common, rare, missing, several.

use std::time::Instant;

use conversas_client::SearchQuery;

use super::profile::{Profiles, open, runtime};
use super::sample::Sample;
use super::table::{Table, spread};

const HITS: u32 = 50;
const ROUNDS: usize = 40;
const WORDS: [&str; 10] = [
    "m",
    "men",
    "mensagem",
    "mensagem 77",
    "bol",
    "boletim reuniao",
    "bom dia por favor",
    "77777",
    "mensagem 77777",
    "zzz",
];
/// The goal, in milliseconds.
const GOAL: f64 = 5.0;

/// Runs the benchmark `search`.
pub(super) fn run(profiles: &Profiles, table: &Table) {
    let data = profiles.many().data();
    let samples = runtime().block_on(async {
        let engine = open(&data).await;
        let mut all = Sample::default();
        let mut each: Vec<Sample> = WORDS.iter().map(|_| Sample::default()).collect();
        for _ in 0..ROUNDS {
            for (words, sample) in WORDS.into_iter().zip(&mut each) {
                let query =
                    SearchQuery { words: words.into(), conversation_id: None, after: None, limit: HITS };
                let start = Instant::now();
                engine.search(query).await.expect("a page");
                let took = start.elapsed();
                sample.add(took);
                all.add(took);
            }
        }
        engine.close().await;
        (all, each)
    });
    let (all, each) = samples;
    for (words, sample) in WORDS.into_iter().zip(&each) {
        table.sample(&format!("store: “{words}”"), sample);
    }
    table.goal("store: all of them", spread(&all), "", &format!("p99 ≤ {GOAL} ms"), all.p99() <= GOAL);
}
