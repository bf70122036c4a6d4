//! Unsent files, after the store with their rows was damaged or lost.

use std::fs;
use std::path::{Path, PathBuf};

use conversas_client::{Chosen, Source};
use conversas_testkit::files::{Filed, pdf};

use super::profile::Profile;

/// The damage to the store while the app does not run.
type Damage = fn(&Path);

const DAMAGES: [(&str, Damage); 5] = [
    ("its beginning is zeros", |store| {
        let mut bytes = fs::read(store).unwrap();
        bytes[..100].fill(0);
        fs::write(store, bytes).unwrap();
    }),
    ("a third is cut off", |store| {
        let bytes = fs::read(store).unwrap();
        fs::write(store, &bytes[..bytes.len() * 2 / 3]).unwrap();
    }),
    ("it is a text", |store| fs::write(store, "isto não é um banco de dados\n".repeat(200)).unwrap()),
    ("it is empty", |store| fs::write(store, "").unwrap()),
    ("it is gone", |store| fs::remove_file(store).unwrap()),
];

/// Makes a profile, closed, with a file in a tray and one that waits to be sent, and with an empty log.
async fn with_unsent_files() -> (Profile, [Vec<u8>; 2]) {
    let mut it = Profile::new().await;
    let (queued, chosen) = (pdf("enviado.pdf", 400_000).1, pdf("rascunho.pdf", 300_000).1);
    let of = |name: &str, bytes: &[u8]| Chosen { name: name.into(), source: Source::Bytes(bytes.to_vec()) };
    it.engine.add_files(it.id, vec![of("enviado.pdf", &queued)]).await.unwrap();
    it.engine.send_tray(it.id, None, None, false).await.unwrap();
    it.engine.add_files(it.id, vec![of("rascunho.pdf", &chosen)]).await.unwrap();
    fs::create_dir(it.folder.path().join("takes")).unwrap();
    fs::write(it.folder.path().join("takes/1.wav"), "som").unwrap();
    it.close().await;
    (it, [queued, chosen])
}

/// Answers every file of the profile, in all its folders.
fn all(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { all(&path) } else { vec![path] }).collect()
}

fn are_somewhere(it: &Profile, contents: &[Vec<u8>]) -> bool {
    let there: Vec<_> = all(it.folder.path()).into_iter().map(|path| fs::read(path).unwrap()).collect();
    contents.iter().all(|content| there.contains(content))
}

#[tokio::test]
async fn bytes_that_were_not_sent_outlive_the_store_and_the_person_is_told_once() {
    for (what, damage) in DAMAGES {
        let (mut it, contents) = with_unsent_files().await;
        damage(&it.folder.path().join("conversas.sqlite"));
        for _ in 0..2 {
            it.restart().await;
            assert!(are_somewhere(&it, &contents), "{what}");
            assert!(it.engine.has_loss().await.unwrap(), "{what}");
        }
        let takes = all(it.folder.path()).into_iter().filter(|path| path.ends_with("takes/1.wav")).count();
        assert_eq!(takes, 2, "{what}: a take has a second name, whatever becomes of it");
        if it.engine.server().is_none() {
            Filed::adopt(&it.engine, it.server.url()).await;
            assert!(it.engine.has_loss().await.unwrap(), "{what}: it may be theirs");
        }
        it.engine.forget_loss(false).await.unwrap();
        it.restart().await;
        assert!(!it.engine.has_loss().await.unwrap(), "{what}");
        assert!(are_somewhere(&it, &contents), "{what}");
    }
}

#[tokio::test]
async fn files_that_were_brought_over_are_still_to_be_sent_and_nothing_is_told() {
    let (mut it, contents) = with_unsent_files().await;
    conversas_client::testing::damage(it.folder.path());
    it.restart().await;
    assert!(!it.engine.has_loss().await.unwrap());
    assert!(are_somewhere(&it, &contents));
    assert_eq!(it.names().len(), 2);
}
