//! Conversations that were made on this device and that no server knows: when they are removed.

use conversas_domain::ids::ConversationId;

use super::Engine;
use crate::error::Result;
use crate::event::Touched;
use crate::list::List;
use crate::store::files::{self, FileState};
use crate::store::{Transaction, conversations, drafts, entries, outbox, rows, takes, unknown};

impl Engine {
    /// Forgets conversations made here that were left empty. For a start, when nobody is writing in one.
    pub async fn forget_empty(&self) -> Result<()> {
        let forgetting = self.inner.change(|tx, _, touched| {
            for id in conversations::made_here(tx)? {
                forget_left(tx, touched, id)?;
            }
            Ok(())
        });
        forgetting.await
    }

    /// Forgets a conversation that the person has left, if it was made here and is empty. While files are
    /// copied into a tray, which may be this conversation's, it stays until the next start.
    pub async fn leave(&self, id: ConversationId) -> Result<()> {
        let Ok(_turn) = self.inner.adding.try_lock() else { return Ok(()) };
        self.inner.change(move |tx, _, touched| forget_left(tx, touched, id)).await
    }
}

fn forget_left(tx: &Transaction<'_>, touched: &mut Touched, id: ConversationId) -> Result<()> {
    if forget_if_empty(tx, id)? {
        touched.threads.insert(id);
        touched.lists.insert(List::Family);
    }
    Ok(())
}

/// Forgets a conversation made here if nothing is in it. A conversation with entries, or of which the server
/// has said something, is the server's. Answers whether the conversation was forgotten.
pub(super) fn forget_if_empty(tx: &Transaction<'_>, id: ConversationId) -> Result<bool> {
    let is_empty = conversations::get(tx, id)?.is_some_and(|known| known.provisional)
        && outbox::of(tx, id)?.is_empty()
        && !entries::any_of(tx, id)?
        && !unknown::is_about(tx, id)?
        && !drafts::any_of(tx, id)?
        && files::of(tx, id, FileState::Tray)?.is_empty()
        && !takes::any_of(tx, id)?;
    if is_empty {
        rows::erase(tx, id)?;
    }
    Ok(is_empty)
}
