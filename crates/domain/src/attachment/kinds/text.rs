//! Texts. Programs of many years and systems write them in many encodings, so a content counts as a text
//! unless it has bytes that no text has: nothing runs a ".txt".

use super::super::FileType;

/// The types that a text can be of; none if it is no text.
pub(super) fn of(head: &[u8]) -> Option<Vec<FileType>> {
    let words = words(head)?;
    let first = words.trim_start_matches('\u{FEFF}').trim_start();
    let begins = |mark: &str| first.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark));
    Some(if begins("{\\rtf") {
        vec![FileType::Rtf]
    } else if begins("BEGIN:VCARD") {
        vec![FileType::Vcf, FileType::Text]
    } else if begins("BEGIN:VCALENDAR") {
        vec![FileType::Ics, FileType::Text]
    } else {
        vec![FileType::Text, FileType::Csv, FileType::Eml]
    })
}

/// Reads the letters of the alphabet's first half, which all encodings share; other letters are not told
/// apart.
fn words(head: &[u8]) -> Option<String> {
    match head {
        [0xFF, 0xFE, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => wide(rest, u16::from_be_bytes),
        _ => {
            // Programs of DOS end a text with a mark of its own.
            let head = head.strip_suffix(b"\x1A").unwrap_or(head);
            let is_text = head.iter().all(|byte| !is_control(u16::from(*byte)));
            is_text.then(|| String::from_utf8_lossy(head).into_owned())
        }
    }
}

/// Reads UTF-16. A letter that the end of the head cuts off does not count.
fn wide(bytes: &[u8], unit: impl Fn([u8; 2]) -> u16) -> Option<String> {
    let mut units: Vec<_> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    if units.last().is_some_and(|last| (0xD800..0xDC00).contains(last)) {
        units.pop();
    }
    let is_text = !units.iter().any(|unit| is_control(*unit));
    String::from_utf16(&units).ok().filter(|_| is_text)
}

fn is_control(letter: u16) -> bool {
    letter < 0x20 && !matches!(letter, 0x09 | 0x0A | 0x0B | 0x0C | 0x0D | 0x1B) || letter == 0x7F
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_text(bytes: &[u8]) -> bool {
        of(bytes).is_some_and(|members| members.contains(&FileType::Csv))
    }

    #[test]
    fn a_text_is_one_in_every_encoding() {
        // Windows-1252 with dashes, quotes and the euro; code page 850; Latin-1; UTF-8 cut inside a letter.
        for bytes in [
            &b"Ana \x96 \x93boa\x94 \x80 5"[..],
            b"Ces\xA0rio \x87\xC6o \x90",
            b"S\xE3o Jos\xE9\r\n",
            "informação".as_bytes().split_at(9).0,
            b"fim\x1A",
        ] {
            assert!(is_text(bytes), "{bytes:?}");
        }
        let little: Vec<u8> =
            [0xFEFF].into_iter().chain("Olá;ção".encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> =
            [0xFEFF].into_iter().chain("Olá;ção".encode_utf16()).flat_map(u16::to_be_bytes).collect();
        assert!(is_text(&little) && is_text(&big));
        assert!(is_text(b"BMW e MZ"), "letters that programs begin with, too");
    }

    #[test]
    fn bytes_are_no_text() {
        for bytes in [&b"MZ\x90\0\x03"[..], b"\x7FELF\x02", b"\xFF\xFE\0\0A\0", b"\x01\x02"] {
            assert!(of(bytes).is_none(), "{bytes:?}");
        }
    }

    #[test]
    fn what_a_text_says_of_itself_is_believed() {
        assert_eq!(of(b"{\\rtf1\\ansi"), Some(vec![FileType::Rtf]));
        assert_eq!(of(b"\xEF\xBB\xBFbegin:vcard\r\n").expect("a text")[0], FileType::Vcf);
        assert_eq!(of(b"BEGIN:VCALENDAR\r\n").expect("a text")[0], FileType::Ics);
    }
}
