//! Files that a page got from a browser.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use conversas_domain::attachment::Attachment;
use conversas_domain::ids::ConversationId;
use conversas_domain::rejection::Rejection;
use conversas_ipc::{Added, Failure, FailureCode};
use conversas_testkit::files::pdf;
use conversas_testkit::{fresh, samples};
use futures_util::{FutureExt, stream};

use super::{Answer, Profile};

async fn post(it: &Profile, id: ConversationId, name: &str, body: Body, length: Option<u64>) -> Answer {
    let mut request = Request::post(format!("/tray/{id}?name={name}"));
    if let Some(length) = length {
        request = request.header(header::CONTENT_LENGTH, length);
    }
    it.ask(request.body(body).unwrap()).await
}

fn added(answer: &Answer) -> Added {
    assert_eq!(answer.status, StatusCode::OK);
    serde_json::from_slice(answer.body()).unwrap()
}

#[tokio::test]
async fn what_a_page_posts_is_in_the_tray_under_its_name() {
    let it = Profile::new().await;
    let (_, bytes) = pdf("x.pdf", 400_000);
    let pieces: Vec<_> = bytes.chunks(10_000).map(|piece| Ok::<_, std::io::Error>(piece.to_vec())).collect();
    let body = Body::from_stream(stream::iter(pieces));
    let answer = added(&post(&it, it.id, "Declara%C3%A7%C3%A3o%202.pdf", body, None).await);
    assert_eq!((answer.added, answer.refused.len()), (1, 0));
    let tray = it.host.engine().tray(it.id).await.unwrap();
    assert_eq!(tray.len(), 1);
    assert_eq!((tray[0].name.as_str(), tray[0].bytes), ("Declaração 2.pdf", 400_000));
}

#[tokio::test]
async fn a_video_of_the_tray_gets_the_picture_that_the_page_has_drawn_and_nothing_else_does() {
    let it = Profile::new().await;
    for (name, body) in [("festa.mp4", samples::video(500)), ("Boleto.pdf", pdf("x.pdf", 900).1)] {
        post(&it, it.id, name, Body::from(body), None).await;
    }
    let tray = it.host.engine().tray(it.id).await.unwrap();
    let give = async |file: &Attachment, picture: Vec<u8>| {
        let path = format!("/tray/{}/{}/poster", it.id, file.id);
        it.ask(Request::post(path).body(Body::from(picture)).unwrap()).await.status
    };
    assert_eq!(give(&tray[0], b"<svg/>".to_vec()).await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(give(&tray[0], samples::jpeg(640, 360)).await, StatusCode::OK);
    assert_eq!(give(&tray[1], samples::jpeg(640, 360)).await, StatusCode::OK);
    let tray = it.host.engine().tray(it.id).await.unwrap();
    let small = tray[0].media.thumbnail().map(|small| (small.width, small.height));
    assert_eq!((small, tray[1].media.thumbnail()), (Some((480, 270)), None));
    let shown = it.get(&format!("/files/{}/thumbnail", tray[0].id)).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert_eq!(shown.header(header::CONTENT_TYPE), "image/jpeg");
}

#[tokio::test]
async fn a_file_that_is_being_copied_when_the_page_goes_is_in_the_tray_all_the_same() {
    let it = Profile::new().await;
    let copies = || std::fs::read_dir(it.folder.path().join("files")).map_or(0, Iterator::count);
    let before = copies();
    let asked = post(&it, it.id, "foto.jpg", Body::from(samples::jpeg(4000, 3000)), None);
    let mut asked = Box::pin(asked);
    while copies() == before {
        assert!(asked.as_mut().now_or_never().is_none(), "it is here before its copy is");
        tokio::task::yield_now().await;
    }
    drop(asked);
    // The next file waits for its turn, behind the one that is being copied.
    post(&it, it.id, "Boleto.pdf", Body::from(pdf("x.pdf", 900).1), None).await;
    let tray = it.host.engine().tray(it.id).await.unwrap();
    let names: Vec<_> = tray.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["foto.jpg", "Boleto.pdf"]);
}

