//! The survey of a finished ticket (rule 13), where it was finished; for the family.

use std::sync::Arc;

use conversas_domain::csat::Rating;
use conversas_domain::ids::TicketId;
use conversas_domain::moment::Moment;
use conversas_domain::text::COMMENT_LIMIT;
use conversas_ipc::{AnswerCsat, ConversationDetail, DraftPlace, ItemKind, ThreadItem, TicketItem};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::SubmitEvent;

use super::super::model::Thread;
use crate::components::{icon, small_icon, tiny_icon};
use crate::i18n::{csat as t, dates, failures};
use crate::letters::capitalized;
use crate::transport::call;
use crate::{browser, clock};

#[derive(Debug, Clone, PartialEq)]
enum State {
    Gone,
    /// The survey is answered, with the words beside the rating.
    Answered(Rating, String),
    Open(Moment),
    Closed,
}

/// The state of a survey; a handle, copied freely.
#[derive(Clone, Copy)]
struct Survey {
    thread: Thread,
    ticket: TicketId,
    rating: RwSignal<Option<u8>>,
    comment: RwSignal<String>,
    complaint: RwSignal<Option<String>>,
    /// Whether "Agora não" was pressed.
    later: RwSignal<bool>,
}

/// A ticket of the conversation.
pub(super) fn ticket_of(detail: &ConversationDetail, id: TicketId) -> Option<&TicketItem> {
    detail.earlier.iter().chain([&detail.ticket]).find(|ticket| ticket.id == id)
}

/// The card.
pub(super) fn survey(thread: Thread, ticket: TicketId) -> impl IntoView {
    let survey = Survey {
        thread,
        ticket,
        rating: RwSignal::new(None),
        comment: RwSignal::new(String::new()),
        complaint: RwSignal::new(None),
        later: RwSignal::new(false),
    };
    thread.app.drafts().bring(survey.place(), survey.comment);
    let state = Memo::new(move |_| survey.state());
    move || match state.get() {
        State::Gone => ().into_any(),
        State::Answered(rating, comment) => answered(survey, rating, comment).into_any(),
        State::Open(until) if survey.later.get() => postponed(survey, until).into_any(),
        State::Open(_) => form(survey).into_any(),
        State::Closed => {
            view! { <p class="event">{tiny_icon("star")} <span>{t::closed()}</span></p> }.into_any()
        }
    }
}

impl Survey {
    /// The place of the comment's draft.
    fn place(self) -> DraftPlace {
        DraftPlace::Survey { conversation_id: self.thread.id, ticket_id: self.ticket }
    }

    fn state(self) -> State {
        self.thread.app.minute().track();
        let Some(detail) = self.thread.app.detail().get() else { return State::Gone };
        let Some(ticket) = ticket_of(&detail, self.ticket) else { return State::Gone };
        match (&ticket.csat, ticket.csat_open_until) {
            // The time is left out: the server's moment replaces this device's, and the card would lose the
            // focus.
            (Some(csat), _) => State::Answered(csat.rating, csat.comment.clone()),
            (None, Some(until)) if clock::now() <= until => State::Open(until),
            (None, Some(_)) => State::Closed,
            (None, None) => State::Gone,
        }
    }

    /// Whether the answer is this person's and waits for the internet.
    fn is_queued(self) -> bool {
        let is_told = self.thread.list.with(|list| {
            let told = |item: &Arc<ThreadItem>| {
                matches!(item.kind, ItemKind::CsatAnswered { .. }) && item.ticket_id == Some(self.ticket)
            };
            list.has_newer || list.items().iter().any(told)
        });
        !is_told && self.thread.app.is_offline()
    }

    fn send(self) {
        let rating = self.rating.get_untracked().and_then(|rating| Rating::try_from(rating).ok());
        let Some(rating) = rating else { return self.complaint.set(Some(t::choose().to_owned())) };
        let comment = self.comment.get_untracked().trim().to_owned();
        if comment.chars().count() > COMMENT_LIMIT {
            return self.complaint.set(Some(t::too_long().to_owned()));
        }
        let asked = AnswerCsat { conversation_id: self.thread.id, ticket_id: self.ticket, rating, comment };
        spawn_local(async move {
            let answer = call(asked).await;
            if answer.is_ok() {
                self.thread.app.drafts().leave(self.place(), "");
            }
            match answer {
                Ok(_) if self.thread.is_gone() => {}
                Ok(_) => {
                    self.thread.refresh();
                    browser::focus_when_there(answered_id(self.ticket));
                }
                Err(failure) => drop(self.complaint.try_set(Some(failures::failure(&failure)))),
            }
        });
    }
}

