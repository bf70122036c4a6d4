//! The list's pane while it loads, when it failed, when there is nothing.

use conversas_domain::filter::InboxFilter;
use conversas_domain::person::Side;
use conversas_domain::ticket::Status;
use leptos::prelude::*;

use super::model::{Inbox, Loading};
use crate::components::drawing::Drawing;
use crate::components::empty;
use crate::i18n::{common, failures, inbox as t};
use crate::state::filter;

/// Rows to come.
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

/// What stands for a row's words.
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

/// Nothing to show, and why.
#[component]
pub(super) fn Blank() -> impl IntoView {
    let inbox = expect_context::<Inbox>();
    move || {
        if let Loading::Failed(failure) = inbox.loading.get() {
            let again = button(common::try_again(), move || inbox.ask());
            return empty(Drawing::Notebook, t::failed().to_owned(), failures::failure(&failure), again)
                .into_any();
        }
        if !inbox.name.with(|name| name.trim().is_empty()) {
            return plain(t::nothing_found(), t::nothing_found_hint());
        }
        match inbox.side {
            Side::School if inbox.filter.with(|now| now.is_active()) => filtered(inbox),
            Side::School => plain(t::no_conversation(), t::no_conversation_staff()),
            Side::Family => {
                let write = button(t::new_conversation(), move || inbox.app.starting.set(true));
                let text = t::no_conversation_family().to_owned();
                empty(Drawing::Notebook, t::no_conversation().to_owned(), text, write).into_any()
            }
        }
    }
}

fn filtered(inbox: Inbox) -> AnyView {
    if inbox.filter.with(filter::shows_only_waiting) {
        let me = inbox.app.me_untracked();
        let channel = me.channels.iter().find(|channel| Some(channel.id) == inbox.channel);
        let text = t::all_answered(channel.map(|channel| channel.name.as_str()).unwrap_or_default());
        let show = button(t::show_in_progress(), move || {
            inbox.set_filter(InboxFilter {
                statuses: [Status::InProgress].into(),
                ..inbox.filter.get_untracked()
            });
        });
        return empty(Drawing::Answered, t::nobody_waiting().to_owned(), text, show).into_any();
    }
    // The way out stands above, where the count is.
    plain(t::nothing_matches(), t::nothing_matches_hint())
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
