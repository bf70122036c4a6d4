//! The route of the person: page, channel, conversation.

use conversas_domain::ids::{ChannelId, ConversationId};
use conversas_domain::person::Role;
use conversas_ipc::{Account, Preferences};

use super::channels::readable;

/// A page that the rail leads to.
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
    /// The rail's page for this one.
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
    /// The chosen channel of staff. None while it is to be chosen, and for families.
    pub(crate) channel: Option<ChannelId>,
    /// The open conversation.
    pub(crate) conversation: Option<ConversationId>,
}

impl Route {
    /// The route at a start: the channel that the person was in, their only one, or the choice.
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

    /// Opens a conversation.
    pub(crate) fn open(&mut self, conversation: ConversationId) {
        self.page = Page::Conversations;
        self.conversation = Some(conversation);
    }

    /// Whether the conversation's thread is on the screen: behind another page it is not.
    pub(crate) fn shows(&self, conversation: ConversationId) -> bool {
        self.page == Page::Conversations && self.conversation == Some(conversation)
    }

    /// Chooses a channel, which closes the conversation.
    pub(crate) fn choose(&mut self, channel: Option<ChannelId>) {
        if self.channel != channel {
            self.conversation = None;
        }
        self.page = Page::Conversations;
        self.channel = channel;
    }

    /// Goes back to the list.
    pub(crate) fn back(&mut self) {
        self.conversation = None;
    }

    /// Follows a conversation made on this device that turned out to be another one.
    pub(crate) fn merge(&mut self, from: ConversationId, into: ConversationId) {
        if self.conversation == Some(from) {
            self.conversation = Some(into);
        }
    }

    /// The pane that a narrow window shows.
    pub(crate) fn view(&self) -> &'static str {
        match (self.page, self.conversation) {
            (Page::Conversations, Some(_)) => "thread",
            (Page::Conversations, None) | (Page::Settings | Page::Replies, _) => "list",
        }
    }
}

#[cfg(test)]
mod tests;
