//! Removing a canned reply.

use conversas_domain::operation;
use conversas_protocol::DeleteReply;

use super::{Call, Decided, facts};

pub(super) fn decide(call: &mut Call<'_>, asked: &DeleteReply) -> Decided {
    let facts = facts::of_channel(call, asked.channel_id)?;
    let kept = facts::replies(call, asked.channel_id)?;
    Ok(operation::delete_reply(&facts, &kept, asked.reply_id)?)
}
