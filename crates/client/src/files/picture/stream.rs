//! Reading and writing piece by piece. A picture that ends too early is broken; a source that cannot be read is missing; a
//! copy that cannot be written is this device's disk.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write};

use conversas_domain::rejection::Rejection;

use crate::files::{self, Failure, disk};

type Result<T> = std::result::Result<T, Failure>;

/// The source that is copied.
pub(super) struct Input<R: Read>(BufReader<R>);

impl<R: Read> Input<R> {
    pub(super) fn new(content: R) -> Input<R> {
        Input(BufReader::with_capacity(64 * 1024, content))
    }

    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N]> {
        let mut bytes = [0; N];
        self.0.read_exact(&mut bytes).map_err(unread)?;
        Ok(bytes)
    }

    pub(super) fn byte(&mut self) -> Result<u8> {
        self.array().map(|[byte]| byte)
    }

    /// Reads a byte. None: the source has ended.
    pub(super) fn byte_or_end(&mut self) -> Result<Option<u8>> {
        let mut byte = [0];
        match self.0.read(&mut byte).map_err(unread)? {
            0 => Ok(None),
            _ => Ok(Some(byte[0])),
        }
    }

    /// Reads so many bytes; callers ask for few.
    pub(super) fn vec(&mut self, count: usize) -> Result<Vec<u8>> {
        let mut bytes = vec![0; count];
        self.0.read_exact(&mut bytes).map_err(unread)?;
        Ok(bytes)
    }

    pub(super) fn skip(&mut self, count: u64) -> Result<()> {
        self.pass(count, |_| Ok(()))
    }

    pub(super) fn copy(&mut self, output: &mut Output, count: u64) -> Result<()> {
        self.pass(count, |piece| output.put(piece))
    }

    /// Copies up to the next 0xFF, which is read and not copied. False: there is none.
    pub(super) fn copy_to_ff(&mut self, output: &mut Output) -> Result<bool> {
        loop {
            let piece = self.0.fill_buf().map_err(unread)?;
            if piece.is_empty() {
                return Ok(false);
            }
            let found = piece.iter().position(|byte| *byte == 0xFF);
            let count = found.unwrap_or(piece.len());
            output.put(&piece[..count])?;
            self.0.consume(count + usize::from(found.is_some()));
            if found.is_some() {
                return Ok(true);
            }
        }
    }

    fn pass(&mut self, mut count: u64, mut with: impl FnMut(&[u8]) -> Result<()>) -> Result<()> {
        while count > 0 {
            let piece = self.0.fill_buf().map_err(unread)?;
            if piece.is_empty() {
                return Err(Rejection::FileBroken.into());
            }
            let part = piece.len().min(usize::try_from(count).unwrap_or(usize::MAX));
            with(&piece[..part])?;
            self.0.consume(part);
            count -= part as u64;
        }
        Ok(())
    }
}

fn unread(error: io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => Rejection::FileBroken.into(),
        _ => files::unread(error),
    }
}

/// The copy.
pub(super) struct Output(BufWriter<File>);

impl Output {
    pub(super) fn new(file: File) -> Output {
        Output(BufWriter::with_capacity(64 * 1024, file))
    }

    pub(super) fn put(&mut self, bytes: &[u8]) -> Result<()> {
        self.0.write_all(bytes).map_err(disk)
    }

    /// The number of bytes that were written.
    pub(super) fn length(&mut self) -> Result<u64> {
        self.0.stream_position().map_err(disk)
    }

    /// Writes bytes over those at a place.
    pub(super) fn put_at(&mut self, place: u64, bytes: &[u8]) -> Result<()> {
        let writing = self.0.seek(SeekFrom::Start(place)).and_then(|_| self.0.write_all(bytes));
        writing.and_then(|()| self.0.seek(SeekFrom::End(0))).map(|_| ()).map_err(disk)
    }

    pub(super) fn finish(mut self) -> Result<()> {
        self.0.flush().map_err(disk)
    }
}
