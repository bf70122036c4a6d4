//! The limit for fetched files on this device.

use std::path::PathBuf;

use conversas_client::{Chosen, FileHere, Rendition, Source, StorageUse};
use conversas_domain::attachment::Attachment;
use conversas_testkit::files::pdf;

use super::profile::Profile;

/// The size of a file: two files keep the limit of the tests, three do not.
const SIZE: usize = 400_000;
const LIMIT: u64 = 1_000_000;

async fn receive(it: &mut Profile, name: &str) -> Attachment {
    let (file, bytes) = pdf(name, SIZE);
    it.server.put(file.id, bytes);
    it.filed.receive(&it.engine, it.id, file.clone()).await;
    file
}

async fn show(it: &Profile, file: &Attachment) {
    it.engine.fetch(file.id, Rendition::Original).await.unwrap();
}

async fn are_here(it: &Profile, files: &[&Attachment]) -> Vec<bool> {
    let mut here = Vec::new();
    for file in files {
        here.push(it.here(file.id).await == FileHere::Here);
    }
    here
}

#[tokio::test]
async fn what_was_read_longest_ago_goes_first() {
    let mut it = Profile::new().await;
    it.engine.limit_storage(LIMIT).await.unwrap();
    let (a, b) = (receive(&mut it, "a.pdf").await, receive(&mut it, "b.pdf").await);
    let (c, d) = (receive(&mut it, "c.pdf").await, receive(&mut it, "d.pdf").await);
    show(&it, &a).await;
    show(&it, &b).await;
    show(&it, &a).await;
    show(&it, &c).await;
    assert_eq!(are_here(&it, &[&a, &b, &c]).await, [true, false, true]);
    // The times of reading survive an orderly end of the app.
    show(&it, &a).await;
    it.engine.close().await;
    it.restart().await;
    show(&it, &d).await;
    assert_eq!(are_here(&it, &[&a, &b, &c, &d]).await, [true, false, false, true]);
    let mut expected = [a.id.to_string(), d.id.to_string()];
    expected.sort();
    assert_eq!(it.names(), expected);
    assert_eq!(it.engine.storage_use().await.unwrap().fetched, 2 * SIZE as u64);
}

#[tokio::test]
async fn a_smaller_limit_counts_at_once_and_after_a_restart() {
    let mut it = Profile::new().await;
    let (a, b) = (receive(&mut it, "a.pdf").await, receive(&mut it, "b.pdf").await);
    show(&it, &a).await;
    show(&it, &b).await;
    it.engine.limit_storage(SIZE as u64).await.unwrap();
    assert_eq!(are_here(&it, &[&a, &b]).await, [false, true]);
    assert_eq!(it.names(), [b.id.to_string()]);
    it.restart().await;
    show(&it, &a).await;
    assert_eq!(are_here(&it, &[&a, &b]).await, [true, false]);
}

#[tokio::test]
async fn a_file_larger_than_the_limit_can_be_read_and_goes_with_the_next() {
    let mut it = Profile::new().await;
    it.engine.limit_storage(10).await.unwrap();
    let (a, b) = (receive(&mut it, "a.pdf").await, receive(&mut it, "b.pdf").await);
    show(&it, &a).await;
    assert_eq!(are_here(&it, &[&a]).await, [true]);
    show(&it, &b).await;
    assert_eq!(are_here(&it, &[&a, &b]).await, [false, true]);
}

#[tokio::test]
async fn what_is_unsent_never_goes() {
    let mut it = Profile::new().await;
    let chosen = |name: &str| Chosen { name: name.into(), source: Source::Bytes(pdf(name, SIZE).1) };
    it.engine.add_files(it.id, vec![chosen("enviado.pdf")]).await.unwrap();
    it.engine.send_tray(it.id, None, None, false).await.unwrap();
    it.engine.add_files(it.id, vec![chosen("rascunho.pdf")]).await.unwrap();
    let a = receive(&mut it, "a.pdf").await;
    show(&it, &a).await;
    let unsent = 2 * SIZE as u64;
    assert_eq!(it.engine.storage_use().await.unwrap(), StorageUse { fetched: SIZE as u64, unsent });
    it.engine.limit_storage(0).await.unwrap();
    assert_eq!(it.engine.storage_use().await.unwrap(), StorageUse { fetched: 0, unsent });
    show(&it, &a).await;
    assert_eq!(it.engine.clear_storage().await.unwrap(), StorageUse { fetched: 0, unsent });
    assert_eq!(are_here(&it, &[&a]).await, [false]);
    assert_eq!(it.names().len(), 2);
    assert_eq!(it.engine.tray(it.id).await.unwrap().len(), 1);
}

#[tokio::test]
async fn clearing_takes_what_was_begun_too() {
    let mut it = Profile::new().await;
    let a = receive(&mut it, "a.pdf").await;
    it.server.cut_after(&[1_000, 0, 0]);
    assert!(it.engine.fetch(a.id, Rendition::Original).await.is_err());
    assert_eq!(it.names(), [format!("{}.part", a.id)]);
    it.engine.clear_storage().await.unwrap();
    assert!(it.names().is_empty());
}

