//! After an update: what an earlier version of this program could only keep is read again, before the server is asked for
//! anything new. Nothing of it is downloaded again.

use conversas_domain::entry::Seq;
use conversas_protocol::received::Change;
use rusqlite::Transaction;

use super::apply;
use crate::engine::Inner;
use crate::error::Result;
use crate::event::Touched;
use crate::reader::Reader;
use crate::store::{conversations, unknown};

/// Entries in one transaction: short enough that nobody who writes meanwhile waits long.
const STEP: u32 = 200;

/// Reads all of it. A failure leaves the rest to the next start.
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
        done = inner.change(move |tx, _, _| Ok(unknown::understand_entries(tx, after, STEP)?)).await?;
    }
    Ok(())
}

/// Whoever is told of news was away from them for as long as they were kept: they are read, not told.
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
