//! The state that a device keeps, by the rules that clients follow.

use std::collections::BTreeMap;

use conversas_domain::entry::Seq;
use conversas_domain::ids::{ChannelId, ConversationId};
use conversas_domain::person::Role;
use conversas_protocol::{BootstrapPage, ConversationView, Directory, EntriesPage, EntryView, SyncChange};

use crate::fixture::{House, Someone};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct State {
    directory: Directory,
    conversations: BTreeMap<ConversationId, ConversationView>,
    entries: BTreeMap<(ConversationId, Seq), EntryView>,
}

impl State {
    /// Answers the first difference between two states.
    pub(super) fn difference(&self, fresh: &State) -> Option<String> {
        if self.directory != fresh.directory {
            return Some(format!("{:?}\nfresh: {:?}", self.directory, fresh.directory));
        }
        let ids = self.conversations.keys().chain(fresh.conversations.keys());
        for id in ids {
            let (mine, theirs) = (self.conversations.get(id), fresh.conversations.get(id));
            if mine != theirs {
                return Some(format!("{mine:?}\nfresh: {theirs:?}"));
            }
        }
        let keys = self.entries.keys().chain(fresh.entries.keys());
        for key in keys {
            let (mine, theirs) = (self.entries.get(key), fresh.entries.get(key));
            if mine != theirs {
                return Some(format!("{mine:?}\nfresh: {theirs:?}"));
            }
        }
        None
    }
}

pub(super) struct Device {
    pub(super) who: Someone,
    pub(super) state: State,
    cursor: String,
}

impl Device {
    /// Loads everything by bootstrap and history.
    pub(super) async fn signed_in(house: &House, who: Someone) -> Device {
        let directory: Directory = house.get(&who, "/v1/directory").await;
        let state = State { directory, conversations: BTreeMap::new(), entries: BTreeMap::new() };
        let mut device = Device { who, state, cursor: String::new() };
        // A cursor taken before all pages misses no change of any page.
        for channel in device.channels() {
            let first = device.load(house, channel).await;
            if device.cursor.is_empty() {
                device.cursor = first.cursor.0;
                device.state.directory = first.directory;
            }
        }
        if device.cursor.is_empty() {
            device.cursor = crate::cursor::write(house.school, house.newest().await).0;
        }
        device
    }

    /// Applies what changed; answers whether there was anything.
    pub(super) async fn catch_up(&mut self, house: &House) -> bool {
        let mut any = false;
        loop {
            let page = house.sync(&self.who, &self.cursor).await;
            any |= !page.changes.is_empty();
            for change in page.changes {
                self.apply(house, change).await;
            }
            self.cursor = page.cursor.0;
            if !page.more {
                return any;
            }
        }
    }

    async fn apply(&mut self, house: &House, change: SyncChange) {
        match change {
            SyncChange::Directory { directory } => {
                let before = self.channels();
                self.state.directory = *directory;
                let now = self.channels();
                self.forget_hidden(&now);
                for channel in now.into_iter().filter(|channel| !before.contains(channel)) {
                    self.load(house, channel).await;
                }
            }
            SyncChange::Conversation { conversation } => {
                let id = conversation.id;
                if self.state.conversations.insert(id, *conversation).is_none() {
                    self.load_history(house, id).await;
                }
            }
            SyncChange::ConversationGone { conversation_id } => self.forget(conversation_id),
            SyncChange::Entry { entry } => {
                self.state.entries.insert((entry.conversation_id, entry.seq), *entry);
            }
        }
    }

    /// The channels to bootstrap: guardians all at once, administrators the channels they look into.
    fn channels(&self) -> Vec<Option<ChannelId>> {
        match self.who.actor.role {
            Role::Guardian => vec![None],
            Role::Staff => {
                let mine = self.state.directory.channels.iter().filter(|channel| channel.member);
                mine.map(|channel| Some(channel.id)).collect()
            }
            Role::Admin => self.state.directory.channels.iter().map(|c| Some(c.id)).collect(),
        }
    }

    async fn load(&mut self, house: &House, channel: Option<ChannelId>) -> BootstrapPage {
        let uri = match channel {
            Some(channel) => format!("/v1/bootstrap?limit=200&channel={channel}"),
            None => "/v1/bootstrap?limit=200".to_owned(),
        };
        let page: BootstrapPage = house.get(&self.who, &uri).await;
        for conversation in &page.conversations {
            self.state.conversations.insert(conversation.id, conversation.clone());
            self.load_history(house, conversation.id).await;
        }
        page
    }

    async fn load_history(&mut self, house: &House, id: ConversationId) {
        let page: EntriesPage = house.thread(&self.who, id).await;
        assert!(page.complete);
        for entry in page.entries {
            self.state.entries.insert((id, entry.seq), entry);
        }
    }

    fn forget_hidden(&mut self, channels: &[Option<ChannelId>]) {
        let students = &self.state.directory.students;
        let guardian = self.who.actor.role == Role::Guardian;
        let hidden: Vec<_> = self
            .state
            .conversations
            .values()
            .filter(|c| {
                if guardian {
                    students.iter().all(|student| student.id != c.student.id)
                } else {
                    !channels.contains(&Some(c.channel_id))
                }
            })
            .map(|c| c.id)
            .collect();
        hidden.into_iter().for_each(|id| self.forget(id));
    }

    fn forget(&mut self, id: ConversationId) {
        self.state.conversations.remove(&id);
        self.state.entries.retain(|(conversation, _), _| *conversation != id);
    }
}
