//! The system's microphones: through cpal; on Linux the desktop's sound server lists and watches them, and
//! ALSA gives the sound. Each stream and each question to the system has a thread of its own: sound systems
//! were seen to hang for good when their service dies, and the recorder must not hang with them.

#[cfg(target_os = "linux")]
mod linux;
mod stream;

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use cpal::Device;
use cpal::traits::{DeviceTrait, HostTrait, StreamTrait};

use super::{Microphone, Opened, Sink, Source};
use crate::error::RecorderError;
use stream::{config, refused, stream};

/// The time in which a sound system must answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// The time in which a sound system must let a microphone go; afterwards its thread is left alone.
const GOODBYE: Duration = Duration::from_secs(1);

/// All microphones of this computer.
#[derive(Debug, Default)]
pub struct Microphones;

impl Source for Microphones {
    fn microphones(&mut self) -> Result<Vec<Microphone>, RecorderError> {
        in_time(list)?
    }

    fn open(&mut self, chosen: Option<&str>, sink: Sink) -> Result<Opened, RecorderError> {
        let chosen = chosen.map(str::to_owned);
        let (report, reported) = channel();
        let (end, ended) = channel();
        let (closing, closed) = channel();
        let live = move || {
            live(chosen.as_deref(), sink, &report, &ended);
            drop(closing);
        };
        thread::Builder::new().name("microphone".into()).spawn(live)?;
        let rate = reported.recv_timeout(PATIENCE).map_err(|error| {
            tracing::warn!(%error, "the sound system opens no microphone");
            RecorderError::NoSamples
        })??;
        Ok(Opened { rate, guard: Box::new(Guard { end: Some(end), closed }) })
    }
}

/// Keeps a stream alive; without it the stream's thread ends.
struct Guard {
    end: Option<Sender<()>>,
    closed: Receiver<()>,
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.end = None;
        if self.closed.recv_timeout(GOODBYE) == Err(RecvTimeoutError::Timeout) {
            tracing::warn!("the sound system does not let the microphone go");
        }
    }
}

/// Opens a stream, reports it, and drops it when its guard is dropped, or the report has no receiver any
/// more.
fn live(chosen: Option<&str>, sink: Sink, report: &Sender<Result<u32, RecorderError>>, ended: &Receiver<()>) {
    #[cfg(target_os = "linux")]
    let _complaints = linux::Complaints::collect();
    #[cfg(target_os = "linux")]
    if let Some(capture) = straight(chosen) {
        if report.send(Ok(capture.rate())).is_ok() {
            let _watch = linux::Watch::begin(sink.clone());
            capture.run(sink, ended);
        }
        return;
    }
    let opened = device(chosen).and_then(|device| {
        let config = config(&device)?;
        let stream = stream(&device, &config, sink)?;
        stream.play().map_err(refused)?;
        Ok((stream, config.sample_rate()))
    });
    match opened {
        Ok((_stream, rate)) => {
            if report.send(Ok(rate)).is_ok() {
                let _ = ended.recv();
            }
        }
        Err(error) => {
            #[cfg(target_os = "linux")]
            let error = if linux::is_refused() { RecorderError::NoPermission } else { error };
            drop(report.send(Err(error)));
        }
    }
}

/// Opens a microphone of ALSA, for which cpal cannot be asked. After a refusal cpal is asked, and says why.
#[cfg(target_os = "linux")]
fn straight(chosen: Option<&str>) -> Option<linux::Capture> {
    if let Some(name) = chosen.and_then(linux::name_of) {
        return linux::Capture::open(&name).ok();
    }
    let id = device(chosen).ok()?.id().ok().filter(|id| id.host() == cpal::HostId::Alsa)?;
    linux::Capture::open(id.id()).ok()
}

fn device(chosen: Option<&str>) -> Result<Device, RecorderError> {
    let host = cpal::default_host();
    let device = match chosen {
        None => host.default_input_device(),
        Some(id) => id.parse().ok().and_then(|id| host.device_by_id(&id)),
    };
    device.ok_or(RecorderError::NoMicrophone)
}

fn list() -> Result<Vec<Microphone>, RecorderError> {
    #[cfg(target_os = "linux")]
    let _complaints = linux::Complaints::collect();
    #[cfg(target_os = "linux")]
    if let Some(known) = linux::microphones() {
        return Ok(known);
    }
    let host = cpal::default_host();
    let default = host.default_input_device().and_then(|device| device.id().ok());
    let describe = |device: Device| {
        let described = device.id().and_then(|id| Ok((id, device.description()?.name().to_owned())));
        let noted = described.inspect_err(|error| {
            // The error's own words may name the microphone: the log has the kind alone.
            tracing::debug!(kind = ?error.kind(), "a microphone is left out of the list");
        });
        let (id, name) = noted.ok()?;
        Some(Microphone { is_default: Some(&id) == default.as_ref(), id: id.to_string(), name })
    };
    let devices = host.devices().map_err(refused)?;
    Ok(devices.filter(is_for_people).filter_map(describe).collect())
}

/// Whether a device is one to choose from. ALSA lists each microphone a dozen times; the entries that mix and
/// convert are the ones to show.
fn is_for_people(device: &Device) -> bool {
    let Ok(id) = device.id() else { return false };
    let way = id.id().split(':').next().unwrap_or_default();
    let every = !cfg!(any(target_os = "linux", target_os = "freebsd"));
    (every || ["default", "pulse", "pipewire", "sysdefault"].contains(&way)) && device.supports_input()
}

/// Asks the system in another thread, and gives up after a while.
fn in_time<T: Send + 'static>(ask: impl FnOnce() -> T + Send + 'static) -> Result<T, RecorderError> {
    let (answer, answered) = channel();
    thread::Builder::new().name("microphones".into()).spawn(move || answer.send(ask()))?;
    answered.recv_timeout(PATIENCE).map_err(|error| {
        tracing::warn!(%error, "the sound system lists no microphones");
        RecorderError::NoMicrophone
    })
}
