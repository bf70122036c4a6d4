//! Making or replacing a canned reply.

use conversas_domain::canned_reply::CannedReply;
use conversas_domain::operation;
use conversas_domain::text::{MessageText, Name};
use conversas_protocol::SaveReply;

use super::{Call, Decided, facts};

pub(super) fn decide(call: &mut Call<'_>, asked: &SaveReply) -> Decided {
    let facts = facts::of_channel(call, asked.channel_id)?;
    let title = Name::parse(&asked.title)?;
    let reply = CannedReply { id: asked.reply_id, title, text: MessageText::parse(&asked.text)? };
    let kept = facts::replies(call, asked.channel_id)?;
    Ok(operation::save_reply(&facts, &kept, reply)?)
}
