//! The table of what this project needs from the system, and how each system calls it.

use crate::step;

/// How to see that a need is met.
pub(super) enum Probe {
    /// All these programs can be found.
    Programs(&'static [&'static str]),
    /// pkg-config knows this library.
    Library(&'static str),
    /// This command prints something.
    Says(&'static str, &'static [&'static str]),
}

/// One thing the system must have.
pub(super) struct Need {
    /// What it is for, said before it is installed.
    pub(super) why: &'static str,
    probe: Probe,
    pub(super) apt: &'static [&'static str],
    pub(super) dnf: &'static [&'static str],
    pub(super) pacman: &'static [&'static str],
    pub(super) brew: &'static [&'static str],
    pub(super) winget: &'static [&'static str],
}

impl Need {
    /// macOS and Windows bring a webview and a compiler of their own; there only programs are looked for.
    pub(super) fn is_met(&self) -> bool {
        match self.probe {
            Probe::Programs(programs) => programs.iter().all(|program| step::exists(program)),
            Probe::Library(name) => {
                !cfg!(target_os = "linux") || step::output("pkg-config", &["--exists", name]).is_some()
            }
            Probe::Says(program, arguments) => {
                !cfg!(target_os = "linux")
                    || step::output(program, arguments).is_some_and(|said| !said.is_empty())
            }
        }
    }
}

const COMPILER: &[&str] = if cfg!(target_os = "linux") { &["cc", "pkg-config"] } else { &[] };
const WINDOW: &[&str] = if cfg!(target_os = "linux") {
    &["Xvfb", "dbus-run-session", "WebKitWebDriver", "xdotool", "xdg-open"]
} else {
    &[]
};
const SOUND: &[&str] = if cfg!(target_os = "linux") {
    &["pulseaudio", "pactl", "espeak-ng", "sox", "ffmpeg", "opusdec"]
} else {
    &["ffmpeg"]
};
const BROWSER: &[&str] =
    if cfg!(target_os = "linux") { &["chromium", "chromedriver"] } else { &["chromedriver"] };

/// To build and start the windows.
pub(super) const SHELL: &[Need] = &[
    Need {
        why: "a C compiler and pkg-config (SQLite and the webview's bindings are built with them)",
        probe: Probe::Programs(COMPILER),
        apt: &["build-essential", "pkg-config"],
        dnf: &["gcc", "gcc-c++", "make", "pkgconf-pkg-config"],
        pacman: &["base-devel", "pkgconf"],
        brew: &[],
        winget: &["Microsoft.VisualStudio.2022.BuildTools"],
    },
    Need {
        why: "the webview with its headers (the windows are drawn with it)",
        probe: Probe::Library("webkit2gtk-4.1"),
        apt: &["libwebkit2gtk-4.1-dev", "librsvg2-dev"],
        dnf: &["webkit2gtk4.1-devel", "librsvg2-devel"],
        pacman: &["webkit2gtk-4.1", "librsvg"],
        brew: &[],
        winget: &["Microsoft.EdgeWebView2Runtime"],
    },
    Need {
        why: "ALSA with its headers (the microphone is heard through it)",
        probe: Probe::Library("alsa"),
        apt: &["libasound2-dev"],
        dnf: &["alsa-lib-devel"],
        pacman: &["alsa-lib"],
        brew: &[],
        winget: &[],
    },
];

/// To run the tests, beyond [`SHELL`].
pub(super) const TESTS: &[Need] = &[
    Need {
        why: "a display without a screen, hands for it, a message bus, the way to programs for files, and the webview's driver (tests in the real window)",
        probe: Probe::Programs(WINDOW),
        apt: &["xvfb", "xdotool", "dbus", "xdg-utils", "webkit2gtk-driver"],
        dnf: &["xorg-x11-server-Xvfb", "xdotool", "dbus-daemon", "xdg-utils", "/usr/bin/WebKitWebDriver"],
        pacman: &["xorg-server-xvfb", "xdotool", "dbus", "xdg-utils", "webkitgtk-6.0"],
        brew: &[],
        winget: &[],
    },
    Need {
        why: "Chromium and its driver (tests at phone size, with touch)",
        probe: Probe::Programs(BROWSER),
        apt: &["chromium", "chromium-driver"],
        dnf: &["chromium", "chromedriver"],
        pacman: &["chromium"],
        brew: &["chromedriver", "chromium"],
        winget: &["Chromium.ChromeDriver", "Hibbiki.Chromium"],
    },
    Need {
        why: "a microphone without one, a voice for it, and other people's decoders (tests of recording)",
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
        probe: Probe::Says("fc-list", &[]),
        apt: &["fontconfig", "fonts-liberation"],
        dnf: &["fontconfig", "liberation-fonts"],
        pacman: &["fontconfig", "ttf-liberation"],
        brew: &[],
        winget: &[],
    },
];

/// Tools that come from npm: the interface's shrinker, the packager, the accessibility check.
pub(super) const TOOLS: &[Need] = &[Need {
    why: "npm (wasm-opt, axe and Tauri's packager come from there)",
    probe: Probe::Programs(&["npm"]),
    apt: &["npm"],
    dnf: &["nodejs-npm"],
    pacman: &["npm"],
    brew: &["node"],
    winget: &["OpenJS.NodeJS.LTS"],
}];
