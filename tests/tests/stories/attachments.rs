//! Files in conversations: choosing, sending in order, types, forwarding, and keeping for offline.

use std::fs;

use conversas_client::{Choice, Chosen, Delivery, Engine, Error, Rendition, Source, ThreadBody};
use conversas_domain::attachment::{Attachment, AttachmentKind};
use conversas_domain::ids::{AttachmentId, ConversationId};
use conversas_domain::rejection::Rejection;
use conversas_testkit::Device;

use super::scene::{Scene, sent};

pub(super) const PDF: &[u8] = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n";

pub(super) fn chosen(name: &str, bytes: &[u8]) -> Chosen {
    Chosen { name: name.to_owned(), source: Source::Bytes(bytes.to_owned()) }
}

/// Puts files into a tray that takes them all.
pub(super) async fn choose(device: &Device, id: ConversationId, files: Vec<Chosen>) -> Vec<AttachmentId> {
    let added = device.engine().add_files(id, files).await.unwrap();
    added.into_iter().map(|file| file.expect("it can be sent")).collect()
}

pub(super) async fn send_tray(device: &Device, id: ConversationId) {
    device.engine().send_tray(id, None, None, false).await.unwrap();
}

/// Answers the files of a thread, in its order, whether the server has numbered them or not.
pub(super) async fn files(device: &Device, id: ConversationId) -> Vec<Attachment> {
    let attachment = |body: &ThreadBody| match body {
        ThreadBody::Entry(entry) => entry.kind.attachment().cloned(),
        ThreadBody::Mine(mine) => mine.attachment.as_deref().cloned(),
    };
    device.thread(id).await.iter().filter_map(|item| attachment(&item.body)).collect()
}

pub(super) async fn names(device: &Device, id: ConversationId) -> Vec<String> {
    files(device, id).await.iter().map(|file| file.name.as_str().to_owned()).collect()
}

/// Waits until a thread has exactly these files.
pub(super) async fn has_files(device: &Device, id: ConversationId, expected: &[&str]) {
    let what = format!("the files {expected:?}");
    device.until(&what, async |_| (names(device, id).await == expected).then_some(())).await;
}

async fn content(device: &Device, file: AttachmentId) -> Vec<u8> {
    fs::read(device.engine().fetch(file, Rendition::Original).await.unwrap()).unwrap()
}

fn refusal<T>(outcome: Result<T, Error>) -> Rejection {
    match outcome {
        Err(Error::Rejected(reason)) => reason,
        Err(other) => panic!("expected a refusal: {other:?}"),
        Ok(_) => panic!("expected a refusal"),
    }
}

#[tokio::test]
async fn rule_14_what_was_written_and_chosen_survives_a_restart() {
    let mut scene = Scene::new().await;
    let id = scene.id;
    choose(&scene.maria, id, vec![chosen("laudo.pdf", PDF), chosen("ata.txt", b"Ata")]).await;
    scene.maria.engine().save_draft(id, "Segue o laudo".into()).await.unwrap();
    scene.maria.kill();
    scene.maria.open().await;
    let engine = scene.maria.engine();
    assert_eq!(engine.conversation(id).await.unwrap().draft, "Segue o laudo");
    let tray = engine.tray(id).await.unwrap();
    assert_eq!(tray.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(), ["laudo.pdf", "ata.txt"]);
    assert!(files(&scene.ana, id).await.is_empty(), "nobody sees what is not sent");
}

#[tokio::test]
async fn rule_15_files_go_as_one_message_each_in_the_order_chosen_and_arrive_as_they_are() {
    let scene = Scene::new().await;
    let (maria, ana, id) = (&scene.maria, &scene.ana, scene.id);
    let tray = vec![chosen("um.txt", b"um"), chosen("dois.pdf", PDF), chosen("3.csv", b"a;b\n1;2\n")];
    let ids = choose(maria, id, tray).await;
    maria.engine().move_in_tray(id, ids[2], 0).await.unwrap();
    send_tray(maria, id).await;
    maria.engine().send_message(id, "São três.", None).await.unwrap();
    sent(maria).await;
    for device in [maria, ana] {
        has_files(device, id, &["3.csv", "um.txt", "dois.pdf"]).await;
        device.reads(id, &["Bom dia!", "São três."]).await;
    }
    assert_eq!(content(ana, ids[1]).await, PDF);
    assert_eq!(content(ana, ids[2]).await, b"a;b\n1;2\n");
    assert!(maria.engine().tray(id).await.unwrap().is_empty());
}

