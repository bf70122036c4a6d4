//! Applies a decision to the world, as a store does.

use std::collections::BTreeMap;

use conversas_domain::conversation::ReadMark;
use conversas_domain::entry::Seq;
use conversas_domain::ids::ConversationId;
use conversas_domain::operation::{Change, Decision};
use conversas_domain::ticket::Ticket;

use crate::world::{Placed, Thread, World};

/// Applies every change of the decision, in order.
pub(crate) fn apply(world: &mut World, decision: &Decision) {
    for change in &decision.changes {
        match change {
            Change::ConversationOpened(conversation) => {
                assert!(world.thread(conversation.id).is_none(), "a conversation opens once");
                world.threads.push(Thread {
                    tickets: vec![conversation.ticket.clone()],
                    conversation: (**conversation).clone(),
                    entries: Vec::new(),
                    marks: BTreeMap::new(),
                });
            }
            Change::TicketSet { conversation_id, ticket } => {
                set_ticket(thread(world, *conversation_id), ticket)
            }
            Change::EntryAdded { conversation_id, entry } => {
                world.last_seq = Seq(world.last_seq.0 + 1);
                let placed = Placed { seq: world.last_seq, entry: (**entry).clone() };
                let everywhere = world.threads.iter().flat_map(|thread| &thread.entries);
                let known = |other: &Placed| other.entry.id == entry.id;
                assert!(!everywhere.into_iter().any(known), "an entry is added once");
                thread(world, *conversation_id).entries.push(placed);
            }
            Change::CountsSet { conversation_id, counts, handled } => {
                let conversation = &mut thread(world, *conversation_id).conversation;
                (conversation.counts, conversation.handled) = (*counts, *handled);
            }
            Change::GuardianAdded { conversation_id, person_id } => {
                thread(world, *conversation_id).conversation.guardians.push(*person_id);
            }
            Change::ReadMarked { conversation_id, person_id, mark } => {
                let thread = thread(world, *conversation_id);
                let seq = if mark.seq == Seq::default() { thread.last_seq() } else { mark.seq };
                thread.marks.insert(*person_id, ReadMark { seq, ..*mark });
            }
            Change::ReplySaved { .. } | Change::ReplyDeleted { .. } => {
                panic!("attempts are about conversations")
            }
        }
    }
}

fn thread(world: &mut World, id: ConversationId) -> &mut Thread {
    let found = world.threads.iter_mut().find(|thread| thread.conversation.id == id);
    found.expect("a decision changes conversations that exist")
}

fn set_ticket(thread: &mut Thread, ticket: &Ticket) {
    match thread.tickets.iter_mut().find(|known| known.id == ticket.id) {
        Some(known) => *known = ticket.clone(),
        None => thread.tickets.push(ticket.clone()),
    }
    thread.conversation.ticket = thread.tickets.last().expect("a conversation has a ticket").clone();
}
