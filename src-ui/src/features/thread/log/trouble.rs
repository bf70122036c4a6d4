//! The reasons why a message is not on its way, and the ways out, at the message (rule 20).

use std::sync::Arc;

use conversas_domain::attachment::AttachmentKind;
use conversas_domain::ids::EntryId;
use conversas_domain::person::Side;
use conversas_domain::rejection::Rejection;
use conversas_ipc::{BlockedReason, Choice, Delivery, ItemKind, ThreadItem};
use leptos::prelude::*;

use super::super::model::Thread;
use crate::clock;
use crate::i18n::{common, failures, files, trouble as t};
use crate::state::names;
use crate::state::selection;

/// The kind of item that is not sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::features::thread) enum What {
    /// A message or a note: it can become a draft.
    Message,
    /// A file or a voice message: it can go back into the tray, or become a take.
    File,
    /// A forward: its note can become a draft.
    Forward { has_note: bool },
}

impl What {
    fn keeps(self) -> bool {
        match self {
            What::Message | What::File => true,
            What::Forward { has_note } => has_note,
        }
    }

    /// What the buttons are about.
    fn decision(self) -> &'static str {
        match self {
            What::Message | What::File => t::decision(),
            What::Forward { .. } => t::decision_on_forward(),
        }
    }

    /// The reason, in words that need nothing of the thread. Only words can be written in another way.
    fn reason(self, reason: BlockedReason) -> &'static str {
        match (self, reason) {
            (What::Forward { .. }, BlockedReason::NotLetThrough) => t::forward_not_let_through(),
            (What::File, BlockedReason::NotLetThrough) => t::file_not_let_through(),
            (What::Message | What::File | What::Forward { .. }, reason) => t::blocked_reason(reason),
        }
    }
}

/// The trouble of an item; nothing while there is none.
pub(super) fn trouble(
    thread: Thread,
    id: EntryId,
    what: What,
    delivery: Memo<Option<Delivery>>,
) -> impl IntoView {
    move || {
        let file = thread.file_of(id).map(|file| file.kind);
        let what = if file.is_some() { What::File } else { what };
        let (why, choices): (String, &'static [Choice]) = match delivery.get()? {
            Delivery::Blocked { reason } => (reason_of(thread, id, what, reason), ways_out(reason)),
            Delivery::Failed { reason } => {
                (failures::rejection(reason).to_owned(), ways_out_of_failure(thread, id, reason))
            }
            Delivery::Queued
            | Delivery::Sending { .. }
            | Delivery::Sent
            | Delivery::Delivered
            | Delivery::Read => return None,
        };
        let meanwhile =
            matches!(delivery.get(), Some(Delivery::Blocked { reason: BlockedReason::AnsweredMeanwhile }));
        let may_try_again = matches!(
            delivery.get(),
            Some(Delivery::Blocked { reason: BlockedReason::NotInPlan | BlockedReason::NotLetThrough })
        );
        let is_file = file.is_some_and(|kind| kind != AttachmentKind::Voice);
        let words = |choice: Choice| match choice {
            Choice::SendAnyway if may_try_again => common::try_again(),
            Choice::KeepAsDraft if is_file => files::to_tray(),
            choice => t::choice(choice),
        };
        let offered = choices.iter().filter(|choice| what.keeps() || **choice != Choice::KeepAsDraft);
        let buttons = offered.map(|choice| button(thread, id, *choice, words(*choice))).collect_view();
        Some(view! {
            {meanwhile.then(|| answer(thread))}
            <div class="trouble" role="group" aria-label=what.decision()>
                <span>{why}</span>
                {buttons}
            </div>
        })
    }
}

