//! Files that are chosen and not sent.

use std::fs::File;
use std::time::{Duration, Instant};

use conversas_client::{Error, Event, StoreError};
use conversas_domain::attachment::{FILE_NAME_LIMIT, Media};
use conversas_domain::plan::Plan;
use conversas_domain::rejection::Rejection;
use conversas_testkit::samples;

use crate::scene::{Scene, alone, bytes_here, choose, lying, names, pasted};

#[tokio::test]
async fn a_video_gets_its_picture_once_and_only_in_its_tray() {
    let it = Scene::new(Plan::Premium).await;
    let engine = it.maria.engine();
    let video = choose(engine, it.id, vec![pasted("festa.mp4", samples::video(2_000))]).await[0];
    engine.give_poster(it.id, video, b"no picture".to_vec()).await.unwrap_err();
    for (width, height) in [(640, 480), (100, 900)] {
        engine.give_poster(it.id, video, samples::jpeg(width, height)).await.unwrap();
    }
    let Media::Video { poster: Some(poster), .. } = engine.tray(it.id).await.unwrap()[0].media.clone() else {
        panic!("it has none");
    };
    assert!(poster.width > poster.height, "the first one stays");
    engine.remove_from_tray(it.id, video).await.unwrap();
    engine.give_poster(it.id, video, samples::jpeg(640, 480)).await.unwrap();
    assert_eq!(bytes_here(&it.maria), Vec::<String>::new());
}

#[tokio::test]
async fn chosen_files_keep_their_order_through_moves_and_restarts() {
    let (mut device, id) = alone().await;
    let mut events = device.engine().subscribe();
    let files = ["a.pdf", "b.pdf", "c.pdf"].map(|name| pasted(name, samples::pdf(name)));
    let ids = choose(device.engine(), id, files.into()).await;
    while events.recv().await.unwrap() != Event::TrayChanged(id) {}
    device.engine().move_in_tray(id, ids[2], 0).await.unwrap();
    assert_eq!(names(device.engine(), id).await, ["c.pdf", "a.pdf", "b.pdf"]);
    device.kill();
    device.open().await;
    assert_eq!(names(device.engine(), id).await, ["c.pdf", "a.pdf", "b.pdf"]);
    choose(device.engine(), id, vec![pasted("d.pdf", samples::pdf("d"))]).await;
    device.engine().move_in_tray(id, ids[2], 99).await.unwrap();
    assert_eq!(names(device.engine(), id).await, ["a.pdf", "b.pdf", "d.pdf", "c.pdf"]);
    device.engine().remove_from_tray(id, ids[1]).await.unwrap();
    assert_eq!(names(device.engine(), id).await, ["a.pdf", "d.pdf", "c.pdf"]);
    assert_eq!(bytes_here(&device).len(), 3);
}

#[tokio::test]
async fn a_file_on_the_disk_is_copied_and_stays() {
    let (device, id) = alone().await;
    let path = device.folder().join("recado.pdf");
    std::fs::write(&path, samples::pdf("um recado")).unwrap();
    let ids = choose(device.engine(), id, vec![lying("recado.pdf", &path)]).await;
    std::fs::write(&path, "something else").unwrap();
    let copy = device.folder().join("files").join(ids[0].to_string());
    assert_eq!(std::fs::read(copy).unwrap(), samples::pdf("um recado"));
}

#[tokio::test]
async fn a_file_that_is_too_large_is_refused_before_it_is_read() {
    let (device, id) = alone().await;
    for size in [2 << 30, 4 << 40] {
        let path = device.folder().join("filme.mp4");
        File::create(&path).unwrap().set_len(size).unwrap();
        let begun = Instant::now();
        let added = device.engine().add_files(id, vec![lying("filme.mp4", path)]).await.unwrap();
        assert_eq!(added[0].clone().unwrap_err().reason, Rejection::FileTooLarge);
        assert!(begun.elapsed() < Duration::from_secs(1));
    }
    assert_eq!(bytes_here(&device), Vec::<String>::new());
}

