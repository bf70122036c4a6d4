//! What only the program around the host has: the system's dialogs, and the programs that open files.

use std::fmt;
use std::fs::File;
use std::io;
use std::path::PathBuf;
use std::pin::Pin;

use conversas_domain::links::Link;
use conversas_ipc::{Failure, FailureCode};

/// An answer of a desk, once the person has answered.
pub type Answer<T> = Pin<Box<dyn Future<Output = Result<T, DeskError>> + Send>>;

/// A file that a person chose.
pub struct Picked {
    /// The file's name there, as the system says it.
    pub name: String,
    /// The path at which the file can be read.
    pub path: PathBuf,
    /// The file is a copy that was made to be read once (a file that a phone's picker gives has no path):
    /// removed afterwards.
    pub is_copy: bool,
}

/// Never shows the name (rule 22).
impl fmt::Debug for Picked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Picked").field("is_copy", &self.is_copy).finish_non_exhaustive()
    }
}

/// The content to write where the person says.
pub enum Written {
    /// The content of this open file, which stays readable if the device needs its room while the person
    /// looks for a place.
    File(File),
    /// These bytes.
    Bytes(Vec<u8>),
}

/// The program around the host. The names that it is given are safe on every system.
pub trait Desk: Send + Sync + 'static {
    /// Whether the desk has dialogs, and programs to open files with.
    fn has_dialogs(&self) -> bool;

    /// Lets the person choose files, several at once; none if they cancelled. Of what has to be copied to be
    /// read, no more than `limit` bytes are: a larger file is not sent, and its copy need only be as long.
    fn pick_files(&self, limit: u64) -> Answer<Vec<Picked>>;

    /// Asks for a place, offering this name, and writes. False: the person cancelled.
    fn save_as(&self, name: String, what: Written) -> Answer<bool>;

    /// Opens a file with the system's program for it.
    fn open(&self, path: PathBuf) -> Answer<()>;

    /// Opens an address with the system's program for it.
    fn open_link(&self, link: Link) -> Answer<()>;
}

/// Why a desk did not do what it was asked.
#[derive(Debug)]
pub enum DeskError {
    /// The desk has no such dialog or program.
    Unsupported,
    /// The dialog or program failed.
    Failed(io::Error),
}

impl From<io::Error> for DeskError {
    fn from(error: io::Error) -> Self {
        DeskError::Failed(error)
    }
}

impl From<DeskError> for Failure {
    fn from(error: DeskError) -> Self {
        match error {
            DeskError::Unsupported => FailureCode::Unsupported.into(),
            DeskError::Failed(error) => {
                tracing::warn!(kind = ?error.kind(), "a file was not handed over");
                FailureCode::StorageUnavailable.into()
            }
        }
    }
}

/// No desk: the page uses what a browser has.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unsupported;

impl Desk for Unsupported {
    fn has_dialogs(&self) -> bool {
        false
    }

    fn pick_files(&self, _: u64) -> Answer<Vec<Picked>> {
        unsupported()
    }

    fn save_as(&self, _: String, _: Written) -> Answer<bool> {
        unsupported()
    }

    fn open(&self, _: PathBuf) -> Answer<()> {
        unsupported()
    }

    fn open_link(&self, _: Link) -> Answer<()> {
        unsupported()
    }
}

fn unsupported<T: Send + 'static>() -> Answer<T> {
    Box::pin(std::future::ready(Err(DeskError::Unsupported)))
}
