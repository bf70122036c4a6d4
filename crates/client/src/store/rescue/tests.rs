use conversas_domain::ids::AttachmentId;
use conversas_domain::moment::Moment;
use conversas_view::Lost;

use super::*;
use crate::files::sweep;
use crate::store::{dump, fetched, preferences, rescued};

struct Profile(tempfile::TempDir);

impl Profile {
    fn new() -> Profile {
        Profile(tempfile::tempdir().expect("a temporary folder"))
    }

    fn path(&self) -> PathBuf {
        self.0.path().join("conversas.sqlite")
    }

    fn open(&self) -> (Store, bool) {
        open_or_rebuild(self.0.path()).expect("it opens")
    }

    /// Changes the store while it is closed.
    fn change(&self, sql: &str) {
        Connection::open(self.path()).expect("a store").execute_batch(sql).expect("it is changed");
    }

    fn garbage(&self) {
        aside::remove(&self.path());
        fs::write(self.path(), vec![0xA5; 40_000]).expect("it is written");
    }

    /// Adds a file that no row of the store names; answers its name.
    fn file(&self) -> String {
        let name = conversas_testkit::fresh::<AttachmentId>().to_string();
        fs::create_dir_all(self.0.path().join("files")).expect("a folder");
        fs::write(self.0.path().join("files").join(&name), "a file").expect("written");
        name
    }

    /// Sweeps the folder of files as a start does.
    async fn sweep(&self, store: &Store) {
        let folder = Folder::of(self.0.path());
        store.write(move |tx| sweep::run(tx, &folder)).await.expect("swept");
    }

    /// The names of all copies of damaged data.
    fn kept(&self) -> Vec<String> {
        let names =
            fs::read_dir(self.0.path()).expect("a folder").map(|entry| entry.expect("a file").file_name());
        let names = names.map(|name| name.into_string().expect("a name"));
        let mut kept: Vec<_> = names.filter(|name| name.starts_with("damaged-")).collect();
        kept.sort();
        kept
    }
}

async fn has_loss(store: &Store) -> bool {
    store.read(losses::any).await.expect("readable")
}

#[tokio::test]
async fn a_rebuild_that_loses_nothing_leaves_what_an_earlier_one_kept() {
    let profile = Profile::new();
    drop(profile.open());
    profile.garbage();
    let (store, is_rebuilt) = profile.open();
    assert!(is_rebuilt && has_loss(&store).await);
    drop(store);
    profile.change("DROP TABLE counters");
    let (store, is_rebuilt) = profile.open();
    assert!(is_rebuilt && has_loss(&store).await, "it was not told yet");
    assert_eq!(profile.kept(), ["damaged-1.sqlite"]);
}

#[tokio::test]
async fn a_rebuild_that_loses_nothing_says_nothing() {
    let profile = Profile::new();
    drop(profile.open());
    profile.change("DROP TABLE counters");
    let (store, is_rebuilt) = profile.open();
    assert!(is_rebuilt && !has_loss(&store).await);
    assert_eq!(profile.kept(), [""; 0]);
}

#[tokio::test]
async fn a_table_that_an_earlier_version_did_not_have_is_no_loss_and_one_that_is_gone_is() {
    for (earlier, is_lost) in [(true, false), (false, true)] {
        let profile = Profile::new();
        drop(profile.open());
        let version = if earlier { "PRAGMA user_version = 10;" } else { "" };
        profile.change(&format!("{version} DROP TABLE orders; DROP TABLE counters"));
        let (store, is_rebuilt) = profile.open();
        assert!(is_rebuilt);
        assert_eq!(has_loss(&store).await, is_lost, "earlier: {earlier}");
    }
}

#[tokio::test]
async fn what_is_kept_stays_until_the_person_was_told_that_it_goes_because_something_was_erased() {
    let profile = Profile::new();
    drop(profile.open());
    profile.garbage();
    let (store, _) = profile.open();
    store.write(|tx| losses::set_told(tx)).await.expect("told");
    store.empty_log().await.expect("emptied");
    assert_eq!(profile.kept(), ["damaged-1.sqlite"]);
    store.scrub().await.expect("scrubbed");
    assert_eq!(profile.kept(), ["damaged-1.sqlite"]);
    assert!(
        store.read(losses::goes).await.expect("read"),
        "the person is told again, and what becomes of it"
    );
    store.write(|tx| losses::set_told(tx)).await.expect("told");
    store.scrub().await.expect("scrubbed");
    assert_eq!(profile.kept(), [""; 0]);
}

