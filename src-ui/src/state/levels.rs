//! Loudness as bars: the current recording, a finished one, and a voice message's wave. Drawn as SVG paths,
//! whose attributes are all that changes.

use std::fmt::Write;

/// The time that one level stands for.
pub(crate) const SLOT_MS: u64 = 50;

/// Bars of the recorder's wave.
pub(crate) const BARS: usize = 64;

/// The number of the newest bars that are drawn as live.
const LIVE: usize = 22;

/// Levels that make one bar while recording: it moves ten times a second.
const PER_BAR: usize = 2;

/// From bar to bar in the picture.
const STEP: usize = 4;

/// The picture's height, and that of the highest bar.
const HEIGHT: f32 = 28.0;
const HIGHEST: f32 = 24.0;

/// Levels of a second.
const SECOND: usize = 20;

/// The level that stands for a part whose loudness is not known.
const UNKNOWN: u8 = 40;

/// Loudness of a take, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Levels {
    /// The number of levels at the beginning that are not known.
    unknown: usize,
    known: Vec<u8>,
}

impl Levels {
    /// The levels of a take from what the host tells: its last part.
    pub(crate) fn of(duration_ms: u64, last: &[u8]) -> Levels {
        let all = slots(duration_ms).max(last.len());
        Levels { unknown: all - last.len(), known: last.to_vec() }
    }

    /// Adds the next level, which ends at this time.
    pub(crate) fn push(&mut self, at_ms: u64, level: u8) {
        let missing = slots(at_ms).saturating_sub(self.len());
        // No level is missing when the same time is told twice.
        self.known.extend(std::iter::repeat_n(level, missing));
    }

    /// Takes over the host's levels, unless the take was followed from its beginning.
    pub(crate) fn settle(&mut self, duration_ms: u64, last: &[u8]) {
        let told = Levels::of(duration_ms, last);
        // The host's levels may be a moment old.
        let differs = told.len() > self.len() + 2 || self.len() > told.len() + SECOND;
        if told.unknown < self.unknown || differs {
            *self = told;
        }
    }

    fn len(&self) -> usize {
        self.unknown + self.known.len()
    }

    fn at(&self, place: usize) -> Option<u8> {
        match place.checked_sub(self.unknown) {
            Some(known) => self.known.get(known).copied(),
            None => Some(UNKNOWN),
        }
    }

    /// The last seconds, the newest at the end: the older bars and the live ones, as paths.
    pub(crate) fn live(&self) -> (String, String) {
        let ahead = self.len().div_ceil(PER_BAR);
        let (mut older, mut live) = (String::new(), String::new());
        for place in 0..BARS {
            let bar = (ahead + place).checked_sub(BARS);
            let level = bar.and_then(|bar| {
                let first = bar * PER_BAR;
                (first..first + PER_BAR).filter_map(|place| self.at(place)).max()
            });
            let path = if place < BARS - LIVE { &mut older } else { &mut live };
            draw(path, place, level.unwrap_or(0));
        }
        (older, live)
    }

    /// The levels of the whole take.
    pub(crate) fn whole(&self) -> Vec<u8> {
        let all: Vec<u8> = (0..self.len()).filter_map(|place| self.at(place)).collect();
        resized(&all, BARS)
    }
}

fn slots(ms: u64) -> usize {
    usize::try_from(ms / SLOT_MS).unwrap_or(usize::MAX)
}

/// As many bars as there is room for; each as high as the loudest it stands for.
pub(crate) fn resized(levels: &[u8], bars: usize) -> Vec<u8> {
    let (all, bars) = (levels.len(), bars.max(1));
    let bar = |place: usize| {
        let first = place * all / bars;
        let end = ((place + 1) * all / bars).max(first + 1);
        levels.get(first..end.min(all)).and_then(|part| part.iter().copied().max()).unwrap_or(0)
    };
    (0..bars).map(bar).collect()
}

/// The picture's width for so many bars.
pub(crate) fn width(bars: usize) -> usize {
    bars * STEP
}

/// The paths of the bars that were heard, and of those that were not; `heard`: the number of heard bars.
pub(crate) fn split(levels: &[u8], heard: usize) -> (String, String) {
    let (mut before, mut after) = (String::new(), String::new());
    for (place, level) in levels.iter().enumerate() {
        let path = if place < heard { &mut before } else { &mut after };
        draw(path, place, *level);
    }
    (before, after)
}

/// The number of bars that were heard.
pub(crate) fn heard(bars: usize, at_ms: u64, duration_ms: u64) -> usize {
    let share = at_ms.min(duration_ms) as f64 / duration_ms.max(1) as f64;
    (share * bars as f64).round() as usize
}

/// A bar of at least a dot. Whole and half units keep the paths short.
fn draw(path: &mut String, place: usize, level: u8) {
    let high = (f32::from(level) / 255.0 * HIGHEST).round().max(1.0);
    let top = (HEIGHT - high) / 2.0;
    // Ignored: writing to a string does not fail.
    let _ = write!(path, "M{} {top}v{high}", place * STEP + STEP / 2);
}

#[cfg(test)]
mod tests;
