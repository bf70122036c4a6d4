//! Opening a profile for an interface, and shutting down.

use std::collections::HashMap;
use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use conversas_client::{Engine, EngineConfig, Error, SecretsPolicy, StoreError};
use conversas_domain::entry::Seq;
use conversas_domain::ids::ConversationId;
use conversas_ipc::{ChannelsQuery, Event, Failure, FailureCode, InboxCommands, MediaBase, Preferences};
use conversas_recorder::Options;
use tokio::sync::{broadcast, watch};

use crate::desk::{Desk, Unsupported};
use crate::files::Opened;
use crate::keeping::{self, Task};
use crate::preferences;
use crate::recording::{Level, Listeners, Recording, Source};

/// The number of the host's own events that wait for a slow subscriber.
const TOLD: usize = 256;

/// The settings with which a profile is opened.
pub struct HostConfig {
    /// The profile's folder.
    pub data_dir: PathBuf,
    /// The address to offer on the sign-in screen before one was used.
    pub server_hint: Option<String>,
    /// The places where the token may be kept.
    pub secrets: SecretsPolicy,
    /// The system's dialogs and programs.
    pub desk: Arc<dyn Desk>,
    /// The source of sound; none: the system's microphones.
    pub source: Option<Source>,
    /// The limits of takes.
    pub takes: Options,
}

impl fmt::Debug for HostConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HostConfig").field("secrets", &self.secrets).finish_non_exhaustive()
    }
}

impl HostConfig {
    /// Settings for a folder, with the system's keyring, where one works, and its microphones; without
    /// dialogs.
    pub fn new(data_dir: impl Into<PathBuf>) -> HostConfig {
        HostConfig {
            data_dir: data_dir.into(),
            server_hint: None,
            secrets: SecretsPolicy::default(),
            desk: Arc::new(Unsupported),
            source: None,
            takes: Options::default(),
        }
    }
}

/// The place of the person in the interface.
#[derive(Default)]
struct Place {
    attended: Option<ConversationId>,
    open: Option<ConversationId>,
    is_away: bool,
}

/// An open profile. Cheap to clone.
///
/// A request of the interface arrives by name with a JSON body, is answered by the engine, and needs no
/// server:
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use conversas_host::{Host, HostConfig, SecretsPolicy};
///
/// let folder = tempfile::tempdir()?;
/// let config = HostConfig { secrets: SecretsPolicy::File, ..HostConfig::new(folder.path()) };
/// let host = Host::open(config).await?;
///
/// let session = conversas_ipc::dispatch(&host, "session", serde_json::json!({})).await;
/// assert_eq!(session.expect("nobody needs a server for it")["type"], "signed_out");
///
/// let refused = conversas_ipc::dispatch(&host, "channels", serde_json::json!({})).await;
/// assert_eq!(refused.expect_err("nobody is signed in").code, conversas_ipc::FailureCode::SignedOut);
/// host.shutdown().await;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Host {
    pub(crate) engine: Engine,
    pub(crate) recording: Recording,
    pub(crate) desk: Arc<dyn Desk>,
    /// The folder to which files are copied to be opened, under their names.
    pub(crate) opened: Arc<Opened>,
    /// The place of the person in the interface.
    place: Arc<Mutex<Place>>,
    /// The entry of the last notice, for each conversation.
    pub(crate) told: Arc<Mutex<HashMap<ConversationId, Seq>>>,
    /// The host's own events.
    pub(crate) events: broadcast::Sender<Event>,
    /// The loudness at this moment; a slow subscriber misses some values.
    pub(crate) level: watch::Sender<Option<Level>>,
    /// The address at which media is served.
    media: Arc<OnceLock<String>>,
    /// Held while a sign-in or sign-out changes stored data.
    pub(crate) account: Arc<tokio::sync::Mutex<()>>,
    _keeping: Arc<Task>,
}

