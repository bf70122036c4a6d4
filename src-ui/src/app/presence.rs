//! The person's place, told to the host whenever it changes, the newest last.

use conversas_domain::ids::ConversationId;
use conversas_ipc::TellPresence;
use leptos::prelude::*;

use super::Flight;
use crate::transport::call;

const NOWHERE: TellPresence = TellPresence { conversation_id: None, writing: false };

/// The place that is told; a handle, copied freely.
#[derive(Clone, Copy)]
pub(crate) struct Presence {
    place: StoredValue<TellPresence>,
    told: StoredValue<Option<TellPresence>>,
    flight: Flight,
}

impl Presence {
    pub(super) fn new() -> Presence {
        Presence { place: StoredValue::new(NOWHERE), told: StoredValue::new(None), flight: Flight::new() }
    }

    /// Tells that the person is in a conversation.
    pub(crate) fn at(self, conversation_id: ConversationId, writing: bool) {
        self.tell(TellPresence { conversation_id: Some(conversation_id), writing });
    }

    /// Tells that the person has left a conversation, unless they are elsewhere already.
    pub(crate) fn left(self, conversation_id: ConversationId) {
        if self.place.get_value().conversation_id == Some(conversation_id) {
            self.tell(NOWHERE);
        }
    }

    /// Forgets the place, because another person is here.
    pub(crate) fn forget(self) {
        self.place.set_value(NOWHERE);
        self.told.set_value(None);
    }

    /// Tells the place again, because the host lost it.
    pub(crate) fn repeat(self) {
        self.told.set_value(None);
        self.tell(self.place.get_value());
    }

    fn tell(self, place: TellPresence) {
        self.place.set_value(place);
        self.flight.run(move || async move {
            let place = self.place.get_value();
            if self.told.get_value() != Some(place) && call(place).await.is_ok() {
                self.told.set_value(Some(place));
            }
        });
    }
}
