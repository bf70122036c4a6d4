//! Keeps the files of takes in step with the store's rows, which change with sending, merging, losing and
//! signing out. The files of a doomed take are removed, a deleted take stays in the bin for a while, and
//! differences that a crash left between row and sound are put right. Nothing is removed on a guess.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use conversas_client::{Choice, TakeRow};
use conversas_domain::ids::{ConversationId, EntryId};
use conversas_ipc::{Event, Failure};
use conversas_recorder::{RecorderError, TakeId};

use super::labels::Label;
use super::{Inner, Recording, failure, row_id, take_id, warn};

/// The time in which a deleted take can be restored: the 10 s that are shown, and a click on the last of
/// them.
const UNDO: Duration = Duration::from_secs(12);

/// Empties the bin of this moment's takes once they cannot be restored any more.
pub(super) fn empty_the_bin_later(inner: &Arc<Inner>) {
    let inner = Arc::downgrade(inner);
    tokio::spawn(async move {
        tokio::time::sleep(UNDO).await;
        if let Some(inner) = inner.upgrade() {
            inner.empty_the_bin().await;
        }
    });
}

impl Recording {
    /// Puts right what an earlier run left.
    pub(crate) async fn begin(&self) {
        self.look_after().await;
        self.inner.empty_the_bin().await;
        if let Err(error) = self.inner.engine.forget_empty().await {
            tracing::debug!(%error, "conversations without anything in them stay");
        }
        empty_the_bin_later(&self.inner);
    }

    /// Looks at every take, because somebody else may be signed in, or an event was missed.
    pub(crate) async fn look_after(&self) {
        self.take_over().await;
        let looking = self.undisturbed(async move |inner| {
            inner.agree().await?;
            inner.relabel().await?;
            inner.tidy().await
        });
        if let Err(Failure { code, .. }) = looking.await {
            tracing::warn!(?code, "takes are looked after later");
        }
        self.inner.tell(Event::TakesChanged);
    }

    /// Removes the files of takes that have no row any more, after rows changed.
    pub(crate) async fn tidy(&self) {
        let tidying = self.undisturbed(async move |inner| {
            inner.relabel().await?;
            inner.tidy().await
        });
        if let Err(Failure { code, .. }) = tidying.await {
            tracing::warn!(?code, "the files of takes go later");
        }
        self.inner.tell(Event::TakesChanged);
    }

    /// Writes labels anew after takes moved into another conversation with their own.
    pub(crate) async fn moved(&self) {
        let labelling = self.undisturbed(async move |inner| inner.relabel().await);
        if let Err(Failure { code, .. }) = labelling.await {
            tracing::warn!(?code, "the labels of takes are written later");
        }
        self.inner.tell(Event::TakesChanged);
    }

    /// Throws away a blocked message. Its take is in the bin when this answers, and nothing looks at the take
    /// in between.
    pub(crate) async fn discard(
        &self,
        conversation_id: ConversationId,
        entry_id: EntryId,
    ) -> Result<Option<TakeId>, Failure> {
        self.undisturbed(async move |inner| {
            let rows = inner.engine.takes().all().await.map_err(crate::failure::failure)?;
            let resolving = inner.engine.resolve_blocked(conversation_id, entry_id, Choice::Discard);
            resolving.await.map_err(crate::failure::failure)?;
            let take = rows.into_iter().find(|row| row.entry_id == Some(entry_id));
            let Some(id) = take.map(|row| take_id(row.id)) else { return Ok(None) };
            inner.into_the_bin(id).await?;
            Ok(Some(id))
        })
        .await
    }

    /// Removes the files of other people's takes, after another person than before has signed in.
    pub(crate) async fn another_is_in(&self) -> Result<(), Failure> {
        self.undisturbed(async move |inner| {
            // Takes that only a label gives to this person get rows first, because takes without a row are
            // removed.
            let left = inner.take_over().await?;
            inner.remove_nobodys(left).await
        })
        .await
    }

    /// Removes the files of all takes, after the person has signed out.
    pub(crate) async fn nobody_is_in(&self) -> Result<(), Failure> {
        self.undisturbed(async move |inner| inner.remove_nobodys(BTreeSet::new()).await).await
    }
}

impl Inner {
    /// Removes the files of takes after a person's data were erased, also those that no row names, because
    /// nobody is known to own them. `left`: sounds that
    /// are somebody's by their label and wait for a better moment.
    async fn remove_nobodys(self: &Arc<Self>, left: BTreeSet<TakeId>) -> Result<(), Failure> {
        self.tidy().await?;
        let rows = self.engine.takes().all().await.map_err(crate::failure::failure)?;
        let kept: BTreeSet<TakeId> = rows.into_iter().map(|row| take_id(row.id)).chain(left).collect();
        let removing = self.in_blocking(move |inner| {
            for take in inner.recorder.takes().map_err(failure)? {
                if !kept.contains(&take.id) {
                    inner.erase(take.id)?;
                }
            }
            if kept.is_empty() {
                inner.recorder.purge_deleted(Duration::ZERO).map_err(failure)?;
            }
            inner.labels.remove_but_of(|id| kept.contains(&id)).map_err(|error| failure(error.into()))
        });
        removing.await?;
        self.tell(Event::TakesChanged);
        Ok(())
    }

