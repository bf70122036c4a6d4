//! A written message, and how it is put to the host. When it is put, and what becomes of its draft, is not here.

use conversas_ipc::{Failure, SendMessage, SendTray, StartTicket};

use crate::transport::call;

/// A written message on its way to the host.
#[derive(Clone)]
pub(crate) struct Written {
    /// The message as the host takes it; its text may be empty with files.
    pub(crate) message: SendMessage,
    /// Whether the tray goes before the text, which is one more message after the files.
    pub(crate) with_files: bool,
    /// Whether the message opens the next ticket.
    pub(crate) starts_ticket: bool,
}

/// Sends the tray, if it goes before the text.
pub(super) async fn hand_over_files(written: &Written) -> Result<(), Failure> {
    let SendMessage { conversation_id, seen, ticket_id, .. } = written.message;
    if !written.with_files {
        return Ok(());
    }
    call(SendTray { conversation_id, seen, ticket_id, starts_ticket: written.starts_ticket }).await.map(drop)
}

/// Sends the text, behind its files.
pub(super) async fn hand_over_text(written: &Written) -> Result<(), Failure> {
    match Words::of(written) {
        Words::Nothing => Ok(()),
        Words::Opening(opening) => call(opening).await.map(drop),
        Words::Message(message) => call(message).await.map(drop),
    }
}

/// How the text of a written message goes, behind its files.
#[derive(PartialEq)]
enum Words {
    /// The files were all.
    Nothing,
    /// The text opens the next ticket.
    Opening(StartTicket),
    /// The text goes into a ticket that is there.
    Message(SendMessage),
}

impl Words {
    fn of(written: &Written) -> Words {
        let mut message = written.message.clone();
        match (written.with_files, written.starts_ticket) {
            (true, _) if message.text.trim().is_empty() => Words::Nothing,
            (false, true) => {
                let SendMessage { conversation_id, text, .. } = message;
                Words::Opening(StartTicket { conversation_id, text })
            }
            // The first file has opened a ticket, which the person has not seen yet.
            (true, true) => {
                message.ticket_id = None;
                Words::Message(message)
            }
            (_, false) => Words::Message(message),
        }
    }
}

#[cfg(test)]
mod tests;
