//! Where toasts appear.

use leptos::prelude::*;

use super::small_icon;
use crate::app::app;

/// The place at the lower edge; polite to screen readers.
#[component]
pub(crate) fn Toasts() -> impl IntoView {
    let app = app();
    view! {
        <div class="toasts" role="status">
            {move || {
                app.toast
                    .get()
                    .map(|toast| {
                        view! {
                            <div class="toast">
                                {small_icon(toast.icon)} <span class="said">{toast.text}</span>
                                {toast.offer.map(|offer| {
                                    view! {
                                        <button
                                            class="action"
                                            type="button"
                                            on:click=move |_| {
                                                app.toast.set(None);
                                                offer.run.run(());
                                            }
                                        >
                                            {offer.label}
                                        </button>
                                    }
                                })}
                            </div>
                        }
                    })
            }}
        </div>
    }
}
