//! Events that the recorder tells while it records.

use crate::take::TakeId;

/// Something that happened. Told on the recorder's thread: listeners pass it on and never call the recorder.
#[derive(Debug, Clone, PartialEq)]
pub enum RecorderEvent {
    /// The first samples came: from here on "recording" is true.
    Started {
        /// The take.
        take: TakeId,
    },
    /// The loudness of the last 50 ms; told 20 times a second of sound.
    Level {
        /// The take.
        take: TakeId,
        /// The take's duration.
        at_ms: u64,
        /// The loudest sample of the last 50 ms, 0 to 1.
        peak: f32,
    },
    /// Nothing was heard for 3 s.
    Silence {
        /// The take.
        take: TakeId,
    },
    /// Something is heard again after [`Silence`](Self::Silence).
    SoundAgain {
        /// The take.
        take: TakeId,
    },
    /// The longest duration comes near: with 5 min, 1 min and 10 s left, and when a take is resumed there.
    NearLimit {
        /// The take.
        take: TakeId,
        /// The time that is left.
        left_seconds: u64,
    },
    /// The longest duration is reached: the take is paused and kept.
    LimitReached {
        /// The take.
        take: TakeId,
    },
    /// The microphone is gone: the take is paused and kept.
    DeviceLost {
        /// The take.
        take: TakeId,
    },
    /// The take goes on with another microphone, or begins with another one than was chosen.
    DeviceChanged {
        /// The take.
        take: TakeId,
    },
    /// Some sound was not delivered, because the computer was too busy.
    Gap {
        /// The take.
        take: TakeId,
        /// The time that was lost, where it is known.
        lost_ms: u64,
    },
    /// The take could not be written on: what is on disk is kept, paused.
    SpoolFailed {
        /// The take.
        take: TakeId,
        /// The [code](crate::RecorderError::code) of the reason, such as `disk_full`.
        code: &'static str,
    },
}
