//! A tone instead of a microphone: in real time or faster, and it can be made to fall silent, stall or go away.

use std::any::Any;
use std::f32::consts::TAU;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use super::{Microphone, Opened, Sink, Source, Trouble};
use crate::error::RecorderError;

/// Callbacks in a second.
const BLOCKS: u32 = 25;

/// A tone of 440 Hz at half of full scale.
pub struct Tone {
    /// Samples a second.
    pub rate: u32,
    /// The speed, in times of real time; `None`: as fast as the recorder takes sound.
    pub speed: Option<f32>,
    /// The control that changes the tone while it sounds.
    pub control: ToneControl,
}

/// Makes a tone behave as microphones in trouble do.
#[derive(Clone, Default)]
pub struct ToneControl {
    /// The mode: 0 sounds, 1 is silent, 2 gives nothing at all.
    mode: Arc<AtomicU8>,
    sink: Arc<Mutex<Option<Sink>>>,
    missing: Arc<AtomicBool>,
}

impl ToneControl {
    /// Makes the tone silent from now on, or lets it sound.
    pub fn mute(&self, mute: bool) {
        self.mode.store(u8::from(mute), Ordering::Relaxed);
    }

    /// Stops the sound from now on, without telling trouble.
    pub fn stall(&self) {
        self.mode.store(2, Ordering::Relaxed);
    }

    /// Makes opening the tone fail from now on.
    pub fn unplug(&self) {
        self.missing.store(true, Ordering::Relaxed);
    }

    /// Tells the recorder of trouble.
    pub fn trouble(&self, trouble: Trouble) {
        let sink = self.sink.lock().expect("nothing panics while it is held");
        sink.as_ref().expect("it was opened").trouble(trouble);
    }
}

impl Tone {
    /// A tone in real time.
    pub fn new(rate: u32) -> Self {
        Self { rate, speed: Some(1.0), control: ToneControl::default() }
    }

    /// A tone as fast as the recorder takes it.
    pub fn fast() -> Self {
        Self { speed: None, ..Self::new(crate::SAMPLE_RATE) }
    }
}

impl Source for Tone {
    fn microphones(&mut self) -> Result<Vec<Microphone>, RecorderError> {
        Ok(vec![Microphone { id: "tone".into(), name: "Tone".into(), is_default: true }])
    }

    fn open(&mut self, chosen: Option<&str>, sink: Sink) -> Result<Opened, RecorderError> {
        if self.control.missing.load(Ordering::Relaxed) || chosen.is_some_and(|id| id != "tone") {
            return Err(RecorderError::NoMicrophone);
        }
        *self.control.sink.lock().expect("nothing panics while it is held") = Some(sink.clone());
        let guard = Guard(Arc::default());
        let stop = Arc::clone(&guard.0);
        let (rate, speed, mode) = (self.rate, self.speed, Arc::clone(&self.control.mode));
        thread::spawn(move || sound(rate, speed, &mode, &stop, sink));
        Ok(Opened { rate, guard: Box::new(guard) as Box<dyn Any> })
    }
}

struct Guard(Arc<AtomicBool>);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

fn sound(rate: u32, speed: Option<f32>, mode: &AtomicU8, stop: &AtomicBool, mut sink: Sink) {
    let start = Instant::now();
    let block = rate / BLOCKS;
    for number in 1.. {
        if let Some(speed) = speed {
            let due = Duration::from_secs_f32(number as f32 / BLOCKS as f32 / speed);
            thread::sleep(due.saturating_sub(start.elapsed()));
        }
        if stop.load(Ordering::Relaxed) {
            return;
        }
        let mode = mode.load(Ordering::Relaxed);
        let volume = if mode == 0 { 0.5 } else { 0.0 };
        let from = (number - 1) * block;
        // The phase of whole seconds is 0 at 440 Hz: counted from there it stays exact.
        let samples =
            (from..from + block).map(|at| volume * (TAU * 440.0 * (at % rate) as f32 / rate as f32).sin());
        match (mode, speed) {
            (2, _) => thread::sleep(Duration::from_millis(5)),
            (_, Some(_)) => sink.sound(samples.collect()),
            (_, None) => {
                if !sink.sound_patiently(samples.collect()) {
                    return;
                }
            }
        }
    }
}
