//! Why a message is not on its way, and the ways out, where the message stands.

use conversas_domain::ids::EntryId;
use conversas_ipc::{BlockedReason, Choice, Delivery};
use leptos::prelude::*;

use super::model::Thread;
use crate::i18n::{failures, thread as t};

/// Nothing, for a message without trouble.
pub(super) fn trouble(thread: Thread, id: EntryId, delivery: Memo<Option<Delivery>>) -> impl IntoView {
    move || {
        let (why, choices): (&'static str, &'static [Choice]) = match delivery.get()? {
            Delivery::Blocked { reason } => (t::blocked_reason(reason), ways_out(reason)),
            Delivery::Failed { reason } => {
                (failures::rejection(reason), &[Choice::KeepAsDraft, Choice::Discard])
            }
            Delivery::Queued | Delivery::Sending | Delivery::Sent | Delivery::Delivered | Delivery::Read => {
                return None;
            }
        };
        let buttons = choices.iter().map(|choice| button(thread, id, *choice)).collect_view();
        Some(view! {
            <p class="trouble">
                <span>{why}</span>
                {buttons}
            </p>
        })
    }
}

fn ways_out(reason: BlockedReason) -> &'static [Choice] {
    match reason {
        BlockedReason::TicketFinished => &[Choice::StartTicketAndSend, Choice::KeepAsDraft, Choice::Discard],
        BlockedReason::AnsweredMeanwhile => &[Choice::SendAnyway, Choice::KeepAsDraft, Choice::Discard],
    }
}

fn button(thread: Thread, id: EntryId, choice: Choice) -> impl IntoView {
    view! {
        <button class="link" type="button" on:click=move |_| thread.resolve(id, choice)>
            {t::choice(choice)}
        </button>
    }
}
