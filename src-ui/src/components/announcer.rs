//! Announcements of screen readers for events outside of the part in focus.

use leptos::prelude::*;

use crate::app::app;

/// A live region that nobody sees. Each announcement is a new element, so that the same words are said again.
#[component]
pub(crate) fn Announcer() -> impl IntoView {
    let app = app();
    view! {
        <div class="vh" role="status">
            {move || {
                let (count, words) = app.announced().get();
                (count > 0).then(|| view! { <p data-count=count.to_string()>{words}</p> })
            }}
        </div>
    }
}
