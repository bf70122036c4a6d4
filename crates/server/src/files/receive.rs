//! Bytes on their way to the disk, a piece at a time. Between pieces nothing waits but the request itself.

use std::fs::File;
use std::io::{self, Write};

use axum::body::Bytes;

use super::{Files, FilesError, Turn, blocking};

/// An upload that receives bytes. Dropping this value loses nothing that was written, and the turn is free
/// only when the last write has ended.
pub(crate) struct Receiving {
    turn: Turn,
    file: File,
    /// The number of bytes from before.
    from: u64,
    /// The most bytes of the whole upload.
    end: u64,
    length: u64,
}

/// The reason why a piece is not taken.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotTaken {
    /// More bytes came than are missing; nothing of this request is kept.
    #[error("more than the upload's length")]
    TooMuch,
    /// The disk is full or broken; bytes that could be written are kept.
    #[error(transparent)]
    Failed(#[from] FilesError),
}

impl From<io::Error> for NotTaken {
    fn from(error: io::Error) -> Self {
        NotTaken::Failed(error.into())
    }
}

impl Files {
    /// Begins to add to an upload that has `from` bytes and shall have no more than `end`.
    pub(crate) async fn receive(&self, turn: Turn, from: u64, end: u64) -> Result<Receiving, FilesError> {
        let partials = self.partials.clone();
        blocking(move || {
            let file = partials.open_to_append(turn.id())?;
            Ok(Receiving { turn, file, from, end, length: from })
        })
        .await?
    }
}

impl Receiving {
    /// Writes a piece.
    pub(crate) async fn write(self, piece: Bytes) -> Result<Receiving, NotTaken> {
        blocking(move || self.write_now(&piece)).await?
    }

    fn write_now(mut self, piece: &[u8]) -> Result<Receiving, NotTaken> {
        self.length += piece.len() as u64;
        if self.length > self.end {
            self.file.set_len(self.from)?;
            self.file.sync_data()?;
            return Err(NotTaken::TooMuch);
        }
        self.file.write_all(piece)?;
        Ok(self)
    }

    /// Makes all bytes safe; answers how many there are.
    pub(crate) async fn finish(self) -> Result<(Turn, u64), FilesError> {
        blocking(move || {
            self.file.sync_data()?;
            let length = self.file.metadata()?.len();
            Ok((self.turn, length))
        })
        .await?
    }
}
