//! What is handed to the host, one after the other: two quick presses of Enter must not overtake each other.

mod written;

use std::collections::VecDeque;

use conversas_domain::ids::ConversationId;
use conversas_ipc::{DraftPlace, Failure, SendMessage};
use leptos::prelude::*;

use super::drafts::Handed;
use super::{Drafts, Flight, Listeners};
pub(crate) use written::Written;
use written::{hand_over_files, hand_over_text};

/// The host did not take a message. Its words are a draft again.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Refused {
    /// The conversation.
    pub(crate) conversation_id: ConversationId,
    /// The reason.
    pub(crate) failure: Failure,
}

/// The line; lives as long as the page, so that leaving a conversation loses nothing.
#[derive(Clone, Copy)]
pub(crate) struct Outgoing {
    queue: StoredValue<VecDeque<(Written, Handed)>>,
    flight: Flight,
    drafts: Drafts,
    /// The last message that was not taken, until the composer of its conversation says so.
    refused: StoredValue<Option<Refused>>,
    /// The composer on the screen, which is told when a message was not taken.
    composers: Listeners<()>,
}

impl Outgoing {
    pub(super) fn new(drafts: Drafts) -> Outgoing {
        Outgoing {
            queue: StoredValue::new(VecDeque::new()),
            flight: Flight::new(),
            drafts,
            refused: StoredValue::new(None),
            composers: Listeners::new(),
        }
    }

    /// Hands a message over after those before it. Until the host has it, its draft stays. If the host does not take it,
    /// `refuse` is called; not for what another person wrote.
    pub(super) fn send(self, written: Written, refuse: impl Fn(Refused) + Copy + 'static) {
        let place = DraftPlace::Message { conversation_id: written.message.conversation_id };
        let handed = self.drafts.hand_over(place, &written.message.text);
        self.queue.update_value(|queue| queue.push_back((written, handed)));
        self.flight.run(move || async move {
            while self.queue.try_with_value(VecDeque::is_empty) == Some(false) {
                self.drafts.arrived().await;
                if let Some(next) = self.queue.try_update_value(VecDeque::pop_front).flatten() {
                    self.hand_over(next, refuse).await;
                }
            }
        });
    }

    /// Messages are on their way.
    pub(crate) fn is_busy(self) -> bool {
        !self.flight.is_idle()
    }

    /// Another person is here: what the one before has written is not sent by them, nor theirs when it is refused.
    pub(super) fn forget(self) {
        self.queue.update_value(VecDeque::clear);
        self.refused.set_value(None);
    }

    /// Has the composer of its conversation say that a message was not taken: now, or as soon as it is on the screen.
    pub(super) fn tell(self, refused: Refused) {
        self.refused.set_value(Some(refused));
        self.composers.tell(());
    }

    /// Calls `say` with each message of a conversation that is not taken while its composer is on the screen, and with one that
    /// was not taken before.
    pub(crate) fn when_refused(self, id: ConversationId, say: impl Fn(Failure) + Send + Sync + 'static) {
        let look = move || {
            if let Some(failure) = self.take_refused(id) {
                say(failure);
            }
        };
        look();
        self.composers.listen(move |()| look());
    }

    fn take_refused(self, id: ConversationId) -> Option<Failure> {
        let take = |last: &mut Option<Refused>| last.take_if(|refused| refused.conversation_id == id);
        self.refused.try_update_value(take)?.map(|refused| refused.failure)
    }

    async fn hand_over(self, (written, handed): (Written, Handed), refuse: impl Fn(Refused)) {
        let answer = self.deliver(handed, hand_over_files(&written), hand_over_text(&written)).await;
        let SendMessage { conversation_id, text, .. } = written.message;
        let Some(answer) = answer else { return };
        match answer {
            Ok(()) => self.drafts.handed_over(handed),
            Err(failure) => {
                if self.drafts.came_back(handed, &text).is_some() {
                    refuse(Refused { conversation_id, failure });
                }
            }
        }
    }

    /// The files, then the text. None: the words are a draft again, because the page has ended, or another person's.
    async fn deliver(
        self,
        handed: Handed,
        files: impl Future<Output = Result<(), Failure>>,
        text: impl Future<Output = Result<(), Failure>>,
    ) -> Option<Result<(), Failure>> {
        // Looked at before the files go, which would go without their words. When the page ends while they go, the words are
        // a draft beside files that were sent.
        if !self.drafts.is_handing(handed) {
            return None;
        }
        let files = files.await;
        if !self.drafts.begins(handed) {
            return None;
        }
        Some(match files {
            Ok(()) => text.await,
            Err(failure) => Err(failure),
        })
    }
}

#[cfg(test)]
mod tests;
