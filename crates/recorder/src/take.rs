//! A take: recorded sound, and its finished file.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use uuid::Uuid;

/// A take's identifier, chosen by the caller who starts it. The take's files are named by it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TakeId(Uuid);

impl TakeId {
    /// Wraps a UUID.
    pub fn from_uuid(uuid: Uuid) -> Self {
        Self(uuid)
    }

    /// The UUID inside.
    pub fn uuid(self) -> Uuid {
        self.0
    }
}

impl fmt::Display for TakeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

impl fmt::Debug for TakeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for TakeId {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Uuid::parse_str(text).map(Self)
    }
}

/// The state of a take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakeState {
    /// The take grows.
    Recording,
    /// The take can be played, resumed, finished and discarded.
    Paused,
    /// The small file of the take is there. Resuming the take makes it paused again, without that file.
    Finished,
}

/// A take on this device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Take {
    /// The take.
    pub id: TakeId,
    /// The state.
    pub state: TakeState,
    /// The duration, in milliseconds.
    pub duration_ms: u64,
    /// The sound as WAV, 48 kHz, mono, 16 bit; complete and playable unless the take is recording.
    pub path: PathBuf,
}

/// A take's small file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FinishedTake {
    /// The take.
    pub id: TakeId,
    /// The sound as Ogg Opus.
    pub path: PathBuf,
    /// The duration, in milliseconds.
    pub duration_ms: u64,
    /// The take's loudness from beginning to end as [`FinishedTake::BARS`] bars, the loudest 255.
    pub waveform: Vec<u8>,
    /// The size of the file.
    pub bytes: u64,
}

impl FinishedTake {
    /// The number of bars of a waveform.
    pub const BARS: usize = 64;
}
