//! Files that nobody else on the machine may read.

use std::fs::OpenOptions;

/// How such a file is written.
pub(crate) fn ours() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}
