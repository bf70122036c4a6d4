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
                app.saying
                    .shown()
                    .map(|toast| {
                        view! {
                            <div class="toast">
                                {small_icon(toast.icon)} <span class="said">{toast.text.clone()}</span>
                                {toast.offer.map(|offer| {
                                    let text = toast.text.clone();
                                    view! {
                                        <button
                                            class="action"
                                            type="button"
                                            on:click=move |_| {
                                                app.saying.take_back(&text);
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
