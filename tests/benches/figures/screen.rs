//! A display whose pixels can be read from outside: painted windows are seen as a person would see them,
//! whichever program paints, and without the program's help.

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;

use super::process::{Process, folder, until};

/// The window's size when it is first opened.
pub(super) const WIDTH: u32 = 1280;
/// The window's size when it is first opened.
pub(super) const HEIGHT: u32 = 820;

/// A part of the screen, in pixels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Area {
    pub(super) x: u32,
    pub(super) y: u32,
    pub(super) width: u32,
    pub(super) height: u32,
}

/// A display and a message bus.
pub(super) struct Screen {
    display: String,
    bus: String,
    pixels: File,
    /// The place of the first pixel and the length of a line, in bytes.
    start: u64,
    line: u64,
    _xvfb: Process,
    _bus: Process,
    folder: TempDir,
}

impl Screen {
    /// Makes an empty display.
    pub(super) fn new() -> Screen {
        let folder = folder();
        let place = |name: &str| -> PathBuf { folder.path().join(name) };
        for name in ["home", "runtime", "frames"] {
            std::fs::create_dir(place(name)).expect("the bench's folder can be written");
        }
        let mut xvfb = Command::new("Xvfb");
        xvfb.args(["-displayfd", "1", "-nolisten", "tcp", "-screen", "0"]);
        xvfb.arg(format!("{WIDTH}x{HEIGHT}x24")).arg("-fbdir").arg(place("frames"));
        let (xvfb, number) = Process::start_and_hear(&mut xvfb, &place("screen.log"));
        let mut bus = Command::new("dbus-daemon");
        bus.args(["--session", "--nofork", "--nopidfile", "--print-address=1"]);
        bus.arg(format!("--address=unix:dir={}", place("runtime").display()));
        let (bus_process, bus) = Process::start_and_hear(&mut bus, &place("bus.log"));
        let pixels = until("the display has pixels", || File::open(place("frames/Xvfb_screen0")).ok());
        // The file is an X window dump: a header of big-endian words, colours, pixels.
        let word = |index: u64| {
            let mut bytes = [0; 4];
            pixels.read_exact_at(&mut bytes, index * 4).expect("the dump has a header");
            u64::from(u32::from_be_bytes(bytes))
        };
        let (start, line) = (word(0) + word(19) * 12, word(12));
        Screen {
            display: format!(":{number}"),
            bus,
            pixels,
            start,
            line,
            _xvfb: xvfb,
            _bus: bus_process,
            folder,
        }
    }

    /// Makes a program start on this display, with no access to the real person's folders.
    pub(super) fn place(&self, command: &mut Command) {
        let home = self.folder.path().join("home");
        command.env("HOME", &home).env("XDG_RUNTIME_DIR", self.folder.path().join("runtime"));
        for name in ["CONFIG", "CACHE", "DATA", "STATE"] {
            command.env(format!("XDG_{name}_HOME"), home.join(name.to_lowercase()));
        }
        command.env("DISPLAY", &self.display).env("DBUS_SESSION_BUS_ADDRESS", &self.bus);
        command.env_remove("WAYLAND_DISPLAY").env("NO_AT_BRIDGE", "1").env("GTK_A11Y", "none");
    }

    /// Answers the pixels of a part, line by line.
    pub(super) fn look(&self, area: Area) -> Vec<u32> {
        let mut bytes = vec![0; area.width as usize * 4];
        let mut pixels = Vec::with_capacity((area.width * area.height) as usize);
        for y in area.y..area.y + area.height {
            let offset = self.start + u64::from(y) * self.line + u64::from(area.x) * 4;
            self.pixels.read_exact_at(&mut bytes, offset).expect("the area is on the screen");
            let (words, _) = bytes.as_chunks::<4>();
            pixels.extend(words.iter().map(|word| u32::from_le_bytes(*word) & 0x00ff_ffff));
        }
        pixels
    }
}
