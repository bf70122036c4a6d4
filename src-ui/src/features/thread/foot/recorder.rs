//! The recorder's bar, in the composer's place while a take is recorded or waits. Its controls and their order are the
//! same in both states, and none of them moves.

mod bar;
mod hint;
mod live;
mod preview;

use leptos::ev;
use leptos::prelude::*;

use super::super::model::Thread;
use crate::browser;
use crate::components::icon;
use crate::i18n::recorder as t;
use crate::state::clocks;
use crate::state::recorder::Face;
use bar::{Bar, Lock};
use hint::{announcement, hint};
use live::live_wave;
use preview::Preview;

/// The id of the bar.
const BAR: &str = "recorder";

/// The ids of its buttons that take the focus when the state changes.
const PAUSE: &str = "recorder-pause";
const CONTINUE: &str = "recorder-continue";
const LISTEN: &str = "recorder-listen";

/// Whether a take of this conversation is here: the bar takes the composer's place.
pub(in crate::features::thread) fn is_here(thread: Thread) -> bool {
    thread.app.recorder().takes().with(|takes| takes.face(thread.id).is_some())
}

/// Whether the microphone runs here: nothing else may take the bar's place.
pub(super) fn is_running(thread: Thread) -> bool {
    thread.app.recorder().takes().with(|takes| takes.face(thread.id).is_some_and(Face::is_running))
}

/// The bar.
#[component]
pub(super) fn RecorderBar() -> impl IntoView {
    let bar = Bar::new(expect_context::<Thread>());
    keep_focus(bar);
    pause_by_escape(bar);
    let state = move || if bar.face.get().is_running() { "recording" } else { "paused" };
    let clock = Memo::new(move |_| clocks::clock(bar.recorded.get()));
    let preview = Preview::new(bar);
    let delete = move |_| {
        if !bar.sending.get_untracked() {
            bar.app.delete_take(bar.thread.id);
        }
    };
    view! {
        <div class="composer" id=BAR data-state=state aria-busy=move || bar.sending.get().to_string()>
            {hint(bar)}
            <div class="recorder" class:preparing=move || bar.face.get() == Face::Preparing role="group" aria-label=t::group()>
                <button
                    class="icon-button danger"
                    type="button"
                    aria-label=t::delete()
                    title=t::delete()
                    aria-disabled=move || bar.sending.get().then_some("true")
                    on:click=delete
                >
                    {icon("trash")}
                </button>
                <div class="take">
                    <span class="rec-dot when-recording"></span>
                    {preview.button()}
                    <span class="timer" role="timer" aria-label=t::timer()>
                        {move || preview.heard().map(|heard| format!("{heard} / "))}
                        {clock}
                    </span>
                    {live_wave(bar)}
                    {preview.wave()}
                </div>
                <span class="spring"></span>
                {pause_or_continue(bar)}
                <button
                    class="send"
                    type="button"
                    aria-label=t::send()
                    title=t::send()
                    aria-disabled=move || (!bar.can_send()).then_some("true")
                    on:click=move |_| bar.send()
                >
                    {icon("send")}
                </button>
            </div>
            <p class="vh" role="status">{announcement(bar)}</p>
        </div>
    }
}

/// The two buttons for pausing and continuing, in one place; the style sheet shows the one that can be used.
fn pause_or_continue(bar: Bar) -> impl IntoView {
    view! {
        <button
            class="icon-button when-recording"
            type="button"
            id=PAUSE
            aria-label=t::pause()
            title=t::pause()
            aria-disabled=move || bar.sending.get().then_some("true")
            on:click=move |_| bar.pause()
        >
            {icon("pause")}
            <span class="word">{t::pause_word()}</span>
        </button>
        <button
            class="icon-button continue when-paused"
            type="button"
            id=CONTINUE
            aria-label=t::resume()
            title=t::resume()
            aria-disabled=move || (!bar.can_continue()).then_some("true")
            on:click=move |_| bar.go_on()
        >
            {icon("mic")}
            <span class="word">{t::resume_word()}</span>
        </button>
    }
}

/// Pauses by Esc, unless Esc has something else to close first.
fn pause_by_escape(bar: Bar) {
    let app = bar.app;
    let escape = window_event_listener(ev::keydown, move |event| {
        let first = bar.thread.is_selecting() || app.have_details_over() || browser::has_dialog();
        let escapes = event.key() == "Escape" && !event.default_prevented() && !first;
        if escapes && bar.face.get_untracked().is_running() {
            event.prevent_default();
            bar.pause();
        }
    });
    on_cleanup(move || escape.remove());
}

/// Gives the focus of a button that goes to the one in its place; a person who is elsewhere stays there.
fn keep_focus(bar: Bar) {
    let app = bar.app;
    let writes = bar.thread.is_to_be_written();
    let records = Memo::new(move |_| app.arrival().get().records_in(bar.thread.id));
    Effect::new(move |_| {
        bar.face.track();
        let asked = records.get() || writes.get();
        request_animation_frame(move || {
            // A person who left meanwhile is not fetched back.
            if bar.face.try_get_untracked().is_none() {
                return;
            }
            if asked || browser::lost_focus() || browser::has_hidden_focus(BAR) {
                browser::focus(bar.next_focus());
            }
            app.end_wish(|arrival| {
                arrival.end_recording();
                arrival.end_writing();
            });
        });
    });
}
