//! Opening a profile for an interface, the stream of events, and shutting down.

use std::collections::VecDeque;
use std::path::PathBuf;

use conversas_client::{Engine, EngineConfig, Error, SecretsPolicy};
use conversas_ipc::{Connection, Envelope, Event};
use futures_util::Stream;
use futures_util::stream::unfold;
use tokio::sync::broadcast::error::RecvError;

use crate::preferences;

/// How a profile is opened.
#[derive(Debug, Clone)]
pub struct HostConfig {
    /// The profile's folder.
    pub data_dir: PathBuf,
    /// The address to offer on the sign-in screen before one was used.
    pub server_hint: Option<String>,
    /// Where the token may be kept.
    pub secrets: SecretsPolicy,
}

impl HostConfig {
    /// With the system's keychain, where one works.
    pub fn new(data_dir: impl Into<PathBuf>) -> HostConfig {
        HostConfig { data_dir: data_dir.into(), server_hint: None, secrets: SecretsPolicy::default() }
    }
}

/// An open profile. Cheap to clone.
#[derive(Clone)]
pub struct Host {
    pub(crate) engine: Engine,
}

impl Host {
    /// Opens a profile; works without a server.
    pub async fn open(config: HostConfig) -> Result<Host, Error> {
        let engine = EngineConfig {
            server_hint: config.server_hint,
            secrets: config.secrets,
            ..EngineConfig::new(config.data_dir)
        };
        Ok(Host { engine: Engine::open(engine).await? })
    }

    /// Events from now on, numbered from 0, in order, without gaps. A subscriber that fell behind is told that
    /// everything may have changed.
    pub fn subscribe(&self) -> impl Stream<Item = Envelope> + Send + use<> {
        let host = self.clone();
        let receiver = self.engine.subscribe();
        let state = (host, receiver, VecDeque::new(), 0u64);
        unfold(state, |(host, mut receiver, mut waiting, index)| async move {
            loop {
                if let Some(event) = waiting.pop_front() {
                    return Some((Envelope { index, event }, (host, receiver, waiting, index + 1)));
                }
                match receiver.recv().await {
                    Ok(event) => waiting.push_back(event_of(event)),
                    Err(RecvError::Lagged(missed)) => {
                        tracing::debug!(missed, "a subscriber fell behind");
                        waiting.extend(host.everything_changed().await);
                    }
                    Err(RecvError::Closed) => return None,
                }
            }
        })
    }

    /// Ends the work in the background. What was queued is on the disk.
    pub async fn shutdown(&self) {
        self.engine.close().await;
    }

    async fn everything_changed(&self) -> Vec<Event> {
        let mut events = vec![Event::SessionChanged];
        let lists = self.engine.lists().await.unwrap_or_default();
        events
            .extend(lists.into_iter().map(|list| Event::InboxChanged { channel_id: list.list.channel_id() }));
        let shown = preferences::load(&self.engine).await.ok().and_then(|known| known.conversation_id);
        events.extend(shown.map(|conversation_id| Event::ThreadChanged { conversation_id }));
        events.push(Event::ConnectionChanged { connection: connection_of(self.engine.connection()) });
        events
    }
}

fn event_of(event: conversas_client::Event) -> Event {
    use conversas_client::Event as Told;
    match event {
        Told::SessionChanged => Event::SessionChanged,
        Told::InboxChanged(list) => Event::InboxChanged { channel_id: list.channel_id() },
        Told::ThreadChanged(conversation_id) => Event::ThreadChanged { conversation_id },
        Told::ConversationMerged { from, into } => Event::ConversationMerged { from, into },
        Told::ConnectionChanged(connection) => {
            Event::ConnectionChanged { connection: connection_of(connection) }
        }
    }
}

pub(crate) fn connection_of(connection: conversas_client::Connection) -> Connection {
    Connection {
        online: connection.online,
        waiting: connection.waiting,
        blocked: connection.blocked,
        catching_up: connection.catching_up,
    }
}
