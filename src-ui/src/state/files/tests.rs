//! Tests of how files are shown, and files for the tests of others.

use super::*;
use crate::state::thread::tests::message;
use conversas_ipc::FileHere;

/// A file with this number.
pub(crate) fn file(number: u32, kind: AttachmentKind) -> FileItem {
    FileItem {
        id: format!("01890000-0000-7000-8000-{number:012}").parse().expect("an id"),
        name: format!("arquivo {number}.pdf"),
        kind,
        media_type: "application/pdf".into(),
        label: "PDF".into(),
        bytes: 1_000,
        size: None,
        duration_ms: None,
        waveform: Vec::new(),
        has_thumbnail: false,
        here: FileHere::Here,
    }
}

/// A message with this file, at a place.
pub(crate) fn sent(seq: i64, file: &FileItem) -> Arc<ThreadItem> {
    let content = ItemContent::File { file: Box::new(file.clone()) };
    Arc::new(ThreadItem { kind: ItemKind::Message { content }, ..message(seq, 1, seq) })
}

#[test]
fn a_name_keeps_its_extension() {
    assert_eq!(parted("Relatório do trimestre.pdf"), ("Relatório do trimestre", ".pdf"));
    assert_eq!(parted("foto.final.JPEG"), ("foto.final", ".JPEG"));
    assert_eq!(parted("sem extensão"), ("sem extensão", ""));
    assert_eq!(parted(".oculto"), (".oculto", ""));
    assert_eq!(parted("Atenção. Isto não é uma extensão"), ("Atenção. Isto não é uma extensão", ""));
}

#[test]
fn a_picture_keeps_its_shape_within_its_frame() {
    assert_eq!(frame(Some((4_000, 3_000))), (280, 210));
    assert_eq!(frame(Some((3_000, 4_000))), (240, 320));
    assert_eq!(frame(Some((200, 100))), (200, 100));
}

#[test]
fn a_tiny_or_very_long_picture_can_still_be_pressed() {
    assert_eq!(frame(Some((8, 8))), (132, 88));
    assert_eq!(frame(Some((20_000, 10))), (280, 88));
    assert_eq!(frame(Some((0, 10))), UNKNOWN);
    assert_eq!(frame(None), UNKNOWN);
}

#[test]
fn a_file_is_put_elsewhere_and_never_lost() {
    let mut list = vec!["a", "b", "c"];
    reorder(&mut list, 0, 2);
    assert_eq!(list, ["b", "c", "a"]);
    reorder(&mut list, 2, 1);
    assert_eq!(list, ["b", "a", "c"]);
    reorder(&mut list, 1, 9);
    assert_eq!(list, ["b", "a", "c"]);
}

#[test]
fn pictures_follow_each_other_as_in_the_thread_and_each_once() {
    let (one, two) = (file(1, AttachmentKind::Image), file(2, AttachmentKind::Image));
    let card = file(3, AttachmentKind::Document);
    let loaded = [sent(1, &one), sent(2, &card), sent(3, &two), sent(4, &one)];
    let ids = |files: Vec<FileItem>| files.into_iter().map(|file| file.id).collect::<Vec<_>>();
    assert_eq!(ids(gallery(&loaded, &[], two.id)), [one.id, two.id]);
}

#[test]
fn a_picture_far_up_is_shown_among_those_that_are_known() {
    let (old, new) = (file(1, AttachmentKind::Image), file(2, AttachmentKind::Image));
    let card = file(3, AttachmentKind::Document);
    let ids = |files: Vec<FileItem>| files.into_iter().map(|file| file.id).collect::<Vec<_>>();
    let known = [new.clone(), card, old.clone()];
    assert_eq!(ids(gallery(&[sent(9, &new)], &known, old.id)), [old.id, new.id]);
}

#[test]
fn progress_is_told_in_bytes() {
    assert_eq!(part_of(4_800_000, 64), 3_072_000);
    assert_eq!(part_of(10, 255), 10);
}

#[test]
fn what_has_gone_up_still_counts_while_it_waits() {
    let uploading = Some(Delivery::Sending { upload: Some(Upload::Uploading { percent: 62 }) });
    let going = Stage::of(uploading, None);
    assert_eq!(going, Stage::Uploading(62));
    assert_eq!(Stage::of(Some(Delivery::Queued), Some(going)), Stage::Waiting(Some(62)));
    assert_eq!(Stage::of(Some(Delivery::Queued), None), Stage::Waiting(None));
}

