use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::mpsc;

use conversas_testkit::{fresh, installation};
use tokio::sync::watch;

use super::*;

/// A keyring that answers as the test says.
#[derive(Default)]
struct Told {
    kept: Mutex<Option<String>>,
    mood: AtomicU8,
    /// Holds up reading until the test sends something, or drops the sender.
    slow: Mutex<Option<mpsc::Receiver<()>>>,
    /// Holds up the next change until the test sends something, or drops the sender.
    slow_change: Mutex<Option<mpsc::Receiver<()>>>,
    /// The number of changes that were made.
    changes: watch::Sender<u32>,
}

const LOCKED: u8 = 1;

impl Told {
    fn willing(&self) -> std::result::Result<(), KeyringFailed> {
        match self.mood.load(Ordering::SeqCst) {
            LOCKED => Err(KeyringFailed("locked")),
            _ => Ok(()),
        }
    }

    fn change(&self, to: Option<&str>) -> std::result::Result<(), KeyringFailed> {
        let slow = self.slow_change.lock().unwrap().take();
        if let Some(slow) = slow {
            let _ = slow.recv();
        }
        self.willing()?;
        *self.kept.lock().unwrap() = to.map(str::to_owned);
        self.changes.send_modify(|changes| *changes += 1);
        Ok(())
    }

    async fn has_changed(&self, times: u32) {
        self.changes.subscribe().wait_for(|changes| *changes >= times).await.unwrap();
    }
}

impl Keyring for Told {
    fn load(&self, _: &str) -> std::result::Result<Option<String>, KeyringFailed> {
        if let Some(slow) = self.slow.lock().unwrap().take() {
            let _ = slow.recv();
        }
        self.willing()?;
        Ok(self.kept.lock().unwrap().clone())
    }

    fn save(&self, _: &str, secret: &str) -> std::result::Result<(), KeyringFailed> {
        self.change(Some(secret))
    }

    fn clear(&self, _: &str) -> std::result::Result<(), KeyringFailed> {
        self.change(None)
    }
}

fn scene() -> (tempfile::TempDir, Arc<Told>, Secrets) {
    let folder = tempfile::tempdir().unwrap();
    let keyring = Arc::new(Told::default());
    let secrets = Secrets::new(SecretsPolicy::KeychainOrFile, Some(keyring.clone()), folder.path());
    (folder, keyring, secrets)
}

fn secret(device_id: Option<DeviceId>) -> Secret {
    let installation = Some(installation());
    Secret { server: "https://escola.example/".into(), token: "t".into(), device_id, installation }
}

#[tokio::test]
async fn found_not_there_and_not_now_are_three_answers() {
    let (folder, keyring, secrets) = scene();
    assert!(matches!(secrets.load(None).await, Kept::Nothing));
    let device = fresh();
    secrets.save(&secret(Some(device))).await.unwrap();
    assert!(!folder.path().join("session.secret").exists());
    assert!(matches!(secrets.load(Some(device)).await, Kept::Found(_)));
    keyring.mood.store(LOCKED, Ordering::SeqCst);
    assert!(matches!(secrets.load(Some(device)).await, Kept::Unreadable));
    keyring.mood.store(0, Ordering::SeqCst);
    *keyring.kept.lock().unwrap() = Some("not JSON".into());
    assert!(matches!(secrets.load(Some(device)).await, Kept::Nothing));
}

#[tokio::test]
async fn a_secret_of_another_session_is_none() {
    let (_folder, _, secrets) = scene();
    secrets.save(&secret(Some(fresh()))).await.unwrap();
    assert!(matches!(secrets.load(Some(fresh())).await, Kept::Nothing));
    secrets.save(&secret(None)).await.unwrap();
    assert!(matches!(secrets.load(Some(fresh())).await, Kept::Found(_)), "an earlier version kept no device");
}

