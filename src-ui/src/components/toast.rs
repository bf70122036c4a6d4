//! The place of toasts.

use leptos::prelude::*;

use super::small_icon;
use crate::app::{App, Toast, app};
use crate::state::toasts::Numbered;

/// A region at the lower edge, polite to screen readers. Toasts that are there already are not read again
/// with the next one.
#[component]
pub(crate) fn Toasts() -> impl IntoView {
    let app = app();
    view! {
        <div class="toasts" role="status" aria-atomic="false">
            <For each=move || app.saying().shown() key=|said| said.number children=move |said| toast(app, said) />
        </div>
    }
}

fn toast(app: App, said: Numbered<Toast>) -> impl IntoView {
    let Numbered { number, toast } = said;
    let button = toast.offer.map(|offer| {
        let act = move |_| {
            app.saying().take_back(number);
            offer.run.run(());
        };
        view! {
            <button class="action" type="button" on:click=act>
                {offer.label}
            </button>
        }
    });
    view! {
        <div class="toast">
            {small_icon(toast.icon)} <span class="said">{toast.text}</span> {button}
        </div>
    }
}
