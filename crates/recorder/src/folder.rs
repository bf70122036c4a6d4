//! Takes as files: their names, their listing, and the bin.
//!
//! | name | what |
//! |---|---|
//! | `ID.wav` | the sound; the take exists as long as this does |
//! | `ID.ogg` | the small file of a finished take |
//! | `ID.ogg.part` | the small file while it is made; worth nothing after a restart |
//! | `ID.deleted` | the sound of a discarded take; its time of change is when that was |

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::error::RecorderError;
use crate::spool::{self, ms};
use crate::take::{Take, TakeId, TakeState};

/// The folder that takes are kept in.
#[derive(Debug, Clone)]
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// Opens or makes the folder, and mends what a crash left.
    pub(crate) fn open(path: PathBuf) -> Result<Self, RecorderError> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&path)?;
        let folder = Self(path);
        for path in folder.files("part")? {
            fs::remove_file(path)?;
        }
        for take in folder.ids()? {
            // A take that cannot be mended now is not lost, and recording works without it.
            if let Err(error) = folder.mend(take) {
                tracing::warn!(%take, code = error.code(), "a take is not mended");
            }
        }
        Ok(folder)
    }

    pub(crate) fn wav(&self, take: TakeId) -> PathBuf {
        self.0.join(format!("{take}.wav"))
    }

    pub(crate) fn ogg(&self, take: TakeId) -> PathBuf {
        self.0.join(format!("{take}.ogg"))
    }

    pub(crate) fn part(&self, take: TakeId) -> PathBuf {
        self.0.join(format!("{take}.ogg.part"))
    }

    fn deleted(&self, take: TakeId) -> PathBuf {
        self.0.join(format!("{take}.deleted"))
    }

    /// Answers every take that is not in the bin, oldest id first. No take is shown as recording.
    pub(crate) fn takes(&self) -> Result<Vec<Take>, RecorderError> {
        self.ids()?.into_iter().map(|take| self.take(take)).collect()
    }

    /// Answers a take that is not in the bin.
    pub(crate) fn take(&self, id: TakeId) -> Result<Take, RecorderError> {
        let path = self.wav(id);
        let samples = spool::samples(&path)?;
        let state = if self.ogg(id).exists() { TakeState::Finished } else { TakeState::Paused };
        Ok(Take { id, state, duration_ms: ms(samples), path })
    }

    /// Puts a take into the bin.
    pub(crate) fn discard(&self, take: TakeId) -> Result<(), RecorderError> {
        let wav = File::options().write(true).open(self.wav(take))?;
        wav.set_modified(SystemTime::now())?;
        gone(fs::remove_file(self.ogg(take)))?;
        fs::rename(self.wav(take), self.deleted(take))?;
        Ok(())
    }

    /// Takes a take out of the bin.
    pub(crate) fn restore(&self, take: TakeId) -> Result<Take, RecorderError> {
        fs::rename(self.deleted(take), self.wav(take))?;
        self.take(take)
    }

    /// Removes a take with all files that were made from it, also out of the bin.
    pub(crate) fn forget(&self, take: TakeId) -> Result<(), RecorderError> {
        gone(fs::remove_file(self.ogg(take)))?;
        match fs::remove_file(self.deleted(take)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => fs::remove_file(self.wav(take))?,
            Err(error) => return Err(error.into()),
            Ok(()) => gone(fs::remove_file(self.wav(take)))?,
        }
        Ok(())
    }

    /// Answers every take in the bin, oldest id first.
    pub(crate) fn deleted_takes(&self) -> Result<Vec<TakeId>, RecorderError> {
        self.ids_of("deleted")
    }

    /// Removes takes that have been in the bin for longer; returns how many.
    pub(crate) fn purge(&self, older_than: Duration) -> Result<usize, RecorderError> {
        let mut purged = 0;
        for path in self.files("deleted")? {
            let since = fs::metadata(&path)?.modified()?.elapsed().unwrap_or_default();
            if since >= older_than {
                fs::remove_file(path)?;
                purged += 1;
            }
        }
        Ok(purged)
    }

    /// Makes a take readable; a take without any sound is removed.
    fn mend(&self, take: TakeId) -> Result<(), RecorderError> {
        let wav = self.wav(take);
        if spool::repair(&wav)? == 0 {
            fs::remove_file(wav)?;
        }
        Ok(())
    }

    fn ids(&self) -> Result<Vec<TakeId>, RecorderError> {
        self.ids_of("wav")
    }

    fn ids_of(&self, extension: &str) -> Result<Vec<TakeId>, RecorderError> {
        let mut ids: Vec<TakeId> = self.files(extension)?.iter().filter_map(|path| id(path)).collect();
        ids.sort();
        Ok(ids)
    }

    fn files(&self, extension: &str) -> Result<Vec<PathBuf>, RecorderError> {
        let entries = fs::read_dir(&self.0)?;
        let paths = entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()?;
        Ok(paths
            .into_iter()
            .filter(|path| path.extension().is_some_and(|found| found == extension))
            .collect())
    }
}

fn id(path: &Path) -> Option<TakeId> {
    path.file_stem()?.to_str()?.parse().ok()
}

/// Turns the error of a missing file into success, because the file was to be removed.
pub(crate) fn gone(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}
