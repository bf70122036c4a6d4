//! A message.

use conversas_domain::entry::Seq;
use conversas_domain::ids::{ConversationId, EntryId, TicketId};
use conversas_domain::operation::{self, Facts, Meanwhile, SendMessage};
use conversas_domain::person::Side;
use conversas_protocol::OpContent;

use super::{Call, Decided, content, facts};
use crate::store::StoreError;

/// What the operation says.
pub(super) struct Asked<'a> {
    pub(super) conversation_id: ConversationId,
    pub(super) entry_id: EntryId,
    pub(super) content: &'a OpContent,
    pub(super) ticket_id: Option<TicketId>,
    pub(super) seen: Option<Seq>,
}

pub(super) fn decide(call: &mut Call<'_>, asked: &Asked<'_>) -> Decided {
    let facts = facts::of(call, asked.conversation_id)?;
    let content = content::of(call, asked.content)?;
    let meanwhile = match asked.seen {
        Some(seen) => meanwhile(call, &facts, seen)?,
        None => Meanwhile::default(),
    };
    let message = SendMessage {
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
