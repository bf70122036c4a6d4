//! Makes one folder equal to another, touching only files that differ.

use anyhow::Result;
use std::fs;
use std::path::{Path, PathBuf};

/// Makes `to` hold exactly the files of `from`.
pub(super) fn mirror(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(to)? {
        let path = entry?.path();
        let name = path.file_name().expect("a folder's entries have names");
        if !from.join(name).exists() {
            remove(&path)?;
        }
    }
    for entry in fs::read_dir(from)? {
        let source = entry?.path();
        let target = to.join(source.file_name().expect("a folder's entries have names"));
        if source.is_dir() {
            mirror(&source, &target)?;
        } else {
            copy_if_other(&source, &target)?;
        }
    }
    Ok(())
}

fn remove(path: &PathBuf) -> Result<()> {
    if path.is_dir() {
        fs::remove_dir_all(path)?
    } else {
        fs::remove_file(path)?
    }
    Ok(())
}

fn copy_if_other(source: &Path, target: &Path) -> Result<()> {
    let new = fs::read(source)?;
    if fs::read(target).ok().as_ref() != Some(&new) {
        fs::write(target, new)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mirror_has_what_is_new_and_lacks_what_is_gone() {
        let folder = tempfile::tempdir().expect("a folder");
        let (from, to) = (folder.path().join("from"), folder.path().join("to"));
        fs::create_dir_all(from.join("inner")).expect("a folder");
        fs::create_dir_all(&to).expect("a folder");
        fs::write(from.join("inner/new.txt"), "new").expect("a file");
        fs::write(to.join("old.txt"), "old").expect("a file");

        mirror(&from, &to).expect("a mirror");

        assert_eq!(fs::read_to_string(to.join("inner/new.txt")).expect("copied"), "new");
        assert!(!to.join("old.txt").exists());
    }

    #[test]
    fn an_equal_file_is_not_written_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let (from, to) = (folder.path().join("from"), folder.path().join("to"));
        fs::create_dir_all(&from).expect("a folder");
        fs::write(from.join("same.txt"), "same").expect("a file");
        mirror(&from, &to).expect("a mirror");
        let before = fs::metadata(to.join("same.txt")).and_then(|data| data.modified()).expect("a time");

        fs::write(from.join("same.txt"), "same").expect("the same again");
        mirror(&from, &to).expect("a mirror");

        let after = fs::metadata(to.join("same.txt")).and_then(|data| data.modified()).expect("a time");
        assert_eq!(before, after);
    }
}
