//! A reload of the page comes back to where the person was: the browser keeps that as long as the window.

use conversas_ipc::Account;
use leptos::prelude::*;

use super::{App, Phase};
use crate::browser;
use crate::state::place::Place;
use crate::state::route::Route;

/// The name of the person's place in the window's memory.
const PLACE: &str = "place";

impl App {
    /// Remembers where the person is, as long as somebody is signed in.
    pub(super) fn follow_place(self) {
        Effect::new(move |_| {
            let (phase, route) = (self.phase().get(), self.route().get());
            let person =
                self.session().account.with_untracked(|account| account.as_ref().map(|account| account.id));
            match (phase, person) {
                (Phase::SignedIn, Some(person)) => browser::keep(PLACE, &Place { person, route }.write()),
                // The person left: nobody is to find their place.
                (Phase::SignedOut(state), _) if !state.was_revoked => browser::keep(PLACE, ""),
                _ => {}
            }
        });
    }

    /// Where the person begins: where they were before a reload, else where a start leads.
    pub(super) fn begin_at(self, account: &Account) {
        let start = Route::start(account, &self.preferences().get_untracked());
        let kept = browser::kept(PLACE).and_then(|text| Place::read(&text));
        let Some(Place { route, .. }) = kept.filter(|place| place.person == account.id) else {
            return self.place().route.set(start);
        };
        let is_visible = |id| account.channels.iter().any(|channel| channel.id == id);
        let channel = route.channel.filter(|id| is_visible(*id)).or(start.channel);
        self.place().route.set(Route { channel, conversation: None, page: route.page });
        if let Some(conversation) = route.conversation {
            self.open(conversation);
            self.place().route.update(|now| now.page = route.page);
        }
    }
}
