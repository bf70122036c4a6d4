//! Videos and pictures with a place in them, as telephones and programs write it.

use std::fs;
use std::path::{Path, PathBuf};

use conversas_domain::attachment::iso::{first, parts};
use conversas_domain::attachment::{FileType, Measure};
use tempfile::TempDir;

use super::remove;

/// Traces that nobody means to send: the place, who, with what.
const SECRETS: [&[u8]; 7] =
    [b"23.55", b"46.63", b"Segredo", b"Fabricante", b"Telefone XYZ", b"2026:03:01", b"2026-03-01"];

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/files/kinds").join(name)
}

fn has(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// Before and after.
fn cleaned(bytes: &[u8], file_type: FileType) -> Vec<u8> {
    let folder = TempDir::new().expect("a temporary folder");
    let copy = folder.path().join("copy");
    fs::write(&copy, bytes).expect("it can be written");
    assert!(remove(&copy, file_type).expect("it can be read"), "something was in it");
    fs::read(copy).expect("it is there")
}

fn secrets(bytes: &[u8]) -> Vec<String> {
    let found = SECRETS.iter().filter(|secret| has(bytes, secret));
    found.map(|secret| String::from_utf8_lossy(secret).into_owned()).collect()
}

fn inside<'a>(bytes: &'a [u8], kind: &[u8; 4]) -> Option<&'a [u8]> {
    let part = first(&mut &*bytes, 0..bytes.len() as u64, kind).expect("in memory")?;
    bytes.get(usize::try_from(part.content).ok()?..usize::try_from(part.end).ok()?)
}

#[test]
fn a_file_loses_its_place_and_nothing_else_moves() {
    for (name, file_type) in [
        ("com-lugar.mp4", FileType::Mp4),
        ("com-lugar-xmp.mp4", FileType::Mp4),
        ("com-lugar-apple.mov", FileType::Mov),
        ("com-lugar.heic", FileType::Heic),
        ("com-lugar.avif", FileType::Avif),
        ("com-lugar.tif", FileType::Tiff),
    ] {
        let before = fs::read(sample(name)).expect("a sample");
        assert!(!secrets(&before).is_empty(), "{name} has nothing to lose");
        let after = cleaned(&before, file_type);
        assert_eq!(secrets(&after), Vec::<String>::new(), "{name}");
        assert_eq!(after.len(), before.len(), "{name}");
        assert_eq!(FileType::of(after.as_slice(), name), Ok(file_type), "{name}");
        let measure = |bytes: &[u8]| Measure::of(bytes, file_type).expect("in memory");
        assert_eq!(measure(&after), measure(&before), "{name}");
        if matches!(file_type, FileType::Mp4 | FileType::Mov) {
            assert!(inside(&after, b"mdat") == inside(&before, b"mdat"), "{name}: sound and pictures");
        }
    }
}

#[test]
fn the_place_of_a_scan_is_blank_and_its_pages_are_not() {
    let before = fs::read(sample("com-lugar.tif")).expect("a sample");
    let after = cleaned(&before, FileType::Tiff);
    let pages = |bytes: &[u8]| {
        let mut pages = exif_lists(bytes);
        pages.sort_unstable();
        pages
    };
    let (place, count) = pages(&before).into_iter().next().expect("a list of the place");
    assert!(count > 0);
    assert!(after[place..place + 2 + 12 * count].iter().all(|byte| *byte == 0));
    let picture = image::load_from_memory_with_format(&after, image::ImageFormat::Tiff);
    assert!(picture.expect("still a picture").to_rgb8().pixels().all(|pixel| pixel.0 == [255; 3]));
}

/// Answers where the first list of a TIFF places the lists of the place, and how many entries they have.
fn exif_lists(bytes: &[u8]) -> Vec<(usize, usize)> {
    let is_little = bytes.starts_with(b"II");
    let number = |at: usize, count: usize| {
        let add = |number: usize, byte: &u8| (number << 8) | usize::from(*byte);
        let part = &bytes[at..at + count];
        if is_little { part.iter().rev().fold(0, add) } else { part.iter().fold(0, add) }
    };
    let list = number(4, 4);
    let entries = (0..number(list, 2)).map(|n| list + 2 + 12 * n);
    let places = entries.filter(|entry| number(*entry, 2) == 0x8825).map(|entry| number(entry + 8, 4));
    places.map(|place| (place, number(place, 2))).collect()
}

fn boxed(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len() + 8).expect("short").to_be_bytes();
    [&length[..], kind, content].concat()
}

fn numbers(all: &[u32]) -> Vec<u8> {
    all.iter().flat_map(|number| number.to_be_bytes()).collect()
}

/// A track whose samples are two of so many bytes, one after the other in one chunk.
fn track(handler: &[u8; 4], size: u32, place: u32) -> Vec<u8> {
    let table = [
        boxed(b"stsz", &numbers(&[0, size, 2])),
        boxed(b"stsc", &numbers(&[0, 1, 1, 2, 1])),
        boxed(b"stco", &numbers(&[0, 1, place])),
    ];
    let media = [
        boxed(b"hdlr", &[&[0; 8], handler.as_slice()].concat()),
        boxed(b"minf", &boxed(b"stbl", &table.concat())),
    ];
    boxed(b"trak", &boxed(b"mdia", &media.concat()))
}

#[test]
fn a_track_of_places_goes_with_its_samples_and_the_pictures_stay() {
    let head = boxed(b"ftyp", b"qt  \0\0\0\0");
    let at = u32::try_from(head.len() + 8).expect("short");
    let data = boxed(b"mdat", b"picture!picture!23.55467");
    let film = boxed(b"moov", &[track(b"vide", 8, at), track(b"meta", 4, at + 16)].concat());
    let before = [head, data, film].concat();
    let after = cleaned(&before, FileType::Mov);
    assert_eq!(inside(&after, b"mdat"), Some(&b"picture!picture!\0\0\0\0\0\0\0\0"[..]));
    let film =
        first(&mut after.as_slice(), 0..after.len() as u64, b"moov").expect("in memory").expect("a film");
    let kinds: Vec<_> = parts(&mut after.as_slice(), film.inside()).expect("in memory");
    assert_eq!(kinds.iter().map(|part| part.kind).collect::<Vec<_>>(), [*b"trak", *b"free"]);
}

#[test]
fn whatever_the_bytes_are_nothing_panics_and_no_length_changes() {
    for (name, file_type) in [
        ("com-lugar.mp4", FileType::Mp4),
        ("com-lugar.heic", FileType::Heic),
        ("com-lugar.tif", FileType::Tiff),
    ] {
        let bytes = fs::read(sample(name)).expect("a sample");
        let folder = TempDir::new().expect("a temporary folder");
        let copy = folder.path().join("copy");
        for place in (0..bytes.len()).step_by(bytes.len() / 60 + 1) {
            let mut bitten = bytes.clone();
            bitten[place] ^= 0xFF;
            fs::write(&copy, &bitten).expect("it can be written");
            let _ = remove(&copy, file_type);
            assert_eq!(fs::metadata(&copy).expect("it is there").len(), bytes.len() as u64, "{name} {place}");
        }
    }
}