#[test]
fn what_was_sent_or_received_is_not_on_its_way() {
    assert_eq!(Stage::of(None, None), Stage::Still);
    assert_eq!(Stage::of(Some(Delivery::Sent), Some(Stage::Uploading(99))), Stage::Still);
    let checking = Some(Delivery::Sending { upload: Some(Upload::Checking) });
    assert_eq!(Stage::of(checking, None).percent(), Some(100));
}

#[test]
fn a_file_that_waits_for_room_is_not_said_to_be_on_its_way() {
    let waits = Some(Delivery::Sending { upload: Some(Upload::NoRoom) });
    let stage = Stage::of(waits, Some(Stage::Uploading(0)));
    assert_eq!((stage, stage.percent()), (Stage::NoRoom, None));
}

#[test]
fn the_name_of_a_file_beside_it_is_not_what_was_meant() {
    let names = ["Declaração 2.pdf".to_owned(), "foto.png".to_owned()];
    for words in [
        "foto.png",
        "/home/ana/foto.png\n",
        "C:\\Users\\ana\\foto.png",
        "\"C:\\Users\\ana\\foto.png\"",
        "file:///home/ana/Declara%C3%A7%C3%A3o%202.pdf\r\nfile:///home/ana/foto.png",
        "x-special/nautilus-clipboard\ncopy\nfile:///home/ana/foto.png\n",
        "copy\nfile:///home/ana/foto.png",
    ] {
        assert!(are_their_names(words, &names), "{words}");
    }
    for words in ["", "  \n", "Aluno\tNota\nJoão\t9", "veja foto.png", "foto.png\ne mais", "copy"] {
        assert!(!are_their_names(words, &names), "{words}");
    }
}

#[test]
fn a_picture_that_a_window_should_not_decode_is_a_card() {
    let shown = |size, has_thumbnail, bytes| {
        shown_as(&FileItem { size, has_thumbnail, bytes, ..file(1, AttachmentKind::Image) })
    };
    assert_eq!(shown(Some((8_000, 6_000)), true, 5_000_000), AttachmentKind::Image);
    assert_eq!(shown(Some((480, 320)), false, 90_000), AttachmentKind::Image);
    for (size, has_thumbnail, bytes) in [
        (Some((60_000, 60_000)), true, 9_000),
        (Some((8_000, 6_000)), false, 5_000_000),
        (Some((400, 300)), false, 5_000_000),
        (None, true, 9_000),
    ] {
        assert_eq!(shown(size, has_thumbnail, bytes), AttachmentKind::Document, "{size:?}");
    }
}

#[test]
fn files_of_one_kind_have_one_colour_and_those_of_no_known_kind_the_last() {
    for (label, colour) in [("PDF", 5), ("DOCX", 1), ("ODT", 1), ("CSV", 3), ("PPTX", 4), ("7Z", 2)] {
        assert_eq!(tint(label), colour, "{label}");
    }
    assert_eq!([tint("DWG"), tint("pdf"), tint("")], [8, 8, 8]);
}

#[test]
fn a_file_is_found_in_messages_alone_and_is_changed_in_its_item() {
    let mut item = Arc::unwrap_or_clone(sent(1, &file(1, AttachmentKind::Document)));
    file_within(&mut item).expect("a file").here = FileHere::Absent;
    assert_eq!(file_of(&item).map(|file| file.here), Some(FileHere::Absent));
    let mut words = message(2, 1, 0);
    assert!(file_of(&words).is_none() && file_within(&mut words).is_none());
    let mut event = ThreadItem { kind: ItemKind::Unreadable, ..item };
    assert!(file_of(&event).is_none() && file_within(&mut event).is_none());
}

#[test]
fn no_more_than_all_of_a_file_is_on_its_way() {
    let going = |percent| Some(Delivery::Sending { upload: Some(Upload::Uploading { percent }) });
    assert_eq!(Stage::of(going(130), None), Stage::Uploading(100));
    let waits = Stage::of(Some(Delivery::Queued), Some(Stage::Checking));
    assert_eq!(waits, Stage::Waiting(Some(100)));
    let again = Stage::of(Some(Delivery::Queued), Some(waits));
    assert_eq!(again.percent(), Some(100), "it waits twice");
    assert_eq!(Stage::of(Some(Delivery::Sending { upload: None }), Some(again)), Stage::Still);
}

#[test]
fn a_picture_that_nobody_knows_is_shown_in_an_empty_gallery() {
    let (one, gone) = (file(1, AttachmentKind::Image), file(2, AttachmentKind::Image));
    assert!(gallery(&[sent(1, &one)], &[], gone.id).is_empty());
}
