//! Windows of a thread, and what a person does in it.

use std::collections::HashMap;

use conversas_client::{Engine, FileHere, Place, ThreadItem as Item, ThreadWindow as Window};
use conversas_domain::ids::{AttachmentId, ConversationId};
use conversas_ipc::{
    BeginConversation, Begun, Choice, Connection, Done, Failure, FinishTicket, LeaveConversation, MarkRead,
    Position, Queued, ResolveBlocked, Resolved, Retry, SendMessage, StartTicket, ThreadCommands, ThreadItem,
    ThreadPage, ThreadQuery, ThreadWindow,
};

use crate::Host;
use crate::failure::failure;
use crate::session;
pub(crate) use crate::view::place_of;

mod item;

use item::{Shown, item_of};

impl ThreadCommands for Host {
    async fn thread(&self, query: ThreadQuery) -> Result<ThreadPage, Failure> {
        let window = match query.window {
            ThreadWindow::Latest => Window::Latest,
            ThreadWindow::Around { entry_id } => Window::Around(entry_id),
            ThreadWindow::Before { position } => Window::Before(place_of(position)),
            ThreadWindow::After { position } => Window::After(place_of(position)),
            ThreadWindow::From { position } => Window::From(place_of(position)),
        };
        let limit = query.limit.clamp(1, 500);
        let page = self.engine.thread(query.conversation_id, window, limit).await.map_err(failure)?;
        Ok(ThreadPage {
            items: items_of(&self.engine, query.conversation_id, page.items, &page.files).await?,
            has_older: page.has_older,
            older_offline: page.older_offline,
            has_newer: page.has_newer,
        })
    }

    async fn send_message(&self, request: SendMessage) -> Result<Queued, Failure> {
        let seen = request.seen.map(place_of);
        let SendMessage { conversation_id, text, ticket_id, .. } = request;
        let sent = self.engine.send_message_for(conversation_id, ticket_id, &text, seen).await;
        Ok(Queued { entry_id: sent.map_err(failure)? })
    }

    async fn begin_conversation(&self, request: BeginConversation) -> Result<Begun, Failure> {
        let begun = self.engine.begin_conversation(request.channel_id, request.student_id).await;
        Ok(Begun { conversation_id: begun.map_err(failure)? })
    }

    async fn leave_conversation(&self, request: LeaveConversation) -> Result<Done, Failure> {
        self.engine.leave(request.conversation_id).await.map_err(failure)?;
        Ok(Done {})
    }

    async fn start_ticket(&self, request: StartTicket) -> Result<Queued, Failure> {
        let sent = self.engine.start_ticket(request.conversation_id, &request.text).await;
        Ok(Queued { entry_id: sent.map_err(failure)? })
    }

    async fn finish_ticket(&self, request: FinishTicket) -> Result<Done, Failure> {
        self.engine.finish_ticket(request.conversation_id, request.ticket_id).await.map_err(failure)?;
        Ok(Done {})
    }

    async fn mark_read(&self, request: MarkRead) -> Result<Done, Failure> {
        let place = place_of(request.position);
        self.engine.mark_read(request.conversation_id, place).await.map_err(failure)?;
        Ok(Done {})
    }

    async fn resolve_blocked(&self, request: ResolveBlocked) -> Result<Resolved, Failure> {
        let ResolveBlocked { conversation_id, entry_id, choice } = request;
        let thrown_away = if choice == Choice::Discard {
            self.recording.discard(conversation_id, entry_id).await?
        } else {
            self.engine.resolve_blocked(conversation_id, entry_id, choice).await.map_err(failure)?;
            None
        };
        Ok(Resolved { thrown_away: thrown_away.map(|id| id.to_string()) })
    }

    async fn retry(&self, _: Retry) -> Result<Connection, Failure> {
        self.engine.retry();
        Ok(self.engine.connection())
    }
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

fn position_of(place: Place) -> Position {
    match place {
        Place::Numbered(seq) => Position { seq: seq.0, local: 0 },
        Place::Unsent(local) => Position { seq: Position::UNSENT, local },
    }
}