fn reason_of(thread: Thread, id: EntryId, what: What, reason: BlockedReason) -> String {
    match reason {
        BlockedReason::AudienceGrew => {
            let names = joined_since(thread, id);
            t::also_seen_by(&names.iter().map(|name| thread.app.short(name)).collect::<Vec<_>>())
        }
        BlockedReason::TicketFinished
        | BlockedReason::AnsweredMeanwhile
        | BlockedReason::NotInPlan
        | BlockedReason::Old
        | BlockedReason::NotLetThrough => what.reason(reason).to_owned(),
    }
}

/// The guardians who joined after the message was written; if that is not known, everybody who reads.
fn joined_since(thread: Thread, id: EntryId) -> Vec<String> {
    let joined: Vec<String> = thread.list.with(|list| {
        let written = list.items().iter().find(|item| item.id == id).map(|item| item.written_at);
        let name = |item: &Arc<ThreadItem>| match &item.kind {
            ItemKind::GuardianAdded { name }
                if written.is_some_and(|written| item.at >= clock::by_server(written)) =>
            {
                Some(name.clone())
            }
            _ => None,
        };
        list.items().iter().filter_map(name).collect()
    });
    if !joined.is_empty() {
        return joined;
    }
    let me = thread.app.me_untracked().id;
    thread.app.detail().with(|detail| {
        let guardians = detail.iter().flat_map(|detail| &detail.guardians);
        guardians.filter(|guardian| guardian.id != me).map(|guardian| guardian.name.clone()).collect()
    })
}

/// The colleague's words, which may stand far above.
fn answer(thread: Thread) -> Option<impl IntoView> {
    let answer = thread.list.with(|list| {
        let theirs = |item: &&Arc<ThreadItem>| {
            item.author.side == Side::School
                && !item.author.is_me
                && matches!(item.kind, ItemKind::Message { .. })
        };
        list.items().iter().rev().find(theirs).cloned()
    })?;
    let text = selection::words(&answer)?.to_owned();
    let heading = format!("{}, {}", names::isolated(&answer.author.name), clock::time_of_day(answer.at));
    Some(
        view! { <blockquote class="quoted answer"><b>{heading}</b><span dir="auto">{text}</span></blockquote> },
    )
}

fn ways_out(reason: BlockedReason) -> &'static [Choice] {
    match reason {
        BlockedReason::TicketFinished => &[Choice::StartTicketAndSend, Choice::KeepAsDraft, Choice::Discard],
        BlockedReason::AnsweredMeanwhile
        | BlockedReason::AudienceGrew
        | BlockedReason::NotInPlan
        | BlockedReason::Old
        | BlockedReason::NotLetThrough => &[Choice::SendAnyway, Choice::KeepAsDraft, Choice::Discard],
    }
}

/// The ways out of a failure; an infected file cannot be kept.
fn ways_out_of_failure(thread: Thread, id: EntryId, reason: Rejection) -> &'static [Choice] {
    match reason {
        Rejection::FileInfected if thread.file_of(id).is_some() => &[Choice::Discard],
        _ => &[Choice::KeepAsDraft, Choice::Discard],
    }
}

fn button(thread: Thread, id: EntryId, choice: Choice, words: &'static str) -> impl IntoView {
    view! {
        <button class="link" type="button" on:click=move |_| thread.resolve(id, choice)>
            {words}
        </button>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forward_is_spoken_of_as_one_and_is_not_to_be_written_otherwise() {
        let forward = What::Forward { has_note: true };
        assert_eq!(forward.decision(), "Decisão sobre este encaminhamento");
        assert!(!forward.reason(BlockedReason::NotLetThrough).contains("mude o texto"));
        assert!(What::Message.reason(BlockedReason::NotLetThrough).contains("mude o texto"));
        assert_eq!(forward.reason(BlockedReason::Old), What::Message.reason(BlockedReason::Old));
    }

    #[test]
    fn a_file_has_no_text_to_change() {
        let why = What::File.reason(BlockedReason::NotLetThrough);
        assert!(why.contains("este arquivo") && !why.contains("mude o texto"), "{why}");
    }
}
