//! Every change of the store by the signed-in person goes through this module: one transaction, and then what
//! follows from the change.

use std::sync::{Arc, PoisonError};

use super::{Inner, Live};
use crate::connection::Sight;
use crate::error::{Error, Result};
use crate::event::Touched;
use crate::outbox;
use crate::reader::Reader;
use crate::store::{self, Transaction};

impl Inner {
    /// Changes the store as the signed-in person, in one transaction, and tells afterwards what was touched.
    pub(crate) async fn change<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Transaction<'_>, &Reader, &mut Touched) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.change_as(&self.live()?, work).await
    }

    /// Changes the store with something that was begun in the session `begun` and took its time: an answer of
    /// the server, a copy of a file. The person of that session must still be signed in, because the change
    /// is theirs, or is cut to what they may see.
    pub(crate) async fn change_as<T: Send + 'static>(
        &self,
        begun: &Live,
        work: impl FnOnce(&Transaction<'_>, &Reader, &mut Touched) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let reader = Reader::of(&self.live()?.directory);
        let (person_id, role) = (begun.directory.me.id, begun.directory.me.role);
        let installation = begun.remote.line().known().borrow().installation;
        let (turns, gone) = (self.connection.turns(), Arc::clone(&self.gone));
        let changing = self.store.write(move |tx| {
            // The store is asked, because between its commit and what follows somebody else may be signed in
            // already.
            if reader.role != role || !store::session::is_of(tx, person_id, installation)? {
                return Err(Error::SignedOut);
            }
            let mut touched = Touched::default();
            let value = work(tx, &reader, &mut touched)?;
            // Told here, before any other job: a page of a list that comes next would bring back what just
            // went. Should the commit fail, the page leaves out what is still here.
            gone.lock().unwrap_or_else(PoisonError::into_inner).extend(&touched.gone);
            let numbers = touched.outbox.then(|| store::outbox::numbers(tx)).transpose()?;
            touched.rescued = (touched.rescued || !touched.gone.is_empty()) && store::rescued::any(tx)?;
            let directory = touched.directory.then(|| store::session::directory(tx)).transpose()?.flatten();
            let any_doomed = store::fetched::any_doomed(tx)?;
            let sight = Sight {
                catching_up: store::bootstraps::any_pending(tx)?,
                outdated: store::unknown::any(tx)?,
                outbox: numbers.map(|numbers| (numbers.waiting, numbers.blocked)),
            };
            Ok((value, touched, (turns.next(), sight), directory, any_doomed))
        });
        let (value, touched, (turn, sight), directory, any_doomed) = changing.await?;
        if any_doomed && let Err(error) = self.remove_doomed().await {
            tracing::warn!(%error, "bytes of files wait for the next change to be removed");
        }
        if !touched.gone.is_empty()
            && let Err(error) = self.store.scrub().await
        {
            tracing::warn!(%error, "what was erased leaves the log later");
        }
        if let (Some(directory), Ok(live)) = (directory, self.live()) {
            self.set_live(Some(Live { directory: Arc::new(directory), ..live }));
        }
        self.events.tell_touched(&touched);
        if let (false, Ok(live)) = (touched.ended.is_empty(), self.live()) {
            let ended = touched.ended.clone();
            tokio::spawn(async move { outbox::upload::end(&live.remote, &ended).await });
        }
        self.connection.committed(turn, sight);
        if touched.outbox {
            self.bells.outbox.notify_one();
        }
        if touched.wanted {
            self.bells.bootstrap.notify_one();
            self.bells.poll.notify_one();
        }
        Ok(value)
    }

    /// Takes over the directory that the store has: a task that was ended between its commit and what follows
    /// has not told of its own. A write comes after all jobs that were submitted; a read would not.
    pub(super) async fn know_directory(&self) {
        match (self.store.write(|tx| store::session::directory(tx)).await, self.live()) {
            (Ok(Some(directory)), Ok(live)) => {
                self.set_live(Some(Live { directory: Arc::new(directory), ..live }));
            }
            (Err(error), _) => tracing::warn!(%error, "the directory stays as it was last told of"),
            // Nobody is signed in, or what is stored cannot be read.
            (Ok(_), _) => {}
        }
    }
}
