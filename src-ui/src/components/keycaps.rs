//! Keys as they are printed on a keyboard.

use leptos::prelude::*;

use crate::state::shortcuts::{Act, Keys, keys_of};

/// "Ctrl" "K".
pub(crate) fn keycaps(keys: &Keys) -> impl IntoView + use<> {
    let caps = keys.caps().into_iter().map(|cap| view! { <kbd>{cap}</kbd> }).collect_view();
    view! { <span class="keycaps">{caps}</span> }
}

/// The keys of an act, if it has any.
pub(crate) fn keycaps_of(act: Act) -> impl IntoView + use<> {
    keys_of(act).map(keycaps)
}
