//! clamd's `INSTREAM`: the file goes over the wire, nothing of the scanner runs here.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use conversas_domain::ids::AttachmentId;
use conversas_domain::moment::Moment;

use crate::config::ScannerPlace;

/// The longest wait for connecting, and for each step of sending.
const PATIENCE: Duration = Duration::from_secs(10);
/// The longest wait for the answer: clamd looks into archives.
const LONGEST_SCAN: Duration = Duration::from_secs(120);
/// Bytes that are sent at once.
const PIECE: usize = 64 * 1024;
/// Longest answer that is read, in bytes.
const ANSWER: u64 = 4 * 1024;
/// The answer of clamd, before it hangs up, to more bytes than its `StreamMaxLength`.
const TOO_LARGE: &[u8] = b"INSTREAM size limit exceeded";
/// The time, in milliseconds, for which questions about a file do not have it scanned again after the scanner
/// could not say anything: each scan sends the whole file.
const AGAIN: i64 = 10_000;

/// The connection data of a clamd. Clones share what it was unsure of.
#[derive(Clone)]
pub(super) struct Scanner {
    place: ScannerPlace,
    /// The files of which the scanner could not say anything, and when.
    unsure: Arc<Mutex<HashMap<AttachmentId, Moment>>>,
}

/// The answer of the scanner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Clean,
    Infected,
    /// The file is larger than clamd takes (`StreamMaxLength`): it will never be scanned.
    TooLarge,
}

trait Wire: Read + Write {}
impl<T: Read + Write> Wire for T {}

impl Scanner {
    pub(super) fn new(place: ScannerPlace) -> Scanner {
        Scanner { place, unsure: Arc::default() }
    }

    /// Notes that the scanner could not say anything of a file.
    pub(super) fn was_unsure(&self, id: AttachmentId, now: Moment) {
        let mut unsure = self.unsure.lock().unwrap_or_else(PoisonError::into_inner);
        unsure.retain(|_, at| is_recent(*at, now));
        unsure.insert(id, now);
    }

    /// Whether the scanner could not say anything of a file a moment ago.
    pub(super) fn is_unsure(&self, id: AttachmentId, now: Moment) -> bool {
        let unsure = self.unsure.lock().unwrap_or_else(PoisonError::into_inner);
        unsure.get(&id).is_some_and(|at| is_recent(*at, now))
    }

    /// Scans a file. An error says nothing about the file: ask again. Blocks.
    pub(super) fn scan(&self, path: &Path) -> io::Result<Verdict> {
        let mut file = File::open(path)?;
        let mut wire = self.connect()?;
        let sent = send(&mut file, &mut wire);
        // The answer is read also when clamd hung up in the middle, because it may have answered before.
        let mut answer = Vec::new();
        let read = wire.take(ANSWER).read_to_end(&mut answer);
        if answer.starts_with(TOO_LARGE) {
            return Ok(Verdict::TooLarge);
        }
        sent.and(read)?;
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

fn is_recent(at: Moment, now: Moment) -> bool {
    (now.0 - at.0).abs() < AGAIN
}

/// Sends a file, in pieces that each say their length; the end is an empty piece.
fn send(file: &mut File, wire: &mut impl Write) -> io::Result<()> {
    wire.write_all(b"zINSTREAM\0")?;
    let mut piece = vec![0; PIECE];
    loop {
        let count = file.read(&mut piece)?;
        let length = u32::try_from(count).unwrap_or_default();
        wire.write_all(&length.to_be_bytes())?;
        if count == 0 {
            return wire.flush();
        }
        wire.write_all(&piece[..count])?;
    }
}

/// Reads an answer: `stream: OK`, `stream: Name FOUND`; anything else is no verdict.
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
