//! What is said for a few seconds.

use std::time::Duration;

use leptos::prelude::*;

/// How long a toast stays.
const STAYS: Duration = Duration::from_secs(6);

/// A short message.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Toast {
    /// Its symbol.
    pub(crate) icon: &'static str,
    /// What it says.
    pub(crate) text: String,
    number: u32,
}

impl Toast {
    /// Shows it instead of an older one.
    pub(crate) fn show(place: RwSignal<Option<Toast>>, icon: &'static str, text: String) {
        let number = place.with_untracked(|old| old.as_ref().map_or(0, |old| old.number.wrapping_add(1)));
        place.set(Some(Toast { icon, text, number }));
        set_timeout(
            move || {
                if place.with_untracked(|shown| shown.as_ref().is_some_and(|shown| shown.number == number)) {
                    place.set(None);
                }
            },
            STAYS,
        );
    }
}
