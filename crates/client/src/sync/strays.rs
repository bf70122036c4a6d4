//! What waits here for conversations that are not: their person lost them while nobody was signed in. The server is
//! asked about each, for nothing is erased on a guess.

use std::sync::Arc;

use conversas_domain::entry::Seq;

use crate::engine::Inner;
use crate::error::Result;
use crate::store::erase;

/// For when everything that the person may see is here.
pub(super) async fn look(inner: &Arc<Inner>) -> Result<()> {
    for id in inner.store.read(erase::strays).await? {
        match inner.live()?.remote.entries(id, Seq(1), 1).await {
            Err(error) if error.is_not_found() => {}
            // It is still theirs, and comes by sync.
            Ok(_) => continue,
            Err(error) => return Err(error.into()),
        }
        let now = inner.clock.now();
        let erasing = inner.change(move |tx, _, touched| {
            if erase::strays(tx)?.contains(&id) {
                erase::stray(tx, id, now)?;
                touched.gone.push(id);
                touched.threads.insert(id);
                touched.outbox = true;
            }
            Ok(())
        });
        erasing.await?;
    }
    Ok(())
}
