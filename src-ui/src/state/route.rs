//! Where the person is: which page, which channel, which conversation.

use conversas_domain::ids::{ChannelId, ConversationId};
use conversas_domain::person::Role;
use conversas_ipc::{Account, Preferences};

use super::channels::readable;

/// What the rail leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Page {
    /// "Conversas".
    #[default]
    Conversations,
    /// "Ajustes".
    Settings,
    /// "Respostas prontas", reached from the settings.
    Replies,
}

impl Page {
    /// What the rail calls it.
    pub(crate) fn of_rail(self) -> Page {
        match self {
            Page::Conversations => Page::Conversations,
            Page::Settings | Page::Replies => Page::Settings,
        }
    }
}

/// A place in the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Route {
    /// The page.
    pub(crate) page: Page,
    /// Staff: the chosen channel. None while it is to be chosen, and for families.
    pub(crate) channel: Option<ChannelId>,
    /// The open conversation.
    pub(crate) conversation: Option<ConversationId>,
}

impl Route {
    /// Where a person starts: in the channel they were in, in their only one, or with the choice.
    pub(crate) fn start(account: &Account, preferences: &Preferences) -> Route {
        if account.role == Role::Guardian {
            return Route::default();
        }
        let (own, others) = readable(account);
        let visible = |id: &ChannelId| own.iter().chain(&others).any(|channel| channel.id == *id);
        let only = match own.as_slice() {
            [channel] => Some(channel.id),
            _ => None,
        };
        Route { channel: preferences.channel_id.filter(visible).or(only), ..Route::default() }
    }

    /// A conversation is opened.
    pub(crate) fn open(&mut self, conversation: ConversationId) {
        self.page = Page::Conversations;
        self.conversation = Some(conversation);
    }

    /// Whether its thread is on the screen: behind another page it is not.
    pub(crate) fn shows(&self, conversation: ConversationId) -> bool {
        self.page == Page::Conversations && self.conversation == Some(conversation)
    }

    /// Another channel; its conversations are others.
    pub(crate) fn choose(&mut self, channel: Option<ChannelId>) {
        if self.channel != channel {
            self.conversation = None;
        }
        self.page = Page::Conversations;
        self.channel = channel;
    }

    /// Back to the list.
    pub(crate) fn back(&mut self) {
        self.conversation = None;
    }

    /// A conversation made on this device turned out to be another one.
    pub(crate) fn merge(&mut self, from: ConversationId, into: ConversationId) {
        if self.conversation == Some(from) {
            self.conversation = Some(into);
        }
    }

    /// Which pane a narrow window shows.
    pub(crate) fn view(&self) -> &'static str {
        match (self.page, self.conversation) {
            (Page::Conversations, Some(_)) => "thread",
            (Page::Conversations, None) | (Page::Settings | Page::Replies, _) => "list",
        }
    }
}

#[cfg(test)]
mod tests;
