//! The small picture of a picture: its first frame, upright, on white, as JPEG.

use std::fs::File;
use std::io::BufReader;

use conversas_domain::attachment::{FileType, THUMBNAIL_LIMIT, THUMBNAIL_SIDE};
use conversas_domain::ids::AttachmentId;
use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageFormat, ImageReader, Limits, RgbImage};

use super::Seen;
use crate::files::Failure;
use crate::files::folder::Folder;

/// A picture with more pixels than this is not decoded: it is sent without a small one.
const MOST_PIXELS: u64 = 64 * 1024 * 1024;
/// Decoding takes no more memory than this, whatever a picture claims.
const MOST_MEMORY: u64 = 320 * 1024 * 1024;
/// Tried one after the other until it is small enough.
const QUALITIES: [u8; 4] = [80, 65, 45, 25];

/// Writes it; answers its width and height. None: the picture cannot be decoded here.
pub(super) fn make(
    folder: &Folder,
    id: AttachmentId,
    file_type: FileType,
    seen: Seen,
) -> Result<Option<(u32, u32)>, Failure> {
    if u64::from(seen.width) * u64::from(seen.height) > MOST_PIXELS {
        return Ok(None);
    }
    let file = File::open(folder.original(id)).map_err(|_| Failure::Disk)?;
    let Some(picture) = decode(file, file_type) else {
        tracing::info!(attachment_id = %id, "a picture cannot be decoded here");
        return Ok(None);
    };
    let mut small = picture.thumbnail(THUMBNAIL_SIDE, THUMBNAIL_SIDE);
    drop(picture);
    if let Some(orientation) = Orientation::from_exif(seen.turned) {
        small.apply_orientation(orientation);
    }
    let small = on_white(&small);
    let Some(bytes) = QUALITIES.into_iter().find_map(|quality| encode(&small, quality)) else {
        return Ok(None);
    };
    std::fs::write(folder.unfinished(id), bytes).map_err(|_| Failure::Disk)?;
    folder.settle(id, &folder.thumbnail(id)).map_err(|_| Failure::Disk)?;
    Ok(Some(small.dimensions()))
}

fn decode(file: File, file_type: FileType) -> Option<DynamicImage> {
    let format = match file_type {
        FileType::Jpeg => ImageFormat::Jpeg,
        FileType::Png => ImageFormat::Png,
        FileType::Gif => ImageFormat::Gif,
        FileType::Webp => ImageFormat::WebP,
        _ => return None,
    };
    let mut reader = ImageReader::with_format(BufReader::new(file), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    reader.decode().ok()
}

fn on_white(picture: &DynamicImage) -> RgbImage {
    let rgba = picture.to_rgba8();
    let mut flat = RgbImage::new(rgba.width(), rgba.height());
    for (to, from) in flat.pixels_mut().zip(rgba.pixels()) {
        let [r, g, b, alpha] = from.0.map(u16::from);
        let over = |colour: u16| u8::try_from((colour * alpha + 255 * (255 - alpha)) / 255).unwrap_or(255);
        to.0 = [over(r), over(g), over(b)];
    }
    flat
}

fn encode(picture: &RgbImage, quality: u8) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, quality).encode_image(picture).ok()?;
    (bytes.len() as u64 <= THUMBNAIL_LIMIT).then_some(bytes)
}
