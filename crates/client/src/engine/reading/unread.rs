//! The place where the reader stopped reading.

use std::sync::{Arc, PoisonError};
use std::time::Duration;

use conversas_domain::entry::{EntryKind, Seq};
use conversas_domain::ids::{ConversationId, EntryId};
use conversas_domain::rejection::Rejection;
use conversas_domain::unread::Unread;

use crate::engine::{Engine, Inner};
use crate::error::{Error, Result};
use crate::reader::Reader;
use crate::store::conversations::Conversation;
use crate::store::{self, Connection, StoreError, conversations, entries};
use crate::sync::history;

/// The longest wait for history that is not here; after it the conversation is opened without.
const PATIENCE: Duration = Duration::from_secs(2);
/// The number of entries that are looked at in one step on the way back from the end.
const STEP: u32 = 100;

impl Engine {
    /// Answers the first message of the current ticket that the reader has still to act on. A message that is
    /// not here is fetched; offline, or if that takes long, the answer is none until its part of the history
    /// has come.
    pub async fn first_unread(&self, id: ConversationId) -> Result<Option<EntryId>> {
        let is_online = self.inner.connection.get().online;
        let found = match self.look_back(id).await? {
            Found::Here(entry) => return Ok(entry),
            Found::Beyond => Fetching::begin(&self.inner, id).filter(|_| is_online),
        };
        let Some(fetching) = found.map(Arc::new) else { return Ok(None) };
        let fetching = async {
            loop {
                // Runs to its end also when the caller is gone: what the fetch commits has to be told.
                let page = Arc::clone(&fetching);
                to_its_end(async move { history::fetch(&page.0, page.1).await }).await?;
                if let Found::Here(entry) = self.look_back(id).await? {
                    return Ok(entry);
                }
            }
        };
        match tokio::time::timeout(PATIENCE, fetching).await {
            Ok(Ok(entry)) => Ok(entry),
            Ok(Err(Error::Net(error))) => {
                tracing::debug!(%error, "where the reader stopped is not known yet");
                Ok(None)
            }
            // The history took too long to come.
            Err(_) => Ok(None),
            Ok(Err(error)) => Err(error),
        }
    }

    /// Whether the reader has seen the thread up to this entry, here or on another device, or the school has
    /// dealt with it.
    pub async fn has_read(&self, id: ConversationId, seq: Seq) -> Result<bool> {
        let reader = Reader::of(&self.inner.live()?.directory);
        let found = self.inner.store.read(move |db| {
            let Some(known) = conversations::get(db, id)? else {
                // A conversation that cannot be read now says nothing of what was read.
                return Ok(conversations::exists(db, id)?.then_some(false));
            };
            let entry = entries::at_or_before(db, id, seq)?.filter(|entry| entry.seq == seq);
            let unread = known.view.unread(reader.me, reader.side(), known.mark);
            let is_settled = entry.is_some_and(|entry| {
                entry.kind.is_message() && !unread.includes(entry.seq, entry.counts, entry.side, &entry.kind)
            });
            Ok(Some(known.mark.seq >= seq || is_settled))
        });
        Ok(found.await?.ok_or(Rejection::NotFound)?)
    }

    async fn look_back(&self, id: ConversationId) -> Result<Found> {
        let reader = Reader::of(&self.inner.live()?.directory);
        let found = self.inner.store.read(move |db| {
            let Some(known) = conversations::get(db, id)? else { return Ok(None) };
            let unread = known.view.unread(reader.me, reader.side(), known.mark);
            if unread.count() == 0 {
                return Ok(Some(Found::Here(None)));
            }
            oldest_of_the_end(db, &known, &unread).map(Some)
        });
        Ok(found.await?.ok_or(Rejection::NotFound)?)
    }
}

/// The place of the first unread message.
enum Found {
    /// The message is on this device; none: nothing is unread.
    Here(Option<EntryId>),
    /// The message is in history that is not here.
    Beyond,
}

/// Walks back from the newest entry, as far as the current ticket and what is unread reach.
fn oldest_of_the_end(db: &Connection, known: &Conversation, unread: &Unread<'_>) -> store::Result<Found> {
    let (id, ticket_id) = (known.view.id, known.view.ticket.ticket.id);
    let (mut end, mut oldest) = (Seq(i64::MAX), None);
    loop {
        let step = entries::newest_between(db, id, known.have_after, end, STEP)?;
        // An entry of which only the place is known says nothing of what is unread around it.
        for entry in step.iter().rev().filter(|entry| entry.has_frame()) {
            // A late answer to the survey of an earlier ticket stands in the middle of this one.
            let is_earlier =
                entry.ticket_id != ticket_id && !matches!(entry.kind, EntryKind::CsatAnswered { .. });
            if is_earlier || !unread.reaches(entry.seq, entry.counts) {
                return Ok(Found::Here(oldest));
            }
            if unread.includes(entry.seq, entry.counts, entry.side, &entry.kind) {
                oldest = Some(entry.id);
            }
        }
        match step.first() {
            Some(first) => end = first.seq,
            None if known.have_after > Seq(0) => return Ok(Found::Beyond),
            None => return Ok(Found::Here(oldest)),
        }
    }
}

/// The right to fetch for a conversation, which one task has at a time: what arrives makes the interface ask
/// again.
struct Fetching(Arc<Inner>, ConversationId);

impl Fetching {
    fn begin(inner: &Arc<Inner>, id: ConversationId) -> Option<Fetching> {
        let is_first = inner.fetching.lock().unwrap_or_else(PoisonError::into_inner).insert(id);
        is_first.then(|| Fetching(Arc::clone(inner), id))
    }
}

impl Drop for Fetching {
    fn drop(&mut self) {
        self.0.fetching.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.1);
    }
}

/// Waits for work that goes on when the caller is dropped.
async fn to_its_end(work: impl Future<Output = Result<()>> + Send + 'static) -> Result<()> {
    tokio::spawn(work).await.map_err(StoreError::lost)?
}

#[cfg(test)]
mod tests {
    use tokio::sync::{Notify, oneshot};

    use super::*;

    #[tokio::test]
    async fn a_page_that_nobody_waits_for_any_more_comes_to_its_end() {
        let (go_on, (ended, has_ended)) = (Arc::new(Notify::new()), oneshot::channel());
        let waits = Arc::clone(&go_on);
        let page = to_its_end(async move {
            waits.notified().await;
            let _ = ended.send(());
            Ok(())
        });
        assert!(tokio::time::timeout(Duration::from_millis(1), page).await.is_err());
        go_on.notify_one();
        has_ended.await.expect("it was not dropped");
    }
}