#[tokio::test]
async fn a_picture_that_is_made_small_when_the_page_goes_is_the_video_s_all_the_same() {
    let it = Profile::new().await;
    post(&it, it.id, "festa.mp4", Body::from(samples::video(500)), None).await;
    let video = it.host.engine().tray(it.id).await.unwrap().remove(0);
    let path = format!("/tray/{}/{}/poster", it.id, video.id);
    let give = |picture| it.ask(Request::post(&path).body(Body::from(picture)).unwrap());
    assert!(give(samples::jpeg(640, 360)).now_or_never().is_none(), "the page goes");
    assert_eq!(give(samples::jpeg(360, 360)).await.status, StatusCode::OK);
    let video = it.host.engine().tray(it.id).await.unwrap().remove(0);
    let small = video.media.thumbnail().map(|small| (small.width, small.height));
    assert_eq!(small, Some((480, 270)), "that of the page which has gone came first");
}

#[tokio::test]
async fn a_file_that_is_too_large_is_refused_before_it_is_read_or_as_soon_as_it_is() {
    let it = Profile::new().await;
    const LIMIT: usize = conversas_domain::attachment::DEFAULT_FILE_LIMIT as usize;
    let unread = stream::poll_fn(|_| -> std::task::Poll<Option<Result<Vec<u8>, std::io::Error>>> {
        panic!("nothing of it is to be read")
    });
    let answer = added(&post(&it, it.id, "filme.mp4", Body::from_stream(unread), Some(2 << 30)).await);
    assert_eq!(answer.refused[0].reason, Rejection::FileTooLarge);
    let piece = vec![b'x'; 1 << 20];
    let endless = stream::repeat_with(move || Ok::<_, std::io::Error>(piece.clone()));
    let answer = added(&post(&it, it.id, "filme.mp4", Body::from_stream(endless), None).await);
    assert_eq!(answer.refused[0].reason, Rejection::FileTooLarge, "more than {LIMIT}");
    assert!(it.host.engine().tray(it.id).await.unwrap().is_empty());
}

#[tokio::test]
async fn what_is_false_empty_broken_off_or_meant_for_others_is_not_in_the_tray() {
    let it = Profile::new().await;
    for (name, body, reason) in [
        ("foto.png", "#!/bin/sh", Rejection::FileKindFalse),
        ("pagina.html", "<!DOCTYPE html>", Rejection::FileKindNotAllowed),
        ("nada.pdf", "", Rejection::FileEmpty),
    ] {
        let answer = added(&post(&it, it.id, name, Body::from(body), None).await);
        assert_eq!((answer.added, answer.refused[0].reason), (0, reason), "{name}");
    }
    let cut = stream::iter([Ok(b"%PDF-1.7".to_vec()), Err(std::io::Error::other("the page went away"))]);
    let answer = post(&it, it.id, "x.pdf", Body::from_stream(cut), None).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    let answer = post(&it, fresh(), "x.pdf", Body::from("%PDF-1.7"), None).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(it.host.engine().tray(it.id).await.unwrap().is_empty());
}

#[tokio::test]
async fn what_cannot_be_taken_at_all_is_refused_with_the_reason_that_the_page_tells() {
    let it = Profile::new().await;
    let refused = async |id| {
        let answer = post(&it, id, "Boleto.pdf", Body::from(pdf("x.pdf", 900).1), None).await;
        let why = || serde_json::from_slice::<Failure>(answer.body()).unwrap().code;
        (answer.status != StatusCode::OK).then(|| (answer.status, why()))
    };
    assert_eq!(refused(fresh()).await, Some((StatusCode::NOT_FOUND, FailureCode::NotFound)));
    it.host.engine().fill_disk(true).await.unwrap();
    let full = loop {
        // The free pages of the store's file are used up first.
        if let Some(full) = refused(it.id).await {
            break full;
        }
    };
    assert_eq!(full, (StatusCode::INSUFFICIENT_STORAGE, FailureCode::StorageUnavailable));
    it.host.engine().fill_disk(false).await.unwrap();
    it.host.engine().sign_out(|_| Ok(())).await.unwrap();
    assert_eq!(refused(it.id).await, Some((StatusCode::UNAUTHORIZED, FailureCode::SignedOut)));
}
