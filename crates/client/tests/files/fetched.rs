//! The fetching of files.

use std::time::Duration;

use conversas_client::{Event, FileHere, Rendition};
use conversas_domain::attachment::{Attachment, FileName, FileType, Media};
use conversas_domain::rejection::Rejection;
use conversas_testkit::files::{pdf, picture};
use conversas_testkit::fresh;

use super::profile::{Profile, is_offline, is_rejected};

#[tokio::test]
async fn a_file_is_fetched_once_for_all_who_ask_and_read_from_here_afterwards() {
    let mut it = Profile::new().await;
    let (file, bytes) = pdf("boletim.pdf", 300_000);
    it.server.put(file.id, bytes.clone());
    it.filed.receive(&it.engine, it.id, file.clone()).await;
    assert_eq!(it.here(file.id).await, FileHere::Absent);
    let fetch = || it.engine.fetch(file.id, Rendition::Original);
    let (a, b, c) = tokio::join!(fetch(), fetch(), fetch());
    let path = a.unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), bytes);
    assert_eq!((b.unwrap(), c.unwrap()), (path.clone(), path.clone()));
    assert_eq!(it.here(file.id).await, FileHere::Here);
    it.server.lose(file.id);
    it.restart().await;
    assert_eq!(it.engine.fetch(file.id, Rendition::Original).await.unwrap(), path);
    assert_eq!(it.server.asked(), [(file.id, 0)]);
}

#[tokio::test]
async fn a_download_goes_on_where_it_was_cut() {
    let mut it = Profile::new().await;
    let (file, bytes) = pdf("longo.pdf", 1_000_000);
    it.server.put(file.id, bytes.clone());
    it.server.cut_after(&[300_000, 1, 0, 400_000, 250_000]);
    it.filed.receive(&it.engine, it.id, file.clone()).await;
    let path = it.engine.fetch(file.id, Rendition::Original).await.unwrap();
    assert_eq!(std::fs::read(path).unwrap(), bytes);
    let starts: Vec<_> = it.server.asked().into_iter().map(|(_, from)| from).collect();
    assert_eq!(starts, [0, 300_000, 300_001, 300_001, 700_001, 950_001]);
}

#[tokio::test]
async fn a_download_goes_on_after_a_restart_and_nothing_is_lost_by_being_offline() {
    let mut it = Profile::new().await;
    let (file, bytes) = pdf("longo.pdf", 500_000);
    it.server.put(file.id, bytes.clone());
    it.filed.receive(&it.engine, it.id, file.clone()).await;
    it.server.cut_after(&[200_000, 0, 0]);
    let outcome = it.engine.fetch(file.id, Rendition::Original).await;
    assert!(is_offline(&outcome));
    assert_eq!(it.here(file.id).await, FileHere::Absent);
    assert_eq!(it.names(), [format!("{}.part", file.id)]);
    it.restart().await;
    let path = it.engine.fetch(file.id, Rendition::Original).await.unwrap();
    assert_eq!(std::fs::read(path).unwrap(), bytes);
    assert_eq!(it.server.asked().last(), Some(&(file.id, 200_000)));
    assert_eq!(it.names(), [file.id.to_string()]);
}

#[tokio::test]
async fn a_server_that_knows_no_ranges_is_asked_from_the_beginning() {
    let mut it = Profile::new().await;
    let (file, bytes) = pdf("longo.pdf", 400_000);
    it.server.put(file.id, bytes.clone());
    it.server.ignore_ranges();
    it.server.cut_after(&[150_000]);
    it.filed.receive(&it.engine, it.id, file.clone()).await;
    let path = it.engine.fetch(file.id, Rendition::Original).await.unwrap();
    assert_eq!(std::fs::read(path).unwrap(), bytes);
}

#[tokio::test]
async fn how_far_a_download_is_can_be_seen_and_is_told() {
    let mut it = Profile::new().await;
    let (file, bytes) = pdf("longo.pdf", 2_000_000);
    it.server.put(file.id, bytes);
    it.filed.receive(&it.engine, it.id, file.clone()).await;
    it.server.open(false);
    let mut events = it.engine.subscribe();
    let engine = it.engine.clone();
    let fetching = tokio::spawn(async move { engine.fetch(file.id, Rendition::Original).await });
    let first = events.recv().await.unwrap();
    let is_progress = |event: &Event| matches!(event, Event::DownloadProgress { conversation_id, attachment_id, .. } if (*conversation_id, *attachment_id) == (it.id, file.id));
    assert!(is_progress(&first), "{first:?}");
    assert!(matches!(it.here(file.id).await, FileHere::Fetching { .. }));
    it.server.open(true);
    fetching.await.unwrap().unwrap();
    assert_eq!(it.here(file.id).await, FileHere::Here);
    let told: Vec<Event> = std::iter::from_fn(|| events.try_recv().ok()).collect();
    let (end, progress) = told.split_last().expect("its end");
    assert_eq!(*end, Event::ThreadChanged(it.id));
    assert!(progress.iter().all(is_progress), "the thread is asked for once: {progress:?}");
}

