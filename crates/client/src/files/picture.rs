//! Pictures: what a camera or a program wrote about place, time and author is left behind, without touching a
//! pixel; so is whatever stands behind the picture's end. The picture's orientation is kept. An animation
//! stays an animation.
//!
//! | file | what |
//! |---|---|
//! | [`jpeg`], [`png`], [`gif`], [`webp`] | copy only what belongs to the picture |
//! | [`exif`] | how it is to be turned |
//! | [`small`] | the small picture |
//! | [`convert`] | pictures that windows do not show, as ones that they do |
//! | [`stream`] | reading and writing piece by piece |

mod convert;
mod exif;
mod gif;
mod jpeg;
mod png;
mod small;
mod stream;
#[cfg(test)]
mod tests;
mod webp;

use std::fmt::Display;
use std::fs::{self, File};
use std::io::{BufReader, Read};
use std::path::Path;

use conversas_domain::attachment::{
    FileType, Media, PIXELS_LIMIT, THUMBNAIL_LIMIT, THUMBNAIL_SIDE, Thumbnail,
};
use conversas_domain::ids::AttachmentId;
use conversas_domain::rejection::Rejection;
use image::ImageReader;

use super::folder::Folder;
use super::{Failure, disk};
pub(super) use convert::converted;
pub(crate) use small::of as small_of;
use stream::{Input, Output};

/// Facts of a picture that were seen while it was copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Seen {
    /// Pixels across as they are stored.
    width: u32,
    /// Pixels down as they are stored.
    height: u32,
    /// The orientation as EXIF counts it: 1 is upright, 5 to 8 lie on their side.
    turned: u8,
}

/// Copies a picture into the folder and makes a small one; answers the picture's facts and length.
pub(super) fn add(
    folder: &Folder,
    content: impl Read,
    file_type: FileType,
    id: AttachmentId,
    thumbnail_id: AttachmentId,
) -> Result<(Media, u64), Failure> {
    let copy = File::create(folder.unfinished(id)).map_err(disk)?;
    let (mut input, mut output) = (Input::new(content), Output::new(copy));
    let seen = match file_type {
        FileType::Jpeg => jpeg::copy(&mut input, &mut output)?,
        FileType::Png => png::copy(&mut input, &mut output)?,
        FileType::Gif => gif::copy(&mut input, &mut output)?,
        FileType::Webp => webp::copy(&mut input, &mut output)?,
        _ => return Err(Rejection::FileKindNotAllowed.into()),
    };
    output.finish()?;
    if seen.width == 0 || seen.height == 0 {
        return Err(Rejection::FileBroken.into());
    }
    if u64::from(seen.width) * u64::from(seen.height) > PIXELS_LIMIT {
        return Err(Rejection::FileTooManyPixels.into());
    }
    let original = folder.original(id);
    folder.settle(id, &original).map_err(disk)?;
    let bytes = fs::metadata(&original).map_err(disk)?.len();
    let (width, height) = upright(seen);
    let is_small = width.max(height) <= THUMBNAIL_SIDE && bytes <= THUMBNAIL_LIMIT;
    let small = if is_small { None } else { small::make(folder, id, file_type, seen)? };
    let thumbnail = small.map(|(width, height)| Thumbnail { id: thumbnail_id, width, height });
    Ok((Media::Image { width, height, thumbnail }, bytes))
}

/// Pixels across and down, as a picture's header says; none if it is no picture of this type. Nothing is decoded. Blocks.
pub fn size(path: &Path, file_type: FileType) -> Option<(u32, u32)> {
    let file = BufReader::new(noted(File::open(path))?);
    noted(ImageReader::with_format(file, small::format(file_type)?).into_dimensions())
}

/// Answers the value, if there is one; else the log says why the picture goes on without it.
fn noted<T, E: Display>(outcome: Result<T, E>) -> Option<T> {
    outcome.inspect_err(|error| tracing::debug!(%error, "a picture cannot be read or written")).ok()
}

/// Pixels across and down as the picture is shown.
fn upright(seen: Seen) -> (u32, u32) {
    if (5..=8).contains(&seen.turned) { (seen.height, seen.width) } else { (seen.width, seen.height) }
}
