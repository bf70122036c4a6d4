//! The list's pane while it loads, when loading failed, and when the list is empty.

use conversas_domain::filter::{InboxFilter, TypeFilter};
use conversas_domain::person::Side;
use conversas_domain::ticket::Status;
use leptos::prelude::*;

use super::model::{Inbox, Loading};
use crate::app::acts::perform;
use crate::components::drawing::Drawing;
use crate::components::empty;
use crate::i18n::{common, failures, inbox as t};
use crate::state::filter;
use crate::state::shortcuts::Act;

/// Placeholders of rows that load.
pub(super) fn skeletons() -> impl IntoView {
    let rows = (0..8).map(|_| view! { <li class="conversation skeleton">{bones()}</li> }).collect_view();
    view! {
        <div class="scroll">
            <ul class="conversations" aria-label=common::loading() aria-busy="true">
                {rows}
            </ul>
        </div>
    }
}

/// Placeholders of a row's words.
pub(super) fn bones() -> impl IntoView {
    view! {
        <span class="bone disc"></span>
        <div class="lines">
            <div class="bone w60"></div>
            <div class="bone w40"></div>
            <div class="bone w90"></div>
        </div>
    }
}

/// An empty list, with the reason.
#[component]
pub(super) fn Blank() -> impl IntoView {
    let inbox = expect_context::<Inbox>();
    move || {
        if let Loading::Failed(failure) = inbox.loading.get() {
            let again = button(common::try_again(), move || inbox.ask());
            return empty(Drawing::Notebook, t::failed().to_owned(), failures::failure(&failure), again)
                .into_any();
        }
        let is_filtered = inbox.filter.with(|now| now.is_active());
        if !inbox.name.with(|name| name.trim().is_empty()) {
            let hint = if is_filtered { t::nothing_found_filtered() } else { t::nothing_found_hint() };
            return plain(t::nothing_found(), hint);
        }
        if !inbox.list.with(|list| list.is_whole()) {
            return match inbox.app.is_offline() {
                true => plain(t::not_here(), t::not_here_hint()),
                false => skeletons().into_any(),
            };
        }
        let has_any = inbox.list.with(|list| list.counts().total > 0);
        match inbox.side {
            Side::School if is_filtered && has_any => filtered(inbox),
            Side::School => plain(t::no_conversation(), t::no_conversation_staff()),
            Side::Family => {
                let write = button(t::new_conversation(), || {
                    perform(Act::StartConversation);
                });
                let (title, text) = match has_any {
                    true => (t::nothing_about(), t::no_conversation_family()),
                    false => (t::no_conversation(), t::no_conversation_family()),
                };
                empty(Drawing::Notebook, title.to_owned(), text.to_owned(), write).into_any()
            }
        }
    }
}

/// Says that the filter shows nothing, and offers a way on. "Ninguém esperando" stands only where nobody in the channel
/// waits.
fn filtered(inbox: Inbox) -> AnyView {
    let (is_pending, kind) = inbox.filter.with(|now| (filter::shows_only_pending(now), now.kind));
    let waiting = inbox.app.summaries().with(|all| {
        let found = all.channels.iter().find(|summary| Some(summary.id) == inbox.channel);
        found.map_or(0, |summary| summary.waiting)
    });
    let show = move || {
        button(t::show_in_progress(), move || {
            inbox.set_filter(InboxFilter {
                statuses: [Status::InProgress].into(),
                ..inbox.filter.get_untracked()
            });
        })
    };
    match (is_pending, kind, waiting) {
        (true, TypeFilter::All, 0) => {
            let me = inbox.app.me_untracked();
            let channel = me.channels.iter().find(|channel| Some(channel.id) == inbox.channel);
            let text = t::all_answered(channel.map(|channel| channel.name.as_str()).unwrap_or_default());
            empty(Drawing::Answered, t::nobody_waiting().to_owned(), text, show()).into_any()
        }
        (true, TypeFilter::All, waiting) => {
            let text = t::waiting_in_progress(waiting);
            empty(Drawing::Notebook, t::nothing_pending().to_owned(), text, show()).into_any()
        }
        (true, TypeFilter::Mine | TypeFilter::Others, _) => plain(t::nothing_matches(), t::never_pending()),
        // The way out of the filters is above, where the count is.
        (false, _, _) => plain(t::nothing_matches(), t::nothing_matches_hint()),
    }
}

fn plain(title: &'static str, text: &'static str) -> AnyView {
    empty(Drawing::Notebook, title.to_owned(), text.to_owned(), ()).into_any()
}

fn button(label: &'static str, act: impl Fn() + 'static) -> impl IntoView {
    view! {
        <button class="button" type="button" on:click=move |_| act()>
            {label}
        </button>
    }
}
