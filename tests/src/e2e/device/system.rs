//! The system around a window: a full disk, keyboard keys for media, programs for files.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use zbus::Connection;
use zbus::connection::Builder;
use zbus::fdo::DBusProxy;

use super::super::process::children_of;
use super::{Device, until};

/// A program that writes the path it was asked to open into a file beside itself.
const READER: &str = "#!/bin/sh\nprintf %s \"$1\" > \"$0.part\" && mv \"$0.part\" \"$0.note\"\n";

impl Device {
    /// Limits the length of the app's files, as a full disk does, from now on; none: there is room again.
    pub fn has_room_for(&self, bytes: Option<u64>) {
        let session = self.running.session.as_ref().expect("the app runs");
        let apps = children_of(session.driver_id());
        assert_eq!(apps.len(), 1, "the driver has started one app");
        let room = bytes.map_or("unlimited".to_owned(), |bytes| bytes.to_string());
        let mut limit = Command::new("prlimit");
        let done = limit.arg(format!("--pid={}", apps[0])).arg(format!("--fsize={room}:")).status();
        assert!(done.expect("every Linux has prlimit").success(), "the app's files are limited");
    }

    /// Presses a media key, as the desktop passes it on: `PlayPause`, `Stop`…
    pub async fn presses_media_key(&self, key: &str) {
        let building = Builder::address(self.desk().bus_address()).expect("an address").build().await;
        let bus: Connection = building.expect("the desk has a bus");
        let names = DBusProxy::new(&bus).await.expect("every bus has this");
        let player = until("the desktop knows a player", async || {
            let names = names.list_names().await.expect("the bus is there");
            names.into_iter().find(|name| name.as_str().starts_with("org.mpris.MediaPlayer2."))
        })
        .await;
        let interface = Some("org.mpris.MediaPlayer2.Player");
        let pressed = bus.call_method(Some(player.as_str()), "/org/mpris/MediaPlayer2", interface, key, &());
        pressed.await.expect("a player knows this key");
    }

    /// Gives the person a program for PDF files.
    pub fn has_a_reader(&self) {
        let home = self.desk().home();
        let write = |path: &Path, text: &str| {
            fs::create_dir_all(path.parent().expect("it has a folder"))
                .expect("the test's folder can be written");
            fs::write(path, text).expect("the test's folder can be written");
        };
        let reader = home.join("reader");
        write(&reader, READER);
        fs::set_permissions(&reader, Permissions::from_mode(0o700)).expect("it is the test's");
        let entry = format!(
            "[Desktop Entry]\nType=Application\nName=Reader\nExec={} %f\nMimeType=application/pdf;\n",
            reader.display()
        );
        write(&home.join("data/applications/reader.desktop"), &entry);
        write(&home.join("config/mimeapps.list"), "[Default Applications]\napplication/pdf=reader.desktop\n");
    }

    /// Waits until that program is asked to open a file; answers the file's path.
    pub async fn reads_file(&self) -> PathBuf {
        let note = self.desk().home().join("reader.note");
        let asked = until("the program is started", async || fs::read_to_string(&note).ok()).await;
        fs::remove_file(note).expect("it has just been there");
        PathBuf::from(asked)
    }
}
