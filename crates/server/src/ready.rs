//! Whether the server can do its work: whether a change reaches the disk, and whether there is room for more.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::error::Elapsed;
use tokio::time::{Instant, timeout};
use tracing::Instrument;

use crate::clock::Clock;
use crate::store::{Lane, Store, StoreError};

/// For so long an answer holds: anybody may ask, and each look writes.
const HOLDS: Duration = Duration::from_secs(5);
/// A change that takes longer does not reach the disk in time for anybody.
const PATIENCE: Duration = Duration::from_secs(10);

/// Why it is not ready.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NotReady {
    #[error("nothing can be written")]
    CannotWrite,
    #[error("the disk is nearly full")]
    DiskFull,
}

/// Looks now and then.
pub(crate) struct Readiness {
    store: Store,
    clock: Clock,
    folders: Vec<PathBuf>,
    least_free: u64,
    last: Mutex<Option<(Instant, Result<(), NotReady>)>>,
}

impl Readiness {
    /// Of a store and of folders on whose disks so many bytes are to be free.
    pub(crate) fn new(store: Store, clock: Clock, folders: Vec<PathBuf>, least_free: u64) -> Readiness {
        Readiness { store, clock, folders, least_free, last: Mutex::default() }
    }

    /// As it was a few seconds ago, or as it is now. It looks to the end in a task of its own, because who asks next would
    /// write again if nobody had waited for the answer.
    pub(crate) async fn look(self: &Arc<Self>) -> Result<(), NotReady> {
        let this = Arc::clone(self);
        let looking = tokio::spawn(async move { this.look_now_and_then().await }.in_current_span());
        looking.await.unwrap_or_else(|error| {
            tracing::error!(is_panic = error.is_panic(), "not ready: the look failed");
            Err(NotReady::CannotWrite)
        })
    }

    async fn look_now_and_then(&self) -> Result<(), NotReady> {
        // Those who ask meanwhile wait for the same look.
        let mut last = self.last.lock().await;
        if let Some((at, found)) = *last
            && at.elapsed() < HOLDS
        {
            return found;
        }
        let found = self.look_now().await;
        *last = Some((Instant::now(), found));
        found
    }

    async fn look_now(&self) -> Result<(), NotReady> {
        let now = self.clock.now();
        let writing = self.store.write(Lane::Any, move |tx| tx.write_readiness(now));
        let written: Result<Result<(), StoreError>, Elapsed> = timeout(PATIENCE, writing).await;
        match written {
            Ok(Ok(())) => {}
            Ok(Err(error)) => {
                tracing::error!(%error, "not ready: nothing can be written");
                return Err(NotReady::CannotWrite);
            }
            Err(_) => {
                tracing::error!("not ready: a change takes too long");
                return Err(NotReady::CannotWrite);
            }
        }
        for folder in &self.folders {
            if let Some(free) = free_bytes(folder)
                && free < self.least_free
            {
                let (folder, least) = (folder.display(), self.least_free);
                tracing::error!(%folder, free, least, "not ready: the disk is nearly full");
                return Err(NotReady::DiskFull);
            }
        }
        Ok(())
    }
}

/// What the disk of a folder has left for us; none if the system does not say.
#[cfg(unix)]
fn free_bytes(folder: &Path) -> Option<u64> {
    match rustix::fs::statvfs(folder) {
        Ok(disk) => Some(disk.f_bavail.saturating_mul(disk.f_frsize)),
        Err(error) => {
            tracing::warn!(%error, "the free space is not known");
            None
        }
    }
}

#[cfg(not(unix))]
fn free_bytes(_: &Path) -> Option<u64> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::House;

    async fn look_at(house: &House, folders: Vec<PathBuf>, least_free: u64) -> Result<(), NotReady> {
        let clock = Clock::Manual(house.clock.clone());
        Arc::new(Readiness::new(house.store.clone(), clock, folders, least_free)).look().await
    }

    async fn look(house: &House, least_free: u64) -> Result<(), NotReady> {
        look_at(house, vec![house.folder().to_owned()], least_free).await
    }

    #[tokio::test]
    async fn a_store_that_can_be_written_on_a_disk_with_room_is_ready() {
        let house = House::new().await;
        assert_eq!(look(&house, 1).await, Ok(()));
        #[cfg(unix)]
        assert_eq!(look(&house, u64::MAX).await, Err(NotReady::DiskFull));
    }

    /// A file system that never has room.
    #[cfg(target_os = "linux")]
    #[tokio::test]
    async fn the_disk_of_the_files_is_looked_at_too() {
        let house = House::new().await;
        let folders = vec![house.folder().to_owned(), PathBuf::from("/proc")];
        assert_eq!(look_at(&house, folders, 1).await, Err(NotReady::DiskFull));
    }

    #[test]
    fn files_that_are_elsewhere_are_on_a_disk_of_their_own() {
        let mut config = crate::Config::new("/data");
        assert_eq!(config.folders(), [Path::new("/data")]);
        config.files.place = Some(crate::FilePlace::S3("s3://b/escola".into()));
        assert_eq!(config.folders(), [Path::new("/data")]);
        config.files.place = Some(crate::FilePlace::Folder("/files".into()));
        assert_eq!(config.folders(), [Path::new("/data"), Path::new("/files")]);
    }

    #[tokio::test]
    async fn a_store_that_cannot_be_written_is_not_ready() {
        let house = House::new().await;
        house.store.close();
        assert_eq!(look(&house, 1).await, Err(NotReady::CannotWrite));
    }
}
