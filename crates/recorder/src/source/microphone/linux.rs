//! Linux: sound straight from ALSA. cpal waits awake for a whole period where PulseAudio delivers in other
//! pieces, which was seen to cost up to a whole core; here the available sound is read, and then the thread
//! sleeps until there is more. ALSA does not know which microphones there are, and which one a stream hears
//! by now: `server` asks the sound server.

mod complaints;
mod server;

use std::io;
use std::sync::mpsc::{Receiver, TryRecvError};

use alsa::pcm::{Access, Format, Frames, HwParams, PCM};
use alsa::{Direction, ValueOr};

use super::stream::mono;
use crate::SAMPLE_RATE;
use crate::source::{Sink, Trouble};
pub(super) use complaints::Complaints;
pub(super) use server::{Watch, is_refused, microphones, name_of};

/// Microseconds from one piece of sound to the next.
const PERIOD: u32 = 20_000;

/// Microseconds of sound that may wait while the processor is busy with something else.
const BUFFER: u32 = 400_000;

/// Milliseconds without sound after which the thread checks whether the stream is still wanted.
const LOOK: u32 = 200;

/// A microphone that is listened to.
pub(super) struct Capture {
    pcm: PCM,
    rate: u32,
    channels: usize,
    period: Frames,
}

impl Capture {
    /// Opens the device that ALSA calls by this name. Fails where it cannot give 16 bit, which all devices
    /// that mix and convert can.
    pub(super) fn open(name: &str) -> Result<Self, alsa::Error> {
        let pcm = PCM::new(name, Direction::Capture, true)?;
        let (rate, channels, period) = {
            let form = HwParams::any(&pcm)?;
            form.set_access(Access::RWInterleaved)?;
            form.set_format(Format::s16())?;
            let channels = form.set_channels_near(1)?;
            let rate = form.set_rate_near(SAMPLE_RATE, ValueOr::Nearest)?;
            form.set_period_time_near(PERIOD, ValueOr::Nearest)?;
            form.set_buffer_time_near(BUFFER, ValueOr::Nearest)?;
            pcm.hw_params(&form)?;
            (rate, channels as usize, form.get_period_size()?)
        };
        {
            let waking = pcm.sw_params_current()?;
            waking.set_avail_min(period)?;
            pcm.sw_params(&waking)?;
        }
        pcm.start()?;
        Ok(Self { pcm, rate, channels, period })
    }

    /// The samples a second of this microphone.
    pub(super) fn rate(&self) -> u32 {
        self.rate
    }

    /// Gives sound until it is not wanted any more, or the microphone is gone.
    pub(super) fn run(&self, mut sink: Sink, ended: &Receiver<()>) {
        let mut buffer = vec![0; self.period as usize * self.channels];
        while ended.try_recv() == Err(TryRecvError::Empty) {
            let frames = match self.pcm.wait(Some(LOOK)) {
                Ok(true) => self.pcm.io_i16().and_then(|sound| sound.readi(&mut buffer)),
                Ok(false) => continue,
                Err(error) => Err(error),
            };
            match frames {
                Ok(frames) => sink.sound(mono(&buffer[..frames * self.channels], self.channels)),
                Err(error) if is_only_early(&error) => {}
                Err(error) => {
                    if self.pcm.try_recover(error, true).and_then(|()| self.pcm.start()).is_err() {
                        return sink.trouble(Trouble::Lost);
                    }
                    sink.trouble(Trouble::Gap);
                }
            }
        }
    }
}

fn is_only_early(error: &alsa::Error) -> bool {
    io::Error::from_raw_os_error(error.errno()).kind() == io::ErrorKind::WouldBlock
}
