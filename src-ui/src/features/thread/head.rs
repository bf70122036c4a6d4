//! The part above the log: the people of the conversation, or the acts on selected messages.

pub(super) mod header;
pub(super) mod select;

use leptos::prelude::*;

use super::model::Thread;
use header::Header;
use select::SelectionBar;

/// The header; the bar of the selection lies over it.
#[component]
pub(super) fn Head() -> impl IntoView {
    let thread = expect_context::<Thread>();
    let selecting = Memo::new(move |_| thread.selection.with(|selection| selection.is_active()));
    view! {
        <div class="thread-head" class:covered=move || selecting.get()>
            <Header />
            <Show when=move || selecting.get()>
                <SelectionBar />
            </Show>
        </div>
    }
}
