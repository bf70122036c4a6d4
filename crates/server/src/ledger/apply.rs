//! Turns a decision into rows, numbers and pointers. The only place that writes into threads.

use conversas_domain::conversation::{Conversation, Progress, ReadMark};
use conversas_domain::entry::{Audience, NewEntry, Seq};
use conversas_domain::ids::{ConversationId, PersonId};
use conversas_domain::operation::{Change, Decision};
use conversas_domain::person::{Actor, Side};
use conversas_domain::ticket::Ticket;

use super::delivery::{advance, scopes_of};
use super::{delete_reply, put_reply};
use crate::store::attachments::thumbnail_of;
use crate::store::log::{Pointed, Pointer};
use crate::store::threads::{ConversationRow, End, Entry};
use crate::store::{Scope, StoreError, Write};

/// Applies a decision; answers the number of the last change, if there was any.
pub(crate) fn apply(
    tx: &mut dyn Write,
    actor: Actor,
    decision: &Decision,
) -> Result<Option<Seq>, StoreError> {
    let numbers = tx.next_seqs(actor.school_id, decision.entries().count())?.into_iter();
    let mut applying = Applying { tx, actor, numbers, threads: Vec::new(), last: None };
    for change in &decision.changes {
        applying.change(change)?;
    }
    applying.finish()
}

/// A conversation while it changes.
struct Thread {
    row: ConversationRow,
    /// The number of the last entry that this decision added.
    added: Option<Seq>,
    /// The family's scopes, once they were needed.
    family: Option<Vec<Scope>>,
}

impl Thread {
    fn new(row: ConversationRow) -> Thread {
        Thread { row, added: None, family: None }
    }
}

struct Applying<'a> {
    tx: &'a mut dyn Write,
    actor: Actor,
    /// The numbers of the entries, taken all at once.
    numbers: std::vec::IntoIter<Seq>,
    threads: Vec<Thread>,
    last: Option<Seq>,
}

