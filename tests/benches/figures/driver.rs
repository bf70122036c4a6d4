//! The app with a WebDriver: the real window on a screen of its own, or Chromium in front of the bridge.

use std::process::Command;
use std::time::Duration;

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use tempfile::TempDir;

use super::process::{Process, folder, free_port, told, until};
use super::profile::{NAME, Profile};
use super::screen::{HEIGHT, Screen, WIDTH};

/// The program in which the app is shown.
#[derive(Debug, Clone, Copy)]
pub(super) enum Look {
    /// The real window.
    Window,
    /// Chromium through the bridge.
    Browser,
}

/// A driver and the app that it drives. The fields end in this order.
pub(super) struct Driver {
    client: Client,
    _driver: Process,
    _bridge: Option<Process>,
    _screen: Option<Screen>,
    _folder: TempDir,
}

impl Driver {
    /// Opens the app on a profile.
    pub(super) async fn open(profile: &Profile, look: Look) -> Driver {
        let folder = folder();
        let port = free_port();
        let (mut driver, capabilities, bridge, screen, url) = match look {
            Look::Window => {
                let screen = Screen::new();
                let mut driver = Command::new("WebKitWebDriver");
                screen.place(&mut driver);
                driver.env("CONVERSAS_DATA", profile.home());
                // The app allows to be driven only under these variables.
                driver.env("TAURI_AUTOMATION", "true").env("TAURI_WEBVIEW_AUTOMATION", "true");
                let options = json!({ "binary": told("CONVERSAS_BIN_SHELL"), "args": ["--profile", NAME] });
                (driver, ("webkitgtk:browserOptions", options), None, Some(screen), None)
            }
            Look::Browser => {
                let mut bridge = Command::new(told("CONVERSAS_BIN_BRIDGE"));
                bridge.arg("--data").arg(profile.data()).arg("--ui").arg(told("CONVERSAS_UI_DIST"));
                let (bridge, url) = Process::start_and_hear(&mut bridge, &folder.path().join("bridge.log"));
                let chromium = chromium(&folder.path().join("chromium").to_string_lossy());
                (Command::new("chromedriver"), chromium, Some(bridge), None, Some(url))
            }
        };
        let process = Process::start(driver.arg(format!("--port={port}")), &folder.path().join("driver.log"));
        until("the driver answers", || std::net::TcpStream::connect(("127.0.0.1", port)).ok());
        let (name, options) = capabilities;
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(Map::from_iter([(name.to_owned(), options)]))
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .expect("the driver starts what it drives");
        if let Some(url) = url {
            client.goto(&url).await.expect("the bridge answers");
        }
        Driver { client, _driver: process, _bridge: bridge, _screen: screen, _folder: folder }
    }

    /// Runs a script that ends by calling its last argument.
    pub(super) async fn run(&self, script: &str, arguments: Vec<Value>) -> Value {
        let limit = fantoccini::wd::TimeoutConfiguration::new(Some(Duration::from_secs(120)), None, None);
        self.client.update_timeouts(limit).await.expect("the driver takes a limit");
        self.client.execute_async(script, arguments).await.expect("the script ends")
    }

    /// Asks the page until the script answers true.
    pub(super) async fn wait_for(&self, script: &str) {
        for _ in 0..1_000 {
            if let Ok(Value::Bool(true)) = self.client.execute(script, Vec::new()).await {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let shown = self.client.execute("return document.body.innerText", Vec::new()).await;
        panic!("waited in vain for {script}; the page shows: {shown:?}");
    }

    /// Ends the driver.
    pub(super) async fn close(self) {
        // Ignored: everything is killed after this anyway.
        let _ = self.client.clone().close().await;
    }
}

fn chromium(data: &str) -> (&'static str, Value) {
    let arguments = [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-dev-shm-usage",
        &format!("--window-size={WIDTH},{HEIGHT}"),
        &format!("--user-data-dir={data}"),
    ];
    ("goog:chromeOptions", json!({ "args": arguments }))
}
