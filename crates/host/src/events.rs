//! The stream of events: the engine's and the host's own, in order, without gaps.

use std::collections::VecDeque;
use std::sync::PoisonError;

use conversas_client::News;
use conversas_ipc::{Envelope, Event, Notice};
use futures_util::Stream;
use futures_util::stream::unfold;

use tokio::sync::broadcast::error::RecvError;

use crate::notify::{self, Circumstances};
use crate::view::{channel_name, present_of};
use crate::{Host, preferences, session};

impl Host {
    /// Events from now on, numbered from 0, in order, without gaps. A subscriber that fell behind is told
    /// that everything may have changed; a slow subscriber gets the newest level only.
    pub fn subscribe(&self) -> impl Stream<Item = Envelope> + Send + use<> {
        let host = self.clone();
        let told = (self.engine.subscribe(), self.events.subscribe(), self.level.subscribe());
        let state = (host, told, VecDeque::new(), 0u64);
        unfold(state, |(host, mut told, mut waiting, index)| async move {
            loop {
                if let Some(event) = waiting.pop_front() {
                    return Some((Envelope { index, event }, (host, told, waiting, index + 1)));
                }
                let (engine, own, level) = &mut told;
                tokio::select! {
                    event = engine.recv() => match event {
                        Ok(event) => waiting.extend(host.event_of(event).await),
                        Err(RecvError::Lagged(missed)) => {
                            tracing::debug!(missed, "a subscriber fell behind");
                            waiting.extend(host.everything_changed().await);
                        }
                        Err(RecvError::Closed) => return None,
                    },
                    event = own.recv() => match event {
                        Ok(event) => waiting.push_back(event),
                        Err(RecvError::Lagged(_)) => waiting.extend(host.everything_changed().await),
                        Err(RecvError::Closed) => return None,
                    },
                    Ok(()) = level.changed() => {
                        waiting.extend(level.borrow_and_update().map(Event::from));
                    }
                }
            }
        })
    }

    async fn everything_changed(&self) -> Vec<Event> {
        let mut events = vec![Event::SessionChanged, Event::TakesChanged];
        let lists = self.engine.lists().await.unwrap_or_default();
        events
            .extend(lists.into_iter().map(|list| Event::InboxChanged { channel_id: list.list.channel_id() }));
        let remembered = preferences::load(&self.engine).await.ok().and_then(|known| known.conversation_id);
        for conversation_id in [remembered, self.open_conversation()].into_iter().flatten() {
            events.push(Event::ThreadChanged { conversation_id });
            events.push(Event::TrayChanged { conversation_id });
        }
        events.push(Event::ConnectionChanged { connection: self.engine.connection() });
        events
    }

    async fn event_of(&self, event: conversas_client::Event) -> Option<Event> {
        use conversas_client::Event as Told;
        Some(match event {
            Told::SessionChanged => Event::SessionChanged,
            Told::InboxChanged(list) => Event::InboxChanged { channel_id: list.channel_id() },
            Told::ThreadChanged(conversation_id) => Event::ThreadChanged { conversation_id },
            Told::UploadProgress { conversation_id, entry_id, percent } => {
                Event::UploadProgress { conversation_id, entry_id, percent }
            }
            Told::DownloadProgress { conversation_id, attachment_id, percent } => {
                Event::DownloadProgress { conversation_id, attachment_id, percent }
            }
            Told::PresenceChanged { conversation_id, present } => {
                Event::PresenceChanged { conversation_id, present: present_of(present) }
            }
            Told::ConversationMerged { from, into } => Event::ConversationMerged { from, into },
            Told::ConversationFound { from, found } => Event::ConversationFound { from, found },
            Told::Refused { target, act, reason } => Event::Refused { target, what: act, reason },
            Told::TriesRefused { count } => Event::TriesRefused { count },
            Told::TextsRescued => Event::TextsRescued,
            Told::News(news) => Event::Notify { notice: self.notice_of(&news).await? },
            Told::TrayChanged(conversation_id) => Event::TrayChanged { conversation_id },
            // The events of takes say it.
            Told::VoiceSettled { .. } => return None,
            Told::ConnectionChanged(connection) => Event::ConnectionChanged { connection },
        })
    }

    async fn notice_of(&self, news: &News) -> Option<Notice> {
        let chosen = self.preferences().await.notifications;
        let now = Circumstances { chosen: &chosen, open: self.attended(), minute: notify::minute_of_day() };
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
