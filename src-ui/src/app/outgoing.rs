//! What is handed to the host, one after the other: two quick presses of Enter must not overtake each other.

use std::collections::VecDeque;

use conversas_domain::ids::{ConversationId, TicketId};
use conversas_ipc::{DraftPlace, Failure, Position, SendMessage, SendTray, StartTicket};
use leptos::ev;
use leptos::prelude::*;

use super::drafts::Handed;
use super::{Drafts, Flight};
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
}

/// The host did not take a message. Its words are a draft again.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Refused {
    /// Where.
    pub(crate) conversation_id: ConversationId,
    /// Why.
    pub(crate) failure: Failure,
}

/// The line; lives as long as the page, so that leaving a conversation loses nothing.
#[derive(Clone, Copy)]
pub(crate) struct Outgoing {
    queue: StoredValue<VecDeque<(Written, Handed)>>,
    flight: Flight,
    drafts: Drafts,
    /// The last message that was not taken.
    pub(crate) refused: RwSignal<Option<Refused>>,
}

impl Outgoing {
    pub(super) fn new(drafts: Drafts) -> Outgoing {
        Outgoing {
            queue: StoredValue::new(VecDeque::new()),
            flight: Flight::new(),
            drafts,
            refused: RwSignal::new(None),
        }
    }

    /// Hands a message over after those before it. Until the host has it, its draft stays.
    pub(crate) fn send(self, written: Written) {
        let place = DraftPlace::Message { conversation_id: written.conversation_id };
        let handed = self.drafts.hand_over(place);
        self.queue.update_value(|queue| queue.push_back((written, handed)));
        self.flight.run(move || async move {
            while self.queue.try_with_value(VecDeque::is_empty) == Some(false) {
                // Until then the page may end: see `keep_queue`.
                self.drafts.arrived().await;
                if let Some(next) = self.queue.try_update_value(VecDeque::pop_front).flatten() {
                    self.hand_over(next).await;
                }
            }
        });
    }

    /// The page ends: what was not handed over yet is a draft again.
    pub(super) fn follow_page(self) {
        window_event_listener(ev::pagehide, move |_| self.keep_queue());
    }

    fn keep_queue(self) {
        let queue = self.queue.try_update_value(std::mem::take).unwrap_or_default();
        for (written, handed) in queue.into_iter().rev() {
            self.drafts.came_back(handed, &written.text);
        }
    }

    /// Messages are on their way.
    pub(crate) fn is_busy(self) -> bool {
        !self.flight.is_idle()
    }

    /// Another person is here: what the one before has written is not sent by them, nor theirs when it is refused.
    pub(super) fn forget(self) {
        self.queue.update_value(VecDeque::clear);
        self.refused.set(None);
    }

    async fn hand_over(self, (written, handed): (Written, Handed)) {
        let answer = match written.with_files {
            true => self.hand_over_files(&written).await,
            false => hand_over_text(&written, written.ticket_id, written.starts_ticket).await,
        };
        let Written { conversation_id, text, .. } = written;
        match answer {
            Ok(()) => self.drafts.handed_over(handed),
            Err(failure) => {
                if self.drafts.came_back(handed, &text).is_some() {
                    self.refused.set(Some(Refused { conversation_id, failure }));
                }
            }
        }
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
