//! A profile with a server of files.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use conversas_client::{Clock, Engine, EngineConfig, Error, FileHere, SecretsPolicy};
use conversas_domain::ids::{AttachmentId, ConversationId};
use conversas_domain::moment::Moment;
use conversas_domain::rejection::Rejection;
use conversas_testkit::files::{FileServer, Filed};
use tempfile::TempDir;

/// A clock that goes on by a second at each reading.
#[derive(Default)]
struct Ticking(AtomicI64);

impl Clock for Ticking {
    fn now(&self) -> Moment {
        Moment(self.0.fetch_add(1_000, Ordering::SeqCst))
    }
}

pub(crate) struct Profile {
    pub(crate) folder: TempDir,
    pub(crate) engine: Engine,
    pub(crate) server: FileServer,
    pub(crate) filed: Filed,
    /// The profile's only conversation.
    pub(crate) id: ConversationId,
    clock: Arc<Ticking>,
}

impl Profile {
    pub(crate) async fn new() -> Profile {
        let (folder, clock) = (TempDir::new().unwrap(), Arc::new(Ticking::default()));
        let server = FileServer::start().await;
        let engine = Engine::open(config(&folder, &clock)).await.unwrap();
        let (filed, id) = Filed::adopt(&engine, server.url()).await;
        Profile { folder, engine, server, filed, id, clock }
    }

    /// Closes the profile: nothing has its store open.
    pub(crate) async fn close(&mut self) {
        self.engine.close().await;
        let empty = TempDir::new().unwrap();
        self.engine = Engine::open(config(&empty, &self.clock)).await.unwrap();
    }

    /// Kills the app and opens the profile again.
    pub(crate) async fn restart(&mut self) {
        let empty = TempDir::new().unwrap();
        self.engine = Engine::open(config(&empty, &self.clock)).await.unwrap();
        self.engine = Engine::open(config(&self.folder, &self.clock)).await.unwrap();
    }

    /// Answers the names in the folder of files.
    pub(crate) fn names(&self) -> Vec<String> {
        let found = std::fs::read_dir(self.files()).into_iter().flatten();
        let mut names: Vec<_> =
            found.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    pub(crate) fn files(&self) -> PathBuf {
        self.folder.path().join("files")
    }

    pub(crate) async fn here(&self, id: AttachmentId) -> FileHere {
        self.engine.file(id).await.unwrap().1
    }
}

fn config(folder: &TempDir, clock: &Arc<Ticking>) -> EngineConfig {
    let clock = Arc::clone(clock) as _;
    EngineConfig { secrets: SecretsPolicy::File, clock, ..EngineConfig::new(folder.path()) }
}

pub(crate) fn is_rejected<T>(outcome: &Result<T, Error>, reason: Rejection) -> bool {
    matches!(outcome, Err(Error::Rejected(rejection)) if *rejection == reason)
}

pub(crate) fn is_offline<T>(outcome: &Result<T, Error>) -> bool {
    matches!(outcome, Err(Error::Net(conversas_client::NetError::Offline)))
}
