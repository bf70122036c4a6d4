//! Where the reader stopped reading.

use std::sync::PoisonError;
use std::time::Duration;

use conversas_domain::conversation::ReadMark;
use conversas_domain::entry::{EntryKind, Seq};
use conversas_domain::ids::{ConversationId, EntryId};
use conversas_domain::person::Side;
use conversas_domain::rejection::Rejection;
use conversas_protocol::EntryView;

use crate::engine::{Engine, Inner};
use crate::error::{Error, Result};
use crate::reader::Reader;
use crate::store::{conversations, entries};
use crate::sync::history;

/// Longest wait for history that is not here: the conversation is opened without it then.
const PATIENCE: Duration = Duration::from_secs(2);
/// So many entries after the mark are looked at for the first that counts.
const LOOKED_AT: u32 = 500;

impl Engine {
    /// The first message that the reader has not read. When it is not here it is fetched; offline, or if that takes
    /// long, there is none until its part of the history has come.
    pub async fn first_unread(&self, id: ConversationId) -> Result<Option<EntryId>> {
        let is_online = self.inner.connection.get().online;
        let (mark, have_after, unread) = self.unread_from(id).await?;
        if unread == 0 {
            return Ok(None);
        }
        if mark.seq < have_after {
            match Fetching::begin(&self.inner, id).filter(|_| is_online) {
                Some(_fetching) => {
                    let fetching = self.fetch_back_to(id, mark.seq);
                    match tokio::time::timeout(PATIENCE, fetching).await {
                        Ok(Ok(())) => {}
                        Ok(Err(Error::Net(_))) | Err(_) => return Ok(None),
                        Ok(Err(error)) => return Err(error),
                    }
                }
                None => return Ok(None),
            }
        }
        let side = Reader::of(&self.inner.live()?.directory).side();
        let after = self.inner.store.read(move |db| entries::oldest_after(db, id, mark.seq, LOOKED_AT));
        Ok(after.await?.into_iter().find(|entry| counts_for(side, entry)).map(|entry| entry.id))
    }

    /// The reader has seen the thread up to this entry, here or on another device.
    pub async fn has_read(&self, id: ConversationId, seq: Seq) -> Result<bool> {
        Ok(self.unread_from(id).await?.0.seq >= seq)
    }

    async fn unread_from(&self, id: ConversationId) -> Result<(ReadMark, Seq, u32)> {
        let side = Reader::of(&self.inner.live()?.directory).side();
        let known = self.inner.store.read(move |db| conversations::get(db, id));
        let known = known.await?.ok_or(Rejection::NotFound)?;
        Ok((known.mark, known.have_after, known.mark.unread(known.view.counts, side)))
    }

    async fn fetch_back_to(&self, id: ConversationId, seq: Seq) -> Result<()> {
        while self.unread_from(id).await?.1 > seq {
            history::fetch(&self.inner, id).await?;
        }
        Ok(())
    }
}

/// What makes a conversation unread: the same as in [`ReadMark::unread`].
fn counts_for(reader: Side, entry: &EntryView) -> bool {
    match (&entry.kind, reader) {
        (EntryKind::Message { .. }, Side::School) => entry.side == Side::Family,
        (kind, _) => kind.is_message(),
    }
}

/// One at a time fetches for a conversation: what arrives makes the interface ask again.
struct Fetching<'a>(&'a Inner, ConversationId);

impl Fetching<'_> {
    fn begin(inner: &Inner, id: ConversationId) -> Option<Fetching<'_>> {
        let is_first = inner.fetching.lock().unwrap_or_else(PoisonError::into_inner).insert(id);
        is_first.then_some(Fetching(inner, id))
    }
}

impl Drop for Fetching<'_> {
    fn drop(&mut self) {
        self.0.fetching.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.1);
    }
}
