//! Fetched files stay within a limit: those read longest ago go first. Files that lost their row lose their
//! bytes.

use std::collections::{HashMap, HashSet};
use std::mem;
use std::sync::Arc;

use conversas_domain::ids::AttachmentId;
use conversas_domain::moment::Moment;

use super::fetches::{Fetches, Key};
use super::folder::Folder;
use super::seen::Seen;
use crate::engine::inner::Inner;
use crate::error::Result;
use crate::store::{self, Connection, StoreError, Transaction, entries, fetched, preferences};

/// The room for fetched files unless the person chose another, in bytes.
const STORAGE_LIMIT: u64 = 1024 * 1024 * 1024;
/// The name of the preference with the chosen limit.
const LIMIT_KEY: &str = "storage_limit";
/// Facts that only memory has until a change writes them: when files were shown, and which downloads broke
/// off. Whoever takes them writes them; they are given back unless they are marked as written. Writing them
/// twice does no harm.
pub(crate) struct Taken {
    from: (Seen, Arc<Fetches>),
    seen: HashMap<AttachmentId, Moment>,
    left: HashSet<Key>,
}

impl Taken {
    /// Takes both kinds of facts.
    pub(crate) fn all(inner: &Inner) -> Taken {
        let from = (inner.seen.clone(), Arc::clone(&inner.fetches));
        Taken { seen: from.0.take(), left: from.1.take_left(), from }
    }

    /// Takes the times at which files were shown.
    fn seen(inner: &Inner) -> Taken {
        let from = (inner.seen.clone(), Arc::clone(&inner.fetches));
        Taken { seen: from.0.take(), left: HashSet::new(), from }
    }

    /// Takes the downloads that broke off.
    pub(crate) fn left(inner: &Inner) -> Taken {
        let from = (inner.seen.clone(), Arc::clone(&inner.fetches));
        Taken { seen: HashMap::new(), left: from.1.take_left(), from }
    }

    /// Whether there is nothing to write.
    pub(crate) fn is_empty(&self) -> bool {
        self.seen.is_empty() && self.left.is_empty()
    }

    pub(crate) fn write(&self, tx: &Transaction<'_>, folder: &Folder, now: Moment) -> store::Result<()> {
        self.seen.iter().try_for_each(|(id, at)| fetched::touch(tx, *id, *at))?;
        note(tx, folder, self.left.iter().map(|(id, _)| *id), now)
    }

    /// Marks the facts as written, after the change is committed.
    pub(crate) fn written(mut self) {
        (self.seen, self.left) = Default::default();
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        self.from.0.give_back(mem::take(&mut self.seen));
        self.from.1.give_back(mem::take(&mut self.left));
    }
}

impl Inner {
    /// Notes that a file is being shown.
    pub(crate) async fn was_read(&self, id: AttachmentId) -> Result<()> {
        if self.seen.add(id, self.clock.now()) { self.write_seen().await } else { Ok(()) }
    }

    pub(crate) async fn write_seen(&self) -> Result<()> {
        self.write_taken(Taken::seen(self)).await
    }

    pub(crate) async fn write_taken(&self, taken: Taken) -> Result<()> {
        if taken.is_empty() {
            return Ok(());
        }
        let (folder, now) = (self.folder.clone(), self.clock.now());
        let writing = self.store.write(move |tx| {
            taken.write(tx, &folder, now)?;
            Ok::<_, StoreError>(taken)
        });
        writing.await?.written();
        Ok(())
    }

    /// Removes the bytes of files that lost their row, in the writer's own thread, so that no file gets a row
    /// meanwhile.
    pub(crate) async fn remove_doomed(&self) -> Result<()> {
        let (folder, fetches) = (self.folder.clone(), Arc::clone(&self.fetches));
        Ok(self.store.write(move |tx| remove_doomed(tx, &folder, &fetches)).await?)
    }
}

/// Gives downloads that broke off rows for the bytes that came: such bytes count, and are removed, like all
/// that was fetched.
pub(crate) fn note(
    db: &Connection,
    folder: &Folder,
    left: impl IntoIterator<Item = AttachmentId>,
    read_at: Moment,
) -> store::Result<()> {
    for id in left {
        let known = match fetched::find(db, id)? {
            Some(row) => Some((row.conversation_id, row.attachment)).filter(|_| row.is_fetched),
            None => entries::file(db, id)?,
        };
        match (known, folder.bytes(id)) {
            (Some(_), 0) => fetched::forget(db, id)?,
            (Some((conversation_id, attachment)), bytes) => {
                fetched::put(db, conversation_id, &attachment, false, bytes, read_at)?;
            }
            // The file is not the reader's any more; its bytes went with its entries.
            (None, _) => {}
        }
    }
    Ok(())
}

/// Answers the limit in bytes.
pub(crate) fn limit(db: &Connection) -> store::Result<u64> {
    let chosen = preferences::load(db, LIMIT_KEY)?;
    Ok(chosen.and_then(|bytes| bytes.parse().ok()).unwrap_or(STORAGE_LIMIT))
}

pub(crate) fn set_limit(tx: &Transaction<'_>, bytes: u64) -> store::Result<()> {
    preferences::save(tx, LIMIT_KEY, &bytes.to_string())
}

fn remove_doomed(tx: &Transaction<'_>, folder: &Folder, fetches: &Fetches) -> store::Result<()> {
    for doomed in fetched::doomed(tx)? {
        match (doomed.has_row, doomed.is_attached) {
            (true, _) => {}
            // The file only made room for others: a download of it may be under way.
            (false, true) => {
                folder.remove_finished(doomed.id);
                fetches.unless_wanted(doomed.id, || folder.remove_parts(doomed.id));
            }
            (false, false) => folder.remove(doomed.id),
        }
        fetched::forget_doomed(tx, doomed.id)?;
    }
    Ok(())
}
