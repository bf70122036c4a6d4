//! Files that only the person's own account of the machine may read: folders 0700, files 0600. Windows and phones keep a profile
//! from others by themselves.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::Path;

/// Names that the app makes in a profile's folder.
const OURS: &[&str] = &[
    "check-store",
    "files",
    "instance.door",
    "instance.lock",
    "opened",
    "session.new",
    "session.secret",
    "takes",
    "webview",
];
/// Beginnings of the names that the app makes there with a number.
const OURS_BEGIN: &[&str] = &["conversas.sqlite", "damaged-"];

/// Makes a folder if it is missing. In a folder that others may read, the rights of the app's own files are
/// narrowed. The folder itself is only narrowed when nothing else is in it: it may be somebody's home.
pub fn folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)?;
    if is_wide(&fs::metadata(path)?) { narrow(path) } else { Ok(()) }
}

/// Makes a file, or empties it.
pub fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    // An existing file keeps its rights when it is opened, so they are narrowed here.
    narrow_file(path)?;
    Ok(file)
}

/// Narrows a file that others may read. Links are left: their goal may be somebody's.
pub fn narrow_file(path: &Path) -> io::Result<()> {
    let metadata = fs::symlink_metadata(path)?;
    if metadata.is_symlink() || !is_wide(&metadata) {
        return Ok(());
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let ours = metadata.permissions().mode() & 0o700;
        fs::set_permissions(path, fs::Permissions::from_mode(ours))?;
    }
    Ok(())
}

/// Narrows the files, then the folder: a start that was interrupted does it again until the folder is narrow.
fn narrow(folder: &Path) -> io::Result<()> {
    let mut is_ours = true;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if OURS.contains(&name.as_str()) || OURS_BEGIN.iter().any(|ours| name.starts_with(ours)) {
            narrow_all(&entry.path(), entry.file_type()?.is_dir())?;
        } else {
            is_ours = false;
        }
    }
    if is_ours { narrow_file(folder) } else { Ok(()) }
}

/// Narrows a file, or a folder of the app's with all in it. A folder that is narrow already is left, because
/// nobody else reaches what is in it.
fn narrow_all(path: &Path, is_folder: bool) -> io::Result<()> {
    if is_folder && is_wide(&fs::metadata(path)?) {
        for entry in fs::read_dir(path)? {
            let entry = entry?;
            narrow_all(&entry.path(), entry.file_type()?.is_dir())?;
        }
    }
    narrow_file(path)
}

#[cfg(unix)]
fn is_wide(metadata: &fs::Metadata) -> bool {
    std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()) & 0o077 != 0
}

#[cfg(not(unix))]
fn is_wide(_: &fs::Metadata) -> bool {
    false
}

#[cfg(all(test, unix))]
mod tests;
