//! The one door through which what belongs to a person leaves a device.

use super::erasure::Erasure;
use crate::engine::Inner;
use crate::error::Result;
use crate::store::session::{self, SessionRow};
use crate::store::{Transaction, erase};

impl Inner {
    /// Erases what belongs to the person of this profile, and writes what the session is from now on, in one
    /// transaction: after an error nothing is erased. After success no disk has the data any more.
    pub(super) async fn erase(
        &self,
        erasure: Erasure,
        then: impl FnOnce(&Transaction<'_>, SessionRow) -> Result<SessionRow> + Send + 'static,
    ) -> Result<()> {
        let keeps_damaged = erasure.keeps_damaged();
        let profile = self.folder.profile().to_owned();
        let erasing = self.store.write(move |tx| {
            let before = session::load(tx)?;
            erase::of_person(tx, &profile, &erasure)?;
            Ok::<_, crate::Error>(session::save(tx, &then(tx, before)?)?)
        });
        erasing.await?;
        if let Err(error) = self.erase_for_good(keeps_damaged).await {
            tracing::error!(%error, "what was erased leaves the disk at the next start");
        }
        Ok(())
    }

    /// Removes from the disk what a transaction erased: bytes of files, and pages of the log.
    async fn erase_for_good(&self, keeps_damaged: bool) -> Result<()> {
        self.remove_doomed().await?;
        let emptying = if keeps_damaged { self.store.empty_log().await } else { self.store.scrub().await };
        Ok(emptying?)
    }
}
