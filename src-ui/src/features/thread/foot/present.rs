//! Colleagues in the conversation (rule 20): who sees it or writes in it, and telling them the same of the
//! person.

use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;

use super::super::model::Thread;
use crate::browser;
use crate::components::tiny_icon;
use crate::i18n::team as t;

/// The time after the last key after which the person counts as not writing.
const PAUSE: Duration = Duration::from_secs(4);

/// Tells where the person is while the conversation is open and the window has the focus.
pub(in crate::features::thread) fn tell_presence(thread: Thread) {
    let (id, presence) = (thread.id, thread.app.presence());
    let writing = RwSignal::new(false);
    let attended = RwSignal::new(browser::is_attended());
    let mut stop = debounce(PAUSE, move |()| {
        writing.try_set(false);
    });
    let look = move || {
        let now = browser::is_attended();
        if attended.get_untracked() != now {
            attended.set(now);
        }
    };
    let listening = [
        window_event_listener(ev::focus, move |_| look()),
        window_event_listener(ev::blur, move |_| attended.set(false)),
    ];
    let visible = window_event_listener(ev::visibilitychange, move |_| look());
    // A note is for colleagues: it does not collide with an answer.
    Effect::new(move |before: Option<bool>| {
        // A draft that came back does not count as writing.
        let is_empty = thread.text.with(|text| text.trim().is_empty());
        let empty = is_empty || thread.app.drafts().is_safe_untracked(thread.message_place());
        if before.is_some() {
            if writing.get_untracked() == empty {
                writing.set(!empty);
            }
            stop(());
        }
        empty
    });
    Effect::new(move |_| match attended.get() {
        true => presence.at(id, writing.get()),
        false => presence.left(id),
    });
    on_cleanup(move || {
        listening.into_iter().for_each(|listener| listener.remove());
        visible.remove();
        presence.left(id);
    });
}

/// The live line above the composer.
#[component]
pub(in crate::features::thread) fn Present() -> impl IntoView {
    let thread = expect_context::<Thread>();
    let said = Memo::new(move |_| {
        let present = thread.present.get();
        let (writing, seeing): (Vec<_>, Vec<_>) = present.people().iter().partition(|person| person.writing);
        let names = |people: &[&conversas_ipc::PresentItem]| -> Vec<String> {
            people.iter().map(|person| thread.app.short(&person.name)).collect()
        };
        match (writing.is_empty(), seeing.is_empty()) {
            (false, _) => Some((true, t::writing(&names(&writing)))),
            (true, false) => Some((false, t::seeing(&names(&seeing)))),
            (true, true) => None,
        }
    });
    view! {
        <p class="present" role="status">
            {move || {
                said.get()
                    .map(|(writes, words)| {
                        view! {
                            <span class:writes=writes>{tiny_icon(if writes { "chat" } else { "eye" })} {words}</span>
                        }
                    })
            }}
        </p>
    }
}
