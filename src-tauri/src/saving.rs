//! "Salvar como…": a file on the disk under the name that the person chose.

use std::ffi::OsString;
use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use conversas_host::Written;

/// Lets one file be saved after the other: two files with the same name would otherwise be mixed.
static TURN: Mutex<()> = Mutex::new(());

/// Writes a file under another name until it is whole, then renames it: a half-written file under the final
/// name would deceive, also when the program ends in the middle.
pub(crate) fn write_whole(path: &Path, what: Written) -> io::Result<()> {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    // The target of a symbolic link is written, because the person chose the link.
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let before = before(path)?;
    let part = beside(path);
    // The leftover part of a program that has ended is removed first.
    remove(&part);
    let Ok(mut file) = File::create_new(&part) else { return write_in_place(path, what) };
    // The new file gets the rights of the old one before it is written: people who may not read the old file
    // may not read the new one either.
    let closing = before.map_or(Ok(()), |before| fs::set_permissions(&part, before));
    let written = closing.and_then(|()| fill(&mut file, what)).and_then(|()| {
        drop(file);
        fs::rename(&part, path)
    });
    written.inspect_err(|_| remove(&part))
}

/// Answers the permissions of the file that stands at the path; none: there is no file. A file that may not
/// be written is an error.
fn before(path: &Path) -> io::Result<Option<Permissions>> {
    match File::options().write(true).open(path) {
        Ok(file) => Ok(Some(file.metadata()?.permissions())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Writes into the file itself, where the folder takes no second file: the person may write to the existing
/// file, or to this name alone.
fn write_in_place(path: &Path, what: Written) -> io::Result<()> {
    let is_new = !path.exists();
    fill(&mut File::create(path)?, what).inspect_err(|_| {
        if is_new {
            remove(path);
        }
    })
}

/// Removes a part, as far as possible: a part that stays is removed when something is saved under the same
/// name.
fn remove(path: &Path) {
    let _ = fs::remove_file(path);
}

/// Answers the name of the unfinished file, in the same folder.
fn beside(path: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".conversas-part");
    path.with_file_name(name)
}

/// Writes everything to the disk.
pub(crate) fn fill(file: &mut File, what: Written) -> io::Result<()> {
    match what {
        Written::File(mut from) => io::copy(&mut from, file).map(|_| ())?,
        Written::Bytes(bytes) => file.write_all(&bytes)?,
    }
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Makes a source that cannot be read to its end.
    fn unreadable(folder: &Path) -> Written {
        Written::File(File::open(folder).expect("a folder opens, and cannot be read"))
    }

    fn names_in(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder");
        let mut names: Vec<_> = entries
            .map(|entry| entry.expect("it is there").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn what_is_saved_has_its_name_when_it_is_whole_and_leaves_nothing_beside_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("Ata.pdf");
        for text in ["first", "second"] {
            write_whole(&path, Written::Bytes(text.into())).expect("it is written");
            assert_eq!(fs::read_to_string(&path).expect("it is there"), text);
        }
        assert_eq!(names_in(folder.path()), ["Ata.pdf"]);
    }

    #[cfg(unix)]
    #[test]
    fn what_stood_under_the_name_stays_as_it_was_until_the_new_file_is_whole() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("Ata.pdf");
        assert!(write_whole(&path, unreadable(folder.path())).is_err());
        assert!(names_in(folder.path()).is_empty());
        fs::write(&path, "before").expect("it is written");
        assert!(write_whole(&path, unreadable(folder.path())).is_err());
        assert_eq!(fs::read_to_string(&path).expect("it is there"), "before");
        assert_eq!(names_in(folder.path()), ["Ata.pdf"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_and_who_may_read_stay_as_they_are() {
        use std::os::unix::fs::{PermissionsExt, symlink};

        let folder = tempfile::tempdir().expect("a folder");
        let (path, link) = (folder.path().join("Ata.pdf"), folder.path().join("link"));
        fs::write(&path, "before").expect("it is written");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("it is mine");
        symlink(&path, &link).expect("a link");
        write_whole(&link, Written::Bytes("after".into())).expect("it is written");
        assert_eq!(fs::read_to_string(&path).expect("it is there"), "after");
        assert_eq!(fs::metadata(&path).expect("it is there").permissions().mode() & 0o777, 0o640);
        assert!(link.is_symlink());
    }

    #[cfg(unix)]
    #[test]
    fn whoever_may_not_read_the_file_may_not_read_it_while_it_is_written() {
        use std::os::unix::fs::PermissionsExt;

        let folder = tempfile::tempdir().expect("a folder");
        let (path, fifo) = (folder.path().join("Ata.pdf"), folder.path().join("source"));
        fs::write(&path, "before").expect("it is written");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("it is mine");
        let made = std::process::Command::new("mkfifo").arg(&fifo).status().expect("it runs");
        assert!(made.success());
        let (source, target) = (fifo.clone(), path.clone());
        let saving = std::thread::spawn(move || {
            write_whole(&target, Written::File(File::open(source).expect("a source")))
        });
        // The writing waits for the source, which is open and sends nothing yet.
        let mut source = File::options().write(true).open(&fifo).expect("a source");
        let part = beside(&path);
        while !part.exists() {
            std::thread::yield_now();
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
        let mode = fs::metadata(&part).expect("it is there").permissions().mode() & 0o777;
        source.write_all(b"after").expect("it is written");
        drop(source);
        saving.join().expect("it ends").expect("it is written");
        assert_eq!((mode, fs::read_to_string(&path).expect("it is there").as_str()), (0o600, "after"));
    }

    #[test]
    fn a_file_that_may_not_be_written_is_not_replaced() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("Ata.pdf");
        // A folder stands at the path: not even root may write to a folder as to a file.
        fs::create_dir(&path).expect("a folder");
        assert!(write_whole(&path, Written::Bytes("after".into())).is_err());
        assert_eq!(names_in(folder.path()), ["Ata.pdf"]);
    }

    #[test]
    fn of_two_files_that_get_one_name_at_once_one_stands_there_whole() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("Ata.pdf");
        let texts = ["a".repeat(3_000_000), "b".repeat(3_000_000)];
        for _ in 0..10 {
            std::thread::scope(|scope| {
                for text in &texts {
                    scope.spawn(|| {
                        write_whole(&path, Written::Bytes(text.clone().into())).expect("it is written")
                    });
                }
            });
            assert!(texts.contains(&fs::read_to_string(&path).expect("it is there")));
        }
        assert_eq!(names_in(folder.path()), ["Ata.pdf"]);
    }

    #[test]
    fn what_a_program_that_ended_left_is_no_hindrance() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("Ata.pdf");
        fs::write(beside(&path), "half of it").expect("it is written");
        write_whole(&path, Written::Bytes("whole".into())).expect("it is written");
        assert_eq!(fs::read_to_string(&path).expect("it is there"), "whole");
        assert_eq!(names_in(folder.path()), ["Ata.pdf"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_name_too_long_for_a_second_one_is_written_all_the_same() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x".repeat(253));
        write_whole(&path, Written::Bytes("whole".into())).expect("it is written");
        assert_eq!(fs::read_to_string(&path).expect("it is there"), "whole");
    }
}
