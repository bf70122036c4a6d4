//! The fate of a conversation, for those who keep something of it outside the store, as the host does recordings; and when
//! one that was made here goes.

use std::sync::Arc;

use conversas_domain::ids::ConversationId;

use super::fates::Answer;
use super::{Engine, Inner};
use crate::error::Result;
use crate::event::Touched;
use crate::list::List;
use crate::store::files::{self, FileState};
use crate::store::{
    Transaction, bootstraps, conversations, drafts, entries, merged, outbox, rows, session, unconfirmed,
    unknown,
};

/// The fate of a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// The conversation is here.
    Here,
    /// The conversation was made here and turned out to exist: it is this one now.
    Merged(ConversationId),
    /// The conversation may still come: not everything is here, what the server says of it cannot be read, something of mine is on its
    /// way there, or the server has not been asked yet.
    Unknown,
    /// The server says that it is none of the reader's.
    Gone,
}

impl Engine {
    /// Answers what became of a conversation, all of it asked at one moment. One that is not here although everything is, the server
    /// is asked about: `ThreadChanged` tells when it has said that it is gone.
    pub async fn fate(&self, id: ConversationId) -> Result<Fate> {
        self.inner.live()?;
        let asking = self.inner.store.read(move |db| {
            if conversations::exists(db, id)? {
                return Ok(Some(Fate::Here));
            }
            if let Some(into) = merged::into(db, id)? {
                return Ok(Some(Fate::Merged(into)));
            }
            let is_missing = session::cursor(db)?.is_some()
                && !bootstraps::any_pending(db)?
                && outbox::of(db, id)?.is_empty()
                && !unknown::is_about(db, id)?
                && !unconfirmed::contains(db, id)?;
            Ok((!is_missing).then_some(Fate::Unknown))
        });
        Ok(asking.await?.unwrap_or_else(|| self.inner.missing(id)))
    }

    /// A conversation made here lives from what is in it. `waits` says where there is something besides messages, drafts
    /// and files; it is asked within transactions, so it answers at once. Said once.
    pub fn keep_while(&self, waits: impl Fn(ConversationId) -> bool + Send + Sync + 'static) {
        // A second one is a mistake of the program's that the first outlives.
        let _ = self.inner.waits.set(Box::new(waits));
    }

    /// Forgets conversations made here that were left with nothing in them. For a start: nobody is writing in one then.
    pub async fn forget_empty(&self) -> Result<()> {
        let inner = Arc::clone(&self.inner);
        self.inner
            .change(move |tx, _, touched| {
                for id in conversations::made_here(tx)? {
                    inner.forget_left(tx, touched, id)?;
                }
                Ok(())
            })
            .await
    }

    /// The person has left a conversation: one that was made here goes, if there is nothing in it. While files are copied
    /// into a tray, which may be its own, it stays until the next start.
    pub async fn leave(&self, id: ConversationId) -> Result<()> {
        let Ok(_turn) = self.inner.adding.try_lock() else { return Ok(()) };
        let inner = Arc::clone(&self.inner);
        self.inner.change(move |tx, _, touched| inner.forget_left(tx, touched, id)).await
    }
}

impl Inner {
    /// Answers what the server said of a conversation that is missing here, and has it asked if it has not been.
    fn missing(&self, id: ConversationId) -> Fate {
        let answer = self.fates.answers().get(&id).copied();
        match answer {
            Some(Answer::Lost) => return Fate::Gone,
            Some(Answer::Known | Answer::Asked) => {}
            None => {
                self.fates.answers().insert(id, Answer::Asked);
                self.bells.bootstrap.notify_one();
            }
        }
        Fate::Unknown
    }

    fn forget_left(&self, tx: &Transaction<'_>, touched: &mut Touched, id: ConversationId) -> Result<()> {
        if self.forget_if_empty(tx, id)? {
            touched.threads.insert(id);
            touched.lists.insert(List::Family);
        }
        Ok(())
    }

    /// Without anything in it a conversation made here goes. One with entries, or of which the server has said something, is the
    /// server's. Answers whether it did.
    pub(super) fn forget_if_empty(&self, tx: &Transaction<'_>, id: ConversationId) -> Result<bool> {
        let is_empty = conversations::get(tx, id)?.is_some_and(|known| known.provisional)
            && outbox::of(tx, id)?.is_empty()
            && !entries::any_of(tx, id)?
            && !unknown::is_about(tx, id)?
            && !drafts::any_of(tx, id)?
            && files::of(tx, id, FileState::Tray)?.is_empty()
            && !self.waits.get().is_some_and(|waits| waits(id));
        if is_empty {
            rows::erase(tx, id)?;
        }
        Ok(is_empty)
    }
}
