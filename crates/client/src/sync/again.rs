//! Changes that an earlier version of this program could only keep are read again after an update, before the
//! server is asked for anything new; nothing of it is downloaded again. For changes that still cannot be
//! read, the server is asked for the newest state again: an older server that took the place of a newer one
//! says it in words that this program knows.

use conversas_domain::entry::Seq;
use conversas_protocol::received::Change;

use super::apply;
use crate::engine::inner::Inner;
use crate::error::Result;
use crate::event::Touched;
use crate::reader::Reader;
use crate::store::{Transaction, bootstraps, conversations, entries, unconfirmed, unknown};

/// Entries in one transaction: few, so that no write waits long.
const STEP: u32 = 200;

/// Reads all kept changes. A failure leaves the rest to the next start.
pub(crate) async fn read(inner: &Inner) {
    if let Err(error) = all(inner).await {
        tracing::warn!(%error, "what a newer server said is read again at the next start");
    }
}

async fn all(inner: &Inner) -> Result<()> {
    let (some_changes, some_entries) =
        inner.store.read(|db| Ok((unknown::any(db)?, unknown::any_entry(db)?))).await?;
    if some_changes {
        inner.change(changes).await?;
    }
    let mut done = some_entries.then_some(Seq(0));
    while let Some(after) = done {
        done = inner.change(move |tx, _, _| Ok(entries::understand(tx, after, STEP)?)).await?;
    }
    Ok(())
}

/// Applies kept changes without telling news: the person was away from them for as long as they were kept.
fn changes(tx: &Transaction<'_>, reader: &Reader, touched: &mut Touched) -> Result<()> {
    let understood = unknown::take_understood(tx)?;
    let mut new = Vec::new();
    for change in &understood {
        if let Change::Conversation(view) = change
            && !conversations::exists(tx, view.id)?
        {
            new.push(view.id);
        }
    }
    apply::changes(tx, reader, touched, &understood)?;
    touched.news.clear();
    for id in new {
        conversations::forget_history(tx, id)?;
    }
    Ok(())
}

/// Downloads the lists again in which conversations cannot be read. Readable conversations stay as they are.
/// Answers whether there is such a list.
/// there is one.
pub(super) async fn ask(inner: &Inner) -> Result<bool> {
    if inner.store.read(unknown::conversations).await?.is_empty() {
        return Ok(false);
    }
    let asking = inner.change(|tx, _, touched| {
        for id in unknown::conversations(tx)? {
            unconfirmed::add(tx, id)?;
            match conversations::list(tx, id)? {
                Some(list) => bootstraps::again(tx, list)?,
                None => bootstraps::restart(tx)?,
            }
            touched.wanted = true;
        }
        Ok(touched.wanted)
    });
    asking.await
}
