//! The table of the commands' needs from the system, with their package names on each system. A test goes
//! through the packages that each command builds, and checks that the table has every library that one of
//! them asks pkg-config for.

use super::Task;
use crate::step;

/// The way to find out whether a need is met.
pub(super) enum Probe {
    /// All these programs can be found.
    Programs(&'static [&'static str]),
    /// pkg-config knows all these libraries.
    Libraries(&'static [&'static str]),
    /// This command prints something.
    Says(&'static str, &'static [&'static str]),
}

/// A thing that the system must have.
pub(super) struct Need {
    /// The purpose of the thing, shown before it is installed.
    pub(super) why: &'static str,
    /// The commands that need it.
    pub(super) tasks: &'static [Task],
    pub(super) probe: Probe,
    pub(super) apt: &'static [&'static str],
    pub(super) dnf: &'static [&'static str],
    pub(super) pacman: &'static [&'static str],
    pub(super) brew: &'static [&'static str],
    pub(super) winget: &'static [&'static str],
}

impl Need {
    /// Answers whether the need is met. On macOS and Windows, which bring a webview and a compiler of their
    /// own, only programs are checked.
    pub(super) fn is_met(&self) -> bool {
        match self.probe {
            Probe::Programs(programs) => programs.iter().all(|program| step::exists(program)),
            Probe::Libraries(names) => {
                let is_known = |name: &&str| step::output("pkg-config", &["--exists", name]).is_some();
                !cfg!(target_os = "linux") || names.iter().all(is_known)
            }
            Probe::Says(program, arguments) => {
                !cfg!(target_os = "linux")
                    || step::output(program, arguments).is_some_and(|said| !said.is_empty())
            }
        }
    }
}

const BUS: &[&str] = if cfg!(target_os = "linux") { &["dbus-daemon", "dbus-run-session"] } else { &[] };
const COMPILER: &[&str] = if cfg!(target_os = "linux") { &["cc", "pkg-config"] } else { &[] };
const WINDOW: &[&str] =
    if cfg!(target_os = "linux") { &["Xvfb", "WebKitWebDriver", "xdotool", "xdg-open", "file"] } else { &[] };
const SOUND: &[&str] = if cfg!(target_os = "linux") {
    &["pulseaudio", "pactl", "espeak-ng", "sox", "ffmpeg", "opusdec"]
} else {
    &["ffmpeg"]
};
const BROWSER: &[&str] =
    if cfg!(target_os = "linux") { &["chromium", "chromedriver"] } else { &["chromedriver"] };

/// The commands that build a program for this machine: the app's microphone is in the bridge, too.
const NATIVE: &[Task] =
    &[Task::Run, Task::RunInBrowser, Task::Check, Task::Test, Task::Shots, Task::Bench, Task::Bundle];
/// The commands that build the app with its window.
const WINDOWS: &[Task] = &[Task::Run, Task::Check, Task::Test, Task::Shots, Task::Bench, Task::Bundle];
/// The commands that open that window.
const SHOWN: &[Task] = &[Task::Run, Task::Test, Task::Shots, Task::Bench];
/// The commands that drive windows and browsers.
const TESTS: &[Task] = &[Task::Test, Task::Shots, Task::Bench];
/// The commands that use a tool out of npm.
const FROM_NPM: &[Task] = &[Task::Test, Task::Bench, Task::Bundle];

/// The commands that check the spelling.
const SPELLED: &[Task] = &[Task::Check, Task::Test];

