//! Mistakes in the words, and their places.

use std::fmt;
use std::path::{Path, PathBuf};

/// One mistake in a file of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The file, from the folder `locales` on.
    pub(crate) file: PathBuf,
    /// The line, counted from 1; 0: the whole file is meant.
    pub(crate) line: usize,
    /// The mistake, in English.
    pub(crate) what: String,
}

impl Fault {
    pub(crate) fn new(file: &Path, line: usize, what: impl Into<String>) -> Fault {
        Fault { file: file.to_owned(), line, what: what.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = self.file.display();
        match self.line {
            0 => write!(f, "locales/{file}: {}", self.what),
            line => write!(f, "locales/{file}:{line}: {}", self.what),
        }
    }
}
