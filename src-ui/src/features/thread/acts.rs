//! Acts of keys and the palette in the open conversation.

use conversas_domain::ticket::Status;
use conversas_ipc::ConversationDetail;
use leptos::prelude::*;

use super::model::Thread;
use crate::app::acts::offer;
use crate::browser;
use crate::state::shortcuts::Act;

/// Offers the acts while the conversation is open.
pub(super) fn offer_acts(thread: Thread) {
    let detail = move |is: fn(&ConversationDetail) -> bool| {
        move || thread.app.detail().with_untracked(|detail| detail.as_ref().is_some_and(|detail| is(detail)))
    };
    offer(Act::Answer, detail(|d| d.can_write), move || answer(thread));
    offer(Act::Finish, detail(|d| d.can_finish && d.ticket.status != Status::Finished), move || {
        thread.finishing.set(true);
    });
    offer(
        Act::FindHere,
        || true,
        move || {
            thread.app.hide_details_over();
            thread.finding.set(true);
        },
    );
    offer(Act::ToEnd, || true, move || thread.show_end());
    offer(
        Act::Details,
        || true,
        move || {
            thread.app.show_details(!untrack(move || thread.app.details_shown()));
        },
    );
    offer(Act::Note, detail(|d| d.is_member), move || {
        thread.noting.set(true);
        browser::focus_later(browser::COMPOSER);
    });
    offer(Act::Assign, move || thread.app.may_assign(), move || thread.app.take_or_release());
}

/// Goes to the composer; where a finished ticket has none, to the start of a new ticket.
fn answer(thread: Thread) {
    let finished = thread
        .app
        .detail()
        .with_untracked(|d| d.as_ref().is_some_and(|d| d.ticket.status == Status::Finished));
    if finished {
        thread.starting.set(true);
    }
    browser::focus_later(browser::COMPOSER);
}
