//! Everything a person can do: facts → decide → changes, in one transaction with the receipt.
//!
//! A file per operation loads its facts and calls the domain's rule; [`execute`] does the rest. To add one: a variant of
//! `Op`, a rule in the domain, a file here.

use conversas_domain::moment::Moment;
use conversas_domain::operation::{Change, Decision};
use conversas_domain::person::Actor;
use conversas_domain::rejection::Rejection;
use conversas_protocol::{Op, OpRequest, Outcome, Receipt};

use crate::access;
use crate::fresh::Fresh;
use crate::ledger;
use crate::store::{StoreError, Write};

mod add_guardian;
mod answer_csat;
mod assign_ticket;
mod content;
mod delete_reply;
mod facts;
mod finish_ticket;
mod forward_messages;
mod mark_read;
mod open_conversation;
mod save_reply;
mod send_message;
mod start_ticket;
mod write_note;

/// One operation on its way.
pub(crate) struct Call<'a> {
    pub(crate) tx: &'a mut dyn Write,
    pub(crate) fresh: &'a mut Fresh,
    pub(crate) actor: Actor,
    /// The server's time.
    pub(crate) now: Moment,
    /// The time of writing, by the device's clock.
    pub(crate) written_at: Moment,
}

/// The reason why there is no decision.
#[derive(Debug, thiserror::Error)]
enum Refusal {
    #[error(transparent)]
    Rejected(#[from] Rejection),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<conversas_domain::text::TextError> for Refusal {
    fn from(error: conversas_domain::text::TextError) -> Self {
        Refusal::Rejected(error.into())
    }
}

type Decided = Result<Decision, Refusal>;

/// Does the operation, or answers its first outcome if this `op_id` has come from this person before.
pub fn execute(
    tx: &mut dyn Write,
    fresh: &mut Fresh,
    actor: Actor,
    request: &OpRequest,
    now: Moment,
) -> Result<Receipt, StoreError> {
    let person = actor.person_id;
    if let Some(receipt) = tx.receipt(person, request.op_id)? {
        return Ok(receipt);
    }
    let call = Call { tx: &mut *tx, fresh, actor, now, written_at: request.written_at };
    let receipt = Receipt { op_id: request.op_id, outcome: carry_out(call, &request.op)? };
    tx.insert_receipt(person, &receipt, now)?;
    Ok(receipt)
}

/// Does the operation and keeps no receipt of it: a repeat is decided anew.
pub(crate) fn carry_out(mut call: Call<'_>, op: &Op) -> Result<Outcome, StoreError> {
    let decided = decide(&mut call, op).and_then(|decision| with_free_ids(&mut call, decision));
    match decided {
        Ok(decision) => Ok(Outcome::Applied {
            target: decision.target,
            seq: ledger::apply(call.tx, call.actor, &decision)?,
            at: call.now,
        }),
        Err(Refusal::Rejected(reason)) => Ok(Outcome::Rejected { reason }),
        Err(Refusal::Store(error)) => Err(error),
    }
}

fn decide(call: &mut Call<'_>, op: &Op) -> Decided {
    match op {
        Op::OpenConversation(asked) => open_conversation::decide(call, asked),
        Op::SendMessage(asked) => send_message::decide(call, asked),
        Op::StartTicket(asked) => start_ticket::decide(call, asked),
        Op::FinishTicket(asked) => finish_ticket::decide(call, asked),
        Op::WriteNote(asked) => write_note::decide(call, asked),
        Op::AssignTicket(asked) => assign_ticket::decide(call, asked),
        Op::ForwardMessages(asked) => forward_messages::decide(call, asked),
        Op::AddGuardian(asked) => add_guardian::decide(call, asked),
        Op::AnswerCsat(asked) => answer_csat::decide(call, asked),
        Op::MarkRead(asked) => mark_read::decide(call, asked),
        Op::SaveReply(asked) => save_reply::decide(call, asked),
        Op::DeleteReply(asked) => delete_reply::decide(call, asked),
    }
}

/// Replaces identifiers that are in use; identifiers come from clients. An entry's identifier that is in use
/// is refused if the actor may know that; otherwise another one is taken, because a refusal would tell that
/// somebody else's entry exists.
fn with_free_ids(call: &mut Call<'_>, mut decision: Decision) -> Decided {
    let added: Vec<_> = decision.entries().map(|entry| entry.id).collect();
    let taken = call.tx.entry_places(&added)?;
    for place in &taken {
        if access::sees_entry(call.tx, call.actor, place)? {
            return Err(Rejection::IdTaken.into());
        }
    }
    for change in &mut decision.changes {
        if let Change::EntryAdded { entry, .. } = change
            && taken.iter().any(|place| place.id == entry.id)
        {
            entry.id = call.fresh.id(call.now);
        }
    }
    Ok(decision)
}
