//! The folder: `<id>` is a file, `<id>.thumb` the small picture of one, `<id>.new` a copy that is being made, `<id>.part` and
//! `<id>.thumb.part` downloads that are under way, `<id>.wav` a voice message decoded for players. Names say nothing about
//! what is in them.

use std::collections::HashSet;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use conversas_domain::ids::AttachmentId;

use crate::private;

/// The folder of a profile.
#[derive(Debug, Clone)]
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn of(profile: &Path) -> Folder {
        Folder(profile.join("files"))
    }

    /// The profile's folder.
    pub(crate) fn profile(&self) -> &Path {
        self.0.parent().unwrap_or(&self.0)
    }

    /// A file as it was sent.
    pub(crate) fn original(&self, id: AttachmentId) -> PathBuf {
        self.0.join(id.to_string())
    }

    /// The small picture of a file.
    pub(crate) fn thumbnail(&self, id: AttachmentId) -> PathBuf {
        self.0.join(format!("{id}.thumb"))
    }

    /// A copy that is being made.
    pub(crate) fn unfinished(&self, id: AttachmentId) -> PathBuf {
        self.0.join(format!("{id}.new"))
    }

    /// A download of the file that is under way.
    pub(crate) fn part(&self, id: AttachmentId) -> PathBuf {
        self.0.join(format!("{id}.part"))
    }

    /// A download of a file's small picture that is under way.
    pub(crate) fn thumbnail_part(&self, id: AttachmentId) -> PathBuf {
        self.0.join(format!("{id}.thumb.part"))
    }

    /// The copy for players, which can be made again.
    pub(crate) fn decoded(&self, id: AttachmentId) -> PathBuf {
        self.0.join(format!("{id}.wav"))
    }

    /// Makes the folder if it is missing.
    pub(crate) fn make(&self) -> io::Result<()> {
        private::folder(&self.0)
    }

    /// Whether the file is here.
    pub(crate) fn has(&self, id: AttachmentId) -> bool {
        self.original(id).is_file()
    }

    /// The bytes that a file, its small picture and their downloads take.
    pub(crate) fn bytes(&self, id: AttachmentId) -> u64 {
        let of = |path: PathBuf| fs::metadata(path).map(|metadata| metadata.len()).unwrap_or_default();
        let paths = [self.original(id), self.thumbnail(id), self.part(id), self.thumbnail_part(id)];
        paths.into_iter().map(of).sum()
    }

    /// Gives a finished copy its place: the copy is there as a whole or not at all, whatever happens.
    pub(crate) fn settle(&self, id: AttachmentId, place: &Path) -> io::Result<()> {
        let copy = self.unfinished(id);
        private::narrow_file(&copy)?;
        // On Windows a file must be open for writing to be made durable.
        OpenOptions::new().write(true).open(&copy)?.sync_all()?;
        fs::rename(copy, place)?;
        self.sync()
    }

    /// Makes the names in the folder durable.
    fn sync(&self) -> io::Result<()> {
        // Elsewhere a folder cannot be opened, and a rename is durable by itself.
        if cfg!(unix) { File::open(&self.0)?.sync_all() } else { Ok(()) }
    }

    /// Removes a file with everything made from it.
    pub(crate) fn remove(&self, id: AttachmentId) {
        self.remove_finished(id);
        self.remove_parts(id);
    }

    /// Removes the small picture of a file.
    pub(crate) fn remove_thumbnail(&self, id: AttachmentId) {
        self.remove_all(id, [self.thumbnail(id)]);
    }

    /// Removes the copy that was made for players.
    pub(crate) fn remove_decoded(&self, id: AttachmentId) {
        self.remove_all(id, [self.decoded(id)]);
    }

    /// Removes the downloads of a file that are under way.
    pub(crate) fn remove_parts(&self, id: AttachmentId) {
        self.remove_all(id, [self.part(id), self.thumbnail_part(id)]);
    }

    /// Removes all of a file but downloads that can go on.
    pub(crate) fn remove_finished(&self, id: AttachmentId) {
        self.remove_all(id, [self.original(id), self.thumbnail(id), self.unfinished(id), self.decoded(id)]);
    }

    /// Moves files and their small pictures to another folder. Copies that can be made or fetched again are
    /// removed.
    pub(crate) fn move_to(&self, other: &Path, ids: impl Iterator<Item = AttachmentId>) -> io::Result<()> {
        for id in ids {
            for from in [self.original(id), self.thumbnail(id)].into_iter().filter(|from| from.is_file()) {
                private::folder(other)?;
                fs::rename(&from, other.join(from.file_name().unwrap_or_default()))?;
            }
            self.remove(id);
        }
        Ok(())
    }

    fn remove_all<const N: usize>(&self, id: AttachmentId, paths: [PathBuf; N]) {
        for path in paths {
            match fs::remove_file(path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    tracing::warn!(attachment_id = %id, kind = ?error.kind(), "a file cannot be removed");
                }
                _ => {}
            }
        }
    }

    /// Answers the files whose bytes are here, finished or not. Names that this program did not make are left
    /// out.
    pub(crate) fn ids(&self) -> HashSet<AttachmentId> {
        self.names().filter_map(|name| id_of(&name)).collect()
    }

    /// Files whose download was begun.
    pub(crate) fn parts(&self) -> HashSet<AttachmentId> {
        self.names().filter(|name| name.ends_with(".part")).filter_map(|name| id_of(&name)).collect()
    }

    fn names(&self) -> impl Iterator<Item = String> {
        let found = fs::read_dir(&self.0).inspect_err(|error| {
            // A profile without files has no folder for them.
            if error.kind() != io::ErrorKind::NotFound {
                tracing::error!(kind = ?error.kind(), "the folder of files cannot be read");
            }
        });
        let found = found.into_iter().flatten();
        let entries = found.filter_map(|entry| {
            let noted = entry.inspect_err(|error| {
                tracing::warn!(kind = ?error.kind(), "a part of the folder of files cannot be read");
            });
            noted.ok()
        });
        // The app names its files in ASCII: any other file is not the app's.
        entries.filter_map(|entry| entry.file_name().into_string().ok())
    }
}

fn id_of(name: &str) -> Option<AttachmentId> {
    AttachmentId::from_str(name.split('.').next()?).ok()
}
