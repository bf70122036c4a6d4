//! The domain's rules, asked before anything is queued: an act that the rules refuse the server would refuse,
//! and an act that changes nothing is not sent. The rules see what this device knows, with the person's own
//! items that wait.

use conversas_domain::channel::Channel;
use conversas_domain::conversation::Conversation as OfDomain;
use conversas_domain::csat::CsatResponse;
use conversas_domain::entry::{EntryKind, Provenance};
use conversas_domain::ids::{ChannelId, ConversationId, EntityId, EntryId, PersonId, TicketId};
use conversas_domain::moment::Moment;
use conversas_domain::operation::{Decision, Facts, ForwardedMessage, FreshIds, OpenFacts};
use conversas_domain::person::Actor;
use conversas_domain::rejection::Rejection;
use conversas_domain::ticket::Ticket;
use conversas_protocol::{ConversationView, Op};

use super::{Fresh, write};
use crate::conversation::{adding, answers};
use crate::error::Result;
use crate::event::Touched;
use crate::expected::{UNNAMED, expected};
use crate::outbox::OutboxItem;
use crate::reader::Reader;
use crate::store::conversations::Conversation;
use crate::store::{Transaction, conversations, entries, merged, outbox};

/// A conversation that somebody is about to do something in.
pub(super) struct About {
    pub(super) known: Conversation,
    /// The person's own items that are not done.
    items: Vec<OutboxItem>,
    /// The facts of the conversation as they will be once these items are done.
    pub(super) facts: Facts,
}

/// Loads the conversation; it may have another identifier by now.
pub(super) fn about(tx: &Transaction<'_>, reader: &Reader, id: ConversationId, now: Moment) -> Result<About> {
    let known = conversations::get(tx, merged::now(tx, id)?)?.ok_or(Rejection::NotFound)?;
    let items = outbox::of(tx, known.view.id)?;
    let facts = facts(reader, &known.view, &items, now);
    Ok(About { known, items, facts })
}

fn facts(reader: &Reader, view: &ConversationView, items: &[OutboxItem], now: Moment) -> Facts {
    let school = &reader.directory.school;
    let mut guardians: Vec<PersonId> = view.guardians.iter().map(|guardian| guardian.id).collect();
    guardians.extend(adding(view, items));
    Facts {
        actor: Actor { person_id: reader.me, school_id: school.id, role: reader.role },
        relation: reader.relation(&reader.directory, view.channel_id),
        plan: school.plan,
        conversation: OfDomain {
            id: view.id,
            school_id: school.id,
            channel_id: view.channel_id,
            student_id: view.student.id,
            guardians,
            ticket: expected(&view.ticket.ticket, items, (reader.me, reader.side())).ticket.into_owned(),
            counts: view.counts,
            handled: view.handled.unwrap_or_default(),
        },
        now,
    }
}

/// Identifiers for a decision whose changes the server makes: here they go nowhere.
pub(super) fn unused_ids() -> FreshIds {
    FreshIds { ticket: nobodys(), events: vec![nobodys(); FreshIds::EVENTS] }
}

fn nobodys<T: EntityId>() -> T {
    T::from_uuid(UNNAMED)
}

impl About {
    /// Queues an operation, unless it changes nothing.
    pub(super) fn queue(
        &self,
        tx: &Transaction<'_>,
        reader: &Reader,
        touched: &mut Touched,
        decision: &Decision,
        (op, fresh): (Op, Fresh),
    ) -> Result<()> {
        if decision.changes.is_empty() {
            return Ok(());
        }
        write(tx, reader, touched, &self.known, op, fresh)
    }

    /// The current ticket; none: a queued start will open it, and the server has no name for it yet.
    pub(super) fn current_ticket(&self) -> Option<TicketId> {
        let id = self.facts.conversation.ticket.id;
        (id != nobodys()).then_some(id)
    }

    /// Whether the next message makes the server know the conversation, which was made here. One that the plan holds lets the
    /// next go before it.
    pub(super) fn is_first(&self) -> bool {
        let opens = |item: &OutboxItem| matches!(item.op, Op::OpenConversation(_)) && !item.state.lets_pass();
        self.known.provisional && !self.items.iter().any(opens)
    }

    /// The facts about opening a conversation that was made here. Whether there is one already, the server knows.
    pub(super) fn opening(&self, reader: &Reader) -> Result<OpenFacts> {
        let (view, facts) = (&self.known.view, &self.facts);
        Ok(OpenFacts {
            actor: facts.actor,
            plan: facts.plan,
            channel: channel(reader, view.channel_id)?,
            student_id: view.student.id,
            class_group: view.student.class_group.clone(),
            guardians: view.guardians.iter().map(|guardian| guardian.id).collect(),
            relation: facts.relation,
            existing: None,
            now: facts.now,
        })
    }

    /// A ticket of the conversation, current or not, with my answer to its survey if one waits.
    pub(super) fn ticket(&self, id: TicketId) -> Result<Ticket> {
        let view = &self.known.view;
        let mut all = [&view.ticket].into_iter().chain(&view.earlier).map(|view| &view.ticket);
        let mut ticket = all.find(|ticket| ticket.id == id).ok_or(Rejection::NotFound)?.clone();
        let queued = answers(&self.items).into_iter().find(|answer| answer.ticket_id == id);
        if let Some(answer) = queued {
            ticket.csat = Some(CsatResponse { rating: answer.rating, comment: None, at: answer.at });
        }
        Ok(ticket)
    }

    /// Answers messages of the thread, to be copied; a message that the server has not numbered yet cannot be
    /// copied.
    pub(super) fn messages(&self, tx: &Transaction<'_>, chosen: &[EntryId]) -> Result<Vec<ForwardedMessage>> {
        chosen.iter().map(|entry_id| self.message(tx, *entry_id)).collect()
    }

    fn message(&self, tx: &Transaction<'_>, entry_id: EntryId) -> Result<ForwardedMessage> {
        let view = &self.known.view;
        let seq = entries::seq_of(tx, Some(view.id), entry_id)?;
        let entry = seq.map(|seq| entries::by_seq(tx, seq)).transpose()?.flatten();
        let entry = entry.ok_or(Rejection::NotForwardable)?;
        let provenance = match &entry.kind {
            EntryKind::Forwarded { provenance, .. } => provenance.clone(),
            _ => Provenance {
                entry_id,
                author_id: entry.author.id,
                author_side: entry.side,
                at: entry.at,
                channel_id: view.channel_id,
            },
        };
        Ok(ForwardedMessage { copy_id: nobodys(), kind: entry.kind.clone(), provenance })
    }
}

/// A channel of the school as the rules know it.
pub(super) fn channel(reader: &Reader, id: ChannelId) -> Result<Channel> {
    let directory = &reader.directory;
    let view = directory.channels.iter().find(|channel| channel.id == id).ok_or(Rejection::NotFound)?;
    Ok(Channel {
        id,
        school_id: directory.school.id,
        name: view.name.clone(),
        description: view.description.clone(),
        kind: view.kind,
        active: view.active,
        hours: view.hours.clone(),
        class_groups: view.class_groups.clone(),
    })
}
