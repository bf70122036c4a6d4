//! A microphone without hardware: a PulseAudio of its own whose one sink goes nowhere, and the sink's monitor.

use std::path::Path;
use std::process::{Command, Stdio};

use super::process::{Process, folder, until};

/// The settings by which ALSA, and with it cpal, chooses its default devices.
const ALSA: &str = "pcm.!default pulse\nctl.!default pulse\n";

/// The sink, in exactly the recorder's format: played sound is recorded sample for sample.
const SINK: &str = "module-null-sink sink_name=mic rate=48000 channels=1 format=s16le";

/// A microphone, which ends when it is dropped.
pub(super) struct Microphone {
    _reader: Process,
    _server: Process,
    folder: tempfile::TempDir,
}

impl Microphone {
    /// Starts the microphone and waits until it gives samples.
    pub(super) fn start() -> Microphone {
        let folder = folder();
        std::fs::write(folder.path().join(".asoundrc"), ALSA).expect("the bench's folder can be written");
        let mut server = Command::new("pulseaudio");
        server.args(["--daemonize=no", "--exit-idle-time=-1", "--disallow-exit", "-n"]);
        server.arg(format!("--load={SINK}")).arg("--load=module-native-protocol-unix");
        place(&mut server, folder.path());
        let server = Process::start(&mut server, &folder.path().join("pulseaudio.log"));
        let ask = |arguments: &[&str]| {
            let mut pactl = Command::new("pactl");
            place(&mut pactl, folder.path());
            let done = pactl.args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status();
            done.expect("pactl is installed").success().then_some(())
        };
        until("PulseAudio answers", || ask(&["set-default-source", "mic.monitor"]));
        let reader = hear(folder.path());
        Microphone { folder, _server: server, _reader: reader }
    }

    /// Makes a program use the microphone.
    pub(super) fn place(&self, command: &mut Command) {
        place(command, self.folder.path());
    }
}

/// Plays a file into the microphone of this process, once.
pub(super) fn play(wav: &Path) -> Process {
    Process::start(
        Command::new("paplay").args(["--device=mic", "--latency-msec=2000"]).arg(wav),
        Path::new("/dev/null"),
    )
}

/// Starts a program that listens to the microphone of this process, and waits for its first sample.
pub(super) fn listen() -> Process {
    Process::start_and_hear_a_byte(&mut parec())
}

/// Makes a command of a recorder that asks for pieces as small as our recorder's.
fn parec() -> Command {
    let mut parec = Command::new("parec");
    parec.args(["--device=mic.monitor", "--latency-msec=20"]);
    parec
}

/// Keeps the sink busy: an idle sink gives its first samples only after 2 s.
fn hear(folder: &Path) -> Process {
    let mut reader = parec();
    place(&mut reader, folder);
    Process::start_and_hear_a_byte(&mut reader)
}

fn place(command: &mut Command, folder: &Path) {
    command.env("HOME", folder).env("XDG_RUNTIME_DIR", folder).env_remove("PULSE_SERVER");
    command.env("XDG_CONFIG_HOME", folder).env_remove("DBUS_SESSION_BUS_ADDRESS");
}
