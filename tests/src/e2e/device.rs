//! A person's device. Leaving the device ends the app; coming back starts the app again on the same data.

mod system;

use std::cell::RefCell;
use std::mem::take;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::rc::Rc;

use serde_json::{Map, Value, json};

use super::desk::Desk;
use super::dialog;
use super::microphone::Sound;
use super::notices::Notices;
use super::page::Page;
use super::process::{Process, kill, wait_until_gone};
use super::session::Session;
use super::{told, until};

/// The program in which the app is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// The real window.
    Window,
    /// Chromium of this size, through the bridge.
    Browser {
        /// The width in pixels.
        width: u32,
        /// The height in pixels.
        height: u32,
        /// Whether there is a finger instead of a mouse.
        touch: bool,
    },
}

impl Look {
    /// The size of a common phone.
    pub const PHONE: Look = Look::Browser { width: 390, height: 844, touch: true };
    /// A width for three panes.
    pub const WIDE: Look = Look::Browser { width: 1280, height: 820, touch: false };
    /// A width for two panes.
    pub const MEDIUM: Look = Look::Browser { width: 900, height: 820, touch: false };

    /// Answers the width, in pixels.
    pub fn width(self) -> u32 {
        self.size().0
    }

    /// Answers width and height, in pixels.
    pub fn size(self) -> (u32, u32) {
        match self {
            Look::Window => WINDOW,
            Look::Browser { width, height, .. } => (width, height),
        }
    }

    /// Answers a name for files.
    pub fn name(self) -> &'static str {
        match self {
            Look::Window => "window",
            Look::Browser { touch: true, .. } => "phone",
            Look::Browser { width: 1100.., .. } => "wide",
            Look::Browser { .. } => "medium",
        }
    }
}

/// The size of the app's window when it is first opened.
const WINDOW: (u32, u32) = (1280, 820);

/// A device with one profile of the app.
pub struct Device {
    folder: PathBuf,
    look: Look,
    around: Around,
    running: Running,
    page: Option<Page>,
}

/// The surroundings of a device.
pub(super) struct Around {
    /// The address of the server.
    pub(super) server: String,
    /// The microphone and loudspeaker; none: the machine's own, if it has any.
    pub(super) sound: Option<Rc<Sound>>,
    pub(super) wreck: Wreck,
}

/// The programs of a device; they end in this order.
#[derive(Default)]
pub(super) struct Running {
    pub(super) profile: String,
    pub(super) session: Option<Session>,
    bridge: Option<Process>,
    desk: Option<Desk>,
}

/// The devices of a failed test, kept so that their screens can still be seen.
pub(super) type Wreck = Rc<RefCell<Vec<Running>>>;

impl Drop for Device {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.around.wreck.borrow_mut().push(take(&mut self.running));
        }
    }
}

impl Device {
    pub(super) async fn start(folder: PathBuf, profile: &str, look: Look, around: Around) -> Device {
        std::fs::create_dir_all(&folder).expect("the test's folder can be written");
        let desk = (look == Look::Window).then(|| Desk::new(&folder, WINDOW));
        let running = Running { profile: profile.to_owned(), desk, ..Running::default() };
        let mut device = Device { folder, look, around, running, page: None };
        device.come_back().await;
        device
    }

    /// Answers the page on the device's screen.
    pub fn page(&self) -> &Page {
        self.page.as_ref().expect("the app was left: come back first")
    }

    /// Answers the folder in which a browser's profile keeps its data.
    pub fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn desk(&self) -> &Desk {
        self.running.desk.as_ref().expect("only a window has a desk")
    }

    /// Starts to show the notifications of a window.
    pub async fn notices(&self) -> Notices {
        Notices::start(self.desk().bus_address()).await
    }

    /// Answers the system's question where to save a file with this name in the person's folder. Returns the
    /// file's path.
    pub async fn saves_as(&self, name: &str) -> PathBuf {
        let file = self.desk().home().join(name);
        dialog::save(self.desk(), &file).await;
        file
    }

    /// Answers the system's question which file to open.
    pub async fn picks(&self, file: &Path) {
        dialog::choose(self.desk(), file).await;
    }

    /// Closes the system's question where to save a file.
    pub async fn does_not_save(&self) {
        dialog::cancel(self.desk()).await;
    }

