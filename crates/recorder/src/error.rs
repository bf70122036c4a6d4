//! Why the recorder did not do it.

use std::io;
use std::sync::mpsc::{RecvError, SendError};

use conversas_voice::VoiceError;

use crate::take::TakeId;

/// Why the recorder did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum RecorderError {
    /// There is none, or the chosen one is not there.
    #[error("no microphone")]
    NoMicrophone,
    /// The system does not let this program listen.
    #[error("no permission to use the microphone")]
    NoPermission,
    /// Another program has the microphone for itself.
    #[error("the microphone is in use")]
    MicrophoneBusy,
    /// The microphone was opened and gave nothing.
    #[error("the microphone gives no sound")]
    NoSamples,
    /// The system said something else about the microphone.
    #[error("the microphone failed: {0}")]
    MicrophoneFailed(String),
    /// That take is being recorded or finished; there is one recording at a time.
    #[error("take {0} is being recorded")]
    Busy(TakeId),
    /// There is no such take, or not any more.
    #[error("unknown take")]
    UnknownTake,
    /// A new take needs a new id.
    #[error("there is such a take already")]
    TakeExists,
    /// Only what is being recorded can be paused.
    #[error("the take is not being recorded")]
    NotRecording,
    /// The take is as long as a take may be.
    #[error("the take has the longest duration")]
    LimitReached,
    /// There is nothing to send in it.
    #[error("the take is too short")]
    TooShort,
    /// There is no room on the disk.
    #[error("the disk is full")]
    DiskFull,
    /// The disk said something else.
    #[error("disk: {0}")]
    Io(io::Error),
    /// The small file could not be made.
    #[error("encoding: {0}")]
    Encoding(VoiceError),
    /// The recorder's thread is gone.
    #[error("the recorder has stopped")]
    Stopped,
}

impl RecorderError {
    /// A stable word for it, which the interface has a sentence for.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoMicrophone => "no_microphone",
            Self::NoPermission => "no_permission",
            Self::MicrophoneBusy => "microphone_busy",
            Self::NoSamples => "no_samples",
            Self::MicrophoneFailed(_) => "microphone_failed",
            Self::Busy(_) => "busy",
            Self::UnknownTake => "unknown_take",
            Self::TakeExists => "take_exists",
            Self::NotRecording => "not_recording",
            Self::LimitReached => "limit_reached",
            Self::TooShort => "too_short",
            Self::DiskFull => "disk_full",
            Self::Io(_) => "io",
            Self::Encoding(_) => "encoding",
            Self::Stopped => "stopped",
        }
    }
}

impl From<io::Error> for RecorderError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
                Self::DiskFull
            }
            io::ErrorKind::NotFound => Self::UnknownTake,
            _ => Self::Io(error),
        }
    }
}

/// A channel of the recorder's thread closes when the thread ends; the message that was not taken says nothing more.
impl<T> From<SendError<T>> for RecorderError {
    fn from(_: SendError<T>) -> Self {
        Self::Stopped
    }
}

/// A channel of the recorder's thread closes when the thread ends.
impl From<RecvError> for RecorderError {
    fn from(RecvError: RecvError) -> Self {
        Self::Stopped
    }
}

impl From<VoiceError> for RecorderError {
    fn from(error: VoiceError) -> Self {
        match error {
            VoiceError::Io(error) => error.into(),
            other => Self::Encoding(other),
        }
    }
}

impl From<hound::Error> for RecorderError {
    fn from(error: hound::Error) -> Self {
        match error {
            hound::Error::IoError(error) => error.into(),
            other => Self::Io(io::Error::other(other)),
        }
    }
}
