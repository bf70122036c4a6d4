//! Opening a profile for an interface, the stream of events, and shutting down.

use std::collections::{HashMap, VecDeque};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use conversas_client::{Engine, EngineConfig, Error, News, SecretsPolicy};
use conversas_domain::entry::Seq;
use conversas_domain::ids::ConversationId;
use conversas_ipc::{Connection, Envelope, Event, Notice, Preferences, RefusedAct};
use futures_util::Stream;
use futures_util::stream::unfold;
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::RecvError;

use crate::inbox::channel_name;
use crate::notify::{self, Circumstances};
use crate::{preferences, session};

/// So many wishes of the shell wait for the interface.
const ASKED: usize = 16;

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
    /// The conversation before the person's eyes, while the window has the focus.
    open: Arc<Mutex<Option<ConversationId>>>,
    /// What the last notice of a conversation told of.
    told: Arc<Mutex<HashMap<ConversationId, Seq>>>,
    /// What the shell has the interface do.
    asked: broadcast::Sender<Event>,
}

impl Host {
    /// Opens a profile; works without a server.
    pub async fn open(config: HostConfig) -> Result<Host, Error> {
        let engine = EngineConfig {
            server_hint: config.server_hint,
            secrets: config.secrets,
            ..EngineConfig::new(config.data_dir)
        };
        let asked = broadcast::channel(ASKED).0;
        Ok(Host { engine: Engine::open(engine).await?, open: Arc::default(), told: Arc::default(), asked })
    }

    /// Events from now on, numbered from 0, in order, without gaps. A subscriber that fell behind is told that
    /// everything may have changed.
    pub fn subscribe(&self) -> impl Stream<Item = Envelope> + Send + use<> {
        let host = self.clone();
        let told = (self.engine.subscribe(), self.asked.subscribe());
        let state = (host, told, VecDeque::new(), 0u64);
        unfold(state, |(host, mut told, mut waiting, index)| async move {
            loop {
                if let Some(event) = waiting.pop_front() {
                    return Some((Envelope { index, event }, (host, told, waiting, index + 1)));
                }
                let (engine, asked) = &mut told;
                tokio::select! {
                    event = engine.recv() => match event {
                        Ok(event) => waiting.extend(host.event_of(event).await),
                        Err(RecvError::Lagged(missed)) => {
                            tracing::debug!(missed, "a subscriber fell behind");
                            waiting.extend(host.everything_changed().await);
                        }
                        Err(RecvError::Closed) => return None,
                    },
                    // One that fell behind goes on with the newest.
                    Ok(event) = asked.recv() => waiting.push_back(event),
                }
            }
        })
    }

    /// Has the interface open a conversation.
    pub fn ask_to_open(&self, conversation_id: ConversationId) {
        // Nobody may be listening.
        let _ = self.asked.send(Event::OpenConversation { conversation_id });
    }

    /// What the last notice of this conversation told of is read, on this device or another, or it is gone.
    pub async fn is_over(&self, conversation_id: ConversationId) -> bool {
        let told = self.told.lock().unwrap_or_else(PoisonError::into_inner).get(&conversation_id).copied();
        match told {
            Some(seq) => self.engine.has_read(conversation_id, seq).await.unwrap_or(true),
            None => true,
        }
    }

    /// How many conversations have something unread.
    pub async fn unread_conversations(&self) -> u32 {
        let lists = self.engine.lists().await.unwrap_or_default();
        lists.iter().map(|list| list.unread).sum()
    }

    /// What the person chose for this device.
    pub async fn preferences(&self) -> Preferences {
        preferences::load(&self.engine).await.unwrap_or_default()
    }

    pub(crate) fn look_at(&self, conversation_id: Option<ConversationId>) {
        *self.open.lock().unwrap_or_else(PoisonError::into_inner) = conversation_id;
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

    async fn event_of(&self, event: conversas_client::Event) -> Option<Event> {
        use conversas_client::Event as Told;
        Some(match event {
            Told::SessionChanged => Event::SessionChanged,
            Told::InboxChanged(list) => Event::InboxChanged { channel_id: list.channel_id() },
            Told::ThreadChanged(conversation_id) => Event::ThreadChanged { conversation_id },
            Told::ConversationMerged { from, into } => Event::ConversationMerged { from, into },
            Told::ConversationFound { from, found } => Event::ConversationFound { from, found },
            Told::Refused { conversation_id, act, reason } => {
                Event::Refused { conversation_id, what: act_of(act), reason }
            }
            Told::TextsRescued => Event::TextsRescued,
            Told::News(news) => Event::Notify { notice: self.notice_of(&news).await? },
            Told::ConnectionChanged(connection) => {
                Event::ConnectionChanged { connection: connection_of(connection) }
            }
        })
    }

    async fn notice_of(&self, news: &News) -> Option<Notice> {
        let chosen = self.preferences().await.notifications;
        let open = *self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Circumstances { chosen: &chosen, open, minute: notify::minute_of_day() };
        let directory = session::directory(&self.engine).await.ok()?;
        let channel = channel_name(&directory, news.channel_id);
        if !notify::is_told(news, &now) {
            return None;
        }
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        told.insert(news.conversation_id, news.seq);
        Some(notify::notice_of(news, channel, directory.me.role.side(), &chosen))
    }
}

fn act_of(act: conversas_client::RefusedAct) -> RefusedAct {
    use conversas_client::RefusedAct as Act;
    match act {
        Act::Finish => RefusedAct::Finish,
        Act::Forward => RefusedAct::Forward,
        Act::Assign => RefusedAct::Assign,
        Act::AddGuardian => RefusedAct::AddGuardian,
        Act::AnswerCsat => RefusedAct::AnswerCsat,
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
