//! The facts that most rules need.

use conversas_domain::canned_reply::CannedReply;
use conversas_domain::conversation::Conversation;
use conversas_domain::ids::{ChannelId, ConversationId, TicketId};
use conversas_domain::operation::{ChannelFacts, Facts};
use conversas_domain::permission::{Action, may};
use conversas_domain::rejection::Rejection;

use super::{Call, Refusal};
use crate::access;
use crate::store::threads::ConversationRow;
use crate::store::{Read, StoreError};

/// Loads the facts of a conversation that the actor may read; an unknown conversation is refused like an
/// invisible one. Called before anything else of an operation is looked at, so that no content makes a
/// difference between the two.
pub(super) fn of(call: &Call<'_>, id: ConversationId) -> Result<Facts, Refusal> {
    let visible = access::visible(call.tx, call.actor, id, Action::Read)?;
    let (row, relation) = visible.ok_or(Rejection::NotFound)?;
    Ok(Facts {
        actor: call.actor,
        relation,
        plan: call.tx.school(call.actor.school_id)?.plan,
        conversation: conversation(call.tx, row)?,
        now: call.now,
    })
}

/// Loads the facts of a channel that the actor may read; an unknown channel is refused like an invisible one,
/// before anything else of an operation is looked at.
pub(super) fn of_channel(call: &Call<'_>, id: ChannelId) -> Result<ChannelFacts, Refusal> {
    let relation = access::channel_relation(call.tx, call.actor, id)?;
    let channel = call.tx.channel(id)?.filter(|_| may(call.actor.role, relation, Action::Read));
    let school_id = channel.ok_or(Rejection::NotFound)?.school_id;
    Ok(ChannelFacts { actor: call.actor, relation, channel_id: id, school_id })
}

/// The canned replies of a channel.
pub(super) fn replies(call: &Call<'_>, id: ChannelId) -> Result<Vec<CannedReply>, StoreError> {
    let kept = call.tx.replies_of(&[id])?;
    Ok(kept.into_iter().map(|(_, reply)| reply).collect())
}

/// Refuses a ticket that is not of this conversation.
pub(super) fn require_ticket(call: &Call<'_>, facts: &Facts, id: TicketId) -> Result<(), Refusal> {
    let conversation = &facts.conversation;
    if conversation.ticket.id == id || call.tx.ticket(conversation.id, id)?.is_some() {
        return Ok(());
    }
    Err(Rejection::NotFound.into())
}

/// The domain's conversation of a row.
pub(super) fn conversation(db: &dyn Read, row: ConversationRow) -> Result<Conversation, StoreError> {
    Ok(Conversation {
        guardians: db.participants(row.id)?,
        id: row.id,
        school_id: row.school_id,
        channel_id: row.channel_id,
        student_id: row.student_id,
        ticket: row.ticket,
        counts: row.counts,
        handled: row.handled,
    })
}
