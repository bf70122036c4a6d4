//! Effects of confirmed acts that are no messages: an outbox row goes once its effect shows here.

use conversas_protocol::ConversationView;

use crate::error::Result;
use crate::event::Touched;
use crate::outbox::settle::effect_is_here;
use crate::outbox::{OutboxItem, OutboxState};
use crate::replies;
use crate::store::{Transaction, outbox, session};

/// Removes confirmed rows whose effect shows in a conversation.
pub(super) fn of_conversation(tx: &Transaction<'_>, view: &ConversationView) -> Result<()> {
    for item in outbox::of(tx, view.id)? {
        if item.state == OutboxState::Sent && effect_is_here(&item, view) {
            outbox::remove(tx, item.n)?;
        }
    }
    Ok(())
}

/// Removes confirmed rows that are not about a conversation: their effect shows in the server's directory.
/// The first page after the receipt may have been made before the operation was done; the second one was
/// asked for after it, so a directory that says something else by then has the last word.
/// before the operation was done; the second one was asked for after it, so a directory that says something else by then has
/// the last word.
pub(super) fn beside_conversations(tx: &Transaction<'_>, touched: &mut Touched) -> Result<()> {
    let directory = session::directory(tx)?;
    for item in outbox::beside_conversations(tx)?.into_iter().filter(|it| it.state == OutboxState::Sent) {
        if item.arrived || directory.as_ref().is_none_or(|directory| replies::is_in(directory, &item)) {
            outbox::remove(tx, item.n)?;
            (touched.outbox, touched.directory) = (true, true);
        } else {
            outbox::update(tx, &OutboxItem { arrived: true, ..item })?;
        }
    }
    Ok(())
}
