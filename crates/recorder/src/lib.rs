//! Microphone to a small voice file. Knows takes and files; not conversations, plans or servers, nor the codec, which is
//! `conversas-voice`.
//!
//! | module | what |
//! |---|---|
//! | `recorder` | the handle: start, pause, resume, finish, discard, restore, takes |
//! | `recorder/service` | the one thread that owns the stream and the take that is being recorded |
//! | `recorder/encoding` | makes the small file while the take grows |
//! | `source` | sources of sound: a microphone, or a tone in tests |
//! | `spool`, `folder`, `private` | takes on disk: WAV that survives a crash, names, repair, the bin; nobody else reads them |
//! | `resample`, `meter`, `limit`, `waveform` | work on samples |
//! | `take`, `event`, `error` | the types that the others use |

mod error;
mod event;
mod folder;
mod limit;
mod meter;
mod private;
mod recorder;
mod resample;
pub mod source;
mod spool;
mod take;
mod waveform;

pub use error::RecorderError;
pub use event::RecorderEvent;
pub use recorder::{Options, Recorder};
pub use source::Microphone;
pub use take::{FinishedTake, Take, TakeId, TakeState};

/// Samples a second of everything that is recorded.
pub use conversas_voice::SAMPLE_RATE;
