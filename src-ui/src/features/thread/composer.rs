//! Writing: text, draft, limit, and who will read it.

mod audience;

use std::time::Duration;

use conversas_domain::person::Side;
use conversas_domain::ticket::Status;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlTextAreaElement, KeyboardEvent, SubmitEvent};

use super::model::Thread;
use crate::app::Written;
use crate::browser;
use crate::components::icon;
use crate::i18n::{failures, thread as t};
use crate::state::writing::{self, Writing};
use audience::{audience, placeholder};

/// A draft is kept after a pause of this length.
const PAUSE: Duration = Duration::from_millis(300);

/// The form below the log.
#[component]
pub(super) fn Composer() -> impl IntoView {
    let thread = expect_context::<Thread>();
    let app = thread.app;
    let area = NodeRef::<html::Textarea>::new();
    let complaint = RwSignal::new(None::<String>);
    let writing = Memo::new(move |_| thread.text.with(|text| Writing::of(text)));
    let mut keep = debounce(PAUSE, move |()| thread.save_draft());
    let leaving = window_event_listener(ev::pagehide, move |_| thread.save_draft());
    on_cleanup(move || {
        leaving.remove();
        thread.save_draft();
    });
    Effect::new(move |_| {
        if let (true, Some(area)) = (app.wants_to_write.get(), area.get()) {
            let _ = area.focus();
            app.wants_to_write.set(false);
        }
    });
    // WebKitGTK lacks `field-sizing`: the rows follow the text.
    Effect::new(move |_| {
        thread.text.track();
        spawn_local(async move {
            tick().await;
            if let Some(area) = area.try_get_untracked().flatten() {
                fit(&area);
            }
        });
    });
    // What the host did not take comes back.
    Effect::new(move |_| {
        let refused = app.outgoing.refused.get().filter(|refused| refused.conversation_id == thread.id);
        if let Some(refused) = refused {
            let newer = thread.text.get_untracked();
            let both =
                if newer.trim().is_empty() { refused.text } else { format!("{}\n{newer}", refused.text) };
            thread.text.set(both);
            complaint.set(Some(failures::failure(&refused.failure)));
            app.outgoing.refused.set(None);
        }
    });
    let send = move || {
        if writing.get_untracked().can_send() {
            complaint.set(None);
            send(thread);
        }
    };
    let keys = move |event: KeyboardEvent| {
        let enter = event.key() == "Enter" && !event.shift_key() && !event.is_composing();
        if enter && !browser::is_touch() {
            event.prevent_default();
            send();
        }
    };
    let starts_anew = move || {
        let finished = app.detail.with(|d| d.as_ref().is_some_and(|d| d.ticket.status == Status::Finished));
        finished.then(|| match thread.side {
            Side::School => view! { <p class="composer-note">{t::starting_hint()}</p> }.into_any(),
            Side::Family => {
                view! { <p class="composer-note"><b>{t::finished()} "."</b> " " {t::finished_family()}</p> }
                    .into_any()
            }
        })
    };
    let problem = move || match writing.get() {
        Writing::TooLong(over) => Some(view! { <span class="wrong">{t::too_long(over)}</span> }.into_any()),
        Writing::Near(left) => Some(view! { <span>{t::characters_left(left)}</span> }.into_any()),
        Writing::Fits | Writing::Empty => {
            complaint.get().map(|said| view! { <span class="wrong">{said}</span> }.into_any())
        }
    };
    view! {
        <form
            class="composer"
            aria-label=t::reply_form()
            on:submit=move |event: SubmitEvent| {
                event.prevent_default();
                send();
            }
        >
            {starts_anew}
            {audience(thread)}
            <div class="writer">
                <textarea
                    id=browser::COMPOSER
                    rows="1"
                    aria-label=t::message()
                    aria-describedby="composer-problem"
                    aria-invalid=move || matches!(writing.get(), Writing::TooLong(_)).then_some("true")
                    placeholder=move || placeholder(thread)
                    node_ref=area
                    prop:value=thread.text
                    on:input=move |event| {
                        thread.text.set(event_target_value(&event));
                        complaint.set(None);
                        keep(());
                    }
                    on:blur=move |_| thread.save_draft()
                    on:keydown=keys
                ></textarea>
                <button
                    class="send"
                    type="submit"
                    aria-label=t::send()
                    title=t::send()
                    disabled=move || !writing.get().can_send()
                    // The keyboard of a phone stays open.
                    on:mousedown=move |event| event.prevent_default()
                >
                    {icon("send")}
                </button>
            </div>
            <p class="composer-problem" id="composer-problem" role="status">{problem}</p>
        </form>
    }
}

fn send(thread: Thread) {
    let text = thread.text.get_untracked();
    let had_draft = !thread.saved.with_untracked(String::is_empty);
    thread.text.set(String::new());
    thread.saved.set(String::new());
    thread.first_unread.set(None);
    thread.app.outgoing.send(Written {
        conversation_id: thread.id,
        text,
        seen: thread.list.with_untracked(|list| list.newest_numbered()),
        starts_ticket: thread.starting.get_untracked(),
        had_draft,
    });
    thread.show_end();
}

fn fit(area: &HtmlTextAreaElement) {
    let Some(element) = area.dyn_ref::<HtmlElement>() else { return };
    if let Some((line, padding)) = browser::line_and_padding(element) {
        area.set_rows(1);
        area.set_rows(writing::rows(f64::from(area.scroll_height()) - padding, line));
    }
}
