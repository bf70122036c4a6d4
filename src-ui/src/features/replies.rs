//! Canned replies ("Respostas prontas"): the page where the members of a channel keep them.

mod form;
mod remove;

use conversas_domain::canned_reply::CannedReply;
use conversas_domain::ids::{CannedReplyId, ChannelId};
use conversas_ipc::{ChannelItem, ChannelReply, DraftPlace};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::{App, app};
use crate::components::drawing::Drawing;
use crate::components::{channel_tile, empty, icon};
use crate::i18n::{replies as t, thread};
use crate::state::route::Page;
use form::ReplyForm;
use remove::RemoveDialog;

/// The state of the page; a handle, copied freely.
#[derive(Clone, Copy)]
struct Replies {
    app: App,
    /// The chosen channel; none: the first.
    chosen: RwSignal<Option<ChannelId>>,
    /// Whether the form is open.
    editing: RwSignal<bool>,
    /// The reply that the form holds; none: a new one.
    id: RwSignal<Option<CannedReplyId>>,
    title: RwSignal<String>,
    text: RwSignal<String>,
    /// Whether the question "Excluir esta resposta?" is open, about this reply.
    removing: RwSignal<bool>,
    leaving: RwSignal<Option<CannedReply>>,
}

impl Replies {
    fn channels(self) -> Vec<ChannelItem> {
        self.app.me().channels.iter().filter(|channel| channel.member).cloned().collect()
    }

    /// The chosen channel, else that of the list, else the first.
    fn channel(self) -> Option<ChannelItem> {
        let wanted = self.chosen.get().or(self.app.route().get().channel);
        let channels = self.channels();
        let found = channels.iter().find(|channel| Some(channel.id) == wanted).cloned();
        found.or_else(|| channels.into_iter().next())
    }

    fn edit(self, reply: Option<&CannedReply>) {
        self.id.set(reply.map(|reply| reply.id));
        self.title.set(reply.map(|reply| reply.title.as_str().to_owned()).unwrap_or_default());
        self.text.set(reply.map(|reply| reply.text.as_str().to_owned()).unwrap_or_default());
        self.editing.set(true);
        let Some(place) = self.place() else { return };
        spawn_local(async move {
            let kept = self.app.drafts().ask(place).await;
            // Whoever types already goes on with that, and whoever has another reply open by now goes on with the other one.
            let goes_on = self.app.drafts().is_safe_untracked(place) && self.holds(place);
            if let (Some((title, text)), true) = (kept.split_once('\n'), goes_on) {
                self.title.try_set(title.to_owned());
                self.text.try_set(text.to_owned());
            }
        });
    }

    /// The place of the draft in the form.
    fn place(self) -> Option<DraftPlace> {
        let channel = untrack(move || self.channel())?;
        Some(DraftPlace::Reply { channel_id: channel.id, id: self.id.get_untracked() })
    }

    /// Whether the form is open, and holds this reply.
    fn holds(self, place: DraftPlace) -> bool {
        self.editing.try_get_untracked() == Some(true) && self.place() == Some(place)
    }

    /// Keeps the form's text while the person types.
    fn typed(self) {
        if let Some(place) = self.place() {
            let (title, text) = (self.title.get_untracked(), self.text.get_untracked());
            self.app.drafts().typed(place, &format!("{title}\n{text}"));
        }
    }

    /// Forgets the draft after the person saved the reply, or gave it up.
    fn typed_no_more(self) {
        if let Some(place) = self.place() {
            self.app.drafts().leave(place, "");
        }
    }
}

/// The page.
#[component]
pub(crate) fn RepliesPage() -> impl IntoView {
    let app = app();
    let replies = Replies {
        app,
        chosen: RwSignal::new(None),
        editing: RwSignal::new(false),
        id: RwSignal::new(None),
        title: RwSignal::new(String::new()),
        text: RwSignal::new(String::new()),
        removing: RwSignal::new(false),
        leaving: RwSignal::new(None),
    };
    provide_context(replies);
    view! {
        <section class="pane page" aria-labelledby="replies-title">
            <header class="bar">
                <button
                    class="icon-button"
                    type="button"
                    aria-label=t::back()
                    title=t::back()
                    on:click=move |_| app.go(Page::Settings)
                >
                    {icon("chevron-left")}
                </button>
                <h2 id="replies-title" tabindex="-1">{t::title()}</h2>
                <button
                    class="button"
                    type="button"
                    on:click=move |_| replies.edit(None)
                >
                    {icon("plus")}
                    {t::new()}
                </button>
            </header>
            <div class="scroll" tabindex="0" role="group" aria-label=t::title()>
                <div class="sheet replies">
                    <p class="help">{t::lead()}</p>
                    {move || channel_choices(replies)} {move || list(replies)}
                </div>
            </div>
            <ReplyForm />
            <RemoveDialog />
        </section>
    }
}

fn channel_choices(replies: Replies) -> Option<impl IntoView + use<>> {
    let channels = replies.channels();
    (channels.len() > 1).then(|| {
        let choices = channels
            .into_iter()
            .map(|channel| {
                let id = channel.id;
                view! {
                    <label class="choice">
                        {channel_tile(channel.kind)} <span class="what">{channel.name}</span>
                        <input
                            type="radio"
                            name="replies-channel"
                            prop:checked=move || replies.channel().is_some_and(|channel| channel.id == id)
                            on:change=move |_| replies.chosen.set(Some(id))
                        />
                    </label>
                }
            })
            .collect_view();
        view! {
            <fieldset class="section">
                <legend class="vh">{t::channel()}</legend>
                <div class="choices">{choices}</div>
            </fieldset>
        }
    })
}

fn list(replies: Replies) -> AnyView {
    let all = replies.channel().map(|channel| channel.replies).unwrap_or_default();
    if all.is_empty() {
        return empty(Drawing::Notebook, t::none().to_owned(), t::none_hint().to_owned(), ()).into_any();
    }
    let rows = all.into_iter().map(|reply| row(replies, reply)).collect_view();
    view! { <ul class="reply-list">{rows}</ul> }.into_any()
}

fn row(replies: Replies, ChannelReply { reply, waits }: ChannelReply) -> impl IntoView {
    let (title, text) = (reply.title.as_str().to_owned(), reply.text.as_str().to_owned());
    let (edited, left) = (reply.clone(), reply);
    let (edit, delete) = (t::edit(&title), t::delete_named(&title));
    let waiting = waits.then(|| view! { <p class="waits">{icon("clock")} {thread::queued()}</p> });
    view! {
        <li class="reply-row">
            <div class="what">
                <b>{title}</b>
                <p>{text}</p>
                {waiting}
            </div>
            <button
                class="icon-button"
                type="button"
                aria-label=edit.clone()
                title=edit
                on:click=move |_| replies.edit(Some(&edited))
            >
                {icon("pen")}
            </button>
            <button
                class="icon-button"
                type="button"
                aria-label=delete.clone()
                title=delete
                on:click=move |_| {
                    replies.leaving.set(Some(left.clone()));
                    replies.removing.set(true);
                }
            >
                {icon("trash")}
            </button>
        </li>
    }
}