/// Makes a download that breaks off after so many bytes.
async fn break_off(it: &Profile, file: &Attachment, bytes: usize) {
    it.server.cut_after(&[bytes, 0, 0]);
    assert!(it.engine.fetch(file.id, Rendition::Original).await.is_err());
    assert_eq!(std::fs::metadata(part(it, file)).unwrap().len(), bytes as u64);
}

fn part(it: &Profile, file: &Attachment) -> PathBuf {
    it.files().join(format!("{}.part", file.id))
}

#[tokio::test]
async fn what_a_broken_off_download_left_counts_and_goes_when_it_is_the_oldest() {
    let mut it = Profile::new().await;
    it.engine.limit_storage(LIMIT).await.unwrap();
    let (a, b) = (receive(&mut it, "a.pdf").await, receive(&mut it, "b.pdf").await);
    let (c, d) = (receive(&mut it, "c.pdf").await, receive(&mut it, "d.pdf").await);
    break_off(&it, &a, 300_000).await;
    assert_eq!(it.engine.storage_use().await.unwrap().fetched, 300_000);
    show(&it, &b).await;
    break_off(&it, &c, 100_000).await;
    assert_eq!(it.engine.storage_use().await.unwrap().fetched, 300_000 + SIZE as u64 + 100_000);
    show(&it, &d).await;
    let mut expected = [b.id.to_string(), format!("{}.part", c.id), d.id.to_string()];
    expected.sort();
    assert_eq!(it.names(), expected);
    // The download goes on at its last byte, and the file is then like any other.
    show(&it, &c).await;
    assert_eq!(it.server.asked().last(), Some(&(c.id, 100_000)));
    assert_eq!(it.engine.storage_use().await.unwrap().fetched, 2 * SIZE as u64);
    assert_eq!(are_here(&it, &[&b, &c, &d]).await, [false, true, true]);
}

#[tokio::test]
async fn what_a_killed_app_left_of_a_download_counts_after_the_start_and_keeps_the_limit() {
    let mut it = Profile::new().await;
    let a = receive(&mut it, "a.pdf").await;
    break_off(&it, &a, 300_000).await;
    it.restart().await;
    assert_eq!(it.engine.storage_use().await.unwrap().fetched, 300_000);
    it.engine.limit_storage(200_000).await.unwrap();
    assert!(it.names().is_empty());
    break_off(&it, &a, 300_000).await;
    it.restart().await;
    assert!(it.names().is_empty(), "the start keeps the limit too");
    assert_eq!(it.engine.storage_use().await.unwrap().fetched, 0);
}

#[tokio::test]
async fn what_nobody_waits_for_any_more_counts_and_what_is_on_its_way_never_goes() {
    let mut it = Profile::new().await;
    let (file, bytes) = pdf("longo.pdf", 4_000_000);
    it.server.put(file.id, bytes);
    it.filed.receive(&it.engine, it.id, file.clone()).await;
    it.server.open(false);
    let begin = || {
        let (engine, id) = (it.engine.clone(), file.id);
        tokio::spawn(async move { engine.fetch(id, Rendition::Original).await })
    };
    let length = || std::fs::metadata(part(&it, &file)).map_or(0, |part| part.len());
    let closed = begin();
    while length() < 1_000_000 {
        tokio::task::yield_now().await;
    }
    closed.abort();
    assert!(closed.await.unwrap_err().is_cancelled());
    // The last block may still be on its way to the disk; the count includes it.
    let mut counted = 0;
    while counted == 0 {
        counted = it.engine.storage_use().await.unwrap().fetched;
    }
    assert_eq!(counted, length());
    let shown = begin();
    it.server.was_asked(2).await;
    it.engine.limit_storage(10).await.unwrap();
    it.server.open(true);
    shown.await.unwrap().unwrap();
    assert_eq!(it.here(file.id).await, FileHere::Here);
}

#[tokio::test]
async fn what_the_store_refused_to_count_is_counted_when_it_has_room() {
    let mut it = Profile::new().await;
    let a = receive(&mut it, "a.pdf").await;
    it.server.cut_after(&[150_000, 0, 0]);
    assert!(it.engine.fetch(a.id, Rendition::Original).await.is_err());
    it.engine.refuse_files(true).await.unwrap();
    assert!(it.engine.storage_use().await.is_err());
    assert!(it.engine.limit_storage(LIMIT).await.is_err());
    it.engine.refuse_files(false).await.unwrap();
    assert_eq!(it.engine.storage_use().await.unwrap().fetched, 150_000);
}

#[tokio::test]
async fn when_files_were_read_is_known_after_the_store_refused_to_keep_it() {
    let mut it = Profile::new().await;
    it.engine.limit_storage(LIMIT).await.unwrap();
    let (a, b, c) =
        (receive(&mut it, "a.pdf").await, receive(&mut it, "b.pdf").await, receive(&mut it, "c.pdf").await);
    show(&it, &a).await;
    show(&it, &b).await;
    show(&it, &a).await;
    it.engine.refuse_files(true).await.unwrap();
    assert!(it.engine.fetch(c.id, Rendition::Original).await.is_err());
    it.engine.refuse_files(false).await.unwrap();
    show(&it, &c).await;
    assert_eq!(are_here(&it, &[&a, &b, &c]).await, [true, false, true]);
}
