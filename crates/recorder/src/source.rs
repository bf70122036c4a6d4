//! Where sound comes from. One trait, so that everything else can be tried without a microphone.
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
use std::sync::mpsc::{SyncSender, TrySendError};

pub use microphone::Microphones;
#[cfg(any(test, feature = "tone"))]
pub use tone::{Tone, ToneControl};

use crate::error::RecorderError;
use crate::recorder::Message;

/// A microphone that can be chosen.
#[derive(Clone, PartialEq, Eq)]
pub struct Microphone {
    /// What to choose it by; stays the same as long as the system knows it.
    pub id: String,
    /// What the system calls it.
    pub name: String,
    /// It is the one that is used when none is chosen.
    pub is_default: bool,
}

/// Its name may hold a person's, and is not for logs.
impl fmt::Debug for Microphone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Microphone").field("is_default", &self.is_default).finish_non_exhaustive()
    }
}

/// Something that can be recorded. It lives in the recorder's thread.
pub trait Source: Send {
    /// What can be chosen.
    fn microphones(&mut self) -> Result<Vec<Microphone>, RecorderError>;

    /// Begins to give sound: of the chosen microphone, or of the system's default one.
    fn open(&mut self, chosen: Option<&str>, sink: Sink) -> Result<Opened, RecorderError>;
}

/// Sound that is coming.
pub struct Opened {
    /// Samples a second.
    pub rate: u32,
    /// Ends it when dropped.
    pub guard: Box<dyn Any>,
}

/// What happens to a microphone in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// It is gone, and no sound will come any more.
    Lost,
    /// The system goes on with another one.
    Changed,
    /// Sound was lost in the system; more will come.
    Gap,
}

/// Where a source puts its sound. Never waits: what finds no room is counted and told as a gap.
#[derive(Clone)]
pub struct Sink {
    messages: SyncSender<Message>,
    stream: u64,
    lost: u64,
}

impl Sink {
    pub(crate) fn new(messages: SyncSender<Message>, stream: u64) -> Self {
        Self { messages, stream, lost: 0 }
    }

    /// Gives mono samples from −1 to 1.
    pub fn sound(&mut self, samples: Vec<f32>) {
        let count = samples.len() as u64;
        let message = Message::Sound { stream: self.stream, samples, lost: self.lost };
        match self.messages.try_send(message) {
            Ok(()) => self.lost = 0,
            Err(TrySendError::Full(_)) => self.lost += count,
            // The recorder has ended; the stream is about to.
            Err(TrySendError::Disconnected(_)) => {}
        }
    }

    /// Gives mono samples and waits until there is room: for sources that are faster than time.
    #[cfg(any(test, feature = "tone"))]
    pub(crate) fn sound_patiently(&self, samples: Vec<f32>) -> bool {
        self.messages.send(Message::Sound { stream: self.stream, samples, lost: 0 }).is_ok()
    }

    /// Tells what happened. If there is no room it is not told: the recorder sees by itself that no sound comes.
    pub fn trouble(&self, trouble: Trouble) {
        let _ = self.messages.try_send(Message::Trouble { stream: self.stream, trouble });
    }
}

#[cfg(test)]
mod tests;
