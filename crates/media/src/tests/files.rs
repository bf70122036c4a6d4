//! Pictures, videos, documents.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use conversas_domain::attachment::Media;
use conversas_testkit::files::{pdf, picture};
use conversas_testkit::{fresh, samples};

use super::Profile;

#[tokio::test]
async fn a_picture_is_shown_as_what_it_is_small_and_large() {
    let mut it = Profile::new().await;
    let (file, original, small) = picture("foto.jpg", 200_000);
    let Media::Image { thumbnail: Some(thumbnail), .. } = file.media else { panic!() };
    it.server.put(file.id, original.clone());
    it.server.put(thumbnail.id, small.clone());
    it.filed.receive(it.host.engine(), it.id, file.clone()).await;
    for (what, bytes) in [("thumbnail", &small), ("original", &original)] {
        let answer = it.get(&format!("/files/{}/{what}", file.id)).await;
        assert_eq!((answer.status, answer.body()), (StatusCode::OK, bytes.as_slice()));
        assert_eq!(answer.header(header::CONTENT_TYPE), "image/jpeg");
        assert_eq!(answer.header(header::CONTENT_DISPOSITION), "inline");
        assert_eq!(answer.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
        assert_eq!(answer.header(header::CONTENT_SECURITY_POLICY), "sandbox; default-src 'none'");
        assert_eq!(answer.header(header::CACHE_CONTROL), "private, no-store");
        assert_eq!(answer.header(header::CONTENT_LENGTH), bytes.len().to_string());
    }
}

#[tokio::test]
async fn a_picture_of_more_pixels_than_a_window_can_hold_is_never_shown_but_can_be_saved() {
    let mut it = Profile::new().await;
    // A real picture whose header says to be 65,500 pixels wide and high.
    let mut flood = samples::jpeg(48, 32);
    let frame = flood.windows(2).position(|two| two == [0xFF, 0xC0]).expect("a frame");
    flood[frame + 5..frame + 9].copy_from_slice(&[0xFF, 0xDC, 0xFF, 0xDC]);
    let (mut bare, ..) = picture("foto.jpg", flood.len());
    bare.media = Media::Image { width: 48, height: 32, thumbnail: None };
    let (small, original, _) = picture("outra.jpg", 5_000);
    let Media::Image { thumbnail: Some(thumbnail), .. } = small.media else { panic!() };
    it.server.put(bare.id, flood.clone());
    it.server.put(small.id, original);
    it.server.put(thumbnail.id, flood.clone());
    for file in [&bare, &small] {
        it.filed.receive(it.host.engine(), it.id, file.clone()).await;
        let answer = it.get(&format!("/files/{}/thumbnail", file.id)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let shown = it.get(&format!("/files/{}/original", bare.id)).await;
    assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY);
    let saved = it.get(&format!("/files/{}/original?download=", bare.id)).await;
    assert_eq!((saved.status, saved.body()), (StatusCode::OK, flood.as_slice()));
}

#[tokio::test]
async fn a_large_picture_without_a_small_one_is_not_its_own_small_one() {
    let mut it = Profile::new().await;
    let large = samples::jpeg(900, 600);
    let (mut file, ..) = picture("foto.jpg", large.len());
    file.media = Media::Image { width: 900, height: 600, thumbnail: None };
    it.server.put(file.id, large.clone());
    it.filed.receive(it.host.engine(), it.id, file.clone()).await;
    let answer = it.get(&format!("/files/{}/thumbnail", file.id)).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(it.get(&format!("/files/{}/original", file.id)).await.body(), large);
}

#[tokio::test]
async fn a_range_is_answered_with_that_part_and_head_without_any() {
    let mut it = Profile::new().await;
    let (file, bytes, _) = picture("foto.jpg", 200_000);
    it.server.put(file.id, bytes.clone());
    it.filed.receive(it.host.engine(), it.id, file.clone()).await;
    let path = format!("/files/{}/original", file.id);
    for (range, part) in [
        ("bytes=0-1", 0..2),
        ("bytes=70000-139999", 70_000..140_000),
        ("bytes=199990-", 199_990..200_000),
        ("bytes=-7", 199_993..200_000),
    ] {
        let answer = it.part(&path, range).await;
        assert_eq!(answer.status, StatusCode::PARTIAL_CONTENT, "{range}");
        assert_eq!(answer.body(), &bytes[part.clone()]);
        let said = format!("bytes {}-{}/200000", part.start, part.end - 1);
        assert_eq!(answer.header(header::CONTENT_RANGE), said);
        assert_eq!(answer.header(header::CONTENT_LENGTH), part.len().to_string());
    }
    let beyond = it.part(&path, "bytes=200000-").await;
    assert_eq!(beyond.status, StatusCode::RANGE_NOT_SATISFIABLE);
    assert_eq!(beyond.header(header::CONTENT_RANGE), "bytes */200000");
    let head = it.ask(Request::head(&path).body(Body::empty()).unwrap()).await;
    assert_eq!((head.status, head.body().len()), (StatusCode::OK, 0));
    assert_eq!(head.header(header::CONTENT_LENGTH), "200000");
    assert_eq!(head.header(header::ACCEPT_RANGES), "bytes");
}

#[tokio::test]
async fn a_document_is_only_ever_saved() {
    let mut it = Profile::new().await;
    let (file, bytes) = pdf("Declaração.pdf", 3_000);
    it.server.put(file.id, bytes.clone());
    it.filed.receive(it.host.engine(), it.id, file.clone()).await;
    let answer = it.get(&format!("/files/{}/original", file.id)).await;
    assert_eq!(answer.body(), bytes);
    assert_eq!(answer.header(header::CONTENT_TYPE), "application/octet-stream");
    assert!(answer.header(header::CONTENT_DISPOSITION).starts_with("attachment; "));
    for what in ["thumbnail", "voice.wav"] {
        let answer = it.get(&format!("/files/{}/{what}", file.id)).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{what}");
    }
}

#[tokio::test]
async fn a_picture_can_be_saved_too() {
    let mut it = Profile::new().await;
    let (file, bytes, _) = picture("foto.jpg", 3_000);
    it.server.put(file.id, bytes);
    it.filed.receive(it.host.engine(), it.id, file.clone()).await;
    let answer = it.get(&format!("/files/{}/original?download=", file.id)).await;
    assert_eq!(answer.header(header::CONTENT_TYPE), "application/octet-stream");
    assert!(answer.header(header::CONTENT_DISPOSITION).contains("foto.jpg"));
}

#[tokio::test]
async fn a_stranger_s_identifier_and_names_that_lead_elsewhere_bring_nothing() {
    let it = Profile::new().await;
    let id: conversas_domain::ids::AttachmentId = fresh();
    it.server.put(id, picture("x.jpg", 2_000).1);
    std::fs::create_dir_all(it.folder.path().join("files")).unwrap();
    std::fs::write(it.folder.path().join("files").join(id.to_string()), "not the reader's").unwrap();
    for path in [
        format!("/files/{id}/original"),
        format!("/files/{id}/thumbnail"),
        format!("/files/{id}/voice.wav"),
        format!("/files/{id}/other"),
        format!("/takes/{id}.wav"),
        "/files/..%2Fconversas.sqlite/original".into(),
        "/files/%2e%2e%2f%2e%2e%2fetc%2fpasswd/original".into(),
        "/files/../conversas.sqlite".into(),
        "/takes/..%2Fconversas.sqlite".into(),
        "/takes/..%2F..%2Fetc%2Fpasswd.wav".into(),
        "/takes/session.secret".into(),
        "/".into(),
    ] {
        let answer = it.get(&path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(answer.body().is_empty(), "{path}");
    }
    assert!(it.server.asked().is_empty());
}

#[tokio::test]
async fn a_failure_is_a_status_that_says_which() {
    let mut it = Profile::new().await;
    let (offline, bytes, _) = picture("a.jpg", 3_000);
    it.server.put(offline.id, bytes);
    it.server.cut_after(&[100, 0, 0]);
    let (missing, poisoned) = (picture("b.jpg", 3_000).0, picture("c.jpg", 9).0);
    it.server.put(poisoned.id, *b"<script/>");
    for (file, status) in [
        (offline, StatusCode::SERVICE_UNAVAILABLE),
        (missing, StatusCode::GONE),
        (poisoned, StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        it.filed.receive(it.host.engine(), it.id, file.clone()).await;
        assert_eq!(it.get(&format!("/files/{}/original", file.id)).await.status, status);
    }
}
