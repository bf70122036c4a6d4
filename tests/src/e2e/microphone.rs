//! A microphone and a loudspeaker without hardware: a PulseAudio of the test's own. The app records the sound
//! that is played into the microphone; the app's own sound can be heard at the loudspeaker. Tones of
//! different heights tell parts apart.

mod plug;
mod refusal;

use std::cell::RefCell;
use std::f64::consts::TAU;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};

use super::process::Process;
use super::until;
pub use plug::Plugged;

/// The settings by which ALSA, and with it the recorder, chooses its default devices.
const ALSA: &str = "pcm.!default pulse\nctl.!default pulse\n";

/// The number of samples a second, everywhere.
pub const RATE: u32 = 48_000;

/// The number of samples by which an ear judges: 100 ms.
const LISTENS: usize = RATE as usize / 10;

/// The length of a played file in seconds: as long as any test may need.
const TONE_SECONDS: u32 = 90;

/// Microphone and loudspeaker of one test.
pub struct Sound {
    folder: PathBuf,
    microphone: Ear,
    loudspeaker: Ear,
    server: RefCell<Option<Process>>,
}

/// A sound that is played into the microphone until this is dropped.
pub struct Playing {
    _player: Process,
}

impl Sound {
    /// Starts both, and waits until the microphone gives (silent) samples.
    pub(super) async fn start(folder: &Path) -> Sound {
        fs::create_dir_all(folder).expect("the test's folder can be written");
        let mut server = Command::new("pulseaudio");
        server.args(["--daemonize=no", "--exit-idle-time=-1", "--disallow-exit", "--disable-shm=yes", "-n"]);
        for sink in ["mic", "loud"] {
            server
                .arg(format!("--load=module-null-sink sink_name={sink} rate={RATE} channels=1 format=s16le"));
        }
        let socket = folder.join("socket");
        server
            .arg(format!("--load=module-native-protocol-unix auth-anonymous=1 socket={}", socket.display()));
        server.env("HOME", folder).env("XDG_RUNTIME_DIR", folder).env("XDG_CONFIG_HOME", folder);
        server.env_remove("DBUS_SESSION_BUS_ADDRESS").env_remove("PULSE_SERVER");
        let server = Process::start(&mut server, &folder.join("pulseaudio.log"));
        for wish in [["set-default-source", "mic.monitor"], ["set-default-sink", "loud"]] {
            until("PulseAudio answers", async || pactl(folder, &wish)).await;
        }
        // The ears keep the sinks busy: an idle sink gives its first samples only after 2 s.
        let (microphone, loudspeaker) = (Ear::at(folder, "mic"), Ear::at(folder, "loud"));
        for ear in [&microphone, &loudspeaker] {
            until("something is heard, if only silence", async || (!ear.last().is_empty()).then_some(()))
                .await;
        }
        Sound { folder: folder.to_path_buf(), microphone, loudspeaker, server: RefCell::new(Some(server)) }
    }

    /// Makes a program record and play here. `home`: the program's own folder.
    pub(super) fn place(&self, command: &mut Command, home: &Path) {
        fs::create_dir_all(home).expect("the test's folder can be written");
        fs::write(home.join(".asoundrc"), ALSA).expect("the test's folder can be written");
        command.env("HOME", home).env("PULSE_SERVER", address(&self.folder));
    }

    /// Plays a tone into the microphone, and waits until it arrives there.
    pub async fn plays_tone(&self, hertz: u32) -> Playing {
        plays_tone(&self.folder, &self.microphone, hertz).await
    }

    /// Plays words into the microphone, and waits until they begin to be heard.
    pub async fn says(&self, words: &str) -> Playing {
        let file = self.folder.join("said.wav");
        let mut voice = Command::new("espeak-ng");
        voice.args(["-v", "pt-br", "-s", "150", "-w"]).arg(&file).arg(words);
        assert!(voice.status().expect("espeak-ng is installed").success(), "nothing is said");
        let playing = plays(&self.folder, "mic", &file);
        until("a voice reaches the microphone", async || self.microphone.is_loud().then_some(())).await;
        playing
    }

    /// Removes microphone and loudspeaker for good.
    pub fn unplug(&self) {
        self.server.take();
    }

    /// Makes the system refuse both to every program from now on.
    pub fn refuses(&self) {
        self.unplug();
        refusal::begin(&self.folder.join("socket"));
    }

    /// Waits until this tone comes out of the loudspeaker.
    pub async fn gives(&self, hertz: u32) {
        until(&format!("{hertz} Hz come out of the loudspeaker"), async || {
            self.loudspeaker.hears(hertz).then_some(())
        })
        .await;
    }

    /// Waits until the loudspeaker is silent.
    pub async fn is_silent(&self) {
        until("the loudspeaker is silent", async || (!self.loudspeaker.is_loud()).then_some(())).await;
    }
}

