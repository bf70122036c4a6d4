use super::*;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
const JPEG: &[u8] = b"\xFF\xD8\xFF\xE0\0\x10JFIF\0";
const PDF: &[u8] = b"%PDF-1.7\n%";
const ZIP: &[u8] = b"PK\x03\x04\x14\0\0\0";

#[test]
fn what_earlier_versions_sent_may_be_shown_and_nothing_that_is_something_else() {
    let cut: &[u8] = b"\0\0\0\x10ftypisom\0\0\0\0\0\0\0\x08mdat";
    let page = b"<!DOCTYPE html><script>".as_slice();
    assert_eq!(FileType::Mp4.holds(cut, "festa.mp4"), Err(Rejection::FileBroken));
    for (file_type, content, may) in [
        (FileType::Mp4, cut, true),
        (FileType::M4a, cut, true),
        (FileType::Mp4, page, false),
        (FileType::Voice, page, false),
        (FileType::Png, PNG, true),
        (FileType::Jpeg, PNG, false),
        (FileType::Xls, PDF, true),
        (FileType::Doc, ZIP, true),
    ] {
        assert_eq!(file_type.may_be_shown(content), Ok(may), "{file_type:?}");
    }
    assert_ne!(FileType::Png.may_be_shown(page), Ok(true));
}

#[test]
fn content_decides() {
    assert_eq!(FileType::of(PNG, "foto.png"), Ok(FileType::Png));
    assert_eq!(FileType::of(PNG, "foto.jpg"), Ok(FileType::Png));
    assert_eq!(FileType::of(JPEG, "IMG_2041.JPEG"), Ok(FileType::Jpeg));
    assert_eq!(FileType::of(PDF, "boleto"), Ok(FileType::Pdf));
    assert_eq!(FileType::of("Olá,\nmundo".as_bytes(), "ata.txt"), Ok(FileType::Text));
}

#[test]
fn the_name_tells_apart_what_shares_a_container() {
    assert_eq!(FileType::of(ZIP, "fotos.zip"), Ok(FileType::Zip));
    assert_eq!(FileType::of(ZIP, "fotos"), Ok(FileType::Zip));
    assert_eq!(FileType::of(b"a;b\n1;2", "notas.csv"), Ok(FileType::Csv));
}

#[test]
fn a_name_that_claims_another_kind_is_false() {
    let script = b"#!/bin/sh\nrm -rf /";
    for (head, name) in [
        (script.as_slice(), "foto.png"),
        (b"<!DOCTYPE html><script>", "boleto.pdf"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/>", "logo.png"),
        (PDF, "foto.png"),
        (ZIP, "foto.jpg"),
        (b"MZ\x90\0\x03", "boleto.pdf"),
    ] {
        assert_eq!(FileType::of(head, name), Err(Rejection::FileKindFalse), "{name}");
    }
}

#[test]
fn what_a_system_would_run_is_not_allowed() {
    for (head, name) in [
        (b"#!/bin/sh\n".as_slice(), "run.sh"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "logo.svg"),
        (b"<!DOCTYPE html>", "pagina.html"),
        (b"MZ\x90\0\x03", "jogo.exe"),
        (b"\x7FELF\x02\x01", "jogo"),
        (ZIP, "app.jar"),
        (PNG, "foto.png.exe"),
    ] {
        assert_eq!(FileType::of(head, name), Err(Rejection::FileKindNotAllowed), "{name}");
    }
    for name in ["notas.xlsm", "ata.DOCM", "aula.ppsm"] {
        assert_eq!(FileType::of(ZIP, name), Err(Rejection::FileHasMacros), "{name}");
    }
}

#[test]
fn an_empty_file_is_empty() {
    assert_eq!(FileType::of(b"", "a.pdf"), Err(Rejection::FileEmpty));
}

#[test]
fn a_voice_message_is_believed_to_be_one_and_nothing_else_is() {
    let opus = [b"OggS".as_slice(), &[0; 24], b"OpusHead"].concat();
    assert_eq!(FileType::of(opus.as_slice(), "PTT-20260301.opus"), Ok(FileType::Opus));
    assert_eq!(FileType::Voice.holds(opus.as_slice(), "voz.ogg"), Ok(true));
    assert_eq!(FileType::Opus.holds(opus.as_slice(), "voz.ogg"), Ok(true));
    assert_eq!(FileType::Mp3.holds(opus.as_slice(), "voz.ogg"), Ok(false));
    assert_eq!(FileType::Voice.holds(PNG, "voz.ogg"), Err(Rejection::FileKindFalse));
}

#[test]
fn a_word_behind_a_dot_is_no_ending_unless_it_is_known() {
    assert_eq!(FileType::of(PDF, "ata.reuniao"), Ok(FileType::Pdf));
    assert_eq!(FileType::of(ZIP, "notas.numbers"), Err(Rejection::FileBroken), "it is none of numbers");
}

#[test]
fn every_type_has_a_name_of_its_own_and_a_type_that_nothing_executes() {
    for one in FileType::ALL {
        let same = |other: &&FileType| {
            other.extensions() == one.extensions() || other.media_type() == one.media_type()
        };
        assert_eq!(FileType::ALL.iter().filter(same).count(), 1, "{one:?}");
        assert!(!one.media_type().contains("html") && !one.media_type().contains("svg"));
    }
}
