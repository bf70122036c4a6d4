//! What screen readers say of things that happen outside of what is looked at.

use leptos::prelude::*;

use crate::app::app;

/// A live place that nobody sees. Each announcement is a new element, so that the same words are said again.
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
