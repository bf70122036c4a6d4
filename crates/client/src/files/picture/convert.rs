//! Pictures that windows do not show, as PNG, without losing a pixel: BMP, and TIFF of one page. Of several pages a picture
//! would lose all but one, so those go as they are; so does what cannot be decoded here.

use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom};

use conversas_domain::attachment::{FileType, PIXELS_LIMIT};
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

use super::noted;
use super::small::MOST_MEMORY;
use crate::files::{Failure, unread};

/// Converts a picture. None: the picture is sent as it is. `limit`: the most bytes that the result may have.
pub(in crate::files) fn converted<R: Read + Seek>(
    mut content: R,
    file_type: FileType,
    limit: u64,
) -> Result<Option<Vec<u8>>, Failure> {
    let format = match file_type {
        FileType::Bmp => ImageFormat::Bmp,
        FileType::Tiff if has_one_page(&mut content)? => ImageFormat::Tiff,
        _ => return Ok(None),
    };
    content.rewind().map_err(unread)?;
    let png = decode(content, format).and_then(|picture| {
        let mut png = Cursor::new(Vec::new());
        noted(picture.write_to(&mut png, ImageFormat::Png))?;
        Some(png.into_inner())
    });
    Ok(png.filter(|png| png.len() as u64 <= limit))
}

fn decode<R: Read + Seek>(content: R, format: ImageFormat) -> Option<DynamicImage> {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    let mut reader = ImageReader::with_format(BufReader::new(content), format);
    reader.limits(limits);
    let mut decoder = noted(reader.into_decoder())?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PIXELS_LIMIT {
        return None;
    }
    let orientation = noted(decoder.orientation())?;
    let mut picture = noted(DynamicImage::from_decoder(decoder))?;
    picture.apply_orientation(orientation);
    Some(picture)
}

/// Whether the first list of a TIFF's properties is the only one.
fn has_one_page(content: &mut (impl Read + Seek)) -> Result<bool, Failure> {
    let mut read = || -> io::Result<bool> {
        let mut head = [0; 8];
        content.rewind()?;
        content.read_exact(&mut head)?;
        let number = |bytes: &[u8]| {
            let add = |number: u64, byte: &u8| (number << 8) | u64::from(*byte);
            if head[0] == b'I' { bytes.iter().rev().fold(0, add) } else { bytes.iter().fold(0, add) }
        };
        let (mut count, mut next) = ([0; 2], [0; 4]);
        content.seek(SeekFrom::Start(number(&head[4..])))?;
        content.read_exact(&mut count)?;
        content.seek_relative(i64::try_from(12 * number(&count)).unwrap_or(i64::MAX))?;
        content.read_exact(&mut next)?;
        Ok(number(&next) == 0)
    };
    match read() {
        // A list of properties that breaks off counts as none.
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(unread(error)),
        Ok(is_one) => Ok(is_one),
    }
}
