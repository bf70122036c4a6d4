//! Conversations that are not here, or are not known to be the person's still, while an item of the person
//! waits: the server is asked about each, because nothing is erased on a guess.

use std::collections::BTreeSet;
use std::sync::Arc;

use conversas_domain::entry::Seq;
use conversas_domain::ids::ConversationId;

use super::apply;
use crate::engine::inner::Inner;
use crate::engine::settle_all;
use crate::error::Result;
use crate::net::NetError;
use crate::store::{erase, takes, unconfirmed};

/// Asks about all of them, once everything that the person may see is here. A fault of the server with one
/// conversation holds up no other.
pub(super) async fn look(inner: &Arc<Inner>) -> Result<()> {
    let reading = inner.store.read(|db| Ok((erase::strays(db)?, unconfirmed::all(db)?)));
    let (waiting, unconfirmed) = reading.await?;
    let strays: BTreeSet<ConversationId> = waiting.into_iter().chain(unconfirmed).collect();
    let mut fault = None;
    for id in strays {
        match inner.live()?.remote.entries(id, Seq(1), 1).await {
            Err(error) if error.is_not_found() => lost(inner, id).await?,
            // The conversation is still the reader's: what is here stays, and sync brings the rest.
            Ok(_) => confirmed(inner, id).await?,
            Err(error @ NetError::Refused { .. }) if !error.is_too_often() => fault = Some(error),
            Err(error) => return Err(error.into()),
        }
    }
    if inner.store.read(takes::any_sent).await? {
        inner.store.write(settle_all).await?;
    }
    fault.map_or(Ok(()), |error| Err(error.into()))
}

async fn confirmed(inner: &Arc<Inner>, id: ConversationId) -> Result<()> {
    if inner.store.read(move |db| unconfirmed::contains(db, id)).await? {
        inner.change(move |tx, _, _| Ok(unconfirmed::remove(tx, id)?)).await?;
    }
    Ok(())
}

/// Erases a conversation by the server's own word. Changes that sync has brought meanwhile stay.
async fn lost(inner: &Arc<Inner>, id: ConversationId) -> Result<()> {
    let now = inner.clock.now();
    let erasing = inner.change(move |tx, _, touched| {
        if erase::strays(tx)?.contains(&id) {
            erase::stray(tx, id, now)?;
            touched.gone.push(id);
            touched.threads.insert(id);
            touched.outbox = true;
        } else if unconfirmed::remove(tx, id)? {
            apply::gone(tx, touched, id)?;
            // Without a row there may be parts of it that could not be read.
            erase::conversation(tx, id)?;
        }
        Ok(())
    });
    erasing.await
}
