//! What is handed to the host, one after the other: two quick presses of Enter must not overtake each other.

use std::collections::VecDeque;

use conversas_domain::ids::{ConversationId, TicketId};
use conversas_ipc::{Failure, Position, SaveDraft, SendMessage, SendTray, StartTicket};
use leptos::prelude::*;

use super::Flight;
use crate::transport::call;

/// A written message on its way to the host.
#[derive(Clone)]
pub(crate) struct Written {
    /// Where.
    pub(crate) conversation_id: ConversationId,
    /// What; may be empty with files.
    pub(crate) text: String,
    /// The tray goes before it: the text is one more message after the files.
    pub(crate) with_files: bool,
    /// Newest place the person had on the screen.
    pub(crate) seen: Option<Position>,
    /// The ticket the person had on the screen.
    pub(crate) ticket_id: Option<TicketId>,
    /// It opens the next ticket.
    pub(crate) starts_ticket: bool,
    /// A draft of it is kept and is not needed any more.
    pub(crate) had_draft: bool,
}

/// A message that the host did not take. It is a draft again.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Refused {
    /// Where.
    pub(crate) conversation_id: ConversationId,
    /// What.
    pub(crate) text: String,
    /// Why.
    pub(crate) failure: Failure,
}

/// The line; lives as long as the page, so that leaving a conversation loses nothing.
#[derive(Clone, Copy)]
pub(crate) struct Outgoing {
    queue: StoredValue<VecDeque<Written>>,
    flight: Flight,
    /// The last message that was not taken.
    pub(crate) refused: RwSignal<Option<Refused>>,
}

impl Outgoing {
    pub(super) fn new() -> Outgoing {
        Outgoing {
            queue: StoredValue::new(VecDeque::new()),
            flight: Flight::new(),
            refused: RwSignal::new(None),
        }
    }

    /// Hands a message over after those before it.
    pub(crate) fn send(self, written: Written) {
        self.queue.update_value(|queue| queue.push_back(written));
        self.flight.run(move || async move {
            while let Some(next) = self.queue.try_update_value(VecDeque::pop_front).flatten() {
                self.hand_over(next).await;
            }
        });
    }

    async fn hand_over(self, written: Written) {
        let answer = match written.with_files {
            true => self.hand_over_files(&written).await,
            false => hand_over_text(&written, written.ticket_id, written.starts_ticket).await,
        };
        let Written { conversation_id, text, had_draft, .. } = written;
        let draft = match answer {
            Ok(()) if had_draft => String::new(),
            Ok(()) => return,
            Err(failure) => {
                self.refused.set(Some(Refused { conversation_id, text: text.clone(), failure }));
                text
            }
        };
        // The text stands in the composer too: this only keeps it through a restart.
        let _ = call(SaveDraft { conversation_id, text: draft }).await;
    }

    async fn hand_over_files(self, written: &Written) -> Result<(), Failure> {
        let Written { conversation_id, seen, ticket_id, starts_ticket, .. } = *written;
        call(SendTray { conversation_id, seen, ticket_id, starts_ticket }).await?;
        match (written.text.trim().is_empty(), starts_ticket) {
            (true, _) => Ok(()),
            // The first file has opened a ticket that the person has not seen yet: the text goes into it.
            (false, true) => hand_over_text(written, None, false).await,
            (false, false) => hand_over_text(written, ticket_id, false).await,
        }
    }
}

async fn hand_over_text(
    written: &Written,
    ticket_id: Option<TicketId>,
    starts_ticket: bool,
) -> Result<(), Failure> {
    let (conversation_id, seen, text) = (written.conversation_id, written.seen, written.text.clone());
    match starts_ticket {
        true => call(StartTicket { conversation_id, text }).await.map(drop),
        false => call(SendMessage { conversation_id, text, seen, ticket_id }).await.map(drop),
    }
}
