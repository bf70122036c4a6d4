//! The takes of this device: what is recorded, until a message of it has arrived. Each change of one is one transaction with
//! whatever else changes: sending, merging, losing a conversation and signing out have theirs in their own rooms. Not here:
//! the sound, which the recorder has, and whose owner asks which files are doomed.

use std::sync::Arc;

use conversas_domain::ids::{ConversationId, EntryId, TakeId};
use conversas_domain::rejection::Rejection;

use super::{Engine, Inner};
use crate::error::{Error, Result};
use crate::event::Event;
use crate::files::VoiceState;
use crate::store::{
    self, Connection, TakeRow, Transaction, conversations, entries, merged, outbox, session, takes,
};

/// What can be done with takes.
pub struct Takes {
    pub(super) inner: Arc<Inner>,
}

impl Engine {
    /// The takes of this device.
    pub fn takes(&self) -> Takes {
        Takes { inner: Arc::clone(&self.inner) }
    }
}

impl Takes {
    /// All of them, oldest first, whosever they are.
    pub async fn all(&self) -> Result<Vec<TakeRow>> {
        Ok(self.inner.store.read(takes::all).await?)
    }

    /// A take is about to be recorded: its row is durable when this answers.
    pub async fn begin(&self, id: TakeId, conversation_id: ConversationId) -> Result<TakeRow> {
        let beginning = self.inner.change(move |tx, _, touched| {
            let conversation_id = merged::now(tx, conversation_id)?;
            let list = conversations::list(tx, conversation_id)?.ok_or(Rejection::NotFound)?;
            let owner = session::owner(tx)?.ok_or(Error::SignedOut)?;
            let row = TakeRow { id, owner, conversation_id, entry_id: None, is_deleted: false };
            takes::add(tx, &row)?;
            touched.lists.insert(list);
            Ok(row)
        });
        beginning.await
    }

    /// Its person throws a take away that is not sent. They may have it back as long as its sound is there.
    pub async fn delete(&self, id: TakeId) -> Result<()> {
        self.set_deleted(id, true).await
    }

    /// They have it back.
    pub async fn restore(&self, id: TakeId) -> Result<()> {
        self.set_deleted(id, false).await
    }

    async fn set_deleted(&self, id: TakeId, is_deleted: bool) -> Result<()> {
        let changing = self.inner.change(move |tx, _, touched| {
            let take = mine(tx, id)?;
            if take.entry_id.is_some() {
                return Err(Rejection::NotFound.into());
            }
            takes::set_deleted(tx, id, is_deleted)?;
            touched.lists.extend(conversations::list(tx, take.conversation_id)?);
            Ok(())
        });
        changing.await
    }

    /// A take has no sound, or none any more: there is nothing in it.
    pub async fn forget(&self, id: TakeId) -> Result<()> {
        let forgetting = self.inner.store.write(move |tx| {
            let take = takes::get(tx, id)?;
            takes::remove(tx, id)?;
            let list = take.map(|take| conversations::list(tx, take.conversation_id)).transpose()?;
            Ok::<_, Error>(list.flatten())
        });
        if let Some(list) = forgetting.await? {
            self.inner.events.tell(Event::InboxChanged(list));
        }
        Ok(())
    }

    /// Sounds without a row were found: of an earlier version, or of a store that was damaged. They are takes again, but for
    /// those of somebody else than whose profile this is, and those whose message has arrived: these are doomed.
    pub async fn adopt(&self, found: Vec<TakeRow>) -> Result<()> {
        let adopting = self.inner.store.write(move |tx| {
            let doomed = takes::doomed(tx)?;
            for take in found.into_iter().filter(|take| !doomed.contains(&take.id)) {
                let conversation_id = merged::now(tx, take.conversation_id)?;
                takes::add(tx, &TakeRow { conversation_id, ..take })?;
            }
            if let Some(owner) = session::owner(tx)? {
                let others = takes::all(tx)?.into_iter().filter(|take| !owner.is(take.owner));
                others.into_iter().try_for_each(|take| takes::remove(tx, take.id))?;
            }
            settle_all(tx)
        });
        adopting.await?;
        // The server is asked about conversations that are not here.
        self.inner.bells.bootstrap.notify_one();
        Ok(())
    }

    /// Takes that lost their row: their files are to go.
    pub async fn doomed(&self) -> Result<Vec<TakeId>> {
        Ok(self.inner.store.read(takes::doomed).await?)
    }

    /// Their files are gone.
    pub async fn removed(&self, ids: Vec<TakeId>) -> Result<()> {
        let forgetting =
            self.inner.store.write(move |tx| ids.into_iter().try_for_each(|id| takes::forget_doomed(tx, id)));
        Ok(forgetting.await?)
    }
}

/// A take of the person whose profile this is.
pub(super) fn mine(tx: &Transaction<'_>, id: TakeId) -> Result<TakeRow> {
    let owner = session::owner(tx)?.ok_or(Error::SignedOut)?;
    let take = takes::get(tx, id)?.filter(|take| owner.is(take.owner));
    Ok(take.ok_or(Rejection::NotFound)?)
}

/// What became of a voice message of mine.
pub(crate) fn voice_state(db: &Connection, entry_id: EntryId) -> store::Result<VoiceState> {
    Ok(match outbox::by_entry(db, entry_id)? {
        Some(item) if item.is_unsent() => VoiceState::Waiting,
        Some(_) => VoiceState::Sent,
        None if entries::seq_of(db, None, entry_id)?.is_some() => VoiceState::Sent,
        None => VoiceState::Kept,
    })
}

/// For where messages went without a word about their takes, as with a damaged store: a take without its message is one
/// again.
pub(super) fn settle_all(tx: &Transaction<'_>) -> Result<()> {
    for entry_id in takes::all(tx)?.into_iter().filter_map(|take| take.entry_id) {
        takes::settle(tx, entry_id, voice_state(tx, entry_id)?)?;
    }
    Ok(())
}
