//! What only the person's own account of the machine may read: folders 0700, files 0600. Windows and phones keep a profile
//! from others by themselves.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::Path;

/// What the app makes in a profile's folder.
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
/// What it makes there under several names: how they begin.
const OURS_BEGIN: &[&str] = &["conversas.sqlite", "damaged-"];

/// Makes a folder if it is missing. In one that others may read, what the app has made is theirs no more. The folder itself
/// is only narrowed when nothing else is in it: it may be somebody's home.
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
    // One that was there keeps its rights through that.
    narrow_file(path)?;
    Ok(file)
}

/// Makes a file that others may read ours alone. Links are left: what they lead to may be somebody's.
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

/// The folder last: until then a start that was interrupted does it again.
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

/// A file, or a folder of the app's with all in it. What stands in a folder that is narrow already nobody else reaches.
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
mod tests {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).expect("it is there").permissions().mode() & 0o777
    }

    #[test]
    fn a_folder_that_others_may_read_is_narrowed_with_all_in_it_and_links_are_left() {
        let outside = tempfile::tempdir().unwrap();
        let (profile, theirs) = (outside.path().join("perfil"), outside.path().join("deles"));
        for inner in ["takes", "opened"] {
            fs::create_dir_all(profile.join(inner)).unwrap();
        }
        for (path, wide) in [("conversas.sqlite", 0o644), ("takes/1.wav", 0o664), ("opened/1", 0o444)]
            .map(|(p, m)| (profile.join(p), m))
        {
            fs::write(&path, "x").unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(wide)).unwrap();
        }
        fs::write(&theirs, "x").unwrap();
        fs::set_permissions(&theirs, fs::Permissions::from_mode(0o644)).unwrap();
        symlink(&theirs, profile.join("opened/elo")).unwrap();
        fs::set_permissions(&profile, fs::Permissions::from_mode(0o755)).unwrap();
        folder(&profile).unwrap();
        let modes =
            ["", "conversas.sqlite", "takes", "takes/1.wav", "opened/1"].map(|it| mode(&profile.join(it)));
        assert_eq!(modes.map(|mode| format!("{mode:o}")), ["700", "600", "700", "600", "400"]);
        assert_eq!(mode(&theirs), 0o644);
    }

    #[test]
    fn of_a_folder_with_other_things_in_it_only_what_the_app_made_is_narrowed() {
        let home = tempfile::tempdir().unwrap();
        let at = |name: &str| home.path().join(name);
        fs::create_dir_all(at("public/www")).unwrap();
        for name in ["public/www/index.html", "notes.txt", "conversas.sqlite"] {
            fs::write(at(name), "x").unwrap();
            fs::set_permissions(at(name), fs::Permissions::from_mode(0o644)).unwrap();
        }
        for name in ["", "public", "public/www"] {
            fs::set_permissions(at(name), fs::Permissions::from_mode(0o755)).unwrap();
        }
        folder(home.path()).unwrap();
        let modes = ["", "public/www", "public/www/index.html", "notes.txt", "conversas.sqlite"];
        let modes = modes.map(|name| format!("{:o}", mode(&at(name))));
        assert_eq!(modes, ["755", "755", "644", "644", "600"]);
    }

    #[test]
    fn a_new_profile_its_store_and_its_log_are_ours_alone() {
        let outside = tempfile::tempdir().unwrap();
        let profile = outside.path().join("perfil");
        let (_store, _) = crate::store::open_or_rebuild(&profile).unwrap();
        assert_eq!(mode(&profile), 0o700);
        for name in ["conversas.sqlite", "conversas.sqlite-wal", "conversas.sqlite-shm"] {
            assert_eq!(mode(&profile.join(name)), 0o600, "{name}");
        }
    }

    #[test]
    fn what_is_made_is_ours_alone_from_the_first_moment() {
        let outside = tempfile::tempdir().unwrap();
        let (inner, file) = (outside.path().join("a/b"), outside.path().join("nota"));
        folder(&inner).unwrap();
        drop(create(&file).unwrap());
        assert_eq!((mode(&inner), mode(&file)), (0o700, 0o600));
    }
}
