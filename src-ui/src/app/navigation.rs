//! Going from place to place: opening, choosing, back.

use conversas_domain::ids::{ChannelId, ConversationId, EntryId};
use conversas_domain::person::Side;
use conversas_ipc::{ConversationDetail, Notice};
use leptos::prelude::*;

use super::{App, Phase};
use crate::browser;
use crate::i18n;
use crate::state::arrival::{Arrival, Errand};
use crate::state::hands::Hand;
use crate::state::route::Page;
use crate::transport::notify;

impl App {
    /// Opens a conversation. What is typed next goes into its composer, also before that is on the screen; by finger and
    /// in a narrow window its heading comes next instead, so that no keyboard jumps up unasked.
    pub(crate) fn open(self, conversation: ConversationId) {
        self.show(coming_to(conversation));
    }

    fn show(self, errand: Errand) {
        let conversation = errand.conversation();
        browser::rest();
        self.hide_details_over();
        self.personal().arrival.set(Arrival::Conversation(errand));
        self.place().route.update(|route| route.open(conversation));
        notify::close(conversation);
        if browser::is_narrow() && !self.place().remembered.get_value() {
            browser::remember_place();
            self.place().remembered.set_value(true);
        }
        if !errand.writes() {
            browser::focus_later(browser::HEADING);
        }
    }

    /// A wish of the person is fulfilled, or cannot be.
    pub(crate) fn end_wish(self, end: fn(&mut Arrival)) {
        self.personal().arrival.update(end);
    }

    /// Whoever goes on elsewhere is not fetched back into a composer that comes late.
    pub(super) fn writes_elsewhere(self) {
        if self.arrival().get_untracked().writes() {
            self.end_wish(Arrival::end_writing);
        }
    }

    /// Whether letters alone are commands now: the person walks through the page by keyboard, and has not
    /// switched them off.
    pub(crate) fn letters_act(self) -> bool {
        browser::hand() == Hand::Walking && self.preferences().with_untracked(|all| all.letter_keys)
    }

    /// Opens a conversation that a family begins to write in.
    pub(crate) fn open_begun(self, conversation: ConversationId) {
        self.show(Errand::to(conversation).beginning());
    }

    /// Opens a conversation at a message.
    pub(crate) fn open_at(self, conversation: ConversationId, entry: EntryId) {
        let route = self.route().get_untracked();
        if route.page != Page::Conversations || route.conversation != Some(conversation) {
            self.show(coming_to(conversation).seeing(entry));
        } else {
            browser::rest();
            self.hide_details_over();
            self.wish(conversation, |errand| errand.seeing(entry));
        }
    }

    /// Goes to another page.
    pub(crate) fn go(self, page: Page) {
        self.hide_details_over();
        self.place().route.update(|route| route.page = page);
        match page {
            Page::Settings => browser::focus_later("settings-title"),
            Page::Replies => browser::focus_later("replies-title"),
            Page::Conversations => {}
        }
    }

    /// Whether the person belongs to a channel, whose canned replies they keep.
    pub(crate) fn keeps_replies(self) -> bool {
        self.side() == Side::School && self.me_untracked().channels.iter().any(|channel| channel.member)
    }

    /// Opens a conversation that was chosen outside the page.
    pub(super) fn open_from_outside(self, conversation: ConversationId) {
        if self.phase().get_untracked() == Phase::SignedIn {
            self.personal().palette.close();
            self.personal().sheet.close();
            self.open(conversation);
        }
    }

    /// The list beside an open conversation is its channel's, from wherever it was opened.
    pub(super) fn follow(self, detail: &ConversationDetail) {
        let route = self.route().get_untracked();
        let is_open = route.conversation == Some(detail.id);
        if self.side() == Side::School && is_open && route.channel != Some(detail.channel_id) {
            self.place().route.update(|route| route.channel = Some(detail.channel_id));
            self.prefer(|preferences| preferences.channel_id = Some(detail.channel_id));
        }
    }

    /// Has screen readers say something that stands on the page already.
    pub(crate) fn announce(self, said: String) {
        self.personal().announced.update(|(count, words)| (*count, *words) = (*count + 1, said));
    }

    /// Shows news, where the page shows them itself.
    pub(super) fn notify(self, notice: &Notice) {
        let conversation = notice.conversation_id;
        let language = i18n::language();
        let (head, body) = (notice.head(language), notice.body(language));
        if browser::is_attended() {
            // Elsewhere the system says it.
            self.announce(format!("{head}. {body}"));
        }
        notify::show(conversation, &head, &body, move || self.open_from_outside(conversation));
    }

    /// Opens "Finalizar" of a conversation, wherever the person is.
    pub(crate) fn finish(self, conversation: ConversationId) {
        match self.route().get_untracked().conversation == Some(conversation) {
            true => self.wish(conversation, Errand::finishing),
            false => self.show(coming_to(conversation).finishing()),
        }
    }

    /// Adds a wish to those of whoever is in a conversation.
    pub(crate) fn wish(self, conversation: ConversationId, wish: impl FnOnce(Errand) -> Errand) {
        self.personal().arrival.update(|arrival| {
            *arrival = Arrival::Conversation(wish(arrival.in_conversation(conversation)));
        });
    }

    /// "Voltar para a lista": one way with the phone's own "back".
    pub(crate) fn back(self) {
        if self.place().remembered.get_value() { browser::go_back() } else { self.went_back() }
    }

    /// Has "back" close what a part of the screen has open, as long as that is there: `close` answers whether anything was.
    pub(crate) fn when_back(self, close: impl Fn() -> bool + Send + Sync + 'static) {
        self.place().closers.add(close);
    }

    /// The phone's own "back": closes one thing at a time.
    pub(super) fn went_back(self) {
        if self.place().closers.close_one() {
            return browser::remember_place();
        }
        if self.have_details_over() {
            self.hide_details_over();
            return browser::remember_place();
        }
        self.place().remembered.set_value(false);
        if self.route().get_untracked().conversation.is_some() {
            self.place().route.update(|route| route.back());
            browser::focus_later(browser::LIST);
        }
    }

    /// Opens a staff member's channel and remembers it.
    pub(crate) fn choose(self, channel: ChannelId) {
        self.hide_details_over();
        self.personal().arrival.set(Arrival::List);
        self.place().route.update(|route| route.choose(Some(channel)));
        self.prefer(|preferences| preferences.channel_id = Some(channel));
    }

    /// The details are on the screen.
    pub(crate) fn details_shown(self) -> bool {
        if self.device().is_wide.get() {
            self.preferences().get().details_open
        } else {
            self.personal().details_over.get()
        }
    }

    /// The details lie over the thread, where there is no room beside it.
    pub(crate) fn have_details_over(self) -> bool {
        self.personal().details_over.get_untracked()
    }

    /// What lies below the details is to be seen.
    pub(crate) fn hide_details_over(self) {
        self.personal().details_over.set(false);
    }

    /// Shows or hides them.
    pub(crate) fn show_details(self, shown: bool) {
        if self.device().is_wide.get_untracked() {
            self.prefer(|preferences| preferences.details_open = shown);
        } else {
            self.personal().details_over.set(shown);
        }
    }
}

/// By finger and in a narrow window one reads first.
fn coming_to(conversation: ConversationId) -> Errand {
    let reads = browser::is_narrow() || browser::hand() == Hand::Finger;
    Errand::to(conversation).writing(!reads)
}
