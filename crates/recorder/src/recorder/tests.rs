mod crash;
mod takes;
mod trouble;

use std::path::Path;
use std::sync::mpsc::{Receiver, channel};

use tempfile::TempDir;
use uuid::Uuid;

use super::*;
use crate::source::{Tone, ToneControl};

/// A wait that is longer than anything here takes.
const PATIENCE: Duration = Duration::from_secs(30);

fn id(number: u128) -> TakeId {
    TakeId::from_uuid(Uuid::from_u128(number))
}

/// A recorder with a tone for a microphone.
struct Stage {
    recorder: Recorder,
    events: Receiver<RecorderEvent>,
    tone: ToneControl,
    folder: TempDir,
}

fn stage() -> Stage {
    stage_with(Tone::new(48_000), Options::default())
}

fn stage_with(tone: Tone, options: Options) -> Stage {
    let folder = tempfile::tempdir().expect("a folder");
    let (recorder, events, tone) = open(folder.path(), tone, options);
    Stage { recorder, events, tone, folder }
}

fn open(folder: &Path, tone: Tone, options: Options) -> (Recorder, Receiver<RecorderEvent>, ToneControl) {
    let (told, events) = channel();
    let control = tone.control.clone();
    let listener = move |event| drop(told.send(event));
    let recorder = Recorder::with_source(Box::new(tone), folder.to_owned(), listener, options);
    (recorder.expect("the folder can be written"), events, control)
}

impl Stage {
    /// Waits for an event of this kind; earlier events are dropped.
    fn waits_for(&self, what: impl Fn(&RecorderEvent) -> bool) -> RecorderEvent {
        loop {
            let event = self.events.recv_timeout(PATIENCE).expect("what is waited for happens");
            if what(&event) {
                return event;
            }
        }
    }

    /// Waits until the take has this duration.
    fn records_until(&self, ms: u64) {
        self.waits_for(|event| matches!(event, RecorderEvent::Level { at_ms, .. } if *at_ms >= ms));
    }

    /// Answers all events until now but levels.
    fn news(&self) -> Vec<RecorderEvent> {
        self.events.try_iter().filter(|event| !matches!(event, RecorderEvent::Level { .. })).collect()
    }

    /// Ends the recorder and starts another one in the same folder.
    fn restarts(self) -> Stage {
        let Stage { recorder, folder, .. } = self;
        drop(recorder);
        let (recorder, events, tone) = open(folder.path(), Tone::new(48_000), Options::default());
        Stage { recorder, events, tone, folder }
    }

    fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).expect("the folder");
        let name = |entry: std::io::Result<std::fs::DirEntry>| {
            entry.expect("a file").file_name().into_string().expect("plain")
        };
        let mut names: Vec<String> = entries.map(name).map(|name| name.chars().skip(35).collect()).collect();
        names.sort();
        names
    }
}

/// The samples of a take, which must be readable.
fn samples(path: &Path) -> Vec<i16> {
    let wav = hound::WavReader::open(path).expect("the take is readable");
    assert_eq!((wav.spec().sample_rate, wav.spec().channels), (48_000, 1));
    wav.into_samples().collect::<Result<_, _>>().expect("16 bit")
}
