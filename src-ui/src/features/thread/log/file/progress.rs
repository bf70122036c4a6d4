//! The progress of an upload, over a picture, with the way to stop.

use leptos::prelude::*;

use super::Standing;
use crate::components::icon;
use crate::i18n::files as t;
use crate::state::files::Stage;

/// The ring around "cancel", and the progress in words.
pub(super) fn ring(standing: Standing) -> impl IntoView {
    let stage = standing.stage;
    let dash = move || format!("{} 100", stage.get().percent().unwrap_or(0));
    view! {
        <button
            class="disc"
            type="button"
            aria-label=t::cancel_sending()
            title=t::cancel_sending()
            on:click=move |_| standing.stop()
        >
            <svg class="ring" viewBox="0 0 48 48" aria-hidden="true">
                <circle class="track" cx="24" cy="24" r="21"></circle>
                <circle class="value" cx="24" cy="24" r="21" pathLength="100" stroke-dasharray=dash></circle>
            </svg>
            {icon("close")}
        </button>
        {move || said(stage.get()).map(|said| view! { <span class="pill">{said}</span> })}
    }
}

/// "62%", "62%, em pausa", "Verificando…".
fn said(stage: Stage) -> Option<String> {
    match stage {
        Stage::Still | Stage::Waiting(None) => None,
        Stage::Waiting(Some(percent)) => Some(t::percent(percent, true)),
        Stage::Uploading(percent) => Some(t::percent(percent, false)),
        Stage::Checking => Some(t::checking().to_owned()),
        Stage::NoRoom => Some(t::no_room().to_owned()),
    }
}

/// "Cancelar envio", on a card.
pub(super) fn cancel(standing: Standing) -> impl IntoView {
    view! {
        <button
            class="icon-button round"
            type="button"
            aria-label=t::cancel_sending()
            title=t::cancel_sending()
            on:click=move |_| standing.stop()
        >
            {icon("close")}
        </button>
    }
}
