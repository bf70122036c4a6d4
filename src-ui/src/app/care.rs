//! The person who takes care of the open conversation's ticket: a hint for colleagues.

use conversas_domain::ids::{ConversationId, PersonId, TicketId};
use conversas_domain::ticket::Status;
use conversas_ipc::AssignTicket;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::App;
use crate::i18n::failures;
use crate::transport::call;

impl App {
    /// Whether the reader may change who takes care.
    pub(crate) fn may_assign(self) -> bool {
        self.detail().with(|detail| {
            detail.as_ref().is_some_and(|d| d.is_member && d.ticket.status != Status::Finished)
        })
    }

    /// Whether the reader takes care of the ticket.
    pub(crate) fn is_mine(self) -> bool {
        self.detail().with(|detail| {
            let assignee = detail.as_ref().and_then(|detail| detail.ticket.assignee.as_ref());
            assignee.is_some_and(|person| person.is_me)
        })
    }

    /// Answers the open conversation and its ticket, as they are now.
    pub(crate) fn open_ticket(self) -> Option<(ConversationId, TicketId)> {
        self.detail().with_untracked(|detail| detail.as_ref().map(|detail| (detail.id, detail.ticket.id)))
    }

    /// Takes care of the ticket, releases it, or hands it over ("Assumir", "Liberar").
    pub(crate) fn assign(
        self,
        (conversation_id, ticket_id): (ConversationId, TicketId),
        person_id: Option<PersonId>,
    ) {
        let asked = AssignTicket { conversation_id, ticket_id, person_id };
        spawn_local(async move {
            if let Err(failure) = call(asked).await {
                self.say("alert", failures::failure(&failure));
            }
        });
    }

    /// Takes care of the ticket, or releases it when it is the reader's.
    pub(crate) fn take_or_release(self) {
        let Some(ticket) = self.open_ticket() else { return };
        let me = self.me_untracked().id;
        self.assign(ticket, if untrack(move || self.is_mine()) { None } else { Some(me) });
    }
}