fn form(survey: Survey) -> impl IntoView {
    let channel = survey
        .thread
        .app
        .detail()
        .with_untracked(|detail| detail.as_ref().map_or(String::new(), |detail| detail.channel.clone()));
    let comment_id = format!("survey-comment-{}", survey.ticket);
    let word = move || survey.rating.get().map(|rating| capitalized(t::word(rating)));
    view! {
        <form
            class="csat"
            aria-label=t::form()
            on:submit=move |event: SubmitEvent| {
                event.prevent_default();
                survey.send();
            }
        >
            <h2>{t::question(&channel)}</h2>
            <div>
                <div class="stars" role="radiogroup" aria-label=t::rating()>
                    {(1..=5).map(|rating| star(survey, rating)).collect_view()}
                </div>
                <p class="stars-word" aria-live="polite">{word}</p>
            </div>
            <div>
                <label class="label" for=comment_id.clone()>{t::comment()} " " <small>{t::optional()}</small></label>
                <textarea
                    class="textarea"
                    id=comment_id
                    rows="2"
                    placeholder=t::comment_hint()
                    prop:value=survey.comment
                    on:input=move |event| {
                        survey.comment.set(event_target_value(&event));
                        survey.thread.app.drafts().typed(survey.place(), &survey.comment.get_untracked());
                        survey.complaint.set(None);
                    }
                ></textarea>
            </div>
            <p class="wrong" role="alert">{move || survey.complaint.get()}</p>
            <div class="actions">
                <button class="button quiet" type="button" on:click=move |_| survey.later.set(true)>
                    {t::later()}
                </button>
                <button class="button primary" type="submit">{t::send()}</button>
            </div>
        </form>
    }
}

fn star(survey: Survey, rating: u8) -> impl IntoView {
    view! {
        <label>
            <input
                type="radio"
                name=format!("survey-{}", survey.ticket)
                value=rating.to_string()
                aria-label=format!("{rating}, {}", t::word(rating))
                prop:checked=move || survey.rating.get() == Some(rating)
                on:change=move |_| {
                    survey.rating.set(Some(rating));
                    survey.complaint.set(None);
                }
            />
            {icon("star")}
            {rating}
        </label>
    }
}

fn postponed(survey: Survey, until: Moment) -> impl IntoView {
    let date = dates::date(clock::civil(until).date, clock::today());
    view! {
        <div class="csat postponed">
            <p>{t::open_until(&date)}</p>
            <button class="button" type="button" on:click=move |_| survey.later.set(false)>
                {small_icon("star")}
                {t::rate()}
            </button>
        </div>
    }
}

/// The id of the element that replaces a ticket's form after the answer. A thread shows one per finished
/// ticket.
fn answered_id(ticket: TicketId) -> String {
    format!("survey-answered-{ticket}")
}

fn answered(survey: Survey, rating: Rating, comment: String) -> impl IntoView + use<> {
    let rating = u8::from(rating);
    let is_queued = Memo::new(move |_| survey.is_queued());
    let stars = (1..=5).map(|star| {
        let class = if star <= rating { "full" } else { "" };
        view! { <span class=class>{icon("star")}</span> }
    });
    view! {
        <div class="csat answered" id=answered_id(survey.ticket) tabindex="-1" role="group" aria-label=t::form()>
            <p class="given-stars" aria-hidden="true">{stars.collect_view()}</p>
            <p><b>{t::thanks()}</b> " · " {t::given(rating)}</p>
            {(!comment.is_empty()).then(|| view! { <blockquote class="quoted"><span>{comment}</span></blockquote> })}
            {move || is_queued.get().then(|| view! { <p class="fine">{tiny_icon("clock")} {t::queued()}</p> })}
        </div>
    }
}
