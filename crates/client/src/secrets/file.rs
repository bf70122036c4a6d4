//! A file with mode 0600.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

pub(super) fn load(path: &Path) -> Option<String> {
    fs::read_to_string(path).ok()
}

/// Whole or not at all: written beside it, then renamed.
pub(super) fn save(path: &Path, text: &str) -> io::Result<()> {
    let beside = path.with_extension("new");
    let _ = fs::remove_file(&beside);
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&beside)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&beside, path)
}

pub(super) fn clear(path: &Path) -> io::Result<()> {
    fs::remove_file(path)
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn only_the_user_can_read_the_secret() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("session.secret");
        save(&path, "one").unwrap();
        save(&path, "two").unwrap();
        assert_eq!(load(&path).as_deref(), Some("two"));
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        clear(&path).unwrap();
        assert_eq!(load(&path), None);
    }
}