#[tokio::test]
async fn what_cannot_be_sent_is_said_and_the_rest_is_taken() {
    let (device, id) = alone().await;
    let script = b"#!/bin/sh\nrm -rf /".to_vec();
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>".to_vec();
    let chosen = vec![
        pasted("foto.png", script),
        pasted("ata.pdf", samples::pdf("ata")),
        pasted("logo.svg", svg),
        pasted("pagina.pdf", b"<!DOCTYPE html><script>".to_vec()),
        pasted("nada.pdf", Vec::new()),
        lying("fora.pdf", "/nowhere/fora.pdf"),
        lying("pasta", device.folder()),
        pasted("foto.jpg", samples::jpeg(40, 30)),
    ];
    let added = device.engine().add_files(id, chosen).await.unwrap();
    let said: Vec<_> = added.into_iter().map(|one| one.err().map(|refused| refused.reason)).collect();
    let expected = [
        Some(Rejection::FileKindFalse),
        None,
        Some(Rejection::FileKindNotAllowed),
        Some(Rejection::FileKindFalse),
        Some(Rejection::FileEmpty),
        Some(Rejection::FileMissing),
        Some(Rejection::FileKindNotAllowed),
        None,
    ];
    assert_eq!(said, expected);
    assert_eq!(names(device.engine(), id).await, ["ata.pdf", "foto.jpg"]);
}

#[tokio::test]
async fn no_name_leads_out_of_the_folder_or_deceives() {
    let (device, id) = alone().await;
    let long = format!("{}.pdf", "a".repeat(300));
    let raw = ["../../../tmp/escapa.pdf", "C:\\x\\boleto.pdf", "foto\u{202E}gnp.pdf", "a\u{0}\n.pdf", &long];
    let files = raw.map(|name| pasted(name, samples::pdf(name)));
    let ids = choose(device.engine(), id, files.into()).await;
    let shown = names(device.engine(), id).await;
    assert_eq!(shown[..4], ["escapa.pdf", "boleto.pdf", "fotognp.pdf", "a.pdf"]);
    assert_eq!(shown[4].chars().count(), FILE_NAME_LIMIT);
    let mut expected: Vec<_> = ids.iter().map(ToString::to_string).collect();
    expected.sort();
    assert_eq!(bytes_here(&device), expected);
    let refused = device.engine().add_files(id, vec![pasted("../x\u{202E}y.exe", vec![1])]).await.unwrap();
    let refused = refused[0].clone().unwrap_err();
    assert_eq!((refused.name.as_str(), refused.reason), ("xy.exe", Rejection::FileKindNotAllowed));
    assert_eq!(format!("{refused:?}"), "RefusedFile { reason: FileKindNotAllowed, .. }");
}

#[tokio::test]
async fn a_full_disk_takes_all_of_it_or_nothing() {
    let (device, id) = alone().await;
    let files = || vec![pasted("a.pdf", samples::pdf("a")), pasted("b.png", samples::png(900, 900))];
    device.engine().fill_disk(true).await.unwrap();
    let outcome = loop {
        // The free pages of the store's file are used up first.
        match device.engine().add_files(id, files()).await {
            Ok(_) => continue,
            Err(error) => break error,
        }
    };
    assert!(matches!(outcome, Error::Store(StoreError::Unavailable)), "{outcome:?}");
    device.engine().fill_disk(false).await.unwrap();
    let tray = device.engine().tray(id).await.unwrap();
    // Each picture has a thumbnail beside it.
    assert_eq!(bytes_here(&device).len(), tray.len() / 2 * 3);
}

#[tokio::test]
async fn a_folder_that_cannot_be_made_is_the_disks_fault() {
    let (device, id) = alone().await;
    std::fs::write(device.folder().join("files"), "in the way").unwrap();
    let outcome = device.engine().add_files(id, vec![pasted("a.pdf", samples::pdf("a"))]).await;
    assert!(matches!(outcome, Err(Error::Store(StoreError::Unavailable))), "{outcome:?}");
    assert_eq!(names(device.engine(), id).await, Vec::<String>::new());
}

#[tokio::test]
async fn nothing_is_added_to_a_conversation_that_is_not_mine() {
    let (device, _) = alone().await;
    let elsewhere = conversas_testkit::fresh();
    let outcome = device.engine().add_files(elsewhere, vec![pasted("a.pdf", samples::pdf("a"))]).await;
    assert!(matches!(outcome, Err(Error::Rejected(Rejection::NotFound))), "{outcome:?}");
    assert_eq!(bytes_here(&device), Vec::<String>::new());
}
