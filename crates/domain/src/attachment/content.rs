//! The port to the bytes of a file, for rules that have to see more than its beginning: many files say what
//! they are at their end, or in the middle. The caller holds the disk; nothing here reads one.

use std::ops::Range;

use crate::rejection::Rejection;

/// The bytes of a file.
pub trait Content {
    /// The error: of reading, and of a file that is refused.
    type Error: From<Rejection>;

    /// The number of bytes.
    fn length(&self) -> u64;

    /// Reads a number of bytes from a place on; fewer where the file ends.
    fn piece(&mut self, at: u64, most: usize) -> Result<Vec<u8>, Self::Error>;

    /// Reads exactly the bytes of a range; none if the file ends before.
    fn exactly(&mut self, range: Range<u64>) -> Result<Option<Vec<u8>>, Self::Error> {
        let Ok(count) = usize::try_from(range.end.saturating_sub(range.start)) else { return Ok(None) };
        if range.end > self.length() {
            return Ok(None);
        }
        Ok(Some(self.piece(range.start, count)?).filter(|piece| piece.len() == count))
    }
}

impl Content for &[u8] {
    type Error = Rejection;

    fn length(&self) -> u64 {
        self.len() as u64
    }

    fn piece(&mut self, at: u64, most: usize) -> Result<Vec<u8>, Rejection> {
        let from = usize::try_from(at).unwrap_or(usize::MAX).min(self.len());
        let to = from.saturating_add(most).min(self.len());
        Ok(self[from..to].to_vec())
    }
}

impl<const N: usize> Content for &[u8; N] {
    type Error = Rejection;

    fn length(&self) -> u64 {
        N as u64
    }

    fn piece(&mut self, at: u64, most: usize) -> Result<Vec<u8>, Rejection> {
        self.as_slice().piece(at, most)
    }
}

impl<C: Content> Content for &mut C {
    type Error = C::Error;

    fn length(&self) -> u64 {
        (**self).length()
    }

    fn piece(&mut self, at: u64, most: usize) -> Result<Vec<u8>, C::Error> {
        (**self).piece(at, most)
    }
}

/// A number of so many bytes, the most significant first; none where the bytes end before.
pub(super) fn big(bytes: &[u8], at: usize, count: usize) -> Option<u64> {
    let bytes = bytes.get(at..at.checked_add(count)?)?;
    Some(bytes.iter().fold(0, |number, byte| (number << 8) | u64::from(*byte)))
}

/// A number of so many bytes, the least significant first; none where the bytes end before.
pub(super) fn little(bytes: &[u8], at: usize, count: usize) -> Option<u64> {
    let bytes = bytes.get(at..at.checked_add(count)?)?;
    Some(bytes.iter().rev().fold(0, |number, byte| (number << 8) | u64::from(*byte)))
}
