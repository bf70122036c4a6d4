//! Sources of sound. They share one trait, so that everything else can be tested without a microphone.
//!
//! | file | what |
//! |---|---|
//! | `microphone` | the system's microphones, through cpal |
//! | `tone` | a tone as fast as wanted, for tests: feature `tone` |

mod microphone;
#[cfg(any(test, feature = "tone"))]
mod tone;

use std::any::Any;
use std::fmt;
use std::sync::Arc;

pub use microphone::Microphones;
#[cfg(any(test, feature = "tone"))]
pub use tone::{Tone, ToneControl};

use crate::error::RecorderError;

/// A microphone that can be chosen.
#[derive(Clone, PartialEq, Eq)]
pub struct Microphone {
    /// The identifier to choose it by; stays the same as long as the system knows it.
    pub id: String,
    /// The system's name for it.
    pub name: String,
    /// The microphone is used when none is chosen.
    pub is_default: bool,
}

/// Leaves out the name, which may hold a person's and is not for logs.
impl fmt::Debug for Microphone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Microphone").field("is_default", &self.is_default).finish_non_exhaustive()
    }
}

/// Something that can be recorded. A source lives in the recorder's thread.
pub trait Source: Send {
    /// The microphones that can be chosen.
    fn microphones(&mut self) -> Result<Vec<Microphone>, RecorderError>;

    /// Begins to give sound of the chosen microphone, or of the system's default one.
    fn open(&mut self, chosen: Option<&str>, sink: Sink) -> Result<Opened, RecorderError>;
}

/// Sound that is coming.
pub struct Opened {
    /// Samples a second.
    pub rate: u32,
    /// A value that ends the sound when it is dropped.
    pub guard: Box<dyn Any>,
}

/// Trouble with a microphone in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The microphone is gone, and no sound will come any more.
    Lost,
    /// The system goes on with another microphone.
    Changed,
    /// Sound was lost in the system; more will come.
    Gap,
}

/// News of a stream for the recorder.
pub(crate) enum StreamNews {
    /// Mono samples, and the number of samples before them that found no room.
    Sound {
        samples: Vec<f32>,
        lost: u64,
    },
    Trouble(Trouble),
}

/// The recorder's queue, as streams see it.
pub(crate) trait Inbox: Send + Sync {
    /// Puts news of a stream into the queue without waiting; answers whether they found room.
    fn offer(&self, stream: u64, news: StreamNews) -> bool;

    /// Waits until there is room; answers whether the recorder still listens.
    #[cfg(any(test, feature = "tone"))]
    fn give(&self, stream: u64, news: StreamNews) -> bool;
}

/// The end into which a source puts its sound. A sink never waits: sound that finds no room is counted and
/// told as a gap.
#[derive(Clone)]
pub struct Sink {
    inbox: Arc<dyn Inbox>,
    stream: u64,
    lost: u64,
}

impl Sink {
    pub(crate) fn new(inbox: impl Inbox + 'static, stream: u64) -> Self {
        Self { inbox: Arc::new(inbox), stream, lost: 0 }
    }

    /// Gives mono samples from −1 to 1.
    pub fn sound(&mut self, samples: Vec<f32>) {
        let count = samples.len() as u64;
        let found_room = self.inbox.offer(self.stream, StreamNews::Sound { samples, lost: self.lost });
        self.lost = if found_room { 0 } else { self.lost + count };
    }

    /// Gives mono samples and waits until there is room: for sources that are faster than time.
    #[cfg(any(test, feature = "tone"))]
    pub(crate) fn sound_patiently(&self, samples: Vec<f32>) -> bool {
        self.inbox.give(self.stream, StreamNews::Sound { samples, lost: 0 })
    }

    /// Tells trouble. If the queue has no room the trouble is not told: the recorder sees that no sound
    /// comes.
    pub fn trouble(&self, trouble: Trouble) {
        self.inbox.offer(self.stream, StreamNews::Trouble(trouble));
    }
}

#[cfg(test)]
mod tests;