#[tokio::test]
async fn rule_15_the_content_of_a_file_decides_and_its_name_is_safe() {
    let scene = Scene::new().await;
    let (maria, id) = (&scene.maria, scene.id);
    let false_ones = [
        chosen("foto.png", b"#!/bin/sh\nrm -rf ~"),
        chosen("boleto.pdf", b"<!DOCTYPE html><script>alert(1)</script>"),
        chosen("desenho.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
        chosen("jogo.exe", b"MZ\x90\0\x03\0\0\0"),
        chosen("nada.pdf", b""),
    ];
    let added = maria.engine().add_files(id, false_ones.into()).await.unwrap();
    let reasons: Vec<_> = added.into_iter().map(|file| file.unwrap_err().reason).collect();
    let expected = [
        Rejection::FileKindFalse,
        Rejection::FileKindFalse,
        Rejection::FileKindNotAllowed,
        Rejection::FileKindNotAllowed,
        Rejection::FileEmpty,
    ];
    assert_eq!(reasons, expected);
    let tricky = format!("../../{}\u{202E}fdp.pdf", "á".repeat(300));
    choose(maria, id, vec![chosen(&tricky, PDF)]).await;
    send_tray(maria, id).await;
    sent(maria).await;
    let received =
        scene.ana.until("the file", async |_| files(&scene.ana, id).await.pop().map(|file| file.name)).await;
    let name = received.as_str();
    assert!(name.ends_with(".pdf") && name.chars().count() <= 120, "{name}");
    assert!(!name.contains(['/', '\\', '\u{202E}']), "{name}");
}

#[tokio::test]
async fn rule_15_a_file_too_large_is_refused_before_it_is_read() {
    let scene = Scene::new().await;
    let large = tempfile::NamedTempFile::new().unwrap();
    large.as_file().set_len(2 << 30).unwrap();
    let file = Chosen { name: "aula.pdf".into(), source: Source::Path(large.path().into()) };
    let began = std::time::Instant::now();
    let added = scene.maria.engine().add_files(scene.id, vec![file]).await.unwrap();
    assert_eq!(added.into_iter().next().unwrap().unwrap_err().reason, Rejection::FileTooLarge);
    assert!(began.elapsed().as_secs() < 2, "nothing was read");
}

#[tokio::test]
async fn rule_18_files_are_chosen_and_sent_offline_and_what_was_seen_opens_offline() {
    let mut scene = Scene::new().await;
    let id = scene.id;
    choose(&scene.ana, id, vec![chosen("visto.pdf", PDF), chosen("depois.txt", b"depois")]).await;
    send_tray(&scene.ana, id).await;
    has_files(&scene.maria, id, &["visto.pdf", "depois.txt"]).await;
    let received = files(&scene.maria, id).await;
    content(&scene.maria, received[0].id).await;

    scene.maria_goes_offline().await;
    choose(&scene.maria, id, vec![chosen("resposta.pdf", PDF)]).await;
    send_tray(&scene.maria, id).await;
    scene.maria.kill();
    scene.maria.open().await;
    assert_eq!(content(&scene.maria, received[0].id).await, PDF);
    let absent = scene.maria.engine().fetch(received[1].id, Rendition::Original).await;
    assert!(matches!(absent, Err(Error::Net(_))), "{absent:?}");
    scene.maria_comes_back();
    sent(&scene.maria).await;
    has_files(&scene.ana, id, &["visto.pdf", "depois.txt", "resposta.pdf"]).await;
}

#[tokio::test]
async fn rule_11_a_forwarded_file_is_the_same_file_and_is_read_through_either_conversation() {
    let scene = Scene::new().await;
    let (maria, bruno, id) = (&scene.maria, &scene.bruno, scene.id);
    choose(maria, id, vec![chosen("comprovante.pdf", PDF)]).await;
    send_tray(maria, id).await;
    has_files(bruno, id, &["comprovante.pdf"]).await;
    let entry = bruno.thread(id).await.pop().unwrap().id;
    let target = scene.house.financeiro;
    bruno.engine().forward_messages(id, target, vec![entry], "").await.unwrap();
    sent(bruno).await;
    let list = conversas_client::List::Channel(target);
    let there = bruno.until("the target", async |_| bruno.list(list).await.rows.pop()).await.id;
    has_files(bruno, there, &["comprovante.pdf"]).await;
    let copy = files(bruno, there).await.pop().unwrap();
    assert_eq!(copy.id, files(maria, id).await.pop().unwrap().id);
    // A member who sees only the target reads the file there.
    scene.house.remove_member(scene.house.bruno, scene.house.secretaria).await;
    bruno
        .until("the source is gone", async |engine| engine.conversation(id).await.is_err().then_some(()))
        .await;
    assert_eq!(content(bruno, copy.id).await, PDF);
}

#[tokio::test]
async fn rule_21_a_guardian_who_is_unlinked_loses_the_files_too() {
    let scene = Scene::new().await;
    let (maria, ana, id) = (&scene.maria, &scene.ana, scene.id);
    choose(ana, id, vec![chosen("boletim.pdf", PDF)]).await;
    send_tray(ana, id).await;
    has_files(maria, id, &["boletim.pdf"]).await;
    let file = files(maria, id).await.pop().unwrap().id;
    let path = maria.engine().fetch(file, Rendition::Original).await.unwrap();
    assert!(path.exists());
    scene.house.unlink(scene.house.maria, scene.house.joao).await;
    maria.until("it is gone", async |engine| engine.conversation(id).await.is_err().then_some(())).await;
    let gone = async |_: &Engine| (!path.exists()).then_some(());
    maria.until("the bytes are gone", gone).await;
    assert_eq!(refusal(maria.engine().fetch(file, Rendition::Original).await), Rejection::NotFound);
}

#[tokio::test]
async fn rule_19_sending_a_file_can_be_cancelled_while_it_waits_and_it_is_back_in_the_tray() {
    let scene = Scene::new().await;
    let (maria, ana, id) = (&scene.maria, &scene.ana, scene.id);
    scene.maria_goes_offline().await;
    choose(maria, id, vec![chosen("um.pdf", PDF)]).await;
    send_tray(maria, id).await;
    let waiting = maria.thread(id).await.pop().unwrap();
    assert_eq!(waiting.delivery, Some(Delivery::Queued));
    maria.engine().cancel_sending(id, waiting.id).await.unwrap();
    assert!(files(maria, id).await.is_empty());
    assert_eq!(maria.engine().tray(id).await.unwrap().len(), 1);
    scene.maria_comes_back();
    maria.online().await;
    maria.engine().send_message(id, "Mudei de ideia", None).await.unwrap();
    sent(maria).await;
    ana.reads(id, &["Bom dia!", "Mudei de ideia"]).await;
    assert!(files(ana, id).await.is_empty());
    let late = maria.engine().resolve_blocked(id, waiting.id, Choice::Discard).await;
    assert_eq!(refusal(late), Rejection::NotFound);
}

#[tokio::test]
async fn rule_15_a_picture_loses_where_it_was_taken_and_gets_a_small_one() {
    let scene = Scene::new().await;
    let (maria, ana, id) = (&scene.maria, &scene.ana, scene.id);
    choose(maria, id, vec![chosen("foto.jpg", &photo())]).await;
    send_tray(maria, id).await;
    has_files(ana, id, &["foto.jpg"]).await;
    let picture = files(ana, id).await.pop().unwrap();
    assert_eq!(picture.kind(), AttachmentKind::Image);
    let small = ana.engine().fetch(picture.id, Rendition::Thumbnail).await.unwrap();
    let small = image::load_from_memory(&fs::read(small).unwrap()).unwrap();
    assert_eq!((small.width(), small.height()), (480, 360));
    let received = content(ana, picture.id).await;
    assert!(!received.windows(13).any(|part| part == b"Rua das Flore"), "the place is gone");
}

/// Makes a photo that names in its comment and EXIF the place where it was taken.
fn photo() -> Vec<u8> {
    let mut picture = image::RgbImage::new(1600, 1200);
    for (x, y, pixel) in picture.enumerate_pixels_mut() {
        let noise = (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)) >> 5;
        *pixel = image::Rgb([(x / 7) as u8, (y / 5) as u8, noise as u8]);
    }
    let mut bytes = Vec::new();
    picture.write_to(&mut std::io::Cursor::new(&mut bytes), image::ImageFormat::Jpeg).unwrap();
    let place = b"Rua das Flores, 12";
    let length = u16::try_from(place.len() + 2).unwrap().to_be_bytes();
    let mut comment = vec![0xFF, 0xFE, length[0], length[1]];
    comment.extend(place);
    bytes.splice(2..2, comment);
    bytes
}
