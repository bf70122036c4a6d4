//! Going from place to place: opening, choosing, back.

use conversas_domain::ids::{ChannelId, ConversationId};
use leptos::prelude::*;

use super::App;
use crate::browser;

impl App {
    /// Opens a conversation; in a narrow window its heading is what comes next.
    pub(crate) fn open(self, conversation: ConversationId) {
        self.details_over.set(false);
        self.wants_to_write.set(false);
        self.route.update(|route| route.open(conversation));
        if browser::is_narrow() {
            browser::remember_place();
            self.remembered.set_value(true);
            browser::focus_later(browser::HEADING);
        }
    }

    /// "Voltar para a lista": one way with the phone's own "back".
    pub(crate) fn back(self) {
        if self.remembered.get_value() { browser::go_back() } else { self.went_back() }
    }

    /// The phone's own "back": closes one thing at a time.
    pub(super) fn went_back(self) {
        if self.details_over.get_untracked() {
            self.details_over.set(false);
            return browser::remember_place();
        }
        self.remembered.set_value(false);
        if self.route.get_untracked().conversation.is_some() {
            self.route.update(|route| route.back());
            browser::focus_later(browser::LIST);
        }
    }

    /// Opens a staff member's channel and remembers it.
    pub(crate) fn choose(self, channel: ChannelId) {
        self.details_over.set(false);
        self.wants_list.set(true);
        self.route.update(|route| route.choose(Some(channel)));
        self.prefer(|preferences| preferences.channel_id = Some(channel));
    }

    /// The details are on the screen.
    pub(crate) fn details_shown(self) -> bool {
        if self.is_wide.get() { self.preferences.get().details_open } else { self.details_over.get() }
    }

    /// Shows or hides them.
    pub(crate) fn show_details(self, shown: bool) {
        if self.is_wide.get_untracked() {
            self.prefer(|preferences| preferences.details_open = shown);
        } else {
            self.details_over.set(shown);
        }
    }
}
