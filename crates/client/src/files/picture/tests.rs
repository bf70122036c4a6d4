//! Pictures as cameras, programs and ill-wishers make them.

use std::io::Cursor;
use std::path::Path;

use conversas_domain::attachment::{Attachment, FileType, Media, THUMBNAIL_LIMIT, THUMBNAIL_SIDE};
use conversas_domain::ids::AttachmentId;
use conversas_domain::plan::Plan;
use conversas_domain::rejection::Rejection;
use conversas_testkit::{fresh, samples};
use image::{ImageFormat, RgbImage};
use tempfile::TempDir;

use super::exif;
use super::png::check_sum;
use crate::files::adding::{self, Allowed};
use crate::files::folder::Folder;
use crate::files::{Chosen, Failure, Source};

/// Words that a camera writes and nobody means to send.
const SECRET: &[u8] = b"GPS -23.5505 -46.6333 Ana";

struct Bench {
    profile: TempDir,
}

struct Added {
    attachment: Attachment,
    bytes: Vec<u8>,
    small: Option<Vec<u8>>,
}

impl Bench {
    fn new() -> Bench {
        Bench { profile: TempDir::new().expect("a temporary folder") }
    }

    fn folder(&self) -> Folder {
        Folder::of(self.profile.path())
    }

    fn add(&self, name: &str, bytes: Vec<u8>) -> Result<Added, Failure> {
        let (folder, id): (_, AttachmentId) = (self.folder(), fresh());
        let chosen = Chosen { name: name.into(), source: Source::Bytes(bytes) };
        let allowed = Allowed { plan: Plan::Basic, limit: 100 << 20 };
        let copied = adding::add(&folder, chosen, allowed, id, fresh())?;
        let bytes = std::fs::read(folder.original(id)).expect("the copy");
        assert_eq!(bytes.len() as u64, copied.attachment.bytes);
        Ok(Added { attachment: copied.attachment, bytes, small: std::fs::read(folder.thumbnail(id)).ok() })
    }

    fn left_over(&self) -> usize {
        std::fs::read_dir(self.profile.path().join("files")).map(Iterator::count).unwrap_or_default()
    }
}

fn has(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// EXIF as a camera writes it: turned like this, with a place.
fn camera_exif(turned: u8) -> Vec<u8> {
    [exif::only(turned), SECRET.to_vec()].concat()
}

fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).expect("short").to_be_bytes();
    [&[0xFF, marker][..], &length, content].concat()
}

/// A JPEG with everything a camera puts into it, and more behind its end.
fn camera_jpeg(width: u32, height: u32, turned: u8) -> Vec<u8> {
    let plain = samples::jpeg(width, height);
    let exif = [b"Exif\0\0".to_vec(), camera_exif(turned)].concat();
    let xmp = [b"http://ns.adobe.com/xap/1.0/\0".to_vec(), SECRET.to_vec()].concat();
    let iptc = [b"Photoshop 3.0\08BIM".to_vec(), SECRET.to_vec()].concat();
    let jfif = [b"JFIF\0\x01\x02\0\0\x01\0\x01\x02\x02".as_slice(), SECRET].concat();
    let more = [
        segment(0xE0, &jfif),
        segment(0xE1, &exif),
        segment(0xE1, &xmp),
        segment(0xED, &iptc),
        segment(0xFE, SECRET),
    ];
    [&plain[..2], &more.concat(), &plain[2..], SECRET].concat()
}

fn chunk(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let checked = [&kind[..], content].concat();
    let length = u32::try_from(content.len()).expect("short").to_be_bytes();
    [&length[..], &checked, &check_sum(&checked).to_be_bytes()].concat()
}

fn decoded(bytes: &[u8], format: ImageFormat) -> RgbImage {
    image::load_from_memory_with_format(bytes, format).expect("still a picture").to_rgb8()
}

fn size(added: &Added) -> (u32, u32) {
    let Media::Image { width, height, .. } = added.attachment.media else { panic!("not a picture") };
    (width, height)
}

#[test]
fn a_photo_loses_where_when_and_who_and_no_pixel() {
    let added = Bench::new().add("IMG_1.jpg", camera_jpeg(640, 480, 1)).expect("a photo");
    for gone in [SECRET, b"Exif", b"xap", b"Photoshop"] {
        assert!(!has(&added.bytes, gone));
    }
    let before = decoded(&samples::jpeg(640, 480), ImageFormat::Jpeg);
    assert!(decoded(&added.bytes, ImageFormat::Jpeg) == before);
    assert_eq!(size(&added), (640, 480));
}

