//! Sending a message.

use conversas_domain::entry::Seq;
use conversas_domain::operation::{self, Facts, Meanwhile};
use conversas_domain::person::Side;
use conversas_protocol::SendMessage;

use super::{Call, Decided, content, facts};
use crate::store::StoreError;

pub(super) fn decide(call: &mut Call<'_>, asked: &SendMessage) -> Decided {
    let facts = facts::of(call, asked.conversation_id)?;
    let content = content::of(call, &asked.content)?;
    let meanwhile = match asked.seen {
        Some(seen) => meanwhile(call, &facts, seen)?,
        None => Meanwhile::default(),
    };
    let message = operation::SendMessage {
        entry_id: asked.entry_id,
        content,
        written_at: call.written_at,
        ticket_id: asked.ticket_id,
        seen: asked.seen,
    };
    let mut ids = call.fresh.ids(call.now);
    Ok(operation::send_message(&facts, message, meanwhile, &mut ids)?)
}

pub(super) fn meanwhile(call: &Call<'_>, facts: &Facts, seen: Seq) -> Result<Meanwhile, StoreError> {
    let (conversation, me) = (&facts.conversation, call.actor.person_id);
    let others = call.tx.by_others(conversation.id, me, seen)?;
    Ok(Meanwhile {
        colleague_answered: match call.actor.side() {
            Side::School => call.tx.colleagues_answer(conversation.id, conversation.ticket.id, me, seen)?,
            Side::Family => None,
        },
        guardian_joined: others.joined,
        others_wrote: others.wrote,
    })
}