impl Host {
    /// Opens a profile; works without a server.
    pub async fn open(config: HostConfig) -> Result<Host, Error> {
        let engine = EngineConfig {
            server_hint: config.server_hint,
            secrets: config.secrets,
            ..EngineConfig::new(&config.data_dir)
        };
        let engine = Engine::open(engine).await?;
        let told = engine.subscribe();
        let (events, level) = (broadcast::channel(TOLD).0, watch::Sender::default());
        let listeners = Listeners { events: events.clone(), level: level.clone() };
        let takes = config.data_dir.join("takes");
        let recording = Recording::open(engine.clone(), takes, config.source, config.takes, listeners).await;
        let recording = recording.map_err(|error| {
            tracing::error!(why = error.code(), "the takes cannot be read");
            StoreError::Unavailable
        })?;
        let opened = Arc::new(Opened::new(config.data_dir.join("opened")).await);
        let keeping = keeping::begin(engine.clone(), told, recording.clone(), Arc::clone(&opened));
        let host = Host {
            engine,
            recording,
            desk: config.desk,
            opened,
            place: Arc::default(),
            told: Arc::default(),
            events,
            level,
            media: Arc::default(),
            account: Arc::default(),
            _keeping: Arc::new(keeping),
        };
        preferences::apply(&host, &host.preferences().await).await;
        Ok(host)
    }

    /// Answers the engine, for the program that serves its files.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// Answers the sound so far of a take that is not being recorded: 48 kHz, mono, 16 bit WAV.
    pub async fn take_wav(&self, id: &str) -> Result<PathBuf, Failure> {
        self.recording.wav(id).await
    }

    /// Sets the address at which media is served, without a slash at the end. Called once.
    pub fn serves_media_at(&self, url: String) {
        // Ignored: a second call is a mistake of the program, which the first address outlives.
        let _ = self.media.set(url);
    }

    pub(crate) fn media_base(&self) -> Result<MediaBase, Failure> {
        let url = self.media.get().cloned().ok_or(FailureCode::Unsupported)?;
        Ok(MediaBase { url, has_dialogs: self.desk.has_dialogs() })
    }

    /// Has the interface open a conversation.
    pub fn ask_to_open(&self, conversation_id: ConversationId) {
        self.tell(Event::OpenConversation { conversation_id });
    }

    pub(crate) fn tell(&self, event: Event) {
        // Ignored: there may be no receiver.
        let _ = self.events.send(event);
    }

    /// Whether the entry that the last notice of this conversation told of is read, on this device or
    /// another, or gone.
    pub async fn is_over(&self, conversation_id: ConversationId) -> bool {
        let told = self.told.lock().unwrap_or_else(PoisonError::into_inner).get(&conversation_id).copied();
        match told {
            Some(seq) => self.engine.has_read(conversation_id, seq).await.unwrap_or(true),
            None => true,
        }
    }

    /// Counts the conversations of the person's own lists that have something unread.
    pub async fn unread_conversations(&self) -> u32 {
        self.channels(ChannelsQuery {}).await.map(|all| all.unread).unwrap_or_default()
    }

    /// Answers the person's choices for this device.
    pub async fn preferences(&self) -> Preferences {
        preferences::load(&self.engine).await.unwrap_or_default()
    }

    pub(crate) fn look_at(&self, conversation_id: Option<ConversationId>) {
        let mut place = self.place();
        place.attended = conversation_id;
        // Files are dropped from another window, which has the focus then: the open conversation stays open.
        if conversation_id.is_some() || !place.is_away {
            place.open = conversation_id;
        }
    }

    /// Notes whether the window has the focus.
    pub fn window_focused(&self, focused: bool) {
        self.place().is_away = !focused;
    }

    /// Answers the conversation before the person's eyes, while the window has the focus.
    pub(crate) fn attended(&self) -> Option<ConversationId> {
        self.place().attended
    }

    /// Answers the conversation that is open in the window.
    pub(crate) fn open_conversation(&self) -> Option<ConversationId> {
        self.place().open
    }

    fn place(&self) -> MutexGuard<'_, Place> {
        self.place.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Pauses and keeps what is recorded, because the window is gone.
    pub async fn window_closed(&self) {
        self.recording.stop().await;
    }

    /// Ends the background tasks. Queued and recorded data are on the disk; data that a sign-out has begun to
    /// remove are gone.
    pub async fn shutdown(&self) {
        self.recording.stop().await;
        let _account = self.account.lock().await;
        self.engine.close().await;
    }
}
