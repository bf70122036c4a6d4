//! What is said for a few seconds.

use std::time::Duration;

use leptos::prelude::*;

use super::App;

/// How long a toast stays.
const STAYS: Duration = Duration::from_secs(6);

/// How long one with an offer stays: long enough to reach it by keyboard.
const OFFER_STAYS: Duration = Duration::from_secs(20);

/// Something to do about it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Offer {
    /// The button.
    pub(crate) label: &'static str,
    /// What it does.
    pub(crate) run: Callback<()>,
}

/// A short message.
#[derive(Debug, Clone)]
pub(crate) struct Toast {
    /// Its symbol.
    pub(crate) icon: &'static str,
    /// What it says.
    pub(crate) text: String,
    /// What it offers.
    pub(crate) offer: Option<Offer>,
    number: u32,
}

impl Toast {
    /// Shows it instead of an older one.
    pub(crate) fn show(
        place: RwSignal<Option<Toast>>,
        icon: &'static str,
        text: String,
        offer: Option<Offer>,
        stays: Duration,
    ) {
        let number = place.with_untracked(|old| old.as_ref().map_or(0, |old| old.number.wrapping_add(1)));
        place.set(Some(Toast { icon, text, offer, number }));
        set_timeout(
            move || {
                if place.with_untracked(|shown| shown.as_ref().is_some_and(|shown| shown.number == number)) {
                    place.set(None);
                }
            },
            stays,
        );
    }
}

impl App {
    /// Says something for a few seconds.
    pub(crate) fn say(self, icon: &'static str, text: String) {
        Toast::show(self.toast, icon, text, None, STAYS);
    }

    /// The same, with something to do about it.
    pub(crate) fn offer(
        self,
        icon: &'static str,
        text: String,
        label: &'static str,
        run: impl Fn() + Send + Sync + 'static,
    ) {
        self.offer_for(OFFER_STAYS, icon, text, label, run);
    }

    /// The same, for as long as it can be done.
    pub(crate) fn offer_for(
        self,
        stays: Duration,
        icon: &'static str,
        text: String,
        label: &'static str,
        run: impl Fn() + Send + Sync + 'static,
    ) {
        let run = Callback::new(move |()| run());
        Toast::show(self.toast, icon, text, Some(Offer { label, run }), stays);
    }
}
