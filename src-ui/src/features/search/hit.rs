//! One line of the results.

use conversas_domain::channel::ChannelKind;
use conversas_domain::person::Side;
use conversas_ipc::{InboxRow, MessageHit};
use leptos::prelude::*;

use super::finder::{Finder, Hit, hit_id};
use crate::app::App;
use crate::clock;
use crate::components::{avatar_stack, channel_tile, icon, keycaps_of, marked, marked_name, status, student};
use crate::i18n::{common, dates, inbox, shortcuts};
use crate::state::names;
use crate::state::shortcuts::Act;

/// An option of the list.
pub(super) fn hit(finder: Finder, place: usize, hit: &Hit, sought: &str) -> impl IntoView + use<> {
    let inside = match hit {
        Hit::Conversation(row) => conversation(finder.app, row, sought).into_any(),
        Hit::Message(message) => {
            let mut authors: Vec<String> =
                finder.hits.with_untracked(|hits| hits.iter().filter_map(author_of).collect());
            // One person may have written several of them.
            authors.sort_unstable();
            authors.dedup();
            found_message(finder.app, message, &authors).into_any()
        }
        Hit::Command(act) => command(symbol(*act), shortcuts::act(*act).to_owned(), Some(*act)).into_any(),
        Hit::Channel(_, name) => command("channel", shortcuts::go_to(name), None).into_any(),
    };
    let class = match hit {
        Hit::Conversation(_) => "hit conversation",
        Hit::Message(_) => "hit conversation found-message",
        Hit::Command(_) | Hit::Channel(..) => "hit command",
    };
    let chosen = hit.clone();
    view! {
        <div
            class=class
            id=hit_id(place)
            role="option"
            aria-selected=move || (finder.active.get() == place).to_string()
            on:pointermove=move |_| {
                if finder.active.get_untracked() != place {
                    finder.active.set(place);
                }
            }
            // The field keeps the focus.
            on:mousedown=move |event| event.prevent_default()
            on:click=move |_| finder.choose(&chosen)
        >
            {inside}
        </div>
    }
}

fn conversation(app: App, row: &InboxRow, sought: &str) -> impl IntoView + use<> {
    let head = match app.side() {
        Side::School => names::listed(&row.guardians),
        Side::Family => row.channel.clone(),
    };
    let about = match app.side() {
        Side::School => format!("{} · {}", names::short_class(&row.class_group), row.channel),
        Side::Family => {
            let class = names::short_class(&row.class_group);
            match inbox::company(&row.others, row.has_twin) {
                company if company.is_empty() => class,
                company => format!("{class} · {company}"),
            }
        }
    };
    let face = match app.side() {
        Side::School => avatar_stack(&row.guardians).into_any(),
        Side::Family => channel_tile(kind(app, &row.channel)).into_any(),
    };
    view! {
        {face}
        <div class="lines">
            <div class="line">
                <span class="guardians">{marked_name(&head, sought)}</span>
                {when(row.last_activity)}
            </div>
            <div class="line">
                {student(marked_name(&row.student, sought), &about)}
                {status(row.status)}
            </div>
        </div>
    }
}

fn author_of(hit: &Hit) -> Option<String> {
    match hit {
        Hit::Message(message) => Some(message.author.clone()),
        Hit::Conversation(_) | Hit::Command(_) | Hit::Channel(..) => None,
    }
}

fn found_message(app: App, message: &MessageHit, authors: &[String]) -> impl IntoView + use<> {
    let (head, face, about) = match app.side() {
        Side::School => (
            names::listed(&message.guardians),
            avatar_stack(&message.guardians).into_any(),
            format!("{} · {}", names::isolated(&message.student), message.channel),
        ),
        Side::Family => (
            message.channel.clone(),
            channel_tile(kind(app, &message.channel)).into_any(),
            message.student.clone(),
        ),
    };
    view! {
        {face}
        <div class="lines">
            <div class="line">
                <span class="guardians">{head}</span>
                {when(message.at)}
            </div>
            <div class="line">
                <p class="student">
                    {icon("cap")}
                    <span class="vh">{common::student()}</span>
                    " "
                    <span class="name">{about}</span>
                </p>
            </div>
            <p class="preview">
                <b>{format!("{}: ", names::short(&message.author, authors))}</b>
                {marked(&message.text)}
            </p>
        </div>
    }
}

fn when(at: conversas_domain::moment::Moment) -> impl IntoView {
    view! { <time class="when">{dates::short(clock::civil(at), clock::today())}</time> }
}

fn command(symbol: &'static str, words: String, act: Option<Act>) -> impl IntoView {
    view! {
        {icon(symbol)}
        <span class="what">{words}</span>
        {act.map(keycaps_of)}
    }
}

fn kind(app: App, channel: &str) -> ChannelKind {
    let me = app.me_untracked();
    me.channels.iter().find(|known| known.name == channel).map_or(ChannelKind::General, |known| known.kind)
}

fn symbol(act: Act) -> &'static str {
    match act {
        Act::NextConversation | Act::ToEnd => "chevron-down",
        Act::PreviousConversation => "chevron-up",
        Act::Answer | Act::StartConversation | Act::Send | Act::Break | Act::Open => "chat",
        Act::Note => "lock",
        Act::Forward => "forward",
        Act::Assign => "user",
        Act::Finish => "finished",
        Act::Search | Act::FindHere => "search",
        Act::Details => "panel",
        Act::Export => "download",
        Act::FilterPending => "pending",
        Act::FilterInProgress => "in-progress",
        Act::FilterFinished => "finished",
        Act::FilterAll | Act::FilterMine | Act::FilterOthers => "filter",
        Act::ClearFilters | Act::Close => "close",
        Act::Replies | Act::Canned => "reply",
        Act::Settings => "settings",
        Act::Theme => "moon",
        Act::Help | Act::Move | Act::Menu => "keyboard",
        Act::Select => "check",
        Act::Copy => "copy",
    }
}
