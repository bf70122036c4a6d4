use std::fs;

use super::*;
use crate::store::{StoreError, schema};

/// A store in a folder with copies of damaged data under these numbers.
fn scene(kept: &[u32]) -> (tempfile::TempDir, Connection) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let db = schema::open_writer(&folder.path().join("conversas.sqlite")).expect("a store");
    for number in kept {
        fs::write(folder.path().join(format!("damaged-{number}.sqlite")), "a store").expect("written");
    }
    (folder, db)
}

fn kept(folder: &Path) -> Vec<u32> {
    aside::numbers(folder).expect("readable").into_iter().collect()
}

#[test]
fn what_is_kept_after_something_was_erased_stays() {
    let (folder, db) = scene(&[1]);
    note(&db, 1).expect("noted");
    end(&db, folder.path()).expect("ended");
    assert_eq!(kept(folder.path()), [1], "it was not told yet");
    fs::write(folder.path().join("damaged-2.sqlite"), "a store").expect("written");
    note(&db, 2).expect("noted");
    set_told(&db).expect("told");
    let_go(&db, folder.path()).expect("let go");
    assert_eq!(kept(folder.path()), [2]);
    assert!(happened(&db).expect("readable"));
}

#[test]
fn what_cannot_be_listed_is_not_forgotten() {
    let (folder, db) = scene(&[1]);
    note(&db, 1).expect("noted");
    set_told(&db).expect("told");
    db.execute("UPDATE losses SET is_to_go = 1", []).expect("to go");
    let no_folder = folder.path().join("conversas.sqlite");
    let_go(&db, &no_folder).expect("nothing is done");
    assert!(happened(&db).expect("readable"));
    assert!(matches!(aside::count(&no_folder), Err(StoreError::Unavailable)));
    let_go(&db, folder.path()).expect("let go");
    assert!(!happened(&db).expect("readable") && kept(folder.path()).is_empty());
}

#[test]
fn a_copy_that_no_row_remembers_goes_too() {
    let (folder, db) = scene(&[1, 2]);
    note(&db, 2).expect("noted");
    end(&db, folder.path()).expect("ended");
    assert_eq!(kept(folder.path()), [1, 2], "it was not told yet");
    set_erased(&db, folder.path()).expect("erased");
    let_go(&db, folder.path()).expect("let go");
    assert_eq!(kept(folder.path()), [0; 0]);
}
