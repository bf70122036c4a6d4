//! The recorder's events as those of the ipc. Told on the recorder's thread, so nothing here waits.

use conversas_ipc::{Event, RecorderNews};
use conversas_recorder::RecorderEvent as Told;

use super::Listeners;
use super::levels::level_of;

/// The newest level. A slow receiver misses older levels, and nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Level {
    at_ms: u64,
    level: u8,
}

impl From<Level> for Event {
    fn from(Level { at_ms, level }: Level) -> Event {
        Event::Recorder { news: RecorderNews::Level { at_ms, level } }
    }
}

pub(super) fn tell(listeners: &Listeners, event: Told) {
    let news = match event {
        Told::Level { at_ms, peak, .. } => {
            listeners.level.send_replace(Some(Level { at_ms, level: level_of(peak) }));
            return;
        }
        Told::Started { .. } => None,
        Told::Silence { .. } => Some(RecorderNews::Silence),
        Told::SoundAgain { .. } => Some(RecorderNews::Sound),
        Told::NearLimit { left_seconds, .. } => {
            Some(RecorderNews::NearLimit { left_seconds: u32::try_from(left_seconds).unwrap_or(u32::MAX) })
        }
        Told::LimitReached { .. } => Some(RecorderNews::LimitReached),
        Told::DeviceLost { .. } => Some(RecorderNews::DeviceLost),
        Told::DeviceChanged { .. } => Some(RecorderNews::DeviceChanged),
        Told::SpoolFailed { .. } => Some(RecorderNews::StorageFailed),
        // Not told: a person could do nothing about it, and the recorder has logged it.
        Told::Gap { .. } => return,
    };
    let stops = matches!(
        news,
        None | Some(RecorderNews::LimitReached | RecorderNews::DeviceLost | RecorderNews::StorageFailed)
    );
    // Ignored: there may be no receiver.
    if let Some(news) = news {
        let _ = listeners.events.send(Event::Recorder { news });
    }
    if stops {
        let _ = listeners.events.send(Event::TakesChanged);
    }
}