#[tokio::test]
async fn what_is_kept_says_of_which_installation_it_is_and_what_an_earlier_version_kept_is_read() {
    let (_folder, keyring, secrets) = scene();
    secrets.save(&secret(None)).await.unwrap();
    let Kept::Found(found) = secrets.load(None).await else { panic!("it was saved") };
    assert_eq!(found.installation, Some(installation()));
    *keyring.kept.lock().unwrap() = Some(r#"{"server":"https://escola.example/","token":"t"}"#.into());
    let Kept::Found(found) = secrets.load(Some(fresh())).await else { panic!("it is a secret") };
    assert_eq!((found.device_id, found.installation), (None, None));
}

#[tokio::test]
async fn what_was_saved_while_the_keyring_was_locked_is_found_before_what_is_in_it() {
    let (_folder, keyring, secrets) = scene();
    let (old, new) = (fresh(), fresh());
    secrets.save(&secret(Some(old))).await.unwrap();
    keyring.mood.store(LOCKED, Ordering::SeqCst);
    secrets.save(&secret(Some(new))).await.unwrap();
    assert!(matches!(secrets.load(Some(new)).await, Kept::Found(_)));
    keyring.mood.store(0, Ordering::SeqCst);
    assert!(matches!(secrets.load(Some(new)).await, Kept::Found(_)));
    assert!(matches!(secrets.load(Some(old)).await, Kept::Found(_)), "each is found by its device");
}

#[cfg(unix)]
#[tokio::test]
async fn a_file_that_cannot_be_read_is_not_a_missing_one() {
    let (folder, _, secrets) = scene();
    // A folder in the file's place cannot be read as a file, whoever runs the test.
    std::fs::create_dir(folder.path().join("session.secret")).unwrap();
    assert!(matches!(secrets.load(None).await, Kept::Unreadable));
}

#[tokio::test]
async fn a_slow_keyring_cannot_be_read_now_and_says_when_it_can() {
    let (_folder, keyring, secrets) = scene();
    secrets.save(&secret(None)).await.unwrap();
    let (go_on, slow) = mpsc::channel();
    *keyring.slow.lock().unwrap() = Some(slow);
    let hurried = Secrets { patience: Duration::ZERO, ..secrets.clone() };
    assert!(matches!(hurried.load(None).await, Kept::Unreadable));
    go_on.send(()).unwrap();
    secrets.late_answer().await;
    assert!(matches!(secrets.load(None).await, Kept::Found(_)));
}

#[tokio::test]
async fn a_late_change_of_a_slow_keyring_does_not_undo_a_later_one() {
    let (_folder, keyring, secrets) = scene();
    let hurried = Secrets { patience: Duration::ZERO, ..secrets.clone() };
    secrets.save(&secret(None)).await.unwrap();
    let (go_on, slow) = mpsc::channel();
    *keyring.slow_change.lock().unwrap() = Some(slow);
    hurried.clear().await;
    while keyring.slow_change.lock().unwrap().is_some() {
        tokio::task::yield_now().await;
    }
    let _ = tokio::time::timeout(Duration::from_millis(300), secrets.save(&secret(None))).await;
    go_on.send(()).unwrap();
    keyring.has_changed(3).await;
    assert!(keyring.kept.lock().unwrap().is_some(), "who signed in last has a token");
}

#[tokio::test]
async fn what_waits_for_a_slow_keyring_is_not_kept_after_it_was_cleared() {
    let (_folder, keyring, secrets) = scene();
    let hurried = Secrets { patience: Duration::ZERO, ..secrets.clone() };
    let (go_on, slow) = mpsc::channel();
    *keyring.slow_change.lock().unwrap() = Some(slow);
    hurried.save(&secret(None)).await.unwrap();
    while keyring.slow_change.lock().unwrap().is_some() {
        tokio::task::yield_now().await;
    }
    hurried.save(&secret(None)).await.unwrap();
    let _ = tokio::time::timeout(Duration::from_millis(300), secrets.clear()).await;
    go_on.send(()).unwrap();
    keyring.has_changed(2).await;
    // Leaves time for a change that comes too late.
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(keyring.kept.lock().unwrap().is_none(), "a token stays");
}

#[test]
fn a_change_that_waited_is_left_out_when_a_newer_one_has_come() {
    let changes = Changes::default();
    let (older, newer) = (changes.begin(), changes.begin());
    assert!(changes.make(older, || panic!("it is overtaken")).is_err());
    assert!(changes.make(newer, || Ok(())).is_ok());
}
