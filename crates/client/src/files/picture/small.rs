//! The small picture of a picture: its first frame, upright, on white, as JPEG.

use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek};

use conversas_domain::attachment::{FileType, THUMBNAIL_LIMIT, THUMBNAIL_SIDE};
use conversas_domain::ids::AttachmentId;
use conversas_domain::rejection::Rejection;
use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageFormat, ImageReader, Limits, RgbImage};

use super::{Seen, noted};
use crate::files::folder::Folder;
use crate::files::{Failure, disk};

/// Decoding takes no more memory than this, whatever a picture claims.
pub(super) const MOST_MEMORY: u64 = 320 * 1024 * 1024;
/// Qualities of JPEG, tried one after the other until the picture is small enough.
const QUALITIES: [u8; 4] = [80, 65, 45, 25];

/// Writes the small picture; answers its width and height. None: the picture cannot be decoded here.
pub(super) fn make(
    folder: &Folder,
    id: AttachmentId,
    file_type: FileType,
    seen: Seen,
) -> Result<Option<(u32, u32)>, Failure> {
    let file = File::open(folder.original(id)).map_err(disk)?;
    let Some(picture) = decode(file, file_type) else {
        tracing::info!(attachment_id = %id, "a picture cannot be decoded here");
        return Ok(None);
    };
    let mut small = picture.thumbnail(THUMBNAIL_SIDE, THUMBNAIL_SIDE);
    drop(picture);
    if let Some(orientation) = Orientation::from_exif(seen.turned) {
        small.apply_orientation(orientation);
    }
    write(folder, id, &small)
}

/// Writes what a page has drawn of a video, encoded anew; answers its width and height.
pub(crate) fn of(folder: &Folder, id: AttachmentId, jpeg: Vec<u8>) -> Result<(u32, u32), Failure> {
    let picture = decode(Cursor::new(jpeg), FileType::Jpeg).ok_or(Rejection::FileBroken)?;
    let small = picture.thumbnail(THUMBNAIL_SIDE, THUMBNAIL_SIDE);
    Ok(write(folder, id, &small)?.ok_or(Rejection::FileTooLarge)?)
}

/// Writes a decoded picture. None: it cannot be made small enough.
fn write(folder: &Folder, id: AttachmentId, small: &DynamicImage) -> Result<Option<(u32, u32)>, Failure> {
    let small = on_white(small);
    let Some(bytes) = QUALITIES.into_iter().find_map(|quality| encode(&small, quality)) else {
        return Ok(None);
    };
    std::fs::write(folder.unfinished(id), bytes).map_err(disk)?;
    folder.settle(id, &folder.thumbnail(id)).map_err(disk)?;
    Ok(Some(small.dimensions()))
}

/// The decoder for pictures of this type.
pub(super) fn format(file_type: FileType) -> Option<ImageFormat> {
    match file_type {
        FileType::Jpeg => Some(ImageFormat::Jpeg),
        FileType::Png => Some(ImageFormat::Png),
        FileType::Gif => Some(ImageFormat::Gif),
        FileType::Webp => Some(ImageFormat::WebP),
        _ => None,
    }
}

fn decode<R: Read + Seek>(content: R, file_type: FileType) -> Option<DynamicImage> {
    crate::store::assert_not_writing();
    let mut reader = ImageReader::with_format(BufReader::new(content), format(file_type)?);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    noted(reader.decode())
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
    noted(JpegEncoder::new_with_quality(&mut bytes, quality).encode_image(picture))?;
    (bytes.len() as u64 <= THUMBNAIL_LIMIT).then_some(bytes)
}