/// Plays a tone into the microphone that this ear is at, and waits until it arrives there.
async fn plays_tone(folder: &Path, microphone: &Ear, hertz: u32) -> Playing {
    let file = folder.join(format!("{hertz}.wav"));
    if !file.exists() {
        fs::write(&file, tone(hertz)).expect("the test's folder can be written");
    }
    let playing = plays(folder, &microphone.sink, &file);
    until(&format!("{hertz} Hz reach the microphone"), async || microphone.hears(hertz).then_some(())).await;
    playing
}

fn plays(folder: &Path, sink: &str, file: &Path) -> Playing {
    // The buffer is as long as a busy machine may need: a gap in the played sound would look like a gap in
    // the recording.
    let mut player = Command::new("paplay");
    player.arg(format!("--device={sink}")).arg("--latency-msec=2000").arg(file);
    player.env("PULSE_SERVER", address(folder));
    Playing { _player: Process::start(&mut player, &folder.join(format!("player-{sink}.log"))) }
}

/// Answers PulseAudio's output; none: it refused.
fn pactl(folder: &Path, wish: &[&str]) -> Option<String> {
    let mut pactl = Command::new("pactl");
    pactl.args(wish).env("PULSE_SERVER", address(folder)).stderr(Stdio::null());
    let done = pactl.output().expect("pactl is installed");
    done.status.success().then(|| String::from_utf8_lossy(&done.stdout).trim().to_owned())
}

fn address(folder: &Path) -> String {
    format!("unix:{}", folder.join("socket").display())
}

/// A listener at a sink, for as long as it lives.
struct Ear {
    sink: String,
    heard: Arc<Mutex<Vec<i16>>>,
    _listener: Process,
}

impl Ear {
    fn at(folder: &Path, sink: &str) -> Ear {
        let mut listener = Command::new("parec");
        listener.args(["--raw", "--format=s16le", "--channels=1", "--latency-msec=40"]);
        listener.arg(format!("--rate={RATE}")).arg(format!("--device={sink}.monitor"));
        listener.env("PULSE_SERVER", address(folder));
        let (listener, mut sound) =
            Process::start_and_read(&mut listener, &folder.join(format!("{sink}.log")));
        let heard = Arc::new(Mutex::new(Vec::new()));
        let memory = Arc::clone(&heard);
        std::thread::spawn(move || {
            let mut bytes = vec![0; LISTENS * 2];
            while sound.read_exact(&mut bytes).is_ok() {
                let samples = bytes.chunks_exact(2).map(|two| i16::from_le_bytes([two[0], two[1]])).collect();
                *memory.lock().expect("no ear panics") = samples;
            }
        });
        Ear { sink: sink.to_owned(), heard, _listener: listener }
    }

    fn last(&self) -> Vec<i16> {
        self.heard.lock().expect("no ear panics").clone()
    }

    fn is_loud(&self) -> bool {
        self.last().iter().any(|sample| sample.unsigned_abs() > 600)
    }

    fn hears(&self, hertz: u32) -> bool {
        share_of(&self.last(), hertz, RATE) > 0.6
    }
}

/// Answers the part of these samples' power that is in a tone, 0 to 1.
pub fn share_of(samples: &[i16], hertz: u32, rate: u32) -> f64 {
    let (mut power, mut re, mut im) = (0.0, 0.0, 0.0);
    for (place, sample) in samples.iter().enumerate() {
        let (value, turn) = (f64::from(*sample), TAU * f64::from(hertz) * place as f64 / f64::from(rate));
        power += value * value;
        re += value * turn.cos();
        im += value * turn.sin();
    }
    // Near silence counts as no tone.
    if power < samples.len() as f64 * 10_000.0 {
        0.0
    } else {
        2.0 * (re * re + im * im) / samples.len() as f64 / power
    }
}

/// Makes a WAV of a sine that begins softly.
fn tone(hertz: u32) -> Vec<u8> {
    let count = RATE * TONE_SECONDS;
    let mut wav = Vec::with_capacity(44 + count as usize * 2);
    wav.extend(b"RIFF");
    wav.extend((36 + count * 2).to_le_bytes());
    wav.extend(b"WAVEfmt \x10\0\0\0\x01\0\x01\0");
    wav.extend(RATE.to_le_bytes());
    wav.extend((RATE * 2).to_le_bytes());
    wav.extend(b"\x02\0\x10\0data");
    wav.extend((count * 2).to_le_bytes());
    for place in 0..count {
        let turn = TAU * f64::from(hertz) * f64::from(place) / f64::from(RATE);
        wav.extend(((turn.sin() * 9_000.0) as i16).to_le_bytes());
    }
    wav
}
