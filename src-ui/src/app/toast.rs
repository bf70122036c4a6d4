//! What is said for a few seconds.

use std::time::Duration;

use leptos::prelude::*;

use super::App;
use crate::clock;
use crate::state::toasts::Toasts;

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
}

/// What is said, one after the other; a handle, copied freely.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Saying(RwSignal<Toasts<Toast>>);

impl Saying {
    /// Nothing yet.
    pub(super) fn new() -> Saying {
        Saying(RwSignal::new(Toasts::default()))
    }

    /// What is on the screen; follows it.
    pub(crate) fn shown(self) -> Option<Toast> {
        self.0.with(|toasts| toasts.shown().cloned())
    }

    /// Takes back everything with this text, said or not.
    pub(crate) fn take_back(self, text: &str) {
        self.change(|toasts, now| toasts.retain(|toast| toast.text != text, now));
    }

    /// Nothing is said any more.
    pub(super) fn hush(self) {
        self.0.set(Toasts::default());
    }

    fn say(self, toast: Toast, stays: Duration) {
        self.change(|toasts, now| toasts.say(toast, stays.as_millis() as i64, now));
    }

    /// `change` answers whether what is on the screen is another toast now.
    fn change(self, change: impl FnOnce(&mut Toasts<Toast>, i64) -> bool) {
        let now = clock::device_now();
        self.0.maybe_update(|toasts| change(toasts, now));
        let Some(due) = self.0.with_untracked(Toasts::due) else { return };
        let wait = Duration::from_millis(u64::try_from(due - now).unwrap_or(0));
        set_timeout(move || self.change(Toasts::advance), wait);
    }
}

impl App {
    /// Says something for a few seconds, after what could not be read yet.
    pub(crate) fn say(self, icon: &'static str, text: String) {
        self.saying.say(Toast { icon, text, offer: None }, STAYS);
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
        let offer = Some(Offer { label, run: Callback::new(move |()| run()) });
        self.saying.say(Toast { icon, text, offer }, stays);
    }
}
