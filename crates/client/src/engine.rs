//! The handle to a profile: opening and closing. The rest of what a profile can do is in one file per area:
//! [`account`] (signing in and out), [`lists`], [`finding`], [`detail`] (a conversation), [`made_here`]
//! (removing conversations that no server knows), [`takes`] (recordings), [`reading`] (its thread),
//! [`writing`], [`replies`] (canned replies), [`keeping`] (drafts, filters, preferences), [`fetched`]
//! (files). Handle and background share [`inner`]; [`tasks`] names what runs in the background.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use conversas_domain::moment::Moment;
use conversas_view::Connection;
use tokio::sync::{broadcast, watch};

use crate::clock::{SharedClock, SystemClock};
use crate::connection::ConnectionState;
use crate::error::Result;
use crate::event::{Event, Events};
use crate::files::folder::Folder;
use crate::files::sweep;
use crate::net::Http;
use crate::outbox::worker::aside;
use crate::presence::PresenceState;
use crate::secrets::{self, Keyring, Secrets, SecretsPolicy};
use crate::store;

pub(crate) mod account;
mod change;
mod detail;
mod fetched;
mod finding;
pub(crate) mod inner;
mod keeping;
mod lists;
mod made_here;
mod reading;
mod refolding;
mod replies;
mod server_time;
mod takes;
mod tasks;
#[cfg(test)]
mod tests;
mod writing;

pub use account::Session;
pub use fetched::FileLine;
use inner::{Bells, Inner, Live};
pub use takes::Takes;
pub(crate) use takes::{settle_all, voice_state};
pub use writing::Added;

/// The settings with which a profile is opened.
#[derive(Clone)]
pub struct EngineConfig {
    /// The profile's folder: store and, without a keychain, the secret. Made if missing.
    pub data_dir: PathBuf,
    /// The address to offer before anybody has signed in.
    pub server_hint: Option<String>,
    /// This device's clock.
    pub clock: SharedClock,
    /// The places where the token may be kept.
    pub secrets: SecretsPolicy,
    /// The keyring, where the policy allows one; none: the machine has no keyring.
    pub keyring: Option<Arc<dyn Keyring>>,
    /// Certificates (DER) of authorities that are trusted besides those that the system trusts.
    pub trusted: Vec<Vec<u8>>,
}

impl EngineConfig {
    /// Settings for a folder, with the system's clock and keyring.
    pub fn new(data_dir: impl Into<PathBuf>) -> EngineConfig {
        EngineConfig {
            data_dir: data_dir.into(),
            server_hint: None,
            clock: Arc::new(SystemClock),
            secrets: SecretsPolicy::default(),
            keyring: secrets::system(),
            trusted: Vec::new(),
        }
    }
}

/// A profile. Cheap to clone; when the last clone is dropped its work in the background ends.
///
/// Everything that a person writes is durable on the device at once, and reaches the server when it can:
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use conversas_client::{Engine, EngineConfig, SecretsPolicy};
/// use conversas_testkit::{Cable, Device, House, Opening, PASSWORD};
///
/// # let house = House::start().await;
/// # let cable = Cable::to(house.addr()).await;
/// # let family = Device::of(house.maria, &cable.url()).await;
/// # let id = family.engine().open_conversation(house.secretaria, house.joao, "Bom dia!").await?.conversation_id;
/// let folder = tempfile::tempdir()?;
/// let config = EngineConfig { secrets: SecretsPolicy::File, ..EngineConfig::new(folder.path()) };
/// let engine = Engine::open(config).await?;
/// engine.sign_in(&cable.url(), &house.ana.email(), PASSWORD, |_, _| Ok(())).await?;
///
/// // Ana's device has the conversation that a family began, and loses the network.
/// # while engine.conversation(id).await.is_err() { tokio::time::sleep(std::time::Duration::from_millis(20)).await; }
/// cable.cut();
/// engine.send_message(id, "Bom dia, Maria.", None).await?;
/// assert_eq!(engine.outbox().await?.len(), 1);
///
/// cable.lead_to(house.addr());
/// engine.retry();
/// family.reads(id, &["Bom dia!", "Bom dia, Maria."]).await;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Engine {
    pub(crate) inner: Arc<Inner>,
    _guard: Arc<Guard>,
}

/// Ends the background tasks, which themselves only hold [`Inner`].
struct Guard(Arc<Inner>);

impl Drop for Guard {
    fn drop(&mut self) {
        let mut tasks = self.0.tasks.lock().unwrap_or_else(PoisonError::into_inner);
        tasks.drain(..).for_each(|task| task.abort());
    }
}

impl Engine {
    /// Opens a profile. A damaged store is rebuilt: data that only this device had are brought over as far as
    /// they can be read, and the rest comes from the server again.
    pub async fn open(config: EngineConfig) -> Result<Engine> {
        let folder = config.data_dir.clone();
        let opening = tokio::task::spawn_blocking(move || store::open_or_rebuild(&folder));
        let (store, is_rebuilt) = opening.await.map_err(store::StoreError::lost)??;
        tracing::info!(is_rebuilt, "the store is open");
        let events = Events::new();
        let inner = Arc::new(Inner {
            store,
            clock: config.clock,
            connection: ConnectionState::new(events.clone()),
            events,
            http: Http::new(&config.trusted),
            secrets: Secrets::new(config.secrets, config.keyring, &config.data_dir),
            bells: Bells::default(),
            folder: Folder::of(&config.data_dir),
            fetches: Arc::default(),
            seen: Default::default(),
            sending: Default::default(),
            uploads: Default::default(),
            adding: tokio::sync::Mutex::default(),
            caught_up: watch::Sender::new(false),
            presence: PresenceState::default(),
            pages: Default::default(),
            gone: Arc::default(),
            fetching: Mutex::default(),
            server_hint: config.server_hint,
            live: RwLock::default(),
            tasks: Mutex::default(),
            account: tokio::sync::Mutex::default(),
        });
        let engine = Engine { _guard: Arc::new(Guard(Arc::clone(&inner))), inner };
        let folder = engine.inner.folder.clone();
        let beginning = engine.inner.store.write(move |tx| {
            aside::at_start(tx)?;
            sweep::run(tx, &folder)?;
            takes::settle_all(tx)
        });
        beginning.await?;
        engine.inner.remember_clock().await?;
        engine.inner.resume().await?;
        Ok(engine)
    }

    /// Ends the background tasks and waits until they have ended. A sign-in or sign-out that has begun to change the
    /// profile comes to its end before.
    pub async fn close(&self) {
        let _account = self.inner.account.lock().await;
        self.inner.stop_tasks().await;
        if let Err(error) = self.inner.write_seen().await {
            tracing::warn!(%error, "when files were read is forgotten");
        }
    }

    /// Subscribes to events from now on. A subscriber that falls behind gets `Lagged`, and should ask for
    /// everything again.
    pub fn subscribe(&self) -> broadcast::Receiver<Event> {
        self.inner.events.subscribe()
    }

    /// The connection of the device to the server.
    pub fn connection(&self) -> Connection {
        self.inner.connection.get()
    }

    /// This device's clock.
    pub fn now(&self) -> Moment {
        self.inner.clock.now()
    }

    /// The server's time, as far as it is known.
    pub fn server_now(&self) -> Moment {
        self.now().plus(-self.connection().clock_ahead)
    }

    /// Forgets all pauses: polls and sends now.
    pub fn retry(&self) {
        self.inner.bells.poll.notify_one();
        self.inner.bells.anew.notify_one();
    }
}
