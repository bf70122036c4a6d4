//! One message, of words or a file, on its way: its operation and its outbox row.

use conversas_domain::attachment::Attachment;
use conversas_domain::ids::{ConversationId, TicketId};
use conversas_domain::permission::Action;
use conversas_domain::person::Side;
use conversas_domain::rejection::Rejection;
use conversas_domain::ticket::Status;
use conversas_protocol::{Op, OpContent, SendMessage, StartTicket};

use super::provisional::first_message;
use super::{Fresh, is_first, ticket_for, writable, write_item};
use crate::error::Result;
use crate::event::Touched;
use crate::expected::expected;
use crate::reader::Reader;
use crate::store::{DraftPlace, Transaction, outbox};
use crate::thread::Place;

/// The content of a message.
pub(super) enum Said {
    Words(String),
    File(Box<Attachment>),
}

impl Said {
    pub(super) fn content(&self) -> OpContent {
        match self {
            Said::Words(text) => text.as_str().into(),
            Said::File(attachment) => OpContent::Attachment { attachment_id: attachment.id },
        }
    }
}

/// The state that the person had on the screen before writing.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Before {
    /// The ticket that a staff member had on the screen.
    pub(super) ticket_id: Option<TicketId>,
    /// The newest place that was on the screen.
    pub(super) seen: Option<Place>,
    /// The message opens the next ticket ("Iniciar novo atendimento").
    pub(super) starts_ticket: bool,
}

/// Writes a message as the signed-in person.
pub(super) fn put(
    tx: &Transaction<'_>,
    reader: &Reader,
    touched: &mut Touched,
    id: ConversationId,
    said: Said,
    before: Before,
    fresh: Fresh,
) -> Result<()> {
    let known = writable(tx, reader, id, Action::Write)?;
    let id = known.view.id;
    let items = outbox::of(tx, id)?;
    let (content, entry_id) = (said.content(), fresh.entry_id);
    let op = if before.starts_ticket {
        let expected = expected(&known.view.ticket.ticket, &items, reader.side());
        if expected.status != Status::Finished {
            return Err(Rejection::TicketStillOpen.into());
        }
        Op::StartTicket(StartTicket {
            conversation_id: id,
            entry_id,
            content,
            seen: Some(known.view.last_seq),
        })
    } else {
        let ticket_id = match reader.side() {
            Side::Family => None,
            Side::School => ticket_for(&known, &items, before.ticket_id)?,
        };
        let seen = before.seen.map(|place| match place {
            Place::Numbered(seq) => seq,
            Place::Unsent(_) => known.view.last_seq,
        });
        if is_first(&known, &items) {
            first_message(&known, entry_id, content)
        } else {
            Op::SendMessage(SendMessage { conversation_id: id, entry_id, content, ticket_id, seen })
        }
    };
    let attachment = match said {
        Said::Words(_) => None,
        Said::File(attachment) => Some(attachment),
    };
    let typed_in = DraftPlace::of(&op);
    write_item(tx, reader, touched, &known, (op, typed_in), attachment, fresh)
}
