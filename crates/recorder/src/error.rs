//! Why the recorder refused or failed.

use std::io;
use std::sync::mpsc::{RecvError, SendError};

use conversas_voice::VoiceError;

use crate::take::TakeId;

/// Why the recorder did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum RecorderError {
    /// The system has no microphone, or the chosen one is not there.
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
    /// The take is being recorded or finished, and there is one recording at a time.
    #[error("take {0} is being recorded")]
    Busy(TakeId),
    /// The take does not exist, or not any more.
    #[error("unknown take")]
    UnknownTake,
    /// The identifier of a new take is in use.
    #[error("there is such a take already")]
    TakeExists,
    /// The take is not being recorded, so it cannot be paused.
    #[error("the take is not being recorded")]
    NotRecording,
    /// The take is as long as a take may be.
    #[error("the take has the longest duration")]
    LimitReached,
    /// The take has too little sound to be sent.
    #[error("the take is too short")]
    TooShort,
    /// The disk has no room.
    #[error("the disk is full")]
    DiskFull,
    /// The disk failed in another way.
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
    /// A stable word for the error, for which the interface has a sentence.
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
