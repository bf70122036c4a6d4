//! What is handed to the host, one after the other: two quick presses of Enter must not overtake each other.

use std::collections::VecDeque;

use conversas_domain::ids::{ConversationId, TicketId};
use conversas_ipc::{Failure, Position, SaveDraft, SendMessage, StartTicket};
use leptos::prelude::*;

use super::Flight;
use crate::transport::call;

/// A written message on its way to the host.
#[derive(Clone)]
pub(crate) struct Written {
    /// Where.
    pub(crate) conversation_id: ConversationId,
    /// What.
    pub(crate) text: String,
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
        let Written { conversation_id, text, seen, ticket_id, starts_ticket, had_draft } = written;
        let answer = match starts_ticket {
            true => call(StartTicket { conversation_id, text: text.clone() }).await,
            false => call(SendMessage { conversation_id, text: text.clone(), seen, ticket_id }).await,
        };
        let draft = match answer {
            Ok(_) if had_draft => String::new(),
            Ok(_) => return,
            Err(failure) => {
                self.refused.set(Some(Refused { conversation_id, text: text.clone(), failure }));
                text
            }
        };
        // The text stands in the composer too: this only keeps it through a restart.
        let _ = call(SaveDraft { conversation_id, text: draft }).await;
    }
}