    /// Removes the files of takes that lost their row. A file that the disk refuses to remove is tried again
    /// later.
    pub(super) async fn tidy(self: &Arc<Self>) -> Result<(), Failure> {
        let doomed = self.engine.takes().doomed().await.map_err(crate::failure::failure)?;
        if doomed.is_empty() {
            return Ok(());
        }
        let removing = self.in_blocking(move |inner| {
            let erase = |id: &_| {
                let erased = inner.erase(take_id(*id));
                let is_gone = erased.is_ok();
                warn(take_id(*id), erased);
                is_gone
            };
            Ok(doomed.into_iter().filter(erase).collect::<Vec<_>>())
        });
        let gone = removing.await?;
        self.engine.takes().removed(gone).await.map_err(crate::failure::failure)
    }

    /// Makes rows and sounds agree: a row without a sound is removed; a take whose row says that it is in the
    /// bin, while its sound is not, was on its way there or back, and is a draft.
    async fn agree(self: &Arc<Self>) -> Result<(), Failure> {
        let rows = self.engine.takes().all().await.map_err(crate::failure::failure)?;
        if rows.is_empty() {
            return Ok(());
        }
        let looking = self.in_blocking(|inner| {
            let takes = inner.recorder.takes().map_err(failure)?;
            Ok((takes, inner.recorder.deleted_takes().map_err(failure)?))
        });
        let (takes, bin) = looking.await?;
        for row in rows {
            let id = take_id(row.id);
            let agreeing = if takes.iter().any(|take| take.id == id) {
                match row.is_deleted {
                    true => self.engine.takes().restore(row.id).await,
                    false => Ok(()),
                }
            } else if bin.contains(&id) {
                Ok(())
            } else {
                self.engine.takes().forget(row.id).await
            };
            warn(id, agreeing.map_err(crate::failure::failure));
        }
        Ok(())
    }

    /// Makes the label of each take say what its row says.
    pub(super) async fn relabel(self: &Arc<Self>) -> Result<(), Failure> {
        let rows = self.engine.takes().all().await.map_err(crate::failure::failure)?;
        if rows.is_empty() {
            return Ok(());
        }
        self.in_blocking(move |inner| {
            let labels = inner.labels.all().map_err(|error| failure(error.into()))?;
            for row in rows {
                let (id, label) = (take_id(row.id), Label::of(&row));
                if !labels.contains(&(id, label)) {
                    warn(id, inner.label(&row));
                }
            }
            Ok(())
        })
        .await
    }

    pub(super) async fn into_the_bin(self: &Arc<Self>, id: TakeId) -> Result<(), Failure> {
        self.in_blocking(move |inner| inner.recorder.discard(id).map_err(failure)).await?;
        empty_the_bin_later(self);
        self.tell(Event::TakesChanged);
        Ok(())
    }

    async fn empty_the_bin(self: &Arc<Self>) {
        let _turn = self.turn.lock().await;
        let emptying = async {
            self.in_blocking(|inner| inner.recorder.purge_deleted(UNDO).map_err(failure)).await?;
            self.agree().await?;
            self.tidy().await
        };
        if let Err(Failure { code, .. }) = emptying.await {
            tracing::warn!(?code, "the bin is emptied later");
        }
    }

    /// Removes a take that got no sound.
    pub(super) async fn give_up(self: &Arc<Self>, id: TakeId) {
        let forgetting = self.engine.takes().forget(row_id(id)).await.map_err(crate::failure::failure);
        let done = match forgetting {
            Ok(()) => self.tidy().await,
            failed => failed,
        };
        warn(id, done);
    }

    /// Removes a take for good, whatever its state.
    fn erase(&self, id: TakeId) -> Result<(), Failure> {
        match self.recorder.pause(id) {
            Ok(_) | Err(RecorderError::NotRecording | RecorderError::UnknownTake) => {}
            Err(error) => return Err(failure(error)),
        }
        match self.recorder.forget(id) {
            Ok(()) | Err(RecorderError::UnknownTake) => {}
            Err(error) => return Err(failure(error)),
        }
        self.labels.remove(id).map_err(|error| failure(error.into()))
    }

    /// Writes the label of a take, before the first sample.
    pub(super) fn label(&self, row: &TakeRow) -> Result<(), Failure> {
        self.labels.put(take_id(row.id), Label::of(row)).map_err(|error| failure(error.into()))
    }

    /// Removes a label without a sound.
    pub(super) async fn forget_label(self: &Arc<Self>, id: TakeId) {
        let removing =
            self.in_blocking(move |inner| inner.labels.remove(id).map_err(|error| failure(error.into())));
        warn(id, removing.await);
    }
}