#[tokio::test]
async fn a_rebuild_that_was_cut_short_is_finished_at_the_next_start() {
    let profile = Profile::new();
    let (store, _) = profile.open();
    store.write(|tx| preferences::save(tx, "a", "1")).await.expect("written");
    store.empty_log().await.expect("emptied");
    drop(store);
    // The old store has its kept name already, the new one not its own yet; a log of the old store is left.
    fs::rename(profile.path(), fresh(&profile.path())).expect("renamed");
    fs::write(profile.0.path().join("conversas.sqlite-wal"), vec![0xA5; 40_000]).expect("written");
    fs::write(profile.0.path().join("session.secret"), "{}").expect("written");
    let (store, is_rebuilt) = profile.open();
    assert!(!is_rebuilt);
    let value = store.read(|db| preferences::load(db, "a")).await.expect("readable");
    assert_eq!(value.as_deref(), Some("1"));
}

#[tokio::test]
async fn a_new_profile_has_lost_nothing_and_one_whose_store_is_gone_has() {
    let profile = Profile::new();
    let (store, is_rebuilt) = profile.open();
    assert!(!is_rebuilt && !has_loss(&store).await);
    drop(store);
    fs::write(profile.0.path().join("session.secret"), "{}").expect("written");
    aside::remove(&profile.path());
    let (store, is_rebuilt) = profile.open();
    assert!(is_rebuilt && has_loss(&store).await);
}

#[tokio::test]
async fn a_store_that_was_half_made_is_not_taken_for_a_whole_one() {
    let profile = Profile::new();
    let name = profile.file();
    // The program is killed in the middle: the new store's data are in its log.
    std::mem::forget(schema::open_writer(&making(&profile.path())).expect("a new store"));
    let (store, is_rebuilt) = profile.open();
    assert!(is_rebuilt && has_loss(&store).await);
    profile.sweep(&store).await;
    assert!(profile.0.path().join("damaged-1.files").join(name).is_file());
}

#[tokio::test]
async fn a_rebuild_that_fails_leaves_nothing_that_would_be_taken_for_a_whole_store() {
    let profile = Profile::new();
    drop(profile.open());
    let other = Connection::open(profile.path()).expect("a store");
    other.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE").expect("locked");
    let refused = rebuild(profile.0.path(), &profile.path()).map(|_| ());
    assert!(matches!(refused, Err(StoreError::InUse)), "{refused:?}");
    assert!(making(&profile.path()).exists() && !fresh(&profile.path()).exists());
}

#[tokio::test]
async fn a_new_copy_has_the_greatest_number() {
    let profile = Profile::new();
    drop(profile.open());
    for name in ["damaged-1.sqlite", "damaged-3.sqlite"] {
        fs::write(profile.0.path().join(name), name).expect("written");
    }
    profile.garbage();
    drop(profile.open());
    // The machine stopped between the store and its log.
    fs::rename(profile.path(), fresh(&profile.path())).expect("renamed");
    fs::write(profile.0.path().join("conversas.sqlite-wal"), "its log").expect("written");
    drop(profile.open());
    assert_eq!(
        profile.kept(),
        ["damaged-1.sqlite", "damaged-3.sqlite", "damaged-4.sqlite", "damaged-4.sqlite-wal"]
    );
}

#[tokio::test]
async fn a_log_that_was_left_is_kept_with_its_own_store() {
    let profile = Profile::new();
    drop(profile.open());
    fs::rename(profile.path(), fresh(&profile.path())).expect("renamed");
    let at = |name: &str| profile.0.path().join(name);
    for name in ["damaged-1.sqlite", "damaged-1.sqlite-wal", "damaged-2.sqlite"] {
        fs::write(at(name), name).expect("written");
    }
    fs::write(at("conversas.sqlite-wal"), "of the second").expect("written");
    drop(profile.open());
    assert_eq!(fs::read(at("damaged-2.sqlite-wal")).expect("a log"), b"of the second");
    assert_eq!(fs::read(at("damaged-1.sqlite-wal")).expect("a log"), b"damaged-1.sqlite-wal");
}

