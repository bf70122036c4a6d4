//! The stage of one test.

use std::cell::{OnceCell, RefCell};
use std::fs;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use futures_util::FutureExt;
use tempfile::TempDir;

use super::device::{Around, Device, Look, Wreck};
use super::microphone::Sound;
use super::server::Server;

/// The folder, server and devices of one test; all are gone when it ends.
pub struct Stage {
    name: String,
    wreck: Wreck,
    server: RefCell<Server>,
    sound: OnceCell<Rc<Sound>>,
    // The folder is the last field: no process that writes there may be left when it is removed.
    folder: TempDir,
}

/// Plays a test on a fresh stage. When it fails, pictures of all open windows and the logs are kept in `target/e2e`.
pub fn play(test: impl AsyncFnOnce(&Stage)) {
    let name = name();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.expect("a runtime starts").block_on(async {
        let stage = Stage::new(name).await;
        let ended = AssertUnwindSafe(test(&stage)).catch_unwind().await;
        if let Err(reason) = ended {
            stage.keep_evidence().await;
            resume_unwind(reason);
        }
    });
}

/// Answers the test's name: the test runner gives each test a thread with its name.
fn name() -> String {
    let thread = std::thread::current();
    let path = thread.name().unwrap_or("stage");
    path.rsplit("::").next().unwrap_or(path).to_owned()
}

impl Stage {
    async fn new(name: String) -> Stage {
        let folder = tempfile::Builder::new().prefix("conversas-e2e-").tempdir();
        let folder = folder.expect("there is room for temporary files");
        let server = RefCell::new(Server::start(folder.path()).await);
        Stage { name, wreck: Wreck::default(), server, sound: OnceCell::new(), folder }
    }

    /// Answers the server's address.
    pub fn url(&self) -> String {
        self.server.borrow().url()
    }

    /// Answers the folder of the server's data: while the server is stopped, other programs may change them.
    pub fn server_data(&self) -> PathBuf {
        self.server.borrow().data()
    }

    /// Ends the server in order.
    pub fn stop_server(&self) {
        self.server.borrow_mut().stop();
    }

    /// Ends the server as a power cut would.
    pub fn kill_server(&self) {
        self.server.borrow_mut().kill();
    }

    /// Starts the server on its data and its address again.
    #[expect(clippy::await_holding_refcell_ref, reason = "one test's steps follow each other")]
    pub async fn start_server(&self) {
        self.server.borrow_mut().start_again().await;
    }

    /// Answers a microphone and a loudspeaker, for devices that are started from now on.
    pub async fn sound(&self) -> Rc<Sound> {
        if self.sound.get().is_none() {
            let sound = Sound::start(&self.folder.path().join("sound")).await;
            // Ignored: the steps of a test follow each other, so the cell is empty.
            let _ = self.sound.set(Rc::new(sound));
        }
        Rc::clone(self.sound.get().expect("it has just been started"))
    }

    /// Makes a person's device: `profile` names its data, which outlives its window.
    pub async fn device(&self, profile: &str, look: Look) -> Device {
        let folder = self.folder.path().join(profile);
        let around =
            Around { server: self.url(), sound: self.sound.get().cloned(), wreck: Rc::clone(&self.wreck) };
        Device::start(folder, profile, look, around).await
    }

    /// Makes a window of the app, at a desk.
    pub async fn window(&self, profile: &str) -> Device {
        self.device(profile, Look::Window).await
    }

    /// Makes a phone with touch.
    pub async fn phone(&self, profile: &str) -> Device {
        self.device(profile, Look::PHONE).await
    }

    async fn keep_evidence(&self) {
        let target = evidence_folder().join(&self.name);
        // Ignored: a picture that cannot be kept must not hide why the test failed.
        let _ = fs::create_dir_all(&target);
        for running in self.wreck.take() {
            let Some(session) = &running.session else { continue };
            if let Ok(picture) = session.client.screenshot().await {
                let _ = fs::write(target.join(format!("{}.png", running.profile)), picture);
            }
        }
        keep_logs(self.folder.path(), &target);
        eprintln!("pictures and logs: {}", target.display());
    }
}

fn keep_logs(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).into_iter().flatten().flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        if path.is_dir() && !path.join("instance.lock").exists() {
            keep_logs(&path, &to.join(&name));
        } else if path.extension().is_some_and(|ending| ending == "log") {
            let _ = fs::create_dir_all(to).and_then(|()| fs::copy(&path, to.join(&name)));
        }
    }
}

fn evidence_folder() -> PathBuf {
    // The test's own program is in target/debug/deps.
    let program = std::env::current_exe().expect("a program knows where it is");
    let target = program.ancestors().find(|folder| folder.ends_with("target"));
    target.map_or_else(std::env::temp_dir, Path::to_path_buf).join("e2e")
}
