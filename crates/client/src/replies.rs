//! Canned replies ("Respostas prontas") of a channel: those that the server knows, with this person's changes
//! that wait.

use std::collections::BTreeMap;

use conversas_domain::canned_reply::CannedReply;
use conversas_domain::ids::ChannelId;
use conversas_domain::text::{MessageText, Name};
use conversas_protocol::{ChannelView, Directory, Op, SaveReply};

use crate::outbox::OutboxItem;

/// A canned reply of a channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The reply as it will be after queued changes.
    pub reply: CannedReply,
    /// The reply was made or changed here, and is not sent yet.
    pub waits: bool,
}

/// Answers the replies of every channel that the reader belongs to.
pub(crate) fn of_channels(directory: &Directory, items: &[OutboxItem]) -> BTreeMap<ChannelId, Vec<Reply>> {
    let mine = directory.channels.iter().filter(|channel| channel.member);
    mine.map(|channel| (channel.id, expected(channel, items))).collect()
}

/// Answers the replies of a channel, by title as the server sorts them. `items`: this person's own of any
/// target, in order.
pub(crate) fn expected(channel: &ChannelView, items: &[OutboxItem]) -> Vec<Reply> {
    let known = channel.replies.iter().cloned().map(|reply| Reply { reply, waits: false });
    let mut replies: Vec<Reply> = known.collect();
    let of_it = |item: &&OutboxItem| item.is_expected() && item.target() == channel.id.into();
    for item in items.iter().filter(of_it) {
        match &item.op {
            Op::SaveReply(asked) => {
                let Some(reply) = reply_of(asked) else { continue };
                replies.retain(|known| known.reply.id != reply.id);
                replies.push(Reply { reply, waits: item.is_unsent() });
            }
            Op::DeleteReply(asked) => replies.retain(|known| known.reply.id != asked.reply_id),
            _ => {}
        }
    }
    let key = |reply: &Reply| (String::from(reply.reply.title.clone()), reply.reply.id);
    replies.sort_by_cached_key(key);
    replies
}

/// Whether the directory shows the effect of a confirmed row.
pub(crate) fn is_in(directory: &Directory, item: &OutboxItem) -> bool {
    let of = |id| directory.channels.iter().filter(move |channel: &&ChannelView| channel.id == id);
    match &item.op {
        Op::SaveReply(asked) => {
            let saved = reply_of(asked);
            of(asked.channel_id)
                .flat_map(|channel| &channel.replies)
                .any(|known| Some(known) == saved.as_ref())
        }
        Op::DeleteReply(asked) => {
            of(asked.channel_id).flat_map(|channel| &channel.replies).all(|known| known.id != asked.reply_id)
        }
        _ => true,
    }
}

/// Makes a reply of what was asked. None: only an older or newer program takes it for a reply; the server
/// decides about it.
fn reply_of(asked: &SaveReply) -> Option<CannedReply> {
    let (title, text) = (Name::parse(&asked.title).ok()?, MessageText::parse(&asked.text).ok()?);
    Some(CannedReply { id: asked.reply_id, title, text })
}

#[cfg(test)]
mod tests;
