//! The takes of this device: what is recorded, until a message of it has arrived. Each change of a take is
//! one transaction with whatever else changes: sending, merging, losing a conversation and signing out have
//! theirs in their own modules. Not here: the sound, which the recorder has; the recorder's owner asks which
//! files are doomed.

use std::sync::Arc;

use conversas_domain::ids::{ConversationId, EntryId, TakeId};
use conversas_domain::rejection::Rejection;

use super::{Engine, Inner};
use crate::error::{Error, Result};
use crate::event::Event;
use crate::store::VoiceState;
use crate::store::{
    self, Connection, TakeRow, Transaction, conversations, entries, merged, outbox, session, takes,
};

/// The commands on takes.
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
    /// Answers all takes, oldest first, whoever recorded them.
    pub async fn all(&self) -> Result<Vec<TakeRow>> {
        Ok(self.inner.store.read(takes::all).await?)
    }

    /// Begins a take: its row is durable when this answers, before anything is recorded.
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

    /// Throws away a take that is not sent, for its person, who may restore the take as long as its sound is
    /// there.
    pub async fn delete(&self, id: TakeId) -> Result<()> {
        self.set_deleted(id, true).await
    }

    /// Restores a take that its person threw away.
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

    /// Forgets a take that has no sound, or none any more.
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

    /// Makes takes of sounds that were found without a row: of an earlier version, or of a damaged store.
    /// Sounds of somebody else than the owner of this profile, and sounds whose message has arrived, are
    /// doomed instead.
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

    /// Answers the takes that lost their row: their files are to be removed.
    pub async fn doomed(&self) -> Result<Vec<TakeId>> {
        Ok(self.inner.store.read(takes::doomed).await?)
    }

    /// Notes that the files of these doomed takes were removed.
    pub async fn removed(&self, ids: Vec<TakeId>) -> Result<()> {
        let forgetting =
            self.inner.store.write(move |tx| ids.into_iter().try_for_each(|id| takes::forget_doomed(tx, id)));
        Ok(forgetting.await?)
    }
}

/// Answers a take of the person who owns this profile.
pub(super) fn mine(tx: &Transaction<'_>, id: TakeId) -> Result<TakeRow> {
    let owner = session::owner(tx)?.ok_or(Error::SignedOut)?;
    let take = takes::get(tx, id)?.filter(|take| owner.is(take.owner));
    Ok(take.ok_or(Rejection::NotFound)?)
}

/// Answers the fate of a voice message of this person.
pub(crate) fn voice_state(db: &Connection, entry_id: EntryId) -> store::Result<VoiceState> {
    Ok(match outbox::by_entry(db, entry_id)? {
        Some(item) if item.is_unsent() => VoiceState::Waiting,
        Some(_) => VoiceState::Sent,
        None if entries::seq_of(db, None, entry_id)?.is_some() => VoiceState::Sent,
        None => VoiceState::Kept,
    })
}

/// Settles all takes after messages went without a word about their takes, as with a damaged store: a take
/// without its message is a draft again.
pub(super) fn settle_all(tx: &Transaction<'_>) -> Result<()> {
    for entry_id in takes::all(tx)?.into_iter().filter_map(|take| take.entry_id) {
        takes::settle(tx, entry_id, voice_state(tx, entry_id)?)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
