//! A reply being written, with chips for the names in it.

use conversas_domain::canned_reply::Placeholders;
use conversas_domain::text::{MessageText, Name, TextError};
use conversas_ipc::SaveReply;
use leptos::html;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};
use web_sys::SubmitEvent;

use super::Replies;
use crate::components::{Dialog, dialog_foot};
use crate::i18n::{failures, replies as t};
use crate::state::replies::byte_of;
use crate::transport::call;

/// The form of a new or known reply.
#[component]
pub(super) fn ReplyForm() -> impl IntoView {
    let replies = expect_context::<Replies>();
    Effect::new(move |was_open: Option<bool>| {
        let is_open = replies.editing.get();
        if was_open == Some(true) && !is_open {
            replies.typed_no_more();
        }
        is_open
    });
    let heading = move || if replies.id.get().is_some() { t::edit_title() } else { t::new() };
    view! {
        <Dialog
            open=replies.editing
            id="reply-title"
            class="dialog tall"
            title=Signal::derive(move || heading().to_owned())
        >
            <Fields replies />
        </Dialog>
    }
}

#[component]
fn Fields(replies: Replies) -> impl IntoView {
    let complaint = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    view! {
        <form
            class="dialog-form"
            aria-labelledby="reply-title"
            on:submit=move |event: SubmitEvent| {
                event.prevent_default();
                save(replies, busy, complaint);
            }
        >
            <div class="content">
                {name_field(replies, complaint)} {text_field(replies, complaint)}
                <p class="wrong" role="alert">{move || complaint.get()}</p>
            </div>
            {dialog_foot(replies.editing, t::save(), Some(busy))}
        </form>
    }
}

fn name_field(replies: Replies, complaint: RwSignal<Option<String>>) -> impl IntoView {
    view! {
        <div>
            <label class="label" for="reply-name">{t::name()}</label>
            <div class="input">
                <input
                    id="reply-name"
                    type="text"
                    autocomplete="off"
                    autofocus
                    aria-describedby="reply-name-help"
                    prop:value=replies.title
                    on:input=move |event| {
                        replies.title.set(event_target_value(&event));
                        replies.typed();
                        complaint.set(None);
                    }
                />
            </div>
            <p class="help" id="reply-name-help">{t::name_hint()}</p>
        </div>
    }
}

fn text_field(replies: Replies, complaint: RwSignal<Option<String>>) -> impl IntoView {
    let area = NodeRef::<html::Textarea>::new();
    let chip = move |token: &'static str| {
        view! {
            <button class="filter-chip token" type="button" on:click=move |_| insert(replies, area, token)>
                {token}
            </button>
        }
    };
    view! {
        <div>
            <label class="label" for="reply-text">{t::text()}</label>
            <textarea
                class="textarea"
                id="reply-text"
                rows="6"
                aria-describedby="reply-tokens-help"
                node_ref=area
                prop:value=replies.text
                on:input=move |event| {
                    replies.text.set(event_target_value(&event));
                    replies.typed();
                    complaint.set(None);
                }
            ></textarea>
            <div class="chips tokens" role="group" aria-label=t::tokens()>
                {Placeholders::TOKENS.map(chip).collect_view()}
            </div>
            <p class="help" id="reply-tokens-help">{t::tokens_hint()}</p>
            {move || example(replies)}
        </div>
    }
}

/// Puts a place for a name where the cursor stands.
fn insert(replies: Replies, area: NodeRef<html::Textarea>, token: &'static str) {
    let Some(area) = area.get_untracked() else { return };
    let text = replies.text.get_untracked();
    let at = area.selection_start().ok().flatten().unwrap_or(u32::MAX) as usize;
    let byte = byte_of(&text, at);
    let cursor = text[..byte].encode_utf16().count() + token.encode_utf16().count();
    replies.text.set(format!("{}{token}{}", &text[..byte], &text[byte..]));
    replies.typed();
    spawn_local(async move {
        // The field must take the text first.
        tick().await;
        let cursor = u32::try_from(cursor).unwrap_or(0);
        let _ = area.focus();
        let _ = area.set_selection_range(cursor, cursor);
    });
}

/// An example of the reply with names in it, while it has places for some.
fn example(replies: Replies) -> Option<impl IntoView> {
    let me = replies.app.me();
    let names =
        Placeholders { guardian: t::example_guardian(), student: t::example_student(), staff: &me.name };
    let (text, filled) = replies.text.with(|text| (text.clone(), names.fill(text)));
    (text != filled).then(|| view! { <p class="help example">{t::example()} <q dir="auto">{filled}</q></p> })
}

fn save(replies: Replies, busy: RwSignal<bool>, complaint: RwSignal<Option<String>>) {
    let (title, text) = (replies.title.get_untracked(), replies.text.get_untracked());
    let wrong = match (Name::parse(&title), MessageText::parse(&text)) {
        (Err(TextError::Empty), _) => Some(t::name_missing()),
        (Err(TextError::TooLong), _) => Some(t::name_long()),
        (_, Err(TextError::Empty)) => Some(t::text_missing()),
        (_, Err(TextError::TooLong)) => Some(t::text_long()),
        (Ok(_), Ok(_)) => None,
    };
    if let Some(wrong) = wrong {
        return complaint.set(Some(wrong.to_owned()));
    }
    let Some(channel) = untrack(move || replies.channel()) else { return };
    if busy.get_untracked() {
        return;
    }
    busy.set(true);
    let request = SaveReply { channel_id: channel.id, id: replies.id.get_untracked(), title, text };
    spawn_local(async move {
        let answer = call(request).await;
        busy.try_set(false);
        match answer {
            Ok(_) => {
                replies.editing.try_set(false);
                replies.app.ask_account();
                replies.app.say("check", t::saved().to_owned());
            }
            Err(failure) => {
                complaint.try_set(Some(failures::failure(&failure)));
            }
        }
    });
}
