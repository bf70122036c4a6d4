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

/// The time for which an answer holds: anybody may ask, and each look writes.
const HOLDS: Duration = Duration::from_secs(5);
/// The longest time that a change may take to reach the disk.
const PATIENCE: Duration = Duration::from_secs(10);

/// The reason why the server is not ready.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NotReady {
    #[error("nothing can be written")]
    CannotWrite,
    #[error("the disk is nearly full")]
    DiskFull,
}

/// Looks at store and disks now and then.
pub(crate) struct Readiness {
    store: Store,
    clock: Clock,
    folders: Vec<PathBuf>,
    least_free: u64,
    last: Mutex<Option<(Instant, Result<(), NotReady>)>>,
}

impl Readiness {
    /// Makes a check of a store, and of folders on whose disks so many bytes are to be free.
    pub(crate) fn new(store: Store, clock: Clock, folders: Vec<PathBuf>, least_free: u64) -> Readiness {
        Readiness { store, clock, folders, least_free, last: Mutex::default() }
    }

    /// Answers the state of a few seconds ago, or looks now. The look runs to its end in a task of its own:
    /// if the caller left, the next caller would write again.
    pub(crate) async fn look(self: &Arc<Self>) -> Result<(), NotReady> {
        let this = Arc::clone(self);
        let looking = tokio::spawn(async move { this.look_now_and_then().await }.in_current_span());
        looking.await.unwrap_or_else(|error| {
            tracing::error!(is_panic = error.is_panic(), "not ready: the look failed");
            Err(NotReady::CannotWrite)
        })
    }

    async fn look_now_and_then(&self) -> Result<(), NotReady> {
        // Callers that ask meanwhile wait for the same look.
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

/// The bytes that the disk of a folder has left for this process; none if the system does not say.
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

    /// A file system stands in that never has room.
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
