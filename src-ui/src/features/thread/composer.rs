//! Writing: text, draft, limit, and who will read it.

#![expect(clippy::too_many_lines, reason = "the markup of one form")]

mod audience;
mod clip;
mod replies;
mod tray;

use std::sync::Arc;

use conversas_domain::person::Side;
use conversas_domain::ticket::Status;
use conversas_ipc::ConversationDetail;
use leptos::html;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlTextAreaElement, KeyboardEvent, SubmitEvent};

use super::drop;
use super::foot::finished;
use super::model::Thread;
use super::present::Present;
use crate::app::Written;
use crate::browser;
use crate::components::{hours_line, icon, is_closed};
use crate::i18n::thread as t;
use crate::state::writing::{self, Writing};
use audience::{audience, placeholder};
use clip::{Clip, clip_button, clip_menu};
use replies::{Picker, picker_button, picker_list};
use tray::tray;

/// The form below the log.
#[component]
pub(super) fn Composer() -> impl IntoView {
    let thread = expect_context::<Thread>();
    let app = thread.app;
    let area = NodeRef::<html::Textarea>::new();
    let complaint = thread.complaint;
    let picker = Picker::new(thread, area);
    let clip = Clip::new(thread);
    let writing = Memo::new(move |_| thread.text.with(|text| Writing::of(text)));
    on_cleanup(move || {
        thread.typing.try_set(false);
        // Before the words are kept: what the button of the replies wrote is none.
        picker.close();
        thread.leave_words();
    });
    Effect::new(move |_| {
        if let (true, Some(area)) = (app.wants_to_write.get() == Some(thread.id), area.get()) {
            let _ = area.focus();
            app.wants_to_write.set(None);
        }
    });
    // Until it is known whether one may write here, the field takes what is typed and cannot be seen.
    let unknown = Memo::new(move |_| app.detail.with(Option::is_none));
    // WebKitGTK lacks `field-sizing`: the rows follow the text.
    Effect::new(move |_| {
        unknown.track();
        thread.text.track();
        spawn_local(async move {
            tick().await;
            if let Some(area) = area.try_get_untracked().flatten() {
                fit(&area);
            }
        });
    });
    let can_send = Memo::new(move |_| match writing.get() {
        _ if unknown.get() || thread.is_over() => false,
        Writing::Empty => thread.tray.has_files() && thread.tray.adding.get() == 0,
        writing => writing.can_send() && thread.tray.adding.get() == 0,
    });
    let send = move || {
        if can_send.get_untracked() {
            complaint.set(None);
            send(thread);
        }
    };
    let keys = move |event: KeyboardEvent| {
        if picker.press(&event) {
            return;
        }
        let sends = event.key() == "Enter" && !event.shift_key() && !browser::is_touch();
        // A line break stands for it until something can be sent: words that follow are not glued to these.
        let is_early = sends && unknown.get_untracked();
        thread.sends_first.set_value(is_early);
        if sends && !is_early {
            event.prevent_default();
            send();
        }
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
            class:vh=unknown
            aria-label=t::reply_form()
            on:submit=move |event: SubmitEvent| {
                event.prevent_default();
                send();
            }
        >
            {picker_list(picker)}
            {clip_menu(clip)}
            {move || closed_now(thread)}
            {of_finished(thread)}
            <Present />
            {audience(thread)}
            {tray(thread)}
            <div class="writer">
                {clip_button(clip)}
                {picker_button(picker)}
                <textarea
                    id=browser::COMPOSER
                    rows="1"
                    dir="auto"
                    aria-label=t::message()
                    aria-describedby="composer-problem"
                    aria-autocomplete=move || picker.is_open().then_some("list")
                    aria-controls=move || picker.is_open().then_some(replies::LIST)
                    aria-activedescendant=move || picker.active_id()
                    aria-invalid=move || matches!(writing.get(), Writing::TooLong(_)).then_some("true")
                    placeholder=move || placeholder(thread)
                    node_ref=area
                    prop:value=thread.text
                    on:input=move |event| {
                        thread.text.set(event_target_value(&event));
                        if !unknown.get_untracked() {
                            thread.typing.set(true);
                        }
                        complaint.set(None);
                        thread.typed();
                        picker.look();
                    }
                    on:click=move |_| picker.look()
                    on:blur=move |_| {
                        picker.close();
                        thread.typing.try_set(false);
                        thread.save_draft();
                    }
                    on:keydown=keys
                    on:paste=move |event| drop::pasted(thread, &event)
                ></textarea>
                <button
                    class="send"
                    type="submit"
                    aria-label=t::send()
                    title=t::send()
                    disabled=move || !can_send.get()
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

/// Said of a finished ticket: what is written begins the next one, or is only kept.
fn of_finished(thread: Thread) -> impl IntoView {
    let is_finished = move |detail: &Option<Arc<ConversationDetail>>| {
        detail.as_ref().is_some_and(|detail| detail.ticket.status == Status::Finished)
    };
    let is_over = Memo::new(move |_| thread.app.detail.with(is_finished).then(|| thread.is_over()));
    move || match is_over.get()? {
        true => Some(finished(thread).into_any()),
        false => Some(view! { <p class="composer-note">{t::starting_hint()}</p> }.into_any()),
    }
}

/// A family that writes now is answered later.
fn closed_now(thread: Thread) -> Option<impl IntoView + use<>> {
    thread.app.minute.track();
    let detail = thread.app.detail.get().filter(|_| thread.side == Side::Family)?;
    let hours = detail.hours.clone().filter(|hours| is_closed(hours, &detail.time_zone))?;
    Some(hours_line(hours, detail.time_zone.clone()))
}

/// Hands over what stands in the composer and the tray.
pub(super) fn send(thread: Thread) {
    let text = thread.text.get_untracked();
    thread.typing.set(false);
    let with_files = thread.tray.files.with_untracked(|files| !files.is_empty());
    thread.text.set(String::new());
    // The host tells what is there, when it has taken them.
    thread.tray.files.set(Vec::new());
    thread.tray.refused.set(Vec::new());
    // Who answers has read what was new.
    thread.first_unread.set(None);
    thread.app.outgoing.send(Written {
        with_files,
        conversation_id: thread.id,
        text,
        seen: thread.list.with_untracked(|list| list.newest_numbered()),
        ticket_id: thread.app.detail.with_untracked(|detail| detail.as_ref().map(|d| d.ticket.id)),
        starts_ticket: thread.starting.get_untracked(),
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
