//! What is played: one sound at a time, where the others were left, and what comes next. What is to be done with the
//! page's one audio element comes out as orders.

mod sound;
mod ways;

use std::collections::{HashMap, VecDeque};

pub(crate) use sound::{Key, Sound, run_after, spoken};
pub(crate) use ways::{next_speed, rate, sought};

/// Who left a sound so shortly before its end hears it from the beginning.
const TAIL_MS: u64 = 300;

/// How far the playing has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Play {
    /// It was asked for and is not heard yet.
    Loading,
    /// It is heard.
    Playing,
    /// It waits.
    Paused,
}

/// What is to be done with the audio element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Order {
    /// Play this from here.
    Load {
        /// Below the media's address.
        path: String,
        /// Milliseconds.
        from_ms: u64,
    },
    /// Play on.
    Resume,
    /// Stop, staying there.
    Pause,
    /// Go there.
    Seek(u64),
    /// Stop, and let go of it.
    Unload,
}

/// The one player.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Deck {
    now: Option<(Sound, Play)>,
    queue: VecDeque<Sound>,
    left: HashMap<Key, u64>,
}

impl Deck {
    /// What is loaded.
    pub(crate) fn now(&self) -> Option<&Sound> {
        self.now.as_ref().map(|(sound, _)| sound)
    }

    /// How far a sound has come, if it is the one that is loaded.
    pub(crate) fn play(&self, key: &Key) -> Option<Play> {
        self.now.as_ref().filter(|(sound, _)| sound.key == *key).map(|(_, play)| *play)
    }

    /// How far what is loaded has come.
    pub(crate) fn state(&self) -> Option<Play> {
        self.now.as_ref().map(|(_, play)| *play)
    }

    /// Where a sound that is not loaded goes on.
    pub(crate) fn left_at(&self, key: &Key) -> u64 {
        self.left.get(key).copied().unwrap_or(0)
    }

    /// Its button was pressed. `at_ms`: where the loaded one is; `then`: what is to follow.
    pub(crate) fn press(&mut self, sound: Sound, at_ms: u64, then: Vec<Sound>) -> Order {
        self.queue = then.into();
        if let Some((now, play)) = &mut self.now
            && now.path == sound.path
        {
            return match play {
                Play::Paused => {
                    *play = Play::Loading;
                    Order::Resume
                }
                Play::Loading | Play::Playing => {
                    *play = Play::Paused;
                    Order::Pause
                }
            };
        }
        self.leave(at_ms);
        self.load(sound)
    }

    /// It is heard.
    pub(crate) fn began(&mut self) {
        if let Some((_, play @ Play::Loading)) = &mut self.now {
            *play = Play::Playing;
        }
    }

    /// It stopped or is to stop.
    pub(crate) fn pause(&mut self) -> Option<Order> {
        match &mut self.now {
            Some((_, play)) if *play != Play::Paused => {
                *play = Play::Paused;
                Some(Order::Pause)
            }
            _ => None,
        }
    }

    /// A key of the keyboard or the headset: on with what waits.
    pub(crate) fn resume(&mut self) -> Option<Order> {
        match &mut self.now {
            Some((_, play @ Play::Paused)) => {
                *play = Play::Loading;
                Some(Order::Resume)
            }
            _ => None,
        }
    }

    /// It was heard to its end: the next one, or nothing.
    pub(crate) fn ended(&mut self) -> Order {
        if let Some((sound, _)) = self.now.take() {
            self.left.remove(&sound.key);
        }
        match self.queue.pop_front() {
            Some(next) => self.load(next),
            None => Order::Unload,
        }
    }

    /// The person is done with it.
    pub(crate) fn close(&mut self, at_ms: u64) -> Order {
        self.leave(at_ms);
        self.queue.clear();
        Order::Unload
    }

    /// It cannot be played.
    pub(crate) fn failed(&mut self) -> Option<Sound> {
        self.queue.clear();
        self.now.take().map(|(sound, _)| sound)
    }

    /// Goes to a place of a sound, whether it is loaded or not.
    pub(crate) fn seek(&mut self, key: &Key, to_ms: u64) -> Option<Order> {
        if self.play(key).is_some() {
            return Some(Order::Seek(to_ms));
        }
        self.left.insert(key.clone(), to_ms);
        None
    }

    /// A take is gone or has grown: what is loaded of it is old.
    pub(crate) fn forget(&mut self, key: &Key) -> Option<Order> {
        self.left.remove(key);
        self.play(key)?;
        self.now = None;
        self.queue.clear();
        Some(Order::Unload)
    }

    fn leave(&mut self, at_ms: u64) {
        if let Some((sound, _)) = self.now.take() {
            if at_ms + TAIL_MS < sound.duration_ms {
                self.left.insert(sound.key, at_ms);
            } else {
                self.left.remove(&sound.key);
            }
        }
    }

    fn load(&mut self, sound: Sound) -> Order {
        let from_ms = self.left.remove(&sound.key).filter(|at| at + TAIL_MS < sound.duration_ms).unwrap_or(0);
        let path = sound.path.clone();
        self.now = Some((sound, Play::Loading));
        Order::Load { path, from_ms }
    }
}

#[cfg(test)]
mod tests;