#[tokio::test]
async fn a_number_of_which_only_the_log_is_left_is_not_free() {
    let profile = Profile::new();
    drop(profile.open());
    profile.garbage();
    fs::write(profile.0.path().join("damaged-1.sqlite-wal"), "a log").expect("written");
    drop(profile.open());
    assert_eq!(profile.kept(), ["damaged-1.sqlite-wal", "damaged-2.sqlite"]);
}

#[tokio::test]
async fn a_full_disk_is_no_damage() {
    let profile = Profile::new();
    let (store, _) = profile.open();
    let words = "longas ".repeat(40_000);
    store.write(move |tx| preferences::save(tx, "a", &words)).await.expect("written");
    drop(store);
    let writer = schema::open_writer(&making(&profile.path())).expect("a new store");
    dump::limit(&writer, true).expect("full");
    let refused = bring_over(&writer, &profile.path());
    assert!(matches!(refused, Err(StoreError::Unavailable)), "{refused:?}");
}

#[test]
fn a_page_that_the_disk_does_not_give_back_is_left_behind_and_what_may_pass_is_waited_for() {
    let failed =
        |code| could_be_read("outbox", Err(rusqlite::Error::SqliteFailure(ffi::Error::new(code), None)));
    for code in [ffi::SQLITE_IOERR_READ, ffi::SQLITE_IOERR_SHORT_READ, ffi::SQLITE_IOERR_CORRUPTFS] {
        assert!(matches!(failed(code), Ok(false)), "{code}");
    }
    for code in [ffi::SQLITE_IOERR_WRITE, ffi::SQLITE_IOERR_FSYNC, ffi::SQLITE_FULL, ffi::SQLITE_NOMEM] {
        assert!(matches!(failed(code), Err(StoreError::Unavailable)), "{code}");
    }
    assert!(matches!(failed(ffi::SQLITE_BUSY), Err(StoreError::InUse)));
}

#[tokio::test]
async fn what_is_kept_of_erased_data_goes_at_the_next_start_if_a_crash_came_before() {
    let profile = Profile::new();
    drop(profile.open());
    profile.garbage();
    let (store, _) = profile.open();
    profile.sweep(&store).await;
    assert_eq!(profile.kept(), ["damaged-1.sqlite"]);
    let folder = profile.0.path().to_owned();
    store.write(move |tx| losses::set_erased(tx, &folder)).await.expect("erased");
    drop(store);
    let (store, _) = profile.open();
    assert!(!has_loss(&store).await, "it is nobody's here");
    profile.sweep(&store).await;
    assert_eq!(profile.kept(), [""; 0]);
}

/// A profile with a loss, in which a chosen file's row is torn; and the file's name.
fn with_a_torn_row() -> (Profile, String) {
    let profile = Profile::new();
    drop(profile.open());
    let name = profile.file();
    let hex = name.replace('-', "");
    profile.change(&format!(
        "INSERT INTO files (attachment_id, conversation_id, state, place, attachment, sha256, upload, bytes, read_at)
         VALUES (x'{hex}', zeroblob(16), 'tray', 0, '{{', '', 'open', 6, 7);
         DROP TABLE orders; DROP TABLE counters"
    ));
    (profile, name)
}

#[tokio::test]
async fn what_the_disk_refuses_to_move_is_not_removed_by_the_next_change() {
    let (profile, name) = with_a_torn_row();
    let (store, _) = profile.open();
    let in_the_way = profile.0.path().join("damaged-1.files");
    fs::write(&in_the_way, "").expect("written");
    profile.sweep(&store).await;
    assert!(!store.read(fetched::any_doomed).await.expect("readable"));
    assert!(profile.0.path().join("files").join(&name).is_file());
    fs::remove_file(&in_the_way).expect("removed");
    profile.sweep(&store).await;
    assert!(in_the_way.join(name).is_file(), "the next start moves it");
}

#[tokio::test]
async fn a_chosen_file_whose_row_is_torn_is_kept_after_a_loss() {
    let (profile, name) = with_a_torn_row();
    let (store, is_rebuilt) = profile.open();
    assert!(is_rebuilt && has_loss(&store).await);
    profile.sweep(&store).await;
    assert!(profile.0.path().join("damaged-1.files").join(name).is_file());
    let told = store.read(rescued::all).await.expect("readable");
    assert_eq!(
        told.iter().map(|it| (it.lost, it.written_at)).collect::<Vec<_>>(),
        [(Some(Lost::Unreadable), Moment(7))]
    );
}
