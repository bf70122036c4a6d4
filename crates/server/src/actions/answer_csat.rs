//! The family's answer to the survey.

use conversas_domain::csat::Rating;
use conversas_domain::ids::{ConversationId, TicketId};
use conversas_domain::operation;
use conversas_domain::rejection::Rejection;
use conversas_domain::text::{Comment, TextError};

use super::{Call, Decided, facts};

pub(super) fn decide(
    call: &mut Call<'_>,
    conversation_id: ConversationId,
    ticket_id: TicketId,
    rating: Rating,
    comment: Option<&str>,
) -> Decided {
    let facts = facts::of(call, conversation_id)?;
    let ticket = call.tx.ticket(conversation_id, ticket_id)?.ok_or(Rejection::NotFound)?;
    let comment = match comment.map(Comment::parse) {
        None | Some(Err(TextError::Empty)) => None,
        Some(text) => Some(text?),
    };
    let mut ids = call.fresh.ids(call.now);
    Ok(operation::answer_csat(&facts, &ticket, rating, comment, call.written_at, &mut ids)?)
}
