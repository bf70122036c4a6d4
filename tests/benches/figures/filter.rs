//! A page of 100 rows of 100,000 conversations, under every filter and for names as they are typed.

use std::time::Instant;

use conversas_client::{InboxQuery, List};
use conversas_domain::filter::{InboxFilter, TypeFilter};
use conversas_domain::inbox::Order;
use conversas_domain::ticket::Status;

use super::painted;
use super::profile::{Profile, Profiles, open, runtime};
use super::sample::Sample;
use super::table::{Table, spread};

const PAGE: u32 = 100;
const ROUNDS: usize = 40;
const KINDS: [TypeFilter; 3] = [TypeFilter::All, TypeFilter::Mine, TypeFilter::Others];
/// The names to search for: common, rare and missing beginnings, one word and several.
const NAMES: [&str; 8] = ["m", "ma", "mar", "maria", "joao s", "joao xavier prado", "zuleica quintao", "zzz"];
/// The numbers of rows that a dragged scroll bar skips.
const JUMPS: [u32; 4] = [10_000, 35_000, 50_000, 90_000];
/// The goal for the store, in milliseconds.
const STORE_GOAL: f64 = 5.0;

/// Runs the benchmark `filter`.
pub(super) fn run(profiles: &Profiles, table: &Table) {
    let profile = profiles.many();
    let (filters, names, jumps) = runtime().block_on(ask_store(profile));
    let samples = [
        ("store: page under a filter", filters),
        ("store: page for a name", names),
        ("store: page after a far jump", jumps),
    ];
    for (what, sample) in samples {
        let is_met = sample.p99() <= STORE_GOAL;
        table.goal(what, spread(&sample), "", &format!("p99 ≤ {STORE_GOAL} ms"), is_met);
    }
    painted::measure(profile, table);
}

async fn ask_store(profile: &Profile) -> (Sample, Sample, Sample) {
    let engine = open(&profile.data()).await;
    let (mut filters, mut names, mut jumps) = (Sample::default(), Sample::default(), Sample::default());
    let query = |filter: InboxFilter, name: &str| InboxQuery {
        list: List::Channel(profile.channel),
        filter,
        name: name.to_owned(),
        student_id: None,
        order: Order::default(),
        after: None,
        skip: 0,
        limit: PAGE,
    };
    for _ in 0..ROUNDS {
        for filter in all_filters() {
            let start = Instant::now();
            engine.inbox(query(filter, "")).await.expect("a page");
            filters.add(start.elapsed());
        }
        for (name, filter) in NAMES.into_iter().zip(all_filters().cycle()) {
            let start = Instant::now();
            engine.inbox(query(filter, name)).await.expect("a page");
            names.add(start.elapsed());
        }
        for skip in JUMPS {
            let start = Instant::now();
            engine.inbox(InboxQuery { skip, ..query(InboxFilter::default(), "") }).await.expect("a page");
            jumps.add(start.elapsed());
        }
    }
    engine.close().await;
    (filters, names, jumps)
}

/// Answers every set of statuses with every type.
fn all_filters() -> impl Iterator<Item = InboxFilter> + Clone {
    (0..8_usize).flat_map(|chosen| {
        let statuses = Status::ALL.into_iter().filter(move |status| chosen & (1 << *status as usize) != 0);
        KINDS.map(|kind| InboxFilter { statuses: statuses.clone().collect(), kind })
    })
}
