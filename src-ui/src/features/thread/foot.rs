//! The part below the log: the composer, or the reason why there is none.

pub(super) mod composer;
mod drop;
mod field;
mod note;
mod poster;
pub(super) mod present;
pub(super) mod recorder;

use conversas_domain::person::Side;
use conversas_domain::ticket::Status;
use conversas_ipc::ConversationDetail;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::log::scroll;
use super::model::{Loading, Thread};
use crate::browser;
use crate::components::small_icon;
use crate::i18n::thread as t;
use crate::state::arrival::Arrival;
use composer::Composer;
use drop::DropTarget;
use note::{NoteComposer, note_switch};
use recorder::RecorderBar;

/// The height of the foot, for the style sheet.
const HEIGHT: &str = "--foot-h";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Nothing,
    ReadOnly,
    Finished,
    Note,
    Recorder,
    Composer,
}

/// The composer, or the part that takes its place.
#[component]
pub(super) fn Foot() -> impl IntoView {
    let thread = expect_context::<Thread>();
    let kind = Memo::new(move |_| kind(thread));
    follow_ticket(thread, kind);
    keep_the_end(thread, kind);
    keep_focus(thread, kind);
    let takes_files =
        Memo::new(move |_| matches!(kind.get(), Kind::Composer) && thread.app.detail().with(Option::is_some));
    let foot = move || match kind.get() {
        Kind::Nothing => ().into_any(),
        Kind::ReadOnly => read_only(thread.side).into_any(),
        Kind::Finished => finished(thread).into_any(),
        Kind::Note => view! { <NoteComposer /> }.into_any(),
        Kind::Recorder => view! { <RecorderBar /> }.into_any(),
        Kind::Composer => view! { <Composer /> }.into_any(),
    };
    // Toasts lie above it.
    let place = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(place) = place.get() {
            let inner = place.clone();
            browser::watch_size(&place, move || browser::set_length(HEIGHT, inner.offset_height()));
        }
    });
    on_cleanup(|| browser::set_length(HEIGHT, 0));
    view! {
        <div class="thread-foot" node_ref=place>{foot}</div>
        <DropTarget ready=takes_files />
    }
}

fn kind(thread: Thread) -> Kind {
    thread.app.detail().with(|detail| match detail {
        None if thread.loading.with(|loading| *loading == Loading::Waiting) => Kind::Composer,
        None => Kind::Nothing,
        Some(_) if recorder::is_running(thread) => Kind::Recorder,
        Some(detail) if detail.is_member && thread.noting.get() => Kind::Note,
        // A waiting take says itself why it cannot be sent.
        Some(_) if recorder::is_here(thread) => Kind::Recorder,
        Some(detail) if !detail.can_write => Kind::ReadOnly,
        // A person who has just begun the conversation writes already: the composer stays, and the focus with
        // it.
        Some(detail) if is_over(detail) && !thread.begins_anew() && !thread.typing.get() => Kind::Finished,
        Some(_) => Kind::Composer,
    })
}

/// Follows the current ticket: a new ticket is begun, or is begun no more.
fn follow_ticket(thread: Thread, kind: Memo<Kind>) {
    // A person who chose the channel for a new conversation means a new ticket, if the last one is finished.
    Effect::new(move |_| {
        let over = thread.app.detail().with(|detail| detail.as_deref().map(is_over));
        if let (Some(over), true) = (over, thread.is_just_begun()) {
            if over && kind.get_untracked() == Kind::Composer {
                thread.starting.set(true);
            }
            thread.app.end_wish(Arrival::end_beginning);
        }
    });
    // Once the new ticket is open, it can be finished like any other.
    Effect::new(move |_| {
        let open =
            thread.app.detail().with(|detail| detail.as_deref().is_some_and(|detail| !is_over(detail)));
        if open && thread.starting.get_untracked() {
            thread.starting.set(false);
        }
    });
}

/// Keeps the log at its end: while one part of the foot replaces another, the log may have the whole height
/// for a moment, and is moved off its end by that.
fn keep_the_end(thread: Thread, kind: Memo<Kind>) {
    Effect::new(move |before: Option<Kind>| {
        let now = kind.get();
        let changed = before.is_some_and(|before| before != Kind::Nothing && before != now);
        if changed && thread.at_end.get_untracked() {
            spawn_local(scroll::to_end(thread));
        }
        now
    });
}

/// Gives the messages the focus of a person who came to write where nothing can be written; a composer that
/// comes later does not take it.
/// them.
fn keep_focus(thread: Thread, kind: Memo<Kind>) {
    let is_wanted = thread.is_to_be_written();
    let begins = Memo::new(move |_| thread.is_just_begun());
    Effect::new(move |_| {
        let wants = is_wanted.get() && !begins.get();
        let nothing_to_write = matches!(kind.get(), Kind::ReadOnly | Kind::Finished);
        if nothing_to_write {
            if wants {
                thread.app.end_wish(Arrival::end_writing);
            }
            request_animation_frame(move || {
                if browser::lost_focus()
                    && let Some(log) = thread.log.try_get_untracked().flatten()
                {
                    let _ = log.focus();
                }
            });
        }
    });
}

fn read_only(side: Side) -> impl IntoView {
    let text = match side {
        Side::School => t::read_only_hint(),
        Side::Family => t::closed_hint(),
    };
    view! {
        <div class="finished-bar" role="status">
            <p class="text">
                <b>{small_icon("eye")} {t::read_only()}</b>
                {text}
            </p>
        </div>
    }
}

fn is_over(detail: &ConversationDetail) -> bool {
    detail.ticket.status == Status::Finished
}

impl Thread {
    /// Whether the ticket is finished, and no new one is begun here.
    pub(super) fn is_over(self) -> bool {
        self.app.detail().with(|detail| detail.as_deref().is_some_and(is_over)) && !self.begins_anew()
    }

    fn begins_anew(self) -> bool {
        self.starting.get() || self.is_just_begun()
    }
}

/// The bar of a finished ticket; the words in the composer are kept.
pub(super) fn finished(thread: Thread) -> impl IntoView {
    let start = move |_| {
        thread.starting.set(true);
        browser::focus_later(browser::COMPOSER);
    };
    let has_draft = Memo::new(move |_| thread.text.with(|text| !text.trim().is_empty()));
    view! {
        // A press leaves the focus to the field in which the person may still type.
        <div class="finished-bar" role="status" on:mousedown=move |event| event.prevent_default()>
            <p class="text">
                <b>{small_icon("finished")} {t::finished()}</b>
                {t::finished_hint()}
                {move || has_draft.get().then(|| format!(" {}", t::finished_keeps_draft()))}
            </p>
            {note_switch(thread)}
            <button class="button" type="button" on:click=start>
                {t::start_ticket()}
            </button>
        </div>
    }
}
