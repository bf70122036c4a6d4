//! A file for the domain's checks, which read any piece of it without holding the whole.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use conversas_domain::attachment::Content;

use super::{Failure, unread};

/// A source that can be read from any place.
pub(super) struct Bytes<T> {
    from: T,
    length: u64,
}

impl<T: Read + Seek> Bytes<T> {
    /// Makes a source; `length` in bytes.
    pub(super) fn new(from: T, length: u64) -> Bytes<T> {
        Bytes { from, length }
    }

    /// Answers the source, at its beginning again.
    pub(super) fn rewound(mut self) -> Result<T, Failure> {
        self.from.rewind().map_err(unread)?;
        Ok(self.from)
    }
}

impl Bytes<File> {
    /// Opens a file of this device.
    pub(super) fn open(path: &Path) -> Result<Bytes<File>, Failure> {
        crate::store::assert_not_writing();
        let open = || {
            let file = File::open(path)?;
            let length = file.metadata()?.len();
            Ok::<_, std::io::Error>(Bytes::new(file, length))
        };
        open().map_err(unread)
    }
}

impl<T: Read + Seek> Content for Bytes<T> {
    type Error = Failure;

    fn length(&self) -> u64 {
        self.length
    }

    fn piece(&mut self, at: u64, most: usize) -> Result<Vec<u8>, Failure> {
        let left = usize::try_from(self.length.saturating_sub(at)).unwrap_or(usize::MAX);
        let mut piece = Vec::with_capacity(most.min(left));
        let from = &mut self.from;
        let reading =
            from.seek(SeekFrom::Start(at)).and_then(|_| from.take(most as u64).read_to_end(&mut piece));
        reading.map_err(unread)?;
        Ok(piece)
    }
}
