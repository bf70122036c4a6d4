//! A file that is read while it is written, with a length that is known from the beginning.

use std::fs::File;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use tokio::sync::watch;

/// The progress of the writer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Grown {
    /// The bytes up to this place can be read.
    To(u64),
    /// The file is complete.
    Whole,
    /// The file broke, and never will be complete.
    Broken,
}

/// A growing file, as readers hold it.
#[derive(Debug, Clone)]
pub(crate) struct Growing {
    pub(crate) path: PathBuf,
    pub(crate) length: u64,
    grown: Option<watch::Receiver<Grown>>,
}

impl Growing {
    /// Opens a file that is complete already.
    pub(crate) async fn whole(path: PathBuf) -> io::Result<Growing> {
        let length = tokio::fs::metadata(&path).await?.len();
        Ok(Growing { path, length, grown: None })
    }

    /// Waits until the byte at this place can be read; answers how many bytes there are from there on.
    pub(crate) async fn readable(&mut self, at: u64) -> io::Result<u64> {
        let Some(grown) = &mut self.grown else { return Ok(self.length.saturating_sub(at)) };
        let is_there = |grown: &Grown| !matches!(grown, Grown::To(end) if *end <= at);
        // A writer that is gone without a word has not finished.
        let gone = |closed| io::Error::new(io::ErrorKind::InvalidData, closed);
        let grown = *grown.wait_for(is_there).await.map_err(gone)?;
        match grown {
            Grown::To(end) => Ok(end.min(self.length) - at),
            Grown::Whole => Ok(self.length.saturating_sub(at)),
            Grown::Broken => Err(broken()),
        }
    }

    pub(crate) fn is_broken(&self) -> bool {
        self.grown.as_ref().is_some_and(|grown| match *grown.borrow() {
            Grown::Broken => true,
            Grown::Whole => false,
            Grown::To(_) => grown.has_changed().is_err(),
        })
    }

    pub(crate) fn is_growing(&self) -> bool {
        self.grown.as_ref().is_some_and(|grown| match *grown.borrow() {
            Grown::To(_) => grown.has_changed().is_ok(),
            Grown::Whole | Grown::Broken => false,
        })
    }
}

fn broken() -> io::Error {
    io::ErrorKind::InvalidData.into()
}

/// The writer. The beginning that it was made with stays, whatever is written over it: a decoder's header for
/// an unknown length is not for readers.
pub(crate) struct Writer {
    file: File,
    beginning: u64,
    at: u64,
    length: u64,
    grown: watch::Sender<Grown>,
}

impl Writer {
    /// Makes a file of this length with this beginning.
    pub(crate) fn new(path: &Path, beginning: &[u8], length: u64) -> io::Result<(Writer, Growing)> {
        let mut file = File::create(path)?;
        file.write_all(beginning)?;
        let beginning = beginning.len() as u64;
        let (sender, receiver) = watch::channel(Grown::To(beginning));
        let growing = Growing { path: path.to_owned(), length, grown: Some(receiver) };
        Ok((Writer { file, beginning, at: 0, length, grown: sender }, growing))
    }

    /// Ends the file: missing sound becomes silence. Answers whether the file is complete.
    pub(crate) fn finish(self, is_good: bool) -> bool {
        let is_good = is_good && self.file.set_len(self.length).is_ok();
        self.grown.send_replace(if is_good { Grown::Whole } else { Grown::Broken });
        is_good
    }
}

impl Write for Writer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let end = self.at + bytes.len() as u64;
        let from = self.at.clamp(self.beginning, self.length).min(end);
        let to = end.clamp(from, self.length.max(from));
        let kept = bytes.get((from - self.at) as usize..(to - self.at) as usize).unwrap_or_default();
        if !kept.is_empty() {
            self.file.seek(SeekFrom::Start(from))?;
            self.file.write_all(kept)?;
            self.grown.send_if_modified(|grown| match grown {
                Grown::To(end) if *end < to => {
                    *end = to;
                    true
                }
                _ => false,
            });
        }
        self.at = end;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Seek for Writer {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
            SeekFrom::End(by) => self.length.checked_add_signed(by),
        };
        self.at = at.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn readers_wait_for_the_writer_and_see_its_beginning_untouched() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("x.wav");
        let (mut writer, mut growing) = Writer::new(&path, b"HEAD", 12).expect("a file");
        assert_eq!(growing.readable(0).await.expect("the beginning"), 4);
        let mut reader = growing.clone();
        let waiting = tokio::spawn(async move { reader.readable(4).await });
        writer.write_all(b"head12").expect("written");
        assert_eq!(waiting.await.expect("it ends").expect("readable"), 2);
        writer.seek(SeekFrom::Start(2)).expect("a place");
        writer.write_all(b"ad").expect("written");
        writer.seek(SeekFrom::Start(6)).expect("a place");
        writer.write_all(b"3456789").expect("what is too much is left out");
        assert!(writer.finish(true));
        assert_eq!(growing.readable(4).await.expect("all of it"), 8);
        assert_eq!(std::fs::read(&path).expect("a file"), b"HEAD12345678");
    }

    #[tokio::test]
    async fn a_writer_that_breaks_or_vanishes_is_an_error_and_not_a_wait() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for is_told in [true, false] {
            let (writer, mut growing) = Writer::new(&folder.path().join("x"), b"", 8).expect("a file");
            if is_told {
                assert!(!writer.finish(false))
            } else {
                drop(writer)
            }
            assert!(growing.readable(0).await.is_err());
            assert!(growing.is_broken());
        }
    }
}
