//! The composer: text, draft, limit, and its readers.

mod audience;
mod clip;
mod replies;
mod tray;
mod writer;

use std::sync::Arc;

use conversas_domain::person::Side;
use conversas_domain::ticket::Status;
use conversas_ipc::{ConversationDetail, SendMessage};
use leptos::prelude::*;
use web_sys::SubmitEvent;

use super::super::model::Thread;
use super::field::length_hint;
use super::finished;
use super::present::Present;
use crate::app::Written;
use crate::components::{hours_line, icon, is_closed};
use crate::i18n::thread as t;
use audience::audience;
use clip::{clip_button, clip_menu};
use replies::{picker_button, picker_list};
use tray::tray;
use writer::{Writer, field};

/// The form below the log.
#[component]
pub(super) fn Composer() -> impl IntoView {
    let thread = expect_context::<Thread>();
    let writer = Writer::new(thread);
    let problem = move || {
        let complaint =
            || thread.complaint.get().map(|said| view! { <span class="wrong">{said}</span> }.into_any());
        length_hint(writer.writing.get()).or_else(complaint)
    };
    view! {
        <form
            class="composer"
            class:vh=writer.unknown
            aria-label=t::reply_form()
            on:submit=move |event: SubmitEvent| {
                event.prevent_default();
                writer.send();
            }
        >
            {picker_list(writer.picker)}
            {clip_menu(writer.clip)}
            {move || closed_now(thread)}
            {of_finished(thread)}
            <Present />
            {audience(thread)}
            {tray(thread)}
            <div class="writer">
                {clip_button(writer.clip)}
                {picker_button(writer.picker)}
                {field(writer)}
                <button
                    class="send"
                    type="submit"
                    aria-label=t::send()
                    title=t::send()
                    disabled=move || !writer.can_send.get()
                    // The press is ignored so that the keyboard of a phone stays open.
                    on:mousedown=move |event| event.prevent_default()
                >
                    {icon("send")}
                </button>
            </div>
            <p class="composer-problem" id="composer-problem" role="status">{problem}</p>
        </form>
    }
}

/// The line about a finished ticket: the message begins the next one, or is only kept.
fn of_finished(thread: Thread) -> impl IntoView {
    let is_finished = move |detail: &Option<Arc<ConversationDetail>>| {
        detail.as_ref().is_some_and(|detail| detail.ticket.status == Status::Finished)
    };
    let is_over = Memo::new(move |_| thread.app.detail().with(is_finished).then(|| thread.is_over()));
    move || match is_over.get()? {
        true => Some(finished(thread).into_any()),
        false => Some(view! { <p class="composer-note">{t::starting_hint()}</p> }.into_any()),
    }
}

/// The line for a family that writes while nobody answers.
fn closed_now(thread: Thread) -> Option<impl IntoView + use<>> {
    thread.app.minute().track();
    let detail = thread.app.detail().get().filter(|_| thread.side == Side::Family)?;
    let hours = detail.hours.clone().filter(|hours| is_closed(hours, &detail.time_zone))?;
    Some(hours_line(hours, detail.time_zone.clone()))
}

/// Sends the words in the composer and the files in the tray.
pub(in crate::features::thread) fn send(thread: Thread) {
    let text = thread.text.get_untracked();
    thread.typing.set(false);
    let with_files = thread.tray.files.with_untracked(|files| !files.is_empty());
    thread.text.set(String::new());
    // The host tells the tray's content when it has taken the files.
    thread.tray.files.set(Vec::new());
    thread.tray.refused.set(Vec::new());
    // A person who answers has read the new messages.
    thread.first_unread.set(None);
    thread.app.send(Written {
        message: SendMessage {
            conversation_id: thread.id,
            text,
            seen: thread.list.with_untracked(|list| list.newest_numbered()),
            ticket_id: thread.app.detail().with_untracked(|detail| detail.as_ref().map(|d| d.ticket.id)),
        },
        with_files,
        starts_ticket: thread.starting.get_untracked(),
    });
    thread.show_end();
}
