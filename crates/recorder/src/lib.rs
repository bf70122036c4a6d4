//! Microphone to a small voice file, and back to sound. Knows takes and files; not conversations, plans or servers.
//!
//! | module | what |
//! |---|---|
//! | `recorder` | the handle: start, pause, resume, finish, discard, restore, takes |
//! | `recorder/service` | the one thread that owns the stream and the take that is being recorded |
//! | `recorder/encoding` | makes the small file while the take grows |
//! | `source` | where sound comes from: a microphone, or a tone in tests |
//! | `spool`, `folder` | takes on disk: WAV that survives a crash, names, repair, the bin |
//! | `resample`, `meter`, `limit`, `waveform` | what is done with samples |
//! | `voice` | Ogg Opus behind one trait: [`encode`], [`probe`], [`decode_to_wav`] |
//! | `take`, `event`, `error` | the words of all this |
//!
//! Without the feature `microphone` only `voice` is left, which needs no audio library of the system: for the server.

pub mod voice;

#[cfg(feature = "microphone")]
mod error;
#[cfg(feature = "microphone")]
mod event;
#[cfg(feature = "microphone")]
mod folder;
#[cfg(feature = "microphone")]
mod limit;
#[cfg(feature = "microphone")]
mod meter;
#[cfg(feature = "microphone")]
mod recorder;
#[cfg(feature = "microphone")]
mod resample;
#[cfg(feature = "microphone")]
pub mod source;
#[cfg(feature = "microphone")]
mod spool;
#[cfg(feature = "microphone")]
mod take;
#[cfg(test)]
mod testing;
#[cfg(feature = "microphone")]
mod waveform;

pub use voice::{Decoded, VoiceError, VoiceInfo, decode_to_wav, encode, probe};

#[cfg(feature = "microphone")]
pub use {
    error::RecorderError,
    event::RecorderEvent,
    recorder::{Options, Recorder},
    source::Microphone,
    take::{FinishedTake, Take, TakeId, TakeState},
};

/// Samples a second of everything that is recorded and encoded.
pub const SAMPLE_RATE: u32 = 48_000;
