//! clamd's `INSTREAM`: the file goes over the wire, nothing of the scanner runs here.

use std::fs::File;
use std::io::{self, Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::path::Path;
use std::time::Duration;

use crate::config::ScannerPlace;

/// For connecting, and for each step of sending.
const PATIENCE: Duration = Duration::from_secs(10);
/// For the answer: clamd looks into archives.
const LONGEST_SCAN: Duration = Duration::from_secs(120);
/// Sent at once, in bytes.
const PIECE: usize = 64 * 1024;
/// Longest answer that is read, in bytes.
const ANSWER: u64 = 4 * 1024;

/// A clamd somewhere.
#[derive(Clone)]
pub(super) struct Scanner {
    place: ScannerPlace,
}

/// What it said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Clean,
    Infected,
}

trait Wire: Read + Write {}
impl<T: Read + Write> Wire for T {}

impl Scanner {
    pub(super) fn new(place: ScannerPlace) -> Scanner {
        Scanner { place }
    }

    /// Asks about a file. An error says nothing about the file: ask again. Blocks.
    pub(super) fn scan(&self, path: &Path) -> io::Result<Verdict> {
        let mut file = File::open(path)?;
        let mut wire = self.connect()?;
        wire.write_all(b"zINSTREAM\0")?;
        let mut piece = vec![0; PIECE];
        loop {
            let count = file.read(&mut piece)?;
            let length = u32::try_from(count).unwrap_or_default();
            wire.write_all(&length.to_be_bytes())?;
            if count == 0 {
                break;
            }
            wire.write_all(&piece[..count])?;
        }
        wire.flush()?;
        let mut answer = Vec::new();
        wire.take(ANSWER).read_to_end(&mut answer)?;
        verdict(&answer).ok_or_else(|| io::Error::other("the scanner could not say"))
    }

    fn connect(&self) -> io::Result<Box<dyn Wire>> {
        match &self.place {
            ScannerPlace::Tcp(address) => {
                let address = address.to_socket_addrs()?.next().ok_or(io::ErrorKind::NotFound)?;
                let stream = TcpStream::connect_timeout(&address, PATIENCE)?;
                stream.set_write_timeout(Some(PATIENCE))?;
                stream.set_read_timeout(Some(LONGEST_SCAN))?;
                Ok(Box::new(stream))
            }
            #[cfg(unix)]
            ScannerPlace::Unix(path) => {
                let stream = std::os::unix::net::UnixStream::connect(path)?;
                stream.set_write_timeout(Some(PATIENCE))?;
                stream.set_read_timeout(Some(LONGEST_SCAN))?;
                Ok(Box::new(stream))
            }
        }
    }
}

/// `stream: OK`, `stream: Name FOUND`; anything else is no verdict, a limit of the scanner's among it.
fn verdict(answer: &[u8]) -> Option<Verdict> {
    let answer = String::from_utf8_lossy(answer);
    let answer = answer.trim_end_matches(['\0', '\n', '\r']);
    if answer.ends_with(": OK") {
        Some(Verdict::Clean)
    } else if answer.ends_with(" FOUND") {
        Some(Verdict::Infected)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_clear_answer_is_a_verdict() {
        assert_eq!(verdict(b"stream: OK\0"), Some(Verdict::Clean));
        assert_eq!(verdict(b"stream: Win.Test.EICAR_HDB-1 FOUND\0"), Some(Verdict::Infected));
        for answer in [b"INSTREAM size limit exceeded. ERROR\0".as_slice(), b"", b"stream: O", b"OK"] {
            assert_eq!(verdict(answer), None);
        }
    }
}
