//! Windows of a thread, and what a person does in it.

use std::collections::HashMap;

use conversas_client::{
    BlockedReason as Reason, Choice as Chosen, Delivery as Got, Engine, FileHere, OutboxState, Place,
    ThreadItem as Item, ThreadWindow as Window, Upload as Gone,
};
use conversas_domain::ids::{AttachmentId, ConversationId};
use conversas_ipc::{
    BeginConversation, Begun, BlockedReason, Choice, Connection, Delivery, Done, Failure, FinishTicket,
    LeaveConversation, MarkRead, Position, Queued, ResolveBlocked, Resolved, SendMessage, StartTicket,
    ThreadItem, ThreadPage, ThreadQuery, ThreadWindow, Upload,
};

use crate::Host;
use crate::failure::failure;
use crate::session;
use crate::view::connection_of;
pub(crate) use crate::view::place_of;

mod item;

use item::{Shown, item_of};

pub(crate) async fn page(engine: &Engine, query: ThreadQuery) -> Result<ThreadPage, Failure> {
    let window = match query.window {
        ThreadWindow::Latest => Window::Latest,
        ThreadWindow::Around { entry_id } => Window::Around(entry_id),
        ThreadWindow::Before { position } => Window::Before(place_of(position)),
        ThreadWindow::After { position } => Window::After(place_of(position)),
        ThreadWindow::From { position } => Window::From(place_of(position)),
    };
    let limit = query.limit.clamp(1, 500);
    let page = engine.thread(query.conversation_id, window, limit).await.map_err(failure)?;
    Ok(ThreadPage {
        items: items_of(engine, query.conversation_id, page.items, &page.files).await?,
        has_older: page.has_older,
        older_offline: page.older_offline,
        has_newer: page.has_newer,
    })
}

/// Makes items of a thread as the reader sees them.
pub(crate) async fn items_of(
    engine: &Engine,
    id: ConversationId,
    items: Vec<Item>,
    files: &HashMap<AttachmentId, FileHere>,
) -> Result<Vec<ThreadItem>, Failure> {
    let detail = engine.conversation(id).await.map_err(failure)?;
    let directory = session::directory(engine).await?;
    let shown = Shown { directory: &directory, view: &detail.view, files };
    Ok(items.into_iter().map(|item| item_of(item, &shown)).collect())
}

pub(crate) async fn send_message(engine: &Engine, request: SendMessage) -> Result<Queued, Failure> {
    let seen = request.seen.map(place_of);
    let SendMessage { conversation_id, text, ticket_id, .. } = request;
    let sent = engine.send_message_for(conversation_id, ticket_id, &text, seen).await;
    Ok(Queued { entry_id: sent.map_err(failure)? })
}

pub(crate) async fn begin_conversation(
    engine: &Engine,
    request: BeginConversation,
) -> Result<Begun, Failure> {
    let begun = engine.begin_conversation(request.channel_id, request.student_id).await;
    Ok(Begun { conversation_id: begun.map_err(failure)? })
}

pub(crate) async fn leave_conversation(engine: &Engine, request: LeaveConversation) -> Result<Done, Failure> {
    engine.leave(request.conversation_id).await.map_err(failure)?;
    Ok(Done {})
}

pub(crate) async fn start_ticket(engine: &Engine, request: StartTicket) -> Result<Queued, Failure> {
    let sent = engine.start_ticket(request.conversation_id, &request.text).await;
    Ok(Queued { entry_id: sent.map_err(failure)? })
}

pub(crate) async fn finish_ticket(engine: &Engine, request: FinishTicket) -> Result<Done, Failure> {
    engine.finish_ticket(request.conversation_id, request.ticket_id).await.map_err(failure)?;
    Ok(Done {})
}

pub(crate) async fn mark_read(engine: &Engine, request: MarkRead) -> Result<Done, Failure> {
    let place = place_of(request.position);
    engine.mark_read(request.conversation_id, place).await.map_err(failure)?;
    Ok(Done {})
}

pub(crate) async fn resolve_blocked(host: &Host, request: ResolveBlocked) -> Result<Resolved, Failure> {
    let ResolveBlocked { conversation_id, entry_id, choice } = request;
    let chosen = match choice {
        Choice::SendAnyway => Chosen::SendAnyway,
        Choice::StartTicketAndSend => Chosen::StartTicketAndSend,
        Choice::KeepAsDraft => Chosen::KeepAsDraft,
        Choice::Discard => Chosen::Discard,
    };
    let thrown_away = if choice == Choice::Discard {
        host.recording.discard(conversation_id, entry_id).await?
    } else {
        host.engine.resolve_blocked(conversation_id, entry_id, chosen).await.map_err(failure)?;
        None
    };
    Ok(Resolved { thrown_away: thrown_away.map(|id| id.to_string()) })
}

pub(crate) fn retry(engine: &Engine) -> Connection {
    engine.retry();
    connection_of(engine.connection())
}

fn position_of(place: Place) -> Position {
    match place {
        Place::Numbered(seq) => Position { seq: seq.0, local: 0 },
        Place::Unsent(local) => Position { seq: Position::UNSENT, local },
    }
}

fn delivery_of(got: Got) -> Delivery {
    match got {
        Got::Sending { upload } => Delivery::Sending {
            upload: upload.map(|upload| match upload {
                Gone::Uploading { percent } => Upload::Uploading { percent },
                Gone::Checking => Upload::Checking,
                Gone::NoRoom => Upload::NoRoom,
            }),
        },
        Got::Sent | Got::Outbox(OutboxState::Sent) => Delivery::Sent,
        Got::Delivered => Delivery::Delivered,
        Got::Read => Delivery::Read,
        Got::Outbox(OutboxState::Queued) => Delivery::Queued,
        Got::Outbox(OutboxState::Failed { reason }) => Delivery::Failed { reason },
        Got::Outbox(OutboxState::Blocked { reason }) => Delivery::Blocked {
            reason: match reason {
                Reason::TicketFinished => BlockedReason::TicketFinished,
                Reason::AnsweredMeanwhile => BlockedReason::AnsweredMeanwhile,
                Reason::AudienceGrew => BlockedReason::AudienceGrew,
                Reason::NotInPlan => BlockedReason::NotInPlan,
                Reason::Old => BlockedReason::Old,
                Reason::NotLetThrough => BlockedReason::NotLetThrough,
            },
        },
    }
}
