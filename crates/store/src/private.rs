//! Folders and files that only the server's own user can read. Those that an earlier server or a copy left
//! readable for others are narrowed, which is logged.
//! narrowed, and said.

use std::fs::{DirBuilder, OpenOptions};
use std::io;
use std::path::Path;

/// Makes a folder with those above it, or narrows it.
pub fn folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)?;
    narrow(path, 0o700)
}

/// Options to open a file that may have to be made.
pub fn new_file() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Narrows a file, if it is there.
pub fn file(path: &Path) -> io::Result<()> {
    match narrow(path, 0o600) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

/// Takes away the rights that others of the machine have.
#[cfg(unix)]
fn narrow(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;

    let now = std::fs::metadata(path)?.permissions().mode() & 0o777;
    if now & 0o077 != 0 {
        tracing::warn!(path = %path.display(), mode = format!("{now:o}"), "others of this machine could read it: narrowed");
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode))?;
    }
    Ok(())
}

/// Does nothing: other systems give a folder the rights of the one above it.
#[cfg(not(unix))]
fn narrow(path: &Path, _: u32) -> io::Result<()> {
    std::fs::metadata(path).map(drop)
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn mode(path: &Path) -> u32 {
        std::fs::metadata(path).expect("it is there").permissions().mode() & 0o777
    }

    #[test]
    fn folders_and_files_are_the_servers_alone_also_those_that_were_not() {
        let base = tempfile::tempdir().unwrap();
        let wide = base.path().join("wide");
        std::fs::create_dir(&wide).unwrap();
        std::fs::set_permissions(&wide, std::fs::Permissions::from_mode(0o755)).unwrap();
        for path in [wide, base.path().join("new/below")] {
            folder(&path).unwrap();
            assert_eq!(mode(&path), 0o700);
        }
        let path = base.path().join("file");
        new_file().append(true).open(&path).unwrap();
        assert_eq!(mode(&path), 0o600);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
        file(&path).unwrap();
        assert_eq!(mode(&path), 0o600);
        file(&base.path().join("nothing")).unwrap();
    }
}
