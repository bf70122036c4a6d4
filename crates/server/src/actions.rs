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
mod facts;
mod finish_ticket;
mod forward_messages;
mod mark_read;
mod open_conversation;
mod send_message;
mod start_ticket;
mod write_note;

/// One operation on its way.
pub(crate) struct Call<'a> {
    pub(crate) tx: &'a mut dyn Write,
    pub(crate) fresh: &'a mut Fresh,
    pub(crate) actor: Actor,
    /// Server time.
    pub(crate) now: Moment,
    /// The device's clock.
    pub(crate) written_at: Moment,
}

/// Why there is no decision.
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

/// Does what was asked, or answers what it did the first time this `op_id` came from this person.
pub(crate) fn execute(
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
    let mut call = Call { tx, fresh, actor, now, written_at: request.written_at };
    let decided = decide(&mut call, &request.op).and_then(|decision| with_free_ids(&mut call, decision));
    let outcome = match decided {
        Ok(decision) => Outcome::Applied {
            conversation_id: decision.conversation_id,
            seq: ledger::apply(call.tx, actor, &decision)?,
            at: now,
        },
        Err(Refusal::Rejected(reason)) => Outcome::Rejected { reason },
        Err(Refusal::Store(error)) => return Err(error),
    };
    let receipt = Receipt { op_id: request.op_id, outcome };
    call.tx.insert_receipt(person, &receipt, now)?;
    Ok(receipt)
}

fn decide(call: &mut Call<'_>, op: &Op) -> Decided {
    match op {
        Op::OpenConversation { conversation_id, channel_id, student_id, guardians, entry_id, content } => {
            let asked = open_conversation::Asked {
                conversation_id: *conversation_id,
                channel_id: *channel_id,
                student_id: *student_id,
                guardians,
                entry_id: *entry_id,
                content,
            };
            open_conversation::decide(call, &asked)
        }
        Op::SendMessage { conversation_id, entry_id, content, ticket_id, seen } => {
            let asked = send_message::Asked {
                conversation_id: *conversation_id,
                entry_id: *entry_id,
                content,
                ticket_id: *ticket_id,
                seen: *seen,
            };
            send_message::decide(call, &asked)
        }
        Op::StartTicket { conversation_id, entry_id, content, seen } => {
            start_ticket::decide(call, *conversation_id, *entry_id, content, *seen)
        }
        Op::FinishTicket { conversation_id, ticket_id } => {
            finish_ticket::decide(call, *conversation_id, *ticket_id)
        }
        Op::WriteNote { conversation_id, entry_id, text, mentions } => {
            write_note::decide(call, *conversation_id, *entry_id, text, mentions)
        }
        Op::AssignTicket { conversation_id, ticket_id, person_id } => {
            assign_ticket::decide(call, *conversation_id, *ticket_id, *person_id)
        }
        Op::ForwardMessages { conversation_id, channel_id, entries, note } => {
            forward_messages::decide(call, *conversation_id, *channel_id, entries, note.as_deref())
        }
        Op::AddGuardian { conversation_id, person_id } => {
            add_guardian::decide(call, *conversation_id, *person_id)
        }
        Op::AnswerCsat { conversation_id, ticket_id, rating, comment } => {
            answer_csat::decide(call, *conversation_id, *ticket_id, *rating, comment.as_deref())
        }
        Op::MarkRead { conversation_id, seq } => mark_read::decide(call, *conversation_id, *seq),
    }
}

/// Identifiers come from clients. An entry's that stands for something else already is refused if the actor may know that;
/// if not, another one is taken, because a refusal would tell that somebody else's entry exists.
fn with_free_ids(call: &mut Call<'_>, mut decision: Decision) -> Decided {
    for change in &mut decision.changes {
        let Change::EntryAdded { entry, .. } = change else { continue };
        if call.tx.entry_place(entry.id)?.is_none() {
            continue;
        }
        if access::sees_entry(call.tx, call.actor, entry.id)? {
            return Err(Rejection::IdTaken.into());
        }
        entry.id = call.fresh.id(call.now);
    }
    Ok(decision)
}
