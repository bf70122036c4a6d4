//! Plays the plot, through the same operations as in real life.

use conversas_domain::csat::Rating;
use conversas_domain::entry::Seq;
use conversas_domain::ids::{ConversationId, EntryId};
use conversas_domain::moment::Moment;
use conversas_domain::person::{Actor, Side};
use conversas_domain::ticket::Status;
use conversas_protocol::{
    AddGuardian, AnswerCsat, AssignTicket, FinishTicket, ForwardMessages, MarkRead, Op, OpContent, OpRequest,
    OpenConversation, Outcome, SendMessage, StartTicket, WriteNote,
};
use conversas_server::store::{Read, StoreError, Write};
use conversas_server::{Fresh, execute};

use super::dice;
use super::files::Shelf;
use super::plot::{Act, Beat, Plot, Who};
use super::settle::House;

/// The progress of a conversation.
#[derive(Clone, Copy, Default)]
struct Place {
    id: Option<ConversationId>,
    /// The family's newest message.
    family_said: Option<EntryId>,
}

/// Plays everything that is not in the future; answers how often an operation was refused.
pub(super) fn play(
    tx: &mut dyn Write,
    fresh: &mut Fresh,
    house: &House,
    shelf: &Shelf,
    plot: Plot,
    now: Moment,
) -> Result<usize, StoreError> {
    // Files have identifiers of their own, so that all other identifiers stay the same.
    let mut of_files = dice::fresh(house.channels.len() as u64);
    let mut places = vec![Place::default(); plot.threads.len()];
    let mut refused = 0;
    for beat in plot.beats.iter().filter(|beat| beat.at <= now) {
        let thread = &plot.threads[beat.thread];
        let place = &mut places[beat.thread];
        let actor = match beat.who {
            Who::Guardian(index) => house.guardians[thread.student][index],
            Who::Staff(index) => house.staff[index],
        };
        let is_file = matches!(beat.act, Act::File(_));
        let fresh = if is_file { &mut of_files } else { &mut *fresh };
        let op = match beat.act {
            Act::File(key) => file(tx, fresh, shelf, *place, key, beat.at, actor)?,
            _ => op(tx, fresh, house, thread, *place, beat, actor)?,
        };
        let Some(op) = op else { continue };
        let said = op.content().and(op.entry_id());
        let forwards = matches!(op, Op::ForwardMessages(_));
        let request = OpRequest { op_id: fresh.id(beat.at), written_at: beat.at, op };
        let receipt = execute(tx, fresh, actor, &request, beat.at)?;
        match receipt.outcome {
            Outcome::Applied { target, .. } if !forwards => place.id = target.conversation_id(),
            Outcome::Applied { .. } => {}
            Outcome::Rejected { .. } => refused += 1,
        }
        if actor.side() == Side::Family && !is_file {
            place.family_said = said.or(place.family_said);
        }
    }
    Ok(refused)
}

/// Sends a file in a ticket that is open.
fn file(
    tx: &mut dyn Write,
    fresh: &mut Fresh,
    shelf: &Shelf,
    place: Place,
    key: &str,
    at: Moment,
    actor: Actor,
) -> Result<Option<Op>, StoreError> {
    let Some(conversation_id) = place.id else { return Ok(None) };
    let Some(attachment_id) = shelf.upload(tx, fresh, actor, key, at)? else { return Ok(None) };
    let content = OpContent::Attachment { attachment_id };
    let entry_id = fresh.id(at);
    Ok(Some(Op::SendMessage(SendMessage { conversation_id, entry_id, content, ticket_id: None, seen: None })))
}

/// Makes the first message of a conversation; only a text can begin one.
fn opening(fresh: &mut Fresh, house: &House, thread: &super::script::Thread, beat: &Beat) -> Option<Op> {
    let Act::Write(text) = &beat.act else { return None };
    Some(Op::OpenConversation(OpenConversation {
        conversation_id: fresh.id(beat.at),
        channel_id: house.channels[thread.channel],
        student_id: house.students[thread.student],
        guardians: vec![house.guardians[thread.student][thread.starter].person_id],
        entry_id: fresh.id(beat.at),
        content: text.clone().into(),
    }))
}

fn op(
    tx: &dyn Read,
    fresh: &mut Fresh,
    house: &House,
    thread: &super::script::Thread,
    place: Place,
    beat: &Beat,
    actor: Actor,
) -> Result<Option<Op>, StoreError> {
    let family = &house.guardians[thread.student];
    let Some(conversation_id) = place.id else { return Ok(opening(fresh, house, thread, beat)) };
    let Some(row) = tx.conversation(conversation_id)? else { return Ok(None) };
    let entry_id = fresh.id(beat.at);
    Ok(Some(match &beat.act {
        Act::Write(text) if row.ticket.status == Status::Finished => Op::StartTicket(StartTicket {
            conversation_id,
            entry_id,
            content: text.clone().into(),
            seen: None,
        }),
        Act::Write(text) => Op::SendMessage(SendMessage {
            conversation_id,
            entry_id,
            content: text.clone().into(),
            ticket_id: None,
            seen: None,
        }),
        // Files are sent by another function.
        Act::File(_) => return Ok(None),
        Act::Note(text, called) => {
            let mentions = called.iter().map(|index| house.staff[*index].person_id).collect();
            Op::WriteNote(WriteNote { conversation_id, entry_id, text: text.clone(), mentions })
        }
        Act::Assign => {
            let person_id = Some(actor.person_id);
            Op::AssignTicket(AssignTicket { conversation_id, ticket_id: row.ticket.id, person_id })
        }
        Act::Join(index) => {
            Op::AddGuardian(AddGuardian { conversation_id, person_id: family[*index].person_id })
        }
        Act::Forward(note) => Op::ForwardMessages(ForwardMessages {
            conversation_id,
            channel_id: house.channels[1],
            entries: place.family_said.into_iter().collect(),
            note: Some(note.trim().to_owned()),
        }),
        Act::Finish => Op::FinishTicket(FinishTicket { conversation_id, ticket_id: row.ticket.id }),
        Act::Rate(rating, comment) => {
            let Ok(rating) = Rating::try_from(*rating) else { return Ok(None) };
            let comment = comment.map(str::to_owned);
            Op::AnswerCsat(AnswerCsat { conversation_id, ticket_id: row.ticket.id, rating, comment })
        }
        Act::Read if actor.side() == Side::Family && row.shared_end.seq == Seq::default() => {
            return Ok(None);
        }
        Act::Read => Op::MarkRead(MarkRead { conversation_id, seq: Seq(i64::MAX) }),
    }))
}
