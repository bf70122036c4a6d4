//! The erasing of bytes with their conversations (rule 21), also when the app is killed in between.

use conversas_client::{Chosen, FileHere, Rendition, Source, testing};
use conversas_domain::rejection::Rejection;
use conversas_testkit::files::{pdf, picture};

use super::profile::{Profile, is_rejected};

fn chosen(name: &str) -> Vec<Chosen> {
    vec![Chosen { name: name.into(), source: Source::Bytes(pdf(name, 1_000).1) }]
}

/// Makes one file of every sort: fetched, thumbnail alone, begun, in the tray, to be sent, decoded for a
/// player.
async fn full(it: &mut Profile) {
    let (file, bytes) = pdf("boletim.pdf", 3_000);
    it.server.put(file.id, bytes);
    it.filed.receive(&it.engine, it.id, file.clone()).await;
    it.engine.fetch(file.id, Rendition::Original).await.unwrap();
    std::fs::write(it.engine.decoded_path(file.id), "sound").unwrap();
    let (photo, _, small) = picture("foto.jpg", 9_000);
    let conversas_domain::attachment::Media::Image { thumbnail: Some(thumbnail), .. } = photo.media else {
        panic!()
    };
    it.server.put(thumbnail.id, small);
    it.filed.receive(&it.engine, it.id, photo.clone()).await;
    it.engine.fetch(photo.id, Rendition::Thumbnail).await.unwrap();
    let (begun, bytes) = pdf("longo.pdf", 300_000);
    it.server.put(begun.id, bytes);
    it.filed.receive(&it.engine, it.id, begun.clone()).await;
    it.server.cut_after(&[1_000, 0, 0]);
    assert!(it.engine.fetch(begun.id, Rendition::Original).await.is_err());
    it.engine.add_files(it.id, chosen("enviado.pdf")).await.unwrap();
    it.engine.send_tray(it.id, None, None, false).await.unwrap();
    it.engine.add_files(it.id, chosen("rascunho.pdf")).await.unwrap();
    assert_eq!(it.names().len(), 6);
}

#[tokio::test]
async fn a_lost_conversation_takes_all_its_files_along() {
    let mut it = Profile::new().await;
    full(&mut it).await;
    it.filed.lose(&it.engine, it.id).await;
    assert!(it.names().is_empty(), "{:?}", it.names());
    assert_eq!(it.engine.storage_use().await.unwrap(), Default::default());
    it.restart().await;
    assert!(it.names().is_empty());
}

#[tokio::test]
async fn a_file_that_was_forwarded_stays_as_long_as_one_of_its_conversations() {
    let mut it = Profile::new().await;
    let other = it.filed.converse(&it.engine).await;
    let (file, bytes) = pdf("boletim.pdf", 3_000);
    it.server.put(file.id, bytes);
    for id in [it.id, other] {
        it.filed.receive(&it.engine, id, file.clone()).await;
    }
    it.engine.fetch(file.id, Rendition::Original).await.unwrap();
    for (id, left) in [(it.id, 1), (other, 0)] {
        let (filed, engine) = (&mut it.filed, &it.engine);
        filed.lose(engine, id).await;
        assert_eq!(it.names().len(), left);
    }
    assert!(is_rejected(&it.engine.fetch(file.id, Rendition::Original).await, Rejection::NotFound));
}

#[tokio::test]
async fn what_arrives_after_its_conversation_went_is_not_kept() {
    let mut it = Profile::new().await;
    let (file, bytes) = pdf("longo.pdf", 2_000_000);
    it.server.put(file.id, bytes);
    it.filed.receive(&it.engine, it.id, file.clone()).await;
    it.server.open(false);
    let engine = it.engine.clone();
    let fetching = tokio::spawn(async move { engine.fetch(file.id, Rendition::Original).await });
    it.server.was_asked(1).await;
    it.filed.lose(&it.engine, it.id).await;
    it.server.open(true);
    assert!(fetching.await.unwrap().is_err());
    assert!(it.names().is_empty());
}

#[tokio::test]
async fn signing_out_leaves_no_file() {
    let mut it = Profile::new().await;
    full(&mut it).await;
    it.engine.sign_out(|_| Ok(())).await.unwrap();
    assert!(it.names().is_empty(), "{:?}", it.names());
}

#[tokio::test]
async fn what_a_killed_app_left_between_bytes_and_rows_is_gone_at_the_next_start() {
    let mut it = Profile::new().await;
    let (file, bytes) = pdf("boletim.pdf", 3_000);
    it.server.put(file.id, bytes);
    it.filed.receive(&it.engine, it.id, file.clone()).await;
    let path = it.engine.fetch(file.id, Rendition::Original).await.unwrap();
    // The rows were erased and the app was killed before the bytes were: the files lie there without a row.
    let gone: conversas_domain::ids::AttachmentId = conversas_testkit::fresh();
    for name in [format!("{gone}"), format!("{gone}.thumb"), format!("{gone}.part"), format!("{gone}.wav")] {
        std::fs::write(it.files().join(name), "bytes").unwrap();
    }
    std::fs::write(it.engine.decoded_path(file.id), "sound").unwrap();
    it.restart().await;
    assert_eq!(it.names(), [file.id.to_string()]);
    // The bytes were removed and the row stayed.
    std::fs::remove_file(path).unwrap();
    it.restart().await;
    assert_eq!(it.here(file.id).await, FileHere::Absent);
    it.engine.fetch(file.id, Rendition::Original).await.unwrap();
}

#[tokio::test]
async fn a_rebuilt_store_keeps_what_is_unsent_and_nothing_that_was_fetched() {
    let mut it = Profile::new().await;
    full(&mut it).await;
    it.engine.close().await;
    let empty = Profile::new().await;
    it.engine = empty.engine.clone();
    testing::damage(it.folder.path());
    it.restart().await;
    assert_eq!(it.names().len(), 2, "{:?}", it.names());
    let used = it.engine.storage_use().await.unwrap();
    assert_eq!((used.fetched, used.unsent), (0, 2_000));
}

#[tokio::test]
async fn what_the_server_answers_after_a_sign_out_is_not_kept() {
    let mut it = Profile::new().await;
    let (file, bytes) = pdf("boletim.pdf", 3_000);
    it.server.put(file.id, bytes);
    it.filed.receive(&it.engine, it.id, file.clone()).await;
    it.server.silent(true);
    let engine = it.engine.clone();
    let fetching = tokio::spawn(async move { engine.fetch(file.id, Rendition::Original).await });
    it.server.was_asked(1).await;
    it.engine.sign_out(|_| Ok(())).await.unwrap();
    it.server.silent(false);
    assert!(fetching.await.unwrap().is_err());
    assert!(it.names().is_empty(), "{:?}", it.names());
}
