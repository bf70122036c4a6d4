//! Everything about a conversation but its thread.

use conversas_client::{ConversationDetail as Known, Engine};
use conversas_domain::ids::ConversationId;
use conversas_domain::ticket::{Status, TicketStep};
use conversas_ipc::{ConversationDetail, Failure, GuardianItem, TicketItem, TicketStepItem};
use conversas_protocol::TicketView;

use crate::failure::failure;
use crate::inbox::channel_names;

pub(crate) async fn detail(engine: &Engine, id: ConversationId) -> Result<ConversationDetail, Failure> {
    let known = engine.conversation(id).await.map_err(failure)?;
    let names = channel_names(engine).await?;
    let channel = names.get(&known.view.channel_id).cloned().unwrap_or_default();
    Ok(detail_of(known, channel))
}

fn detail_of(known: Known, channel: String) -> ConversationDetail {
    let view = known.view;
    let guardians = view.guardians.iter().map(|guardian| GuardianItem {
        id: guardian.id,
        name: guardian.name.as_str().to_owned(),
        relationship: guardian.relationship,
    });
    ConversationDetail {
        id: view.id,
        channel_id: view.channel_id,
        channel,
        student: view.student.name.as_str().to_owned(),
        class_group: view.student.class_group.clone(),
        guardians: guardians.collect(),
        ticket: ticket_of(&view.ticket, known.status),
        earlier: view.earlier.iter().map(|ticket| ticket_of(ticket, ticket.ticket.status)).collect(),
        draft: known.draft,
        can_write: known.can_write,
        can_finish: known.can_finish,
        unread: known.unread,
    }
}

fn ticket_of(view: &TicketView, status: Status) -> TicketItem {
    let ticket = &view.ticket;
    TicketItem {
        id: ticket.id,
        number: ticket.number,
        status,
        steps: ticket.steps.iter().map(|step| step_of(step, view)).collect(),
        rating: ticket.csat.as_ref().map(|csat| csat.rating),
    }
}

fn step_of(step: &TicketStep, view: &TicketView) -> TicketStepItem {
    let person = view.people.iter().find(|person| person.id == step.by);
    TicketStepItem {
        status: step.status,
        at: step.at,
        by: person.map(|person| person.name.as_str().to_owned()).unwrap_or_default(),
        side: step.side,
    }
}
