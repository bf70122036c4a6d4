//! The plot: who talks about what, and when. Told stories and, around them, the everyday.

use conversas_domain::moment::Moment;

use super::cast::SchoolCast;
use super::dice::Dice;
use super::script::Thread;
use super::{schools, stories};

mod beats;
mod everyday;

pub(super) use beats::{Act, Beat, Who};

/// The conversations and all their events, in order of time.
pub(super) struct Plot {
    pub(super) threads: Vec<Thread>,
    pub(super) beats: Vec<Beat>,
}

pub(super) fn plot(cast: &SchoolCast, seed: u64, now: Moment) -> Plot {
    let mut dice = Dice(seed);
    let is_first = schools::ALL.first().is_some_and(|first| first.domain == cast.domain);
    let mut threads = if is_first { stories::told() } else { Vec::new() };
    everyday::add(cast, &mut dice, &mut threads);
    let mut beats = Vec::new();
    for (index, thread) in threads.iter().enumerate() {
        beats::of_thread(cast, index, thread, &mut dice, now, &mut beats);
    }
    // The sort is stable: events of a conversation at the same moment stay in their order.
    beats.sort_by_key(|beat| beat.at);
    Plot { threads, beats }
}