/// All needs that a machine may lack.
pub(super) const NEEDS: &[Need] = &[
    Need {
        why: "a C compiler and pkg-config (SQLite and the webview's bindings are built with them)",
        tasks: NATIVE,
        probe: Probe::Programs(COMPILER),
        apt: &["build-essential", "pkg-config"],
        dnf: &["gcc", "gcc-c++", "make", "pkgconf-pkg-config"],
        pacman: &["base-devel", "pkgconf"],
        brew: &[],
        winget: &["Microsoft.VisualStudio.2022.BuildTools"],
    },
    Need {
        why: "the webview with its headers (the windows are drawn with it)",
        tasks: WINDOWS,
        probe: Probe::Libraries(&[
            "webkit2gtk-4.1",
            "javascriptcoregtk-4.1",
            "libsoup-3.0",
            "gtk+-3.0",
            "gdk-3.0",
            "gdk-x11-3.0",
            "gdk-pixbuf-2.0",
            "pango",
            "atk",
            "cairo",
            "cairo-gobject",
            "gio-2.0",
            "gobject-2.0",
            "glib-2.0",
            "dbus-1",
            "x11",
        ]),
        apt: &["libwebkit2gtk-4.1-dev", "librsvg2-dev"],
        dnf: &["webkit2gtk4.1-devel", "librsvg2-devel"],
        pacman: &["webkit2gtk-4.1", "librsvg"],
        brew: &[],
        winget: &["Microsoft.EdgeWebView2Runtime"],
    },
    Need {
        why: "ALSA with its headers (the microphone is heard through it)",
        tasks: NATIVE,
        probe: Probe::Libraries(&["alsa"]),
        apt: &["libasound2-dev"],
        dnf: &["alsa-lib-devel"],
        pacman: &["alsa-lib"],
        brew: &[],
        winget: &[],
    },
    Need {
        why: "a message bus (notices, the keyring and the microphone's server are reached over it)",
        tasks: SHOWN,
        probe: Probe::Programs(BUS),
        apt: &["dbus"],
        dnf: &["dbus-daemon"],
        pacman: &["dbus"],
        brew: &[],
        winget: &[],
    },
    Need {
        why: "a display without a screen, hands for it, the way to programs for files, and the webview's driver (tests in the real window)",
        tasks: TESTS,
        probe: Probe::Programs(WINDOW),
        apt: &["xvfb", "xdotool", "xdg-utils", "file", "webkit2gtk-driver"],
        dnf: &["xorg-x11-server-Xvfb", "xdotool", "xdg-utils", "file", "/usr/bin/WebKitWebDriver"],
        pacman: &["xorg-server-xvfb", "xdotool", "xdg-utils", "file", "webkitgtk-6.0"],
        brew: &[],
        winget: &[],
    },
    Need {
        why: "Chromium and its driver (tests at phone size, with touch)",
        tasks: TESTS,
        probe: Probe::Programs(BROWSER),
        apt: &["chromium", "chromium-driver"],
        dnf: &["chromium", "chromedriver"],
        pacman: &["chromium"],
        brew: &["chromedriver", "chromium"],
        winget: &["Chromium.ChromeDriver", "Hibbiki.Chromium"],
    },
    Need {
        why: "a microphone without one, a voice for it, and other people's decoders (tests of recording)",
        tasks: TESTS,
        probe: Probe::Programs(SOUND),
        apt: &[
            "pulseaudio",
            "pulseaudio-utils",
            "libasound2-plugins",
            "espeak-ng",
            "sox",
            "ffmpeg",
            "opus-tools",
        ],
        dnf: &[
            "pulseaudio-utils",
            "alsa-plugins-pulseaudio",
            "espeak-ng",
            "sox",
            "ffmpeg-free",
            "opus-tools",
        ],
        pacman: &["pulseaudio", "pulseaudio-alsa", "espeak-ng", "sox", "ffmpeg", "opus-tools"],
        brew: &["ffmpeg"],
        winget: &["Gyan.FFmpeg"],
    },
    Need {
        why: "a font (without one the pictures of the tests show no text)",
        tasks: TESTS,
        probe: Probe::Says("fc-list", &[]),
        apt: &["fontconfig", "fonts-liberation"],
        dnf: &["fontconfig", "liberation-fonts"],
        pacman: &["fontconfig", "ttf-liberation"],
        brew: &[],
        winget: &[],
    },
    Need {
        why: "npm (wasm-opt, axe and Tauri's packager come from there)",
        tasks: FROM_NPM,
        probe: Probe::Programs(&["npm"]),
        apt: &["npm"],
        dnf: &["nodejs-npm"],
        pacman: &["npm"],
        brew: &["node"],
        winget: &["OpenJS.NodeJS.LTS"],
    },
    Need {
        why: "Python with its environments (the spelling checker comes from its packages)",
        tasks: SPELLED,
        probe: Probe::Says("python3", &["-c", "import ensurepip, venv; print(ensurepip.version())"]),
        apt: &["python3-venv"],
        dnf: &["python3"],
        pacman: &["python"],
        brew: &["python"],
        winget: &["Python.Python.3.13"],
    },
];

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests;
