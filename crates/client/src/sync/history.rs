//! Older entries: at once when a thread is opened, and gently in the background so that what was seen can be read and
//! found offline.

use std::sync::Arc;
use std::time::Duration;

use conversas_domain::entry::Seq;
use conversas_domain::ids::ConversationId;
use conversas_domain::rejection::Rejection;
use conversas_protocol::received::EntriesPage;
use tokio::time::sleep;

use super::apply;
use crate::clock::chance;
use crate::engine::inner::Inner;
use crate::error::{Error, Result};
use crate::event::Touched;
use crate::outbox::backoff::{POLLING, pause_after};
use crate::reader::Reader;
use crate::store::{Transaction, conversations, entries};

/// Entries per request, on a quick link.
const PAGE: u32 = 100;
/// The number of newest conversations whose history is fetched in the background.
const CONVERSATIONS: u32 = 200;
/// The number of entries of each of them.
const ENTRIES: u32 = 500;
/// The pause between two requests in the background, so that other work is not slowed down.
const BREATH: Duration = Duration::from_millis(15);

/// Runs until the session ends; wakes when a conversation may be incomplete.
pub(crate) async fn run(inner: Arc<Inner>) {
    loop {
        inner.bells.history.notified().await;
        match fill(&inner).await {
            Ok(()) => {}
            Err(Error::SignedOut) => return,
            Err(error) => {
                tracing::debug!(%error, "history was not downloaded");
                // If this failed, the next poll that works rings again.
                if let Error::Net(error) = error
                    && let Some(wait) = error.retry_after()
                {
                    sleep(wait).await;
                    inner.bells.history.notify_one();
                }
            }
        }
    }
}

async fn fill(inner: &Arc<Inner>) -> Result<()> {
    let incomplete = inner.store.read(|db| conversations::incomplete(db, CONVERSATIONS)).await?;
    let (mut fault, mut faults) = (None, 0);
    for (id, _) in incomplete {
        loop {
            let lacks = inner.store.read(move |db| {
                let is_open = conversations::get(db, id)?.is_some_and(|known| known.have_after > Seq(0));
                Ok(is_open && entries::count_up_to(db, id, ENTRIES)? < ENTRIES)
            });
            if !lacks.await? {
                break;
            }
            match fetch(inner, id).await {
                Ok(()) => {
                    faults = 0;
                    sleep(BREATH).await;
                }
                // The conversation went while its history was asked for.
                Err(Error::Rejected(Rejection::NotFound)) => break,
                // The server has a fault in this conversation, which keeps no other from coming. A server
                // that fails at all of them is asked as seldom as by a poll that fails.
                // as seldom as by a poll that fails.
                Err(Error::Net(error)) if error.is_fault() => {
                    faults += 1;
                    fault = Some(error);
                    sleep(pause_after(POLLING, faults, chance(), &error.into())).await;
                    break;
                }
                Err(error) => return Err(error),
            }
        }
    }
    fault.map_or(Ok(()), |fault| Err(fault.into()))
}

/// Fetches the next older page of a conversation. The caller may outlive the session in which it asked.
pub(crate) async fn fetch(inner: &Arc<Inner>, id: ConversationId) -> Result<()> {
    let live = inner.live()?;
    let known = inner.store.read(move |db| conversations::get(db, id)).await?;
    let known = known.filter(|known| !known.provisional).ok_or(Rejection::NotFound)?;
    let before = Seq(known.have_after.0 + 1);
    let page = match inner.pages.measured(live.remote.entries(id, before, inner.pages.of(PAGE))).await {
        Err(error) if error.may_pass() => return Err(error.into()),
        Err(error) => {
            tracing::debug!(%error, conversation_id = %id, "the server has no history of a conversation");
            return Err(Rejection::NotFound.into());
        }
        Ok(page) => page,
    };
    inner
        .change_as(&live, move |tx, reader, touched| apply_page(tx, reader, touched, id, before, &page))
        .await
}

/// Applies a page. The mark goes down only if it still stands where the page was asked from, or below: else a
/// hole would open.
pub(crate) fn apply_page(
    tx: &Transaction<'_>,
    reader: &Reader,
    touched: &mut Touched,
    id: ConversationId,
    before: Seq,
    page: &EntriesPage,
) -> Result<()> {
    for entry in &page.entries {
        apply::entry(tx, reader, touched, entry)?;
    }
    let Some(known) = conversations::get(tx, id)? else { return Ok(()) };
    if known.have_after < before {
        let oldest = page.entries.first().map_or(Seq(0), |entry| Seq(entry.seq.0 - 1));
        let have_after = if page.complete { Seq(0) } else { oldest };
        conversations::lower_have_after(tx, id, have_after)?;
        touched.threads.insert(id);
    }
    Ok(())
}
