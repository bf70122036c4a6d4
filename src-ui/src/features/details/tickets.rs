//! The chronology of a ticket, and the tickets before it.

use conversas_ipc::{CsatItem, TicketItem};
use leptos::prelude::*;

use crate::app::App;
use crate::clock;
use crate::components::{icon, status_icon, status_name, tiny_icon};
use crate::i18n::{common, csat as survey, dates, details as t};

/// The events of the current ticket, oldest first.
pub(super) fn timeline(app: App, ticket: &TicketItem) -> impl IntoView + use<> {
    let today = clock::today();
    let step = |(place, step): (usize, &conversas_ipc::TicketStepItem)| {
        let when = dates::moment(clock::civil(step.at), today);
        let said = t::step(step.status, step.side, place == 0, &when, &app.short(&step.by));
        view! {
            <li data-status=status_name(step.status)>
                {status_icon(step.status)}
                <span>
                    <b>{common::status(step.status)}</b>
                    <small>{said}</small>
                </span>
            </li>
        }
    };
    view! {
        <ol class="timeline">{ticket.steps.iter().enumerate().map(step).collect_view()} {ticket.csat.as_ref().map(rated)}</ol>
    }
}

/// The family's answer, with its comment.
fn rated(csat: &CsatItem) -> impl IntoView + use<> {
    let when = dates::moment(clock::civil(csat.at), clock::today());
    let comment = csat.comment.clone();
    view! {
        <li data-status="rated">
            {icon("star")}
            <span>
                <b>{survey::given(u8::from(csat.rating))}</b>
                <small>{format!("{when}, {}", t::family_rated())}</small>
                {(!comment.is_empty()).then(|| view! { <q class="comment" dir="auto">{comment}</q> })}
            </span>
        </li>
    }
}

/// The earlier tickets, newest first.
pub(super) fn earlier(tickets: &[TicketItem]) -> impl IntoView + use<> {
    view! { <ul class="past">{tickets.iter().map(past).collect_view()}</ul> }
}

fn past(ticket: &TicketItem) -> impl IntoView + use<> {
    let ended = ticket.steps.last().map(|step| dates::date(clock::civil(step.at).date, clock::today()));
    let score = match ticket.csat.as_ref().map(|csat| csat.rating) {
        Some(rating) => view! {
            {icon("star")}
            <span class="vh">{t::rating()}</span>
            {u8::from(rating)}
        }
        .into_any(),
        None => t::no_rating().into_any(),
    };
    let comment = ticket.csat.as_ref().map(|csat| csat.comment.clone()).filter(|words| !words.is_empty());
    view! {
        <li class="past-ticket" data-status=status_name(ticket.status)>
            {tiny_icon(status_name(ticket.status))}
            <span>{format!("{}, {}", ended.unwrap_or_default(), t::ticket(ticket.number))}</span>
            <span class="score">{score}</span>
            {comment.map(|words| view! { <q class="comment" dir="auto">{words}</q> })}
        </li>
    }
}