impl Applying<'_> {
    fn change(&mut self, change: &Change) -> Result<(), StoreError> {
        match change {
            Change::ConversationOpened(conversation) => self.open(conversation),
            Change::TicketSet { conversation_id, ticket } => self.set_ticket(*conversation_id, ticket),
            Change::EntryAdded { conversation_id, entry } => self.add_entry(*conversation_id, entry),
            Change::CountsSet { conversation_id, counts, handled } => {
                let row = &mut self.thread(*conversation_id)?.row;
                (row.counts, row.handled) = (*counts, *handled);
                Ok(())
            }
            Change::GuardianAdded { conversation_id, person_id } => {
                self.add_guardian(*conversation_id, *person_id)
            }
            Change::ReadMarked { conversation_id, person_id, mark } => {
                self.mark_read(*conversation_id, *person_id, *mark)
            }
            Change::ReplySaved { channel_id, reply } => {
                self.last = put_reply(self.tx, self.actor.school_id, *channel_id, reply)?.or(self.last);
                Ok(())
            }
            Change::ReplyDeleted { channel_id, reply_id } => {
                self.last =
                    delete_reply(self.tx, self.actor.school_id, *channel_id, *reply_id)?.or(self.last);
                Ok(())
            }
        }
    }

    fn open(&mut self, opened: &Conversation) -> Result<(), StoreError> {
        let row = ConversationRow {
            id: opened.id,
            school_id: opened.school_id,
            channel_id: opened.channel_id,
            student_id: opened.student_id,
            ticket: opened.ticket.clone(),
            counts: opened.counts,
            handled: opened.handled,
            staff_end: End::default(),
            shared_end: End::default(),
            preview: Seq::default(),
            family_seq: Seq::default(),
            school_seq: Seq::default(),
            family: Progress::default(),
            school: Progress::default(),
        };
        self.tx.insert_conversation(&row, &opened.guardians)?;
        for guardian in &opened.guardians {
            self.tx.insert_participant(opened.id, *guardian)?;
        }
        self.tx.put_ticket(opened.id, &opened.ticket)?;
        self.threads.push(Thread::new(row));
        Ok(())
    }

    fn set_ticket(&mut self, id: ConversationId, ticket: &Ticket) -> Result<(), StoreError> {
        self.tx.put_ticket(id, ticket)?;
        let row = &mut self.thread(id)?.row;
        // A late answer to a survey changes an earlier ticket.
        if ticket.number >= row.ticket.number {
            row.ticket = ticket.clone();
        }
        Ok(())
    }

    fn add_entry(&mut self, id: ConversationId, entry: &NewEntry) -> Result<(), StoreError> {
        let seq = self.numbers.next().ok_or(StoreError::Missing("number"))?;
        let thread = self.thread(id)?;
        thread.added = Some(seq);
        extend(&mut thread.row, seq, entry);
        let row = thread.row.clone();
        let entry = Entry { conversation_id: id, seq, counts: row.counts, entry: entry.clone() };
        self.tx.insert_entry(&entry)?;
        if let Some(attachment) = entry.entry.kind.attachment() {
            let files = [Some(attachment.id), thumbnail_of(&attachment.media)];
            for file in files.into_iter().flatten() {
                self.tx.insert_attachment_ref(file, id, entry.entry.id)?;
            }
        }
        let mut scopes = vec![Scope::channel(row.channel_id)];
        if entry.entry.kind.audience() == Audience::Everyone {
            scopes.extend(self.family(id)?);
        }
        self.tx.append(Pointer { seq, to: Pointed::Entry(id) }, &scopes)?;
        self.last = Some(seq);
        Ok(())
    }

    fn add_guardian(&mut self, id: ConversationId, person: PersonId) -> Result<(), StoreError> {
        self.tx.insert_participant(id, person)?;
        self.thread(id)?.family = None;
        self.tx.update_guardian_set(id, &self.tx.participants(id)?)
    }

    fn mark_read(&mut self, id: ConversationId, person: PersonId, mark: ReadMark) -> Result<(), StoreError> {
        let side = self.actor.side();
        let thread = self.thread(id)?;
        let added = thread.added;
        let channel_id = thread.row.channel_id;
        let seq = if mark.seq == Seq::default() { added.unwrap_or_default() } else { mark.seq };
        if !self.tx.advance_mark(person, id, ReadMark { seq, ..mark })? {
            return Ok(());
        }
        // An administrator who only looks in does not read for the school.
        let counts_for_side = side == Side::Family || self.tx.is_member(person, channel_id)?;
        let row = &mut self.thread(id)?.row;
        let moved = counts_for_side && advance(row, side, Progress { delivered: seq, read: seq });
        if added.is_some() {
            // The entry's pointer brings the new state to everybody already.
            return Ok(());
        }
        let row = row.clone();
        let mut scopes = vec![Scope::person(person)];
        if moved {
            scopes.extend(scopes_of(self.tx, &row, side.other())?);
        }
        let seq = self.tx.next_seq(row.school_id)?;
        self.tx.append(Pointer { seq, to: Pointed::Conversation(id) }, &scopes)?;
        self.last = Some(seq);
        Ok(())
    }

    /// Answers the family's scopes, which are the same for all entries of a decision.
    fn family(&mut self, id: ConversationId) -> Result<Vec<Scope>, StoreError> {
        let thread = self.thread(id)?;
        if let Some(known) = &thread.family {
            return Ok(known.clone());
        }
        let row = thread.row.clone();
        let scopes = scopes_of(self.tx, &row, Side::Family)?;
        self.thread(id)?.family = Some(scopes.clone());
        Ok(scopes)
    }

    fn thread(&mut self, id: ConversationId) -> Result<&mut Thread, StoreError> {
        let found = self.threads.iter().position(|thread| thread.row.id == id);
        let index = match found {
            Some(index) => index,
            None => {
                let row = self.tx.conversation(id)?.ok_or(StoreError::Missing("conversation"))?;
                self.threads.push(Thread::new(row));
                self.threads.len() - 1
            }
        };
        Ok(&mut self.threads[index])
    }

    fn finish(self) -> Result<Option<Seq>, StoreError> {
        for thread in &self.threads {
            self.tx.update_conversation(&thread.row)?;
        }
        Ok(self.last)
    }
}

/// Brings the row of a conversation up to date with a new entry.
pub fn extend(row: &mut ConversationRow, seq: Seq, entry: &NewEntry) {
    let end = End { seq, at: entry.at };
    row.staff_end = end;
    if entry.kind.audience() == Audience::StaffOnly {
        return;
    }
    row.shared_end = end;
    match entry.side {
        Side::Family => row.family_seq = seq,
        Side::School => row.school_seq = seq,
    }
    row.counts.add_entry(entry);
    if entry.kind.is_message() {
        row.preview = seq;
    }
}

#[cfg(test)]
mod tests;