#[test]
fn a_photo_that_lies_on_its_side_is_still_turned() {
    let added = Bench::new().add("IMG_2.jpg", camera_jpeg(800, 400, 6)).expect("a photo");
    assert!(!has(&added.bytes, SECRET));
    let place = added.bytes.windows(6).position(|window| window == b"Exif\0\0").expect("how it is turned");
    assert_eq!(exif::turned(&added.bytes[place + 6..]), 6);
    assert_eq!(size(&added), (400, 800));
    let small = decoded(&added.small.expect("a small picture"), ImageFormat::Jpeg);
    assert_eq!(small.dimensions(), (240, 480));
    // The red corner was on the upper left; turned clockwise it is on the upper right.
    let [red, green, _] = small.get_pixel(230, 10).0;
    assert!(red > 180 && green < 80, "{red} {green}");
}

#[test]
fn a_small_picture_is_a_small_jpeg() {
    let added = Bench::new().add("quadro.png", samples::png(2_000, 1_000)).expect("a picture");
    let Media::Image { thumbnail: Some(thumbnail), .. } = added.attachment.media else { panic!("none") };
    let small = added.small.expect("a small picture");
    assert!(small.len() as u64 <= THUMBNAIL_LIMIT);
    assert_eq!((thumbnail.width, thumbnail.height), (THUMBNAIL_SIDE, THUMBNAIL_SIDE / 2));
    assert_eq!(decoded(&small, ImageFormat::Jpeg).dimensions(), (thumbnail.width, thumbnail.height));
}

#[test]
fn a_picture_that_is_small_has_no_smaller_one() {
    let added = Bench::new().add("selo.png", samples::png(64, 64)).expect("a picture");
    assert!(matches!(added.attachment.media, Media::Image { thumbnail: None, .. }));
    assert!(added.small.is_none());
}

#[test]
fn a_png_loses_its_texts_and_what_stands_behind_it() {
    let plain = samples::png(300, 200);
    // Behind the header, which is 25 bytes long.
    let (head, rest) = plain.split_at(8 + 25);
    let more = [
        chunk(b"tEXt", &[b"Author\0", SECRET].concat()),
        chunk(b"iTXt", &[b"XML:com.adobe.xmp\0\0\0\0\0", SECRET].concat()),
        chunk(b"eXIf", &camera_exif(8)),
        chunk(b"prVt", SECRET),
    ];
    let added = Bench::new().add("tela.png", [head, &more.concat(), rest, SECRET].concat()).expect("a PNG");
    assert!(!has(&added.bytes, SECRET) && !has(&added.bytes, b"tEXt") && !has(&added.bytes, b"prVt"));
    assert_eq!(size(&added), (200, 300));
    assert!(decoded(&added.bytes, ImageFormat::Png) == samples::picture(300, 200));
}

#[test]
fn a_webp_loses_its_exif_and_says_so_in_its_header() {
    let mut simple = Cursor::new(Vec::new());
    image::codecs::webp::WebPEncoder::new_lossless(&mut simple)
        .encode(&samples::picture(300, 200), 300, 200, image::ExtendedColorType::Rgb8)
        .expect("it can be encoded");
    let simple = simple.into_inner();
    let riff = |kind: &[u8; 4], content: &[u8]| {
        let length = u32::try_from(content.len()).expect("short").to_le_bytes();
        [&kind[..], &length, content, &[0][..content.len() % 2]].concat()
    };
    let header = [0x0C, 0, 0, 0, 43, 1, 0, 199, 0, 0];
    for turned in [1, 6] {
        let inside = [
            b"WEBP".to_vec(),
            riff(b"VP8X", &header),
            simple[12..].to_vec(),
            riff(b"EXIF", &camera_exif(turned)),
            riff(b"XMP ", SECRET),
        ];
        let added = Bench::new()
            .add("foto.webp", [riff(b"RIFF", &inside.concat()), SECRET.to_vec()].concat())
            .expect("a WebP");
        assert!(!has(&added.bytes, SECRET) && !has(&added.bytes, b"XMP "));
        let flags = if turned == 1 { 0 } else { 0x08 };
        assert_eq!((added.bytes[20], has(&added.bytes, b"EXIF")), (flags, turned != 1));
        let told = u32::from_le_bytes(added.bytes[4..8].try_into().expect("four bytes"));
        assert_eq!(told as usize + 8, added.bytes.len());
        assert_eq!(size(&added), if turned == 1 { (300, 200) } else { (200, 300) });
        assert!(decoded(&added.bytes, ImageFormat::WebP) == samples::picture(300, 200));
    }
    let plain = Bench::new().add("foto.webp", simple.clone()).expect("a WebP");
    assert_eq!((size(&plain), plain.bytes == simple), ((300, 200), true));
}

#[test]
fn a_scan_or_a_bitmap_goes_as_png_without_losing_a_pixel() {
    for (name, format) in [("captura.bmp", ImageFormat::Bmp), ("scan.tif", ImageFormat::Tiff)] {
        let plain = samples::encoded(&samples::picture(300, 200), format);
        let added = Bench::new().add(name, plain).expect("a picture");
        assert_eq!(added.attachment.file_type, FileType::Png, "{name}");
        assert!(added.attachment.name.as_str().ends_with(".png"), "{name}");
        assert!(decoded(&added.bytes, ImageFormat::Png) == samples::picture(300, 200), "{name}");
        assert_eq!(size(&added), (300, 200), "{name}");
    }
}

