//! "Respostas prontas": what a channel keeps for its members. A change waits like a message, and shows at once.

use std::collections::BTreeMap;

use conversas_domain::canned_reply::CannedReply;
use conversas_domain::ids::{CannedReplyId, ChannelId, OpId};
use conversas_domain::moment::Moment;
use conversas_domain::operation::{self, ChannelFacts, Decision};
use conversas_domain::permission::Relation;
use conversas_domain::person::Actor;
use conversas_domain::rejection::Rejection;
use conversas_domain::text::{MessageText, Name};
use conversas_protocol::{DeleteReply, Op, SaveReply};
use conversas_view::DraftPlace;

use super::Engine;
use crate::error::Result;
use crate::event::Touched;
use crate::outbox::OutboxItem;
use crate::reader::Reader;
use crate::replies::{self, Reply};
use crate::store::{Transaction, drafts, outbox};

impl Engine {
    /// Answers the canned replies of every channel that the person belongs to, with the person's own changes
    /// that wait.
    pub async fn replies(&self) -> Result<BTreeMap<ChannelId, Vec<Reply>>> {
        let directory = self.inner.live()?.directory;
        let items = self.inner.store.read(outbox::beside_conversations).await?;
        Ok(replies::of_channels(&directory, &items))
    }

    /// Makes a canned reply, or replaces the one with this identifier.
    pub async fn save_reply(
        &self,
        channel_id: ChannelId,
        id: Option<CannedReplyId>,
        title: &str,
        text: &str,
    ) -> Result<()> {
        let (title, text) = (Name::parse(title)?, MessageText::parse(text)?);
        let reply = CannedReply { id: id.unwrap_or_else(|| self.inner.fresh_id()), title, text };
        let (op_id, now) = (self.inner.fresh_id(), self.inner.clock.now());
        self.inner
            .change(move |tx, reader, touched| {
                let (facts, kept) = known(tx, reader, channel_id)?;
                let (title, text) = (reply.title.clone().into(), reply.text.clone().into());
                let op = SaveReply { channel_id, reply_id: reply.id, title, text };
                let decision = operation::save_reply(&facts, &kept, reply)?;
                drafts::save(tx, DraftPlace::Reply { channel_id, id }, "")?;
                queue(tx, touched, &decision, op.into(), (op_id, now))
            })
            .await
    }

    /// Deletes a canned reply; deleting one that is gone already is no error.
    pub async fn delete_reply(&self, channel_id: ChannelId, id: CannedReplyId) -> Result<()> {
        let (op_id, now) = (self.inner.fresh_id(), self.inner.clock.now());
        self.inner
            .change(move |tx, reader, touched| {
                let (facts, kept) = known(tx, reader, channel_id)?;
                let decision = operation::delete_reply(&facts, &kept, id)?;
                let op = DeleteReply { channel_id, reply_id: id };
                queue(tx, touched, &decision, op.into(), (op_id, now))
            })
            .await
    }
}

/// A channel and its replies, as far as they are known here.
fn known(
    tx: &Transaction<'_>,
    reader: &Reader,
    channel_id: ChannelId,
) -> Result<(ChannelFacts, Vec<CannedReply>)> {
    let directory = &reader.directory;
    let channel = directory.channels.iter().find(|channel| channel.id == channel_id);
    let channel = channel.ok_or(Rejection::NotFound)?;
    let school_id = directory.school.id;
    let facts = ChannelFacts {
        actor: Actor { person_id: reader.me, school_id, role: reader.role },
        relation: if channel.member { Relation::Member } else { Relation::SameSchool },
        channel_id,
        school_id,
    };
    let kept = replies::expected(channel, &outbox::beside_conversations(tx)?);
    Ok((facts, kept.into_iter().map(|known| known.reply).collect()))
}

/// Queues a change of a reply, unless it changes nothing.
fn queue(
    tx: &Transaction<'_>,
    touched: &mut Touched,
    decision: &Decision,
    op: Op,
    (op_id, now): (OpId, Moment),
) -> Result<()> {
    if decision.changes.is_empty() {
        return Ok(());
    }
    outbox::add(tx, &OutboxItem::new(op_id, Moment::default(), now, op))?;
    touched.outbox = true;
    // The directory holds the replies.
    touched.directory = true;
    Ok(())
}
