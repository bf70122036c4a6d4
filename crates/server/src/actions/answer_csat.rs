//! Recording the family's answer to the survey.

use conversas_domain::operation;
use conversas_domain::rejection::Rejection;
use conversas_domain::text::{Comment, TextError};
use conversas_protocol::AnswerCsat;

use super::{Call, Decided, facts};

pub(super) fn decide(call: &mut Call<'_>, asked: &AnswerCsat) -> Decided {
    let facts = facts::of(call, asked.conversation_id)?;
    let ticket = call.tx.ticket(asked.conversation_id, asked.ticket_id)?.ok_or(Rejection::NotFound)?;
    let comment = match asked.comment.as_deref().map(Comment::parse) {
        None | Some(Err(TextError::Empty)) => None,
        Some(text) => Some(text?),
    };
    let mut ids = call.fresh.ids(call.now);
    Ok(operation::answer_csat(&facts, &ticket, asked.rating, comment, call.written_at, &mut ids)?)
}