#[tokio::test]
async fn a_small_picture_comes_without_the_large_one_and_a_large_one_serves_as_a_small_one() {
    let mut it = Profile::new().await;
    let (file, original, small) = picture("foto.jpg", 90_000);
    let conversas_domain::attachment::Media::Image { thumbnail: Some(thumbnail), .. } = file.media else {
        panic!()
    };
    it.server.put(file.id, original.clone());
    it.server.put(thumbnail.id, small.clone());
    it.filed.receive(&it.engine, it.id, file.clone()).await;
    let path = it.engine.fetch(file.id, Rendition::Thumbnail).await.unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), small);
    assert_eq!(it.here(file.id).await, FileHere::Absent, "only the small one is here");
    assert_eq!(it.engine.storage_use().await.unwrap().fetched, 2_000);
    let large = it.engine.fetch(file.id, Rendition::Original).await.unwrap();
    assert_eq!(std::fs::read(&large).unwrap(), original);
    assert_eq!(it.engine.storage_use().await.unwrap().fetched, 92_000);
    std::fs::remove_file(path).unwrap();
    assert_eq!(it.engine.fetch(file.id, Rendition::Thumbnail).await.unwrap(), large);
    assert_eq!(it.server.asked(), [(thumbnail.id, 0), (file.id, 0)]);
}

#[tokio::test]
async fn who_knows_an_identifier_and_has_no_message_with_it_gets_nothing_and_nobody_is_asked() {
    let it = Profile::new().await;
    let (_, bytes) = pdf("alheio.pdf", 1_000);
    let id = fresh();
    it.server.put(id, bytes);
    for rendition in [Rendition::Original, Rendition::Thumbnail] {
        assert!(is_rejected(&it.engine.fetch(id, rendition).await, Rejection::NotFound));
    }
    assert!(is_rejected(&it.engine.file(id).await, Rejection::NotFound));
    assert!(it.server.asked().is_empty() && it.names().is_empty());
}

#[tokio::test]
async fn what_an_earlier_version_judged_otherwise_is_fetched() {
    let mut it = Profile::new().await;
    let word = b"PK\x03\x04 a document of Word named as one of Excel".to_vec();
    let sound = b"\0\0\0\x10ftypisom\0\0\0\0\0\0\0\x08mdat".to_vec();
    let media = Media::Video { width: None, height: None, duration_ms: None, poster: None };
    for (name, file_type, bytes, media) in
        [("ata.xls", FileType::Xls, word, Media::Document), ("festa.mp4", FileType::Mp4, sound, media)]
    {
        let (id, name) = (fresh(), FileName::of(name, file_type));
        let file = Attachment { id, name, file_type, bytes: bytes.len() as u64, media };
        it.server.put(id, bytes.clone());
        it.filed.receive(&it.engine, it.id, file).await;
        let path = it.engine.fetch(id, Rendition::Original).await.unwrap();
        assert_eq!(std::fs::read(path).unwrap(), bytes);
    }
}

#[tokio::test]
async fn a_file_that_the_server_has_no_more_is_missing() {
    let mut it = Profile::new().await;
    let (file, _) = pdf("velho.pdf", 1_000);
    it.filed.receive(&it.engine, it.id, file.clone()).await;
    let outcome = it.engine.fetch(file.id, Rendition::Original).await;
    assert!(is_rejected(&outcome, Rejection::FileMissing));
}

/// A pipe takes no more than its reader does: so the first download is interrupted in the middle of a block.
#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_download_that_was_left_goes_on_when_its_last_block_is_written() {
    let mut it = Profile::new().await;
    let (file, bytes) = pdf("longo.pdf", 2_000_000);
    it.server.put(file.id, bytes);
    it.filed.receive(&it.engine, it.id, file.clone()).await;
    let part = it.files().join(format!("{}.part", file.id));
    std::fs::create_dir_all(it.files()).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(&part).status().unwrap().success());
    let mut pipe = std::fs::File::options().read(true).write(true).open(&part).unwrap();
    let show = || {
        let (engine, id) = (it.engine.clone(), file.id);
        tokio::spawn(async move { engine.fetch(id, Rendition::Original).await })
    };
    let left = show();
    std::io::Read::read_exact(&mut pipe, &mut [0]).unwrap();
    left.abort();
    assert!(left.await.unwrap_err().is_cancelled());
    let shown = show();
    let again = it.server.was_asked(2);
    assert!(tokio::time::timeout(Duration::from_millis(300), again).await.is_err(), "one at a time");
    std::thread::spawn(move || std::io::copy(&mut pipe, &mut std::io::sink()));
    it.server.was_asked(2).await;
    assert!(shown.await.unwrap().is_err(), "a pipe keeps nothing");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_download_that_was_left_while_the_store_was_busy_is_had_by_the_next_one() {
    let mut it = Profile::new().await;
    let (file, bytes) = pdf("longo.pdf", 300_000);
    it.server.put(file.id, bytes.clone());
    it.filed.receive(&it.engine, it.id, file.clone()).await;
    let (go_on, held) = std::sync::mpsc::channel();
    let engine = it.engine.clone();
    let holding = tokio::spawn(async move { engine.hold_store(held).await });
    let show = || {
        let (engine, id) = (it.engine.clone(), file.id);
        tokio::spawn(async move { engine.fetch(id, Rendition::Original).await })
    };
    let left = show();
    let part = it.files().join(format!("{}.part", file.id));
    while std::fs::metadata(&part).map_or(0, |part| part.len()) < file.bytes {
        tokio::task::yield_now().await;
    }
    // The wait gives the download time to ask the store for its place.
    tokio::time::sleep(Duration::from_millis(300)).await;
    left.abort();
    assert!(left.await.unwrap_err().is_cancelled());
    let shown = show();
    // The wait gives the next download time to ask too, if it did not wait for the first.
    tokio::time::sleep(Duration::from_millis(300)).await;
    go_on.send(()).unwrap();
    holding.await.unwrap().unwrap();
    assert_eq!(std::fs::read(shown.await.unwrap().unwrap()).unwrap(), bytes);
    assert_eq!(it.server.asked(), [(file.id, 0)]);
}
