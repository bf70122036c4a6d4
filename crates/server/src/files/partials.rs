//! Unfinished uploads: a file each, which only grows.

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use conversas_domain::ids::AttachmentId;

use crate::store::private;

/// The folder of unfinished uploads. Clones share it. Its functions block.
#[derive(Clone)]
pub(super) struct Partials {
    folder: Arc<PathBuf>,
}

impl Partials {
    pub(super) fn open(folder: PathBuf) -> io::Result<Partials> {
        private::folder(&folder)?;
        Ok(Partials { folder: Arc::new(folder) })
    }

    pub(super) fn path(&self, id: AttachmentId) -> PathBuf {
        self.folder.join(id.to_string())
    }

    /// Answers how many bytes of an upload are safe. Bytes that an earlier process left are made safe first.
    pub(super) fn arrived(&self, id: AttachmentId) -> io::Result<u64> {
        match OpenOptions::new().append(true).open(self.path(id)) {
            Ok(file) => {
                file.sync_data()?;
                Ok(file.metadata()?.len())
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(0),
            Err(error) => Err(error),
        }
    }

    /// Opens the file to append to; made if it is missing.
    pub(super) fn open_to_append(&self, id: AttachmentId) -> io::Result<File> {
        let path = self.path(id);
        let is_new = !path.exists();
        let file = private::new_file().append(true).open(&path)?;
        if is_new {
            sync_folder(&self.folder)?;
        }
        Ok(file)
    }

    /// Cuts a file to a length.
    pub(super) fn cut(&self, id: AttachmentId, length: u64) -> io::Result<()> {
        let file = OpenOptions::new().write(true).open(self.path(id))?;
        if file.metadata()?.len() > length {
            file.set_len(length)?;
        }
        file.sync_data()
    }

    pub(super) fn remove(&self, id: AttachmentId) -> io::Result<()> {
        match std::fs::remove_file(self.path(id)) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Answers all unfinished uploads.
    pub(super) fn all(&self) -> io::Result<Vec<AttachmentId>> {
        let mut found = Vec::new();
        for entry in std::fs::read_dir(&*self.folder)? {
            let name = entry?.file_name();
            found.extend(name.to_str().and_then(|name| name.parse::<AttachmentId>().ok()));
        }
        Ok(found)
    }
}

/// Makes a new file safe, which needs a sync of its folder. Windows has no such thing.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}
