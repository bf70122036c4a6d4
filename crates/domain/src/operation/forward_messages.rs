//! "Encaminhar": messages are copied into another channel's conversation of the same student and guardians
//! (rules 10, 11).

use super::{Change, Decision, Draft, Facts, FreshIds};
use crate::channel::Channel;
use crate::conversation::{Conversation, Counts};
use crate::entry::{EntryKind, Provenance};
use crate::ids::{ConversationId, EntryId};
use crate::moment::Moment;
use crate::permission::Action;
use crate::person::Side;
use crate::rejection::Rejection;
use crate::text::MessageText;
use crate::ticket::{Status, Ticket};

/// One message to copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForwardedMessage {
    /// What the copy will be called.
    pub copy_id: EntryId,
    /// What the original is.
    pub kind: EntryKind,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// What the rule needs beyond the source's [`Facts`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForwardFacts {
    /// Where to.
    pub target: Channel,
    /// The student's class group.
    pub class_group: String,
    /// The target's conversation of the same student and guardians, if there is one.
    pub existing: Option<Conversation>,
    /// Identifier for a conversation that may have to be made.
    pub conversation_id: ConversationId,
    /// For a ticket that may have to be opened in the target.
    pub target_ids: FreshIds,
    /// The messages, oldest first.
    pub messages: Vec<ForwardedMessage>,
    /// For the target's staff, with the identifier of the note.
    pub note: Option<(EntryId, MessageText)>,
}

/// The source's status does not change. The decision's conversation is the target's.
pub fn forward_messages(
    facts: &Facts,
    mut asked: ForwardFacts,
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
    let forwardable = asked.messages.iter().all(|message| message.kind.is_message());
    if asked.messages.is_empty() || !forwardable || asked.target.id == facts.conversation.channel_id {
        return Err(Rejection::NotForwardable);
    }
    let mut source = Draft::new(facts, written_at, ids);
    source.add_event(EntryKind::ForwardedAway {
        channel_id: asked.target.id,
        count: u32::try_from(asked.messages.len()).unwrap_or(u32::MAX),
    });
    let mut changes = source.done().changes;

    let mut target_ids = std::mem::replace(&mut asked.target_ids, FreshIds {
        ticket: facts.conversation.ticket.id,
        events: Vec::new(),
    });
    let mut target = open_target(facts, &asked, written_at, &mut target_ids);
    for message in asked.messages {
        let text = message.kind.text().cloned().ok_or(Rejection::NotForwardable)?;
        let kind = EntryKind::Forwarded { text, provenance: message.provenance };
        target.add_entry(message.copy_id, kind);
        // A forwarded message is news to the target's staff, whoever wrote it.
        target.conversation.counts.add(Side::Family);
    }
    target.set_counts();
    if let Some((id, text)) = asked.note {
        target.add_entry(id, EntryKind::Note { text });
    }
    let conversation_id = target.conversation.id;
    changes.extend(target.done().changes);
    Ok(Decision { conversation_id, changes })
}

fn open_target<'a>(
    facts: &Facts,
    asked: &ForwardFacts,
    written_at: Moment,
    ids: &'a mut FreshIds,
) -> Draft<'a> {
    let number = asked.existing.as_ref().map_or(0, |c| c.ticket.number) + 1;
    let ticket = Ticket::opened_by_forward(ids.ticket, number, facts.actor.person_id, facts.now);
    let is_new = asked.existing.is_none();
    let conversation = asked.existing.clone().unwrap_or_else(|| Conversation {
        id: asked.conversation_id,
        channel_id: asked.target.id,
        ticket: ticket.clone(),
        counts: Counts::default(),
        ..facts.conversation.clone()
    });
    let was_finished = conversation.ticket.status == Status::Finished;
    let mut draft = Draft {
        actor: facts.actor,
        now: facts.now,
        written_at,
        ids,
        conversation,
        changes: Vec::new(),
    };
    if is_new {
        let opened = draft.conversation.clone();
        draft.changes.push(Change::ConversationOpened(Box::new(opened)));
    } else if was_finished {
        draft.set_ticket(ticket);
    }
    if is_new || was_finished {
        draft.add_event(EntryKind::StatusChanged { status: Status::Pending, opened: true });
    }
    draft
}
