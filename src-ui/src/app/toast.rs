//! Toasts: short messages that stay for a few seconds.

use std::time::Duration;

use leptos::prelude::*;

use super::App;
use crate::clock;
use crate::state::toasts::{Numbered, Stay, Toasts};

/// The milliseconds that a toast stays.
const STAYS: i64 = 6_000;

/// The milliseconds that a toast with an offer stays: long enough to reach it by keyboard.
const OFFER_STAYS: i64 = 20_000;

/// An offer of a toast.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Offer {
    /// The button's words.
    pub(crate) label: &'static str,
    /// The act of the button.
    pub(crate) run: Callback<()>,
}

/// A short message.
#[derive(Debug, Clone)]
pub(crate) struct Toast {
    /// The toast's symbol.
    pub(crate) icon: &'static str,
    /// The toast's words.
    pub(crate) text: String,
    /// The toast's offer.
    pub(crate) offer: Option<Offer>,
}

/// The toasts; a handle, copied freely.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Saying {
    toasts: RwSignal<Toasts<Toast>>,
    /// The time at which the next timer looks.
    armed: StoredValue<Option<i64>>,
}

impl Saying {
    /// No toasts yet.
    pub(super) fn new() -> Saying {
        Saying { toasts: RwSignal::new(Toasts::default()), armed: StoredValue::new(None) }
    }

    /// What is on the screen, the oldest first; follows it.
    pub(crate) fn shown(self) -> Vec<Numbered<Toast>> {
        self.toasts.with(|toasts| toasts.shown().cloned().collect())
    }

    /// Whether a toast with these words is shown, or waits.
    pub(crate) fn says(self, text: &str) -> bool {
        self.toasts.with_untracked(|toasts| toasts.any(|said| said.toast.text == text))
    }

    /// Whether a toast is on the screen, or will be.
    pub(crate) fn stands(self, number: u32) -> bool {
        self.toasts.with_untracked(|toasts| toasts.any(|said| said.number == number))
    }

    /// Removes a toast, shown or not.
    pub(crate) fn take_back(self, number: u32) {
        self.change(|toasts, now| toasts.retain(|said| said.number != number, now));
    }

    /// Removes all toasts.
    pub(super) fn hush(self) {
        self.toasts.update(Toasts::hush);
    }

    fn say(self, toast: Toast, stay: Stay) -> u32 {
        self.change(|toasts, now| {
            // The same words replace their earlier toast.
            toasts.retain(|said| said.toast.offer.is_some() || said.toast.text != toast.text, now);
            toasts.say(toast, stay, now)
        })
    }

    fn change<T: Default>(self, change: impl FnOnce(&mut Toasts<Toast>, i64) -> T) -> T {
        let done = self.toasts.try_update(|toasts| change(toasts, clock::device_now()));
        self.arm();
        done.unwrap_or_default()
    }

    fn arm(self) {
        let Some(due) = self.toasts.with_untracked(Toasts::due) else { return };
        if self.armed.get_value().is_some_and(|at| at <= due) {
            return;
        }
        self.armed.set_value(Some(due));
        let look = move || {
            if self.armed.get_value() == Some(due) {
                self.armed.set_value(None);
            }
            self.change(Toasts::advance);
        };
        let wait = u64::try_from(due - clock::device_now()).unwrap_or(0);
        set_timeout(look, Duration::from_millis(wait));
    }
}

impl App {
    /// Shows words for a few seconds.
    pub(crate) fn say(self, icon: &'static str, text: String) {
        self.say_meanwhile(icon, text);
    }

    /// Shows words for a few seconds; answers a number by which they can be taken back.
    pub(crate) fn say_meanwhile(self, icon: &'static str, text: String) -> u32 {
        self.saying().say(Toast { icon, text, offer: None }, Stay { full: STAYS, is_deadline: false })
    }

    /// Shows words with an offer.
    pub(crate) fn offer(
        self,
        icon: &'static str,
        text: String,
        label: &'static str,
        run: impl Fn() + Send + Sync + 'static,
    ) {
        self.offer_meanwhile(icon, text, label, run);
    }

    /// Shows an offer of something that is kept as long as the toast with this number stands.
    pub(crate) fn offer_meanwhile(
        self,
        icon: &'static str,
        text: String,
        label: &'static str,
        run: impl Fn() + Send + Sync + 'static,
    ) -> u32 {
        let offer = Some(Offer { label, run: Callback::new(move |()| run()) });
        self.saying().say(Toast { icon, text, offer }, Stay { full: OFFER_STAYS, is_deadline: false })
    }

    /// Shows an offer for all the milliseconds in which it is possible.
    pub(crate) fn offer_within(
        self,
        full: i64,
        icon: &'static str,
        text: String,
        label: &'static str,
        run: impl Fn() + Send + Sync + 'static,
    ) {
        let offer = Some(Offer { label, run: Callback::new(move |()| run()) });
        self.saying().say(Toast { icon, text, offer }, Stay { full, is_deadline: true });
    }
}
