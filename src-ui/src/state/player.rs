//! The player's state: the sound that is played, the places where others were left, and the next sounds. Its
//! changes answer orders for the page's one audio element.

mod sound;
mod ways;

use std::collections::{HashMap, VecDeque};

pub(crate) use sound::{Key, Sound, run_after, spoken};
pub(crate) use ways::{next_speed, rate, sought};

/// The milliseconds before a sound's end within which a left sound begins anew.
const TAIL_MS: u64 = 300;

/// The progress of playing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Play {
    /// The sound was asked for and is not heard yet.
    Loading,
    /// The sound is heard.
    Playing,
    /// The sound waits.
    Paused,
}

/// An order for the audio element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Order {
    /// Play this from here.
    Load {
        /// The path below the media's address.
        path: String,
        /// Milliseconds.
        from_ms: u64,
    },
    /// Play on.
    Resume,
    /// Stop, and stay at the place.
    Pause,
    /// Go to this place.
    Seek(u64),
    /// Stop, and release the sound.
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
    /// The sound that is loaded.
    pub(crate) fn now(&self) -> Option<&Sound> {
        self.now.as_ref().map(|(sound, _)| sound)
    }

    /// The progress of a sound, if it is the loaded one.
    pub(crate) fn play(&self, key: &Key) -> Option<Play> {
        self.now.as_ref().filter(|(sound, _)| sound.key == *key).map(|(_, play)| *play)
    }

    /// The progress of the loaded sound.
    pub(crate) fn state(&self) -> Option<Play> {
        self.now.as_ref().map(|(_, play)| *play)
    }

    /// The place where a sound that is not loaded goes on.
    pub(crate) fn left_at(&self, key: &Key) -> u64 {
        self.left.get(key).copied().unwrap_or(0)
    }

    /// Handles a press on a sound's button. `at_ms`: the place in the loaded sound; `then`: the sounds that
    /// follow.
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

    /// Notes that the sound is heard.
    pub(crate) fn began(&mut self) {
        if let Some((_, play @ Play::Loading)) = &mut self.now {
            *play = Play::Playing;
        }
    }

    /// Notes that the sound stopped, or stops it.
    pub(crate) fn pause(&mut self) -> Option<Order> {
        match &mut self.now {
            Some((_, play)) if *play != Play::Paused => {
                *play = Play::Paused;
                Some(Order::Pause)
            }
            _ => None,
        }
    }

    /// Goes on with a waiting sound, by a key of the keyboard or the headset.
    pub(crate) fn resume(&mut self) -> Option<Order> {
        match &mut self.now {
            Some((_, play @ Play::Paused)) => {
                *play = Play::Loading;
                Some(Order::Resume)
            }
            _ => None,
        }
    }

    /// Goes on after the sound's end: to the next one, or nothing.
    pub(crate) fn ended(&mut self) -> Order {
        if let Some((sound, _)) = self.now.take() {
            self.left.remove(&sound.key);
        }
        match self.queue.pop_front() {
            Some(next) => self.load(next),
            None => Order::Unload,
        }
    }

    /// Ends playing, because the person is done with the sound.
    pub(crate) fn close(&mut self, at_ms: u64) -> Order {
        self.leave(at_ms);
        self.queue.clear();
        Order::Unload
    }

    /// Ends playing a sound that cannot be played.
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

    /// Forgets a loaded take that is gone or has grown.
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
