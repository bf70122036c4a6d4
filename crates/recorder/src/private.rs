//! Files that nobody else on the machine may read.

use std::fs::OpenOptions;

/// Options that make a file of the person's own.
pub(crate) fn ours() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}
