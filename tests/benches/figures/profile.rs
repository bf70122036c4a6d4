//! Profiles of a staff member with few and with very many conversations, made once a run.

use std::cell::OnceCell;
use std::path::Path;

use conversas_client::{Engine, EngineConfig, SecretsPolicy};
use conversas_domain::ids::ChannelId;
use conversas_testkit::bulk::Bulk;
use tempfile::TempDir;
use tokio::runtime::Runtime;

use super::process::folder;
use super::quiet;

/// The number of conversations that a person must not feel.
pub(super) const MANY: usize = 100_000;
/// The number of conversations that nobody would feel.
pub(super) const FEW: usize = 100;
/// The profile's folder in the folder of all profiles.
pub(super) const NAME: &str = "bench";

/// The profiles, made when they are first asked for.
#[derive(Default)]
pub(super) struct Profiles {
    many: OnceCell<Profile>,
    few: OnceCell<Profile>,
    thread: OnceCell<Profile>,
}

impl Profiles {
    /// Answers the profile with [`MANY`] conversations.
    pub(super) fn many(&self) -> &Profile {
        self.many.get_or_init(|| Profile::of(MANY, 0))
    }

    /// Answers the profile with [`FEW`] conversations.
    pub(super) fn few(&self) -> &Profile {
        self.few.get_or_init(|| Profile::of(FEW, 0))
    }

    /// Answers the profile with one conversation of [`MANY`] messages.
    pub(super) fn thread(&self) -> &Profile {
        self.thread.get_or_init(|| Profile::of(0, MANY))
    }
}

/// A profile on disk, signed in to a quiet server.
pub(super) struct Profile {
    folder: TempDir,
    /// The profile's only channel.
    pub(super) channel: ChannelId,
}

impl Profile {
    fn of(conversations: usize, messages: usize) -> Profile {
        let folder = folder();
        let server = format!("http://{}", quiet::start());
        let channel = runtime().block_on(async {
            let engine = open(&folder.path().join(NAME)).await;
            let mut bulk = Bulk::adopt(&engine, &server).await;
            bulk.add_conversations(&engine, conversations).await;
            if messages > 0 {
                bulk.add_thread(&engine, messages).await;
            }
            engine.close().await;
            bulk.channel
        });
        Profile { folder, channel }
    }

    /// Answers the folder in which the profile's folder is.
    pub(super) fn home(&self) -> &Path {
        self.folder.path()
    }

    /// Answers the profile's folder.
    pub(super) fn data(&self) -> std::path::PathBuf {
        self.folder.path().join(NAME)
    }
}

/// Opens a profile as the app does, but without a keychain.
pub(super) async fn open(data: &Path) -> Engine {
    let config = EngineConfig { secrets: SecretsPolicy::File, ..EngineConfig::new(data) };
    Engine::open(config).await.expect("the profile opens")
}

/// Makes the runtime of engines and drivers.
pub(super) fn runtime() -> Runtime {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime starts")
}
