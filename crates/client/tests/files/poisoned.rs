//! A server that sends other bytes than its messages announce.

use conversas_client::{FileHere, Rendition};
use conversas_domain::attachment::Media;
use conversas_domain::rejection::Rejection;
use conversas_testkit::files::{pdf, picture};

use super::profile::{Profile, is_rejected};

#[tokio::test]
async fn bytes_of_another_kind_or_length_are_refused_and_leave_nothing() {
    let mut it = Profile::new().await;
    let page = b"<!DOCTYPE html><script>".repeat(100);
    let longer = picture("x.jpg", page.len() + 1).1;
    let shorter = picture("x.jpg", page.len() - 1).1;
    let endless = picture("x.jpg", 3_000_000).1;
    for poison in [page.clone(), longer, shorter, endless, Vec::new()] {
        let (file, ..) = picture("foto.jpg", page.len());
        it.server.put(file.id, poison);
        it.filed.receive(&it.engine, it.id, file.clone()).await;
        let outcome = it.engine.fetch(file.id, Rendition::Original).await;
        assert!(is_rejected(&outcome, Rejection::FileBroken));
        assert_eq!(it.here(file.id).await, FileHere::Absent);
        assert!(it.names().is_empty());
    }
    assert_eq!(it.engine.storage_use().await.unwrap().fetched, 0);
}

#[tokio::test]
async fn a_small_picture_that_is_large_or_none_is_refused() {
    let mut it = Profile::new().await;
    let large = picture("x.jpg", 200_000).1;
    for poison in [large, b"<svg xmlns='http://www.w3.org/2000/svg'><script/>".to_vec()] {
        let (file, _, _) = picture("foto.jpg", 90_000);
        let Media::Image { thumbnail: Some(thumbnail), .. } = file.media else { panic!() };
        it.server.put(thumbnail.id, poison);
        it.filed.receive(&it.engine, it.id, file.clone()).await;
        let outcome = it.engine.fetch(file.id, Rendition::Thumbnail).await;
        assert!(is_rejected(&outcome, Rejection::FileBroken));
        assert!(it.names().is_empty());
    }
}

#[tokio::test]
async fn what_was_refused_can_be_fetched_when_the_server_is_right_again() {
    let mut it = Profile::new().await;
    let (file, bytes) = pdf("boleto.pdf", 5_000);
    it.server.put(file.id, b"<html>".to_vec());
    it.filed.receive(&it.engine, it.id, file.clone()).await;
    assert!(it.engine.fetch(file.id, Rendition::Original).await.is_err());
    it.server.put(file.id, bytes.clone());
    let path = it.engine.fetch(file.id, Rendition::Original).await.unwrap();
    assert_eq!(std::fs::read(path).unwrap(), bytes);
}
