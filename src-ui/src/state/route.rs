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
mod tests {
    use super::*;
    use conversas_domain::channel::ChannelKind;
    use conversas_domain::plan::Plan;
    use conversas_ipc::{ChannelItem, Connection};

    const SECRETARY: &str = "01890000-0000-7000-8000-000000000001";
    const FINANCE: &str = "01890000-0000-7000-8000-000000000002";
    const GONE: &str = "01890000-0000-7000-8000-000000000003";

    fn channel(id: &str, member: bool) -> ChannelItem {
        ChannelItem {
            id: id.parse().expect("an id"),
            name: "Canal".into(),
            description: String::new(),
            kind: ChannelKind::General,
            member,
            active: true,
            class_groups: Vec::new(),
            hours: None,
            replies: Vec::new(),
        }
    }

    fn account(channels: Vec<ChannelItem>) -> Account {
        Account {
            id: SECRETARY.parse().expect("an id"),
            installation: None,
            name: "Rafaela Nunes".into(),
            role: Role::Staff,
            school: "Escola".into(),
            plan: Plan::Basic,
            time_zone: "America/Sao_Paulo".into(),
            channels,
            students: Vec::new(),
            file_limit: 0,
            connection: Connection::default(),
            server: String::new(),
        }
    }

    #[test]
    fn the_same_identifier_at_another_installation_is_somebody_else() {
        let at = |id: &str| Account { installation: id.parse().ok(), ..account(Vec::new()) };
        assert!(at(FINANCE).is_same_person(&at(FINANCE)));
        assert!(!at(FINANCE).is_same_person(&at(GONE)));
        assert!(account(Vec::new()).is_same_person(&at(GONE)), "it was not known before");
    }

    #[test]
    fn with_several_channels_and_none_remembered_the_choice_comes_first() {
        let account = account(vec![channel(SECRETARY, true), channel(FINANCE, true)]);
        assert_eq!(Route::start(&account, &Preferences::default()).channel, None);
    }

    #[test]
    fn an_only_channel_needs_no_choice() {
        let account = account(vec![channel(SECRETARY, true), channel(FINANCE, false)]);
        assert_eq!(Route::start(&account, &Preferences::default()).channel, SECRETARY.parse().ok());
    }

    #[test]
    fn a_remembered_channel_that_is_gone_is_forgotten() {
        let account = account(vec![channel(SECRETARY, true), channel(FINANCE, true)]);
        let preferences = Preferences { channel_id: GONE.parse().ok(), ..Preferences::default() };
        assert_eq!(Route::start(&account, &preferences).channel, None);
    }

    #[test]
    fn a_channel_that_one_does_not_belong_to_any_more_is_for_administrators_alone() {
        let mut account = account(vec![channel(SECRETARY, true), channel(FINANCE, false)]);
        let preferences = Preferences { channel_id: FINANCE.parse().ok(), ..Preferences::default() };
        assert_eq!(Route::start(&account, &preferences).channel, SECRETARY.parse().ok());
        account.role = Role::Admin;
        assert_eq!(Route::start(&account, &preferences).channel, FINANCE.parse().ok());
    }

    #[test]
    fn a_conversation_behind_another_page_or_another_one_is_not_shown() {
        let [open, other] = [GONE, FINANCE].map(|id| id.parse().expect("an id"));
        let mut route = Route::default();
        route.open(open);
        assert!(route.shows(open) && !route.shows(other));
        route.page = Page::Settings;
        assert!(!route.shows(open));
    }

    #[test]
    fn another_channel_closes_the_conversation_and_the_same_one_does_not() {
        let mut route = Route { channel: SECRETARY.parse().ok(), ..Route::default() };
        route.open(GONE.parse().expect("an id"));
        route.choose(SECRETARY.parse().ok());
        assert_eq!(route.view(), "thread");
        route.choose(FINANCE.parse().ok());
        assert_eq!(route.view(), "list");
    }
}
