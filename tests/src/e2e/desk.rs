//! A display without a screen and a message bus, for one window. Without a window manager the window under
//! the pointer has the keyboard, and a window alone on its display is always under it.

use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::process::Process;

/// The display and message bus of one window.
pub(super) struct Desk {
    folder: PathBuf,
    display: String,
    bus_address: String,
    _screen: Process,
    _bus: Process,
}

impl Desk {
    /// Makes a display of the window's size.
    pub(super) fn new(folder: &Path, (width, height): (u32, u32)) -> Desk {
        for name in ["runtime", "home"] {
            make_private(&folder.join(name));
        }
        let mut screen = Command::new("Xvfb");
        screen.args(["-displayfd", "1", "-nolisten", "tcp", "-screen", "0"]);
        screen.arg(format!("{width}x{height}x24"));
        let (screen, display) = Process::start_and_hear(&mut screen, &folder.join("screen.log"));
        let mut bus = Command::new("dbus-daemon");
        bus.args(["--session", "--nofork", "--nopidfile", "--print-address=1"]);
        bus.arg(format!("--address=unix:dir={}", folder.join("runtime").display()));
        dress(&mut bus, folder);
        let (bus, bus_address) = Process::start_and_hear(&mut bus, &folder.join("bus.log"));
        let display = format!(":{display}");
        Desk { folder: folder.to_path_buf(), display, bus_address, _screen: screen, _bus: bus }
    }

    /// Answers the address of the message bus.
    pub(super) fn bus_address(&self) -> &str {
        &self.bus_address
    }

    /// Answers the folder that is the person's home here.
    pub(super) fn home(&self) -> PathBuf {
        self.folder.join("home")
    }

    /// Runs `xdotool` and answers its output; none: it failed, as when it does not find a window.
    pub(super) fn hands(&self, deed: &[&str]) -> Option<String> {
        let mut hands = Command::new("xdotool");
        self.place(&mut hands);
        let done = hands.args(deed).output().expect("xdotool is installed");
        done.status.success().then(|| String::from_utf8_lossy(&done.stdout).trim().to_owned())
    }

    /// Makes a program start on this display and bus.
    pub(super) fn place(&self, command: &mut Command) {
        dress(command, &self.folder);
        command.env("DISPLAY", &self.display);
        command.env("DBUS_SESSION_BUS_ADDRESS", &self.bus_address);
    }
}

/// Keeps a program from reading or writing in the real person's folders.
fn dress(command: &mut Command, folder: &Path) {
    let home = folder.join("home");
    command.env("HOME", &home);
    for name in ["CONFIG", "CACHE", "DATA", "STATE"] {
        command.env(format!("XDG_{name}_HOME"), home.join(name.to_lowercase()));
    }
    command.env("XDG_RUNTIME_DIR", folder.join("runtime"));
    command.env_remove("WAYLAND_DISPLAY");
    // The bridge to screen readers is off: it would start services of its own.
    command.env("NO_AT_BRIDGE", "1").env("GTK_A11Y", "none");
}

fn make_private(folder: &Path) {
    let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
    made.expect("the test's folder can be written");
}
