//! One message, of words or a file, on its way: the domain's rule decides about it, then which operation brings it, and its
//! row.

use conversas_domain::attachment::Attachment;
use conversas_domain::content::Content;
use conversas_domain::ids::{ConversationId, TicketId};
use conversas_domain::operation::{self, Meanwhile};
use conversas_domain::person::Side;
use conversas_domain::text::MessageText;
use conversas_protocol::{Op, OpContent, OpenConversation, SendMessage, StartTicket};

use super::deciding::{About, about, unused_ids};
use super::{Fresh, write_item};
use crate::error::Result;
use crate::event::Touched;
use crate::reader::Reader;
use crate::store::{Transaction, drafts};
use crate::thread::Place;

/// The content of a message.
pub(super) enum Said {
    Words(MessageText),
    File(Box<Attachment>),
}

impl Said {
    fn content(&self) -> Content {
        match self {
            Said::Words(text) => text.clone().into(),
            Said::File(attachment) => Content::Attachment { attachment: attachment.clone() },
        }
    }

    /// The same as an operation names it.
    fn of_op(&self) -> OpContent {
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
    let about = about(tx, reader, id, fresh.now)?;
    let op = if before.starts_ticket {
        start(&about, &said, fresh)?
    } else if about.is_first() {
        open(reader, &about, &said, fresh)?
    } else {
        send(reader, &about, &said, before, fresh)?
    };
    let attachment = match said {
        Said::Words(_) => None,
        Said::File(attachment) => Some(attachment),
    };
    let typed_in = drafts::typed_in(&op);
    write_item(tx, reader, touched, &about.known, (op, typed_in), attachment, fresh)
}

/// The message as the rules see it. What others did meanwhile only the server knows, so that `seen` is not asked about here.
fn message(said: &Said, ticket_id: Option<TicketId>, fresh: Fresh) -> operation::SendMessage {
    let (entry_id, content) = (fresh.entry_id, said.content());
    operation::SendMessage { entry_id, content, written_at: fresh.now, ticket_id, seen: None }
}

fn start(about: &About, said: &Said, fresh: Fresh) -> Result<Op> {
    let asked = message(said, None, fresh);
    operation::start_ticket(&about.facts, asked, Meanwhile::default(), &mut unused_ids())?;
    let view = &about.known.view;
    Ok(Op::StartTicket(StartTicket {
        conversation_id: view.id,
        entry_id: fresh.entry_id,
        content: said.of_op(),
        seen: Some(view.last_seq),
    }))
}

/// The first message of a conversation that was made here makes the server know the conversation.
fn open(reader: &Reader, about: &About, said: &Said, fresh: Fresh) -> Result<Op> {
    let view = &about.known.view;
    let facts = about.opening(reader)?;
    operation::open_conversation(&facts, view.id, message(said, None, fresh), &mut unused_ids())?;
    Ok(Op::OpenConversation(OpenConversation {
        conversation_id: view.id,
        channel_id: view.channel_id,
        student_id: view.student.id,
        guardians: facts.guardians,
        entry_id: fresh.entry_id,
        content: said.of_op(),
    }))
}

fn send(reader: &Reader, about: &About, said: &Said, before: Before, fresh: Fresh) -> Result<Op> {
    let current = about.current_ticket();
    // A ticket that a queued start will open has no name yet: nothing on the screen can be an earlier one.
    let on_screen = current.and(before.ticket_id);
    let asked = message(said, on_screen, fresh);
    operation::send_message(&about.facts, asked, Meanwhile::default(), &mut unused_ids())?;
    let view = &about.known.view;
    Ok(Op::SendMessage(SendMessage {
        conversation_id: view.id,
        entry_id: fresh.entry_id,
        content: said.of_op(),
        ticket_id: current.filter(|_| reader.side() == Side::School && !about.known.provisional),
        seen: before.seen.map(|place| match place {
            Place::Numbered(seq) => seq,
            Place::Unsent(_) => view.last_seq,
        }),
    }))
}
