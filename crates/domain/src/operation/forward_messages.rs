//! "Encaminhar": messages are copied into another channel's conversation of the same student and guardians
//! (rules 10, 11).

use super::{Change, Deciding, Decision, Facts, FreshIds};
use crate::channel::Channel;
use crate::conversation::{Conversation, Counts, ReadMark};
use crate::entry::{EntryKind, Provenance, Seq};
use crate::ids::{ConversationId, EntryId};
use crate::moment::Moment;
use crate::permission::Action;
use crate::rejection::Rejection;
use crate::text::MessageText;
use crate::ticket::{Status, Ticket, TicketEvent};
use crate::unread::Unread;

/// The most messages in one forward.
pub const MOST_FORWARDED: usize = 100;

/// One message to copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForwardedMessage {
    /// The identifier of the copy.
    pub copy_id: EntryId,
    /// The content of the original.
    pub kind: EntryKind,
    /// The message's origin. A message that was forwarded before keeps its first provenance.
    pub provenance: Provenance,
}

/// The facts that the rule needs beyond the source's [`Facts`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForwardFacts {
    /// The target channel.
    pub target: Channel,
    /// The student's class group.
    pub class_group: String,
    /// The target's conversation of the same student and guardians, if there is one.
    pub existing: Option<Conversation>,
    /// The forwarder's read mark in the target's conversation; none: they are no member of the target.
    pub mark: Option<ReadMark>,
    /// The identifier for a conversation that may have to be made.
    pub conversation_id: ConversationId,
    /// The identifiers for a ticket that may have to be opened in the target, and for its events.
    pub target_ids: FreshIds,
    /// The messages, oldest first.
    pub messages: Vec<ForwardedMessage>,
    /// The note for the target's staff, with its identifier.
    pub note: Option<(EntryId, MessageText)>,
}

/// The source's status does not change, finished or not. The decision's conversation is the target's.
///
/// A forward is not a reply: nobody enters `replied_by`. The family waits for the target from now on. For a forwarder who is a
/// member of the target and had nothing unread there, their own forward is read.
pub fn forward_messages(
    facts: &Facts,
    asked: ForwardFacts,
    written_at: Moment,
    ids: &mut FreshIds,
) -> Result<Decision, Rejection> {
    facts.require(Action::Forward)?;
    if asked.target.school_id != facts.actor.school_id {
        return Err(Rejection::NotFound);
    }
    if !asked.target.serves(&asked.class_group) {
        return Err(Rejection::ChannelUnavailable);
    }
    let is_a_number = (1..=MOST_FORWARDED).contains(&asked.messages.len());
    if !is_a_number || asked.target.id == facts.conversation.channel_id {
        return Err(Rejection::NotForwardable);
    }
    let channel_id = asked.target.id;
    let count = u32::try_from(asked.messages.len()).unwrap_or(u32::MAX);
    let mut copies = Vec::with_capacity(asked.messages.len());
    for message in asked.messages {
        copies.push((message.copy_id, forwarded(message.kind, message.provenance)?));
    }

    let mut source = Deciding::new(facts, written_at, ids);
    source.add_event(EntryKind::ForwardedAway { channel_id, count });
    let mut changes = source.done().changes;

    let made = asked.existing.is_none();
    let number = asked.existing.as_ref().map_or(0, |existing| existing.ticket.number) + 1;
    let mut target_ids = asked.target_ids;
    let next = Ticket::opened_by_forward(target_ids.ticket, number, facts.actor.person_id, facts.now);
    let conversation = asked.existing.unwrap_or_else(|| Conversation {
        id: asked.conversation_id,
        channel_id,
        ticket: next.clone(),
        counts: Counts::default(),
        handled: 0,
        ..facts.conversation.clone()
    });
    let conversation_id = conversation.id;
    let mut target = Deciding {
        actor: facts.actor,
        now: facts.now,
        written_at,
        ids: &mut target_ids,
        conversation,
        changes: Vec::new(),
    };
    if made {
        target.changes.push(Change::ConversationOpened(Box::new(target.conversation.clone())));
        target.add_event(EntryKind::StatusChanged { status: Status::Pending, opened: true });
    } else {
        arrive(&mut target, next);
    }
    let has_seen_all = asked.mark.is_some_and(|mark| unread(&target, mark) == 0);
    for (id, kind) in copies {
        target.add_entry(id, kind);
    }
    target.set_counts();
    if let Some((id, text)) = asked.note {
        target.add_entry(id, EntryKind::Note { text, mentions: Vec::new() });
    }
    if has_seen_all {
        target.changes.push(Change::ReadMarked {
            conversation_id,
            person_id: target.actor.person_id,
            mark: ReadMark { seq: Seq::default(), counts: target.conversation.counts },
        });
    }
    changes.extend(target.done().changes);
    Ok(Decision { target: conversation_id.into(), changes })
}

/// Messages that the forwarder has still to act on in the target, before the forward.
fn unread(target: &Deciding<'_>, mark: ReadMark) -> u32 {
    let Conversation { ticket, counts, handled, .. } = &target.conversation;
    let (reader, side) = (target.actor.person_id, target.actor.side());
    Unread { reader, side, ticket, counts: *counts, handled: Some(*handled), mark }.count()
}

/// The copy of a message; refused for what is not one.
fn forwarded(kind: EntryKind, provenance: Provenance) -> Result<EntryKind, Rejection> {
    match kind {
        EntryKind::Message { content } => Ok(EntryKind::Forwarded { content, provenance }),
        // The provenance names the original author, time and channel; the link in between is of no use to
        // anybody.
        again @ EntryKind::Forwarded { .. } => Ok(again),
        EntryKind::Note { .. }
        | EntryKind::Assigned { .. }
        | EntryKind::StatusChanged { .. }
        | EntryKind::ForwardedAway { .. }
        | EntryKind::GuardianAdded { .. }
        | EntryKind::CsatAnswered { .. }
        | EntryKind::Unreadable
        | EntryKind::Unknown => Err(Rejection::NotForwardable),
    }
}

/// Brings the forward into an existing conversation: an open ticket keeps its status; after a finished one
/// `next` opens.
fn arrive(target: &mut Deciding<'_>, next: Ticket) {
    let mut ticket = target.conversation.ticket.clone();
    match ticket.apply(TicketEvent::GotForward, target.actor.person_id, target.now) {
        Ok(_) if ticket == target.conversation.ticket => {}
        Ok(_) => target.set_ticket(ticket),
        Err(_finished) => target.begin_ticket(next),
    }
}

#[cfg(test)]
mod tests;
