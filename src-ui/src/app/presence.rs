//! Where the person is, told to the host whenever it changes, the newest last.

use conversas_domain::ids::ConversationId;
use conversas_ipc::TellPresence;
use leptos::prelude::*;

use super::Flight;
use crate::transport::call;

const NOWHERE: TellPresence = TellPresence { conversation_id: None, writing: false };

/// What is told; a handle, copied freely.
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

    /// The person is there.
    pub(crate) fn at(self, conversation_id: ConversationId, writing: bool) {
        self.tell(TellPresence { conversation_id: Some(conversation_id), writing });
    }

    /// The person is not there any more, unless they are elsewhere already.
    pub(crate) fn left(self, conversation_id: ConversationId) {
        if self.place.get_value().conversation_id == Some(conversation_id) {
            self.tell(NOWHERE);
        }
    }

    /// Another person is here, who is nowhere yet.
    pub(crate) fn forget(self) {
        self.place.set_value(NOWHERE);
        self.told.set_value(None);
    }

    /// The host lost what it was told.
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
