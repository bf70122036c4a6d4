//! The choice of the channel: all that serve the student, found by name.

use conversas_domain::search::fold;
use conversas_ipc::TargetItem;
use leptos::prelude::*;

use super::Forward;
use crate::components::{channel_tile, small_icon};
use crate::i18n::forward as t;

/// The search and the channels that it leaves.
pub(super) fn targets(forward: Forward) -> impl IntoView {
    let found = Memo::new(move |_| {
        let sought = fold(&forward.sought.get());
        let fits = |target: &&TargetItem| {
            fold(&target.name).contains(&sought) || fold(&target.description).contains(&sought)
        };
        let all = forward.thread.app.detail().get();
        let targets = all.as_ref().map(|detail| &*detail.targets).unwrap_or_default();
        (targets.is_empty(), targets.iter().filter(fits).cloned().collect::<Vec<_>>())
    });
    let list = move || {
        let (none, found) = found.get();
        match (none, found.is_empty()) {
            (true, _) => view! { <p class="help">{t::no_target()}</p> }.into_any(),
            (_, true) => view! { <p class="help" role="status">{t::nothing_found()}</p> }.into_any(),
            _ => {
                let choices = found.into_iter().map(|target| choice(forward, target)).collect_view();
                view! {
                    <div class="choices many" role="radiogroup" aria-label=t::channel()>
                        {choices}
                    </div>
                }
                .into_any()
            }
        }
    };
    view! {
        <div class="search" role="search" aria-label=t::search()>
            {small_icon("search")}
            <input
                type="search"
                autocomplete="off"
                aria-label=t::search()
                placeholder=t::search()
                autofocus
                prop:value=forward.sought
                on:input=move |event| forward.sought.set(event_target_value(&event))
                on:keydown=move |event| {
                    match event.key().as_str() {
                        // Enter searches for a channel here, and does not forward.
                        "Enter" => event.prevent_default(),
                        // WebKitGTK keeps Esc for the field.
                        "Escape" => {
                            event.prevent_default();
                            event.stop_propagation();
                            forward.escape();
                        }
                        _ => {}
                    }
                }
            />
        </div>
        {list}
    }
}

fn choice(forward: Forward, target: TargetItem) -> impl IntoView {
    let id = target.id;
    view! {
        <label class="choice">
            {channel_tile(target.kind)} <span class="what">{target.name} " " <small>{target.description}</small></span>
            <input
                type="radio"
                name="forward-channel"
                prop:checked=move || forward.channel.get() == Some(id)
                on:change=move |_| {
                    forward.channel.set(Some(id));
                    forward.complaint.set(None);
                }
            />
        </label>
    }
}