    /// Says yes when the browser asks whether the page may show notifications.
    pub async fn allows_notifications(&self) {
        self.running.session.as_ref().expect("the app runs").allow("notifications").await;
    }

    /// Crashes the page, but not the app around it. Waits until there is another page, which the driver
    /// cannot see.
    pub async fn loses_page(&self) {
        let session = self.running.session.as_ref().expect("the app runs");
        let page = session.page_process().expect("a window has a page");
        kill(page);
        wait_until_gone(page);
        until("there is another page", async || session.page_process().filter(|id| *id != page)).await;
    }

    /// Ends the app at once, as a crash or an empty battery would.
    pub async fn leave(&mut self) {
        self.page = None;
        if let Some(session) = self.running.session.take() {
            session.end().await;
        }
        self.running.bridge = None;
    }

    /// Starts the app.
    pub async fn come_back(&mut self) {
        let session = match self.look {
            Look::Window => {
                let window = self.open_window().await;
                if window.has_page().await {
                    window
                } else {
                    window.end().await;
                    self.open_window().await
                }
            }
            Look::Browser { width, height, touch } => self.open_browser(width, height, touch).await,
        };
        let touch = matches!(self.look, Look::Browser { touch: true, .. });
        self.page = Some(Page::new(session.client.clone(), session.port, touch));
        self.running.session = Some(session);
    }

    async fn open_window(&self) -> Session {
        // A file that may not grow gives the app an error, as on a full disk, and does not end it.
        let mut driver = Command::new("sh");
        driver.args(["-c", r#"trap '' XFSZ; exec WebKitWebDriver "$@""#, "sh"]);
        self.desk().place(&mut driver);
        if let Some(sound) = &self.around.sound {
            sound.place(&mut driver, &self.desk().home());
        }
        driver.env("CONVERSAS_DATA", self.folder.join("data"));
        // The app allows to be driven only under these variables.
        driver.env("TAURI_AUTOMATION", "true").env("TAURI_WEBVIEW_AUTOMATION", "true");
        let options = json!({
            "binary": told("CONVERSAS_BIN_SHELL"),
            "args": ["--profile", self.running.profile, "--server", self.around.server],
        });
        let capabilities = Map::from_iter([("webkitgtk:browserOptions".to_owned(), options)]);
        Session::start(&mut driver, capabilities, &self.folder.join("window.log")).await
    }

    async fn open_browser(&mut self, width: u32, height: u32, touch: bool) -> Session {
        let mut bridge = Command::new(told("CONVERSAS_BIN_BRIDGE"));
        bridge.arg("--data").arg(self.data());
        bridge.arg("--ui").arg(told("CONVERSAS_UI_DIST"));
        bridge.args(["--server", &self.around.server]);
        // The bridge must not reach the system's keychain.
        bridge.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
        let mut driver = Command::new("chromedriver");
        if let Some(sound) = &self.around.sound {
            sound.place(&mut bridge, &self.folder.join("home"));
            sound.place(&mut driver, &self.folder.join("home"));
        }
        let (bridge, url) = Process::start_and_hear(&mut bridge, &self.folder.join("bridge.log"));
        self.running.bridge = Some(bridge);
        // A driver that is killed leaves temporary folders behind, so they go into the test's folder.
        driver.env("TMPDIR", &self.folder);
        let capabilities = chromium(&self.folder, width, height, touch);
        let session = Session::start(&mut driver, capabilities, &self.folder.join("browser.log")).await;
        session.client.goto(&url).await.expect("the bridge answers");
        session
    }
}

fn chromium(folder: &Path, width: u32, height: u32, touch: bool) -> Map<String, Value> {
    let mut options = json!({
        "args": [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-dev-shm-usage",
            "--hide-scrollbars",
            format!("--window-size={width},{height}"),
            format!("--user-data-dir={}", folder.join("chromium").display()),
        ],
    });
    // Headless Chromium takes its frame off the window's size; emulated devices have exactly their own size.
    options["mobileEmulation"] = json!({
        "deviceMetrics": { "width": width, "height": height, "pixelRatio": 1.0, "touch": touch, "mobile": touch },
    });
    Map::from_iter([("goog:chromeOptions".to_owned(), options)])
}
