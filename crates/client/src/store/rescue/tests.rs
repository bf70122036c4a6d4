use super::*;
use crate::store::preferences;

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

    /// While it is closed.
    fn change(&self, sql: &str) {
        Connection::open(self.path()).expect("a store").execute_batch(sql).expect("it is changed");
    }

    fn garbage(&self) {
        aside::remove(&self.path());
        fs::write(self.path(), vec![0xA5; 40_000]).expect("it is written");
    }

    /// What is kept of damaged data.
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
async fn what_is_kept_stays_until_its_loss_was_told_and_goes_when_something_is_erased_after_it() {
    let profile = Profile::new();
    drop(profile.open());
    profile.garbage();
    let (store, _) = profile.open();
    store.scrub().await.expect("scrubbed");
    assert_eq!(profile.kept(), ["damaged-1.sqlite"]);
    store.write(|tx| losses::forget(tx)).await.expect("told");
    store.empty_log().await.expect("emptied");
    assert_eq!(profile.kept(), ["damaged-1.sqlite"]);
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
    // The old store has its new name, the new one not yet; a log of the old one is left.
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