#[test]
fn a_scan_of_two_pages_goes_as_it_is_and_loses_no_page() {
    let shelf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/files/kinds");
    let plain = std::fs::read(shelf.join("scan-2-paginas.tif")).expect("a sample");
    let added = Bench::new().add("scan.tif", plain.clone()).expect("a file");
    assert_eq!((added.attachment.file_type, added.attachment.media), (FileType::Tiff, Media::Document));
    assert_eq!(added.bytes.len(), plain.len());
}

#[test]
fn a_gif_still_moves_and_loses_its_comments() {
    let mut moving = Vec::new();
    {
        let mut encoder = image::codecs::gif::GifEncoder::new(&mut moving);
        encoder.set_repeat(image::codecs::gif::Repeat::Infinite).expect("it can");
        for shade in [0, 120, 240] {
            let frame = image::RgbaImage::from_pixel(600, 300, image::Rgba([shade, 0, 0, 255]));
            encoder.encode_frame(image::Frame::new(frame)).expect("it can be encoded");
        }
    }
    let end = moving.pop().expect("an end");
    let xmp = [&[0x21, 0xFF, 11][..], b"XMP DataXMP", &[SECRET.len() as u8], SECRET, &[0]].concat();
    let comment = [&[0x21, 0xFE, SECRET.len() as u8][..], SECRET, &[0]].concat();
    let full = [&moving[..], &xmp, &comment, &[end], SECRET].concat();
    let added = Bench::new().add("festa.gif", full).expect("a GIF");
    assert!(!has(&added.bytes, SECRET) && has(&added.bytes, b"NETSCAPE2.0"));
    let decoder = image::codecs::gif::GifDecoder::new(Cursor::new(&added.bytes)).expect("still a GIF");
    assert_eq!(image::AnimationDecoder::into_frames(decoder).count(), 3);
    assert_eq!(size(&added), (600, 300));
}

#[test]
fn a_picture_that_is_an_archive_too_is_only_a_picture() {
    let archive = b"PK\x03\x04 an archive behind it";
    let script = b"<script>alert(1)</script>";
    let png = [samples::png(50, 50), archive.to_vec(), script.to_vec()].concat();
    let jpeg = [samples::jpeg(50, 50), archive.to_vec(), script.to_vec()].concat();
    for (name, bytes) in [("a.png", png), ("a.jpg", jpeg)] {
        let added = Bench::new().add(name, bytes).expect("a picture");
        assert!(!has(&added.bytes, b"PK\x03\x04") && !has(&added.bytes, b"script"), "{name}");
    }
}

#[test]
fn a_picture_that_claims_to_be_huge_is_refused_before_it_takes_memory() {
    let plain = samples::png(10, 10);
    let header = [&60_000_u32.to_be_bytes()[..], &60_000_u32.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    let bomb = [&plain[..8], &chunk(b"IHDR", &header), &plain[8 + 25..]].concat();
    let bench = Bench::new();
    let outcome = bench.add("bomba.png", bomb).map(|_| ());
    assert_eq!(outcome, Err(Failure::Refused(Rejection::FileTooManyPixels)));
    assert_eq!(bench.left_over(), 0);
}

#[test]
fn broken_pictures_are_refused_and_leave_nothing() {
    let bench = Bench::new();
    let png = samples::png(300, 200);
    let jpeg = samples::jpeg(300, 200);
    for (name, bytes) in [
        ("a.png", png[..png.len() / 2].to_vec()),
        ("b.png", png[..20].to_vec()),
        ("c.jpg", jpeg[..40].to_vec()),
        ("d.jpg", [&jpeg[..2], b"\xFF\xE1\0\0 and more"].concat()),
        ("e.gif", b"GIF89a\x10\0\x10\0\xF7\0\0 too short".to_vec()),
        ("f.webp", b"RIFF\xFF\xFF\0\0WEBPVP8X\x0A\0\0\0".to_vec()),
    ] {
        let outcome = bench.add(name, bytes).map(|_| ());
        assert_eq!(outcome, Err(Failure::Refused(Rejection::FileBroken)), "{name}");
    }
    assert_eq!(bench.left_over(), 0);
}

#[test]
fn whatever_the_bytes_are_nothing_panics() {
    let bench = Bench::new();
    let jpeg = camera_jpeg(64, 48, 6);
    let files = [("a.jpg", jpeg), ("a.png", samples::png(40, 30))];
    for (name, bytes) in files {
        for place in (2..bytes.len()).step_by(7) {
            let mut changed = bytes.clone();
            changed[place] ^= 0xA5;
            let _ = bench.add(name, changed);
            let _ = bench.add(name, bytes[..place].to_vec());
        }
    }
}
