//! JPEG: segments, each behind a marker, and between them compressed data.

use std::io::Read;

use conversas_domain::rejection::Rejection;

use super::stream::{Input, Output};
use super::{Seen, exif};
use crate::files::Failure;

const START: u8 = 0xD8;
const END: u8 = 0xD9;
const SCAN: u8 = 0xDA;
const APP0: u8 = 0xE0;
const APP1: u8 = 0xE1;
const APP2: u8 = 0xE2;
const APP14: u8 = 0xEE;
const APP15: u8 = 0xEF;
const COMMENT: u8 = 0xFE;
/// Bytes of a JFIF header without a preview.
const JFIF: usize = 14;

pub(super) fn copy<R: Read>(input: &mut Input<R>, output: &mut Output) -> Result<Seen, Failure> {
    if input.array()? != [0xFF, START] {
        return Err(Rejection::FileBroken.into());
    }
    output.put(&[0xFF, START])?;
    let mut seen = Seen { turned: 1, ..Seen::default() };
    let mut is_turn_written = false;
    let mut marker = next_marker(input)?;
    loop {
        // The orientation is written behind the beginning, where readers look for it.
        if !(APP0..=APP15).contains(&marker) && marker != COMMENT && !is_turn_written {
            is_turn_written = true;
            if seen.turned != 1 {
                put_turn(output, seen.turned)?;
            }
        }
        match marker {
            END => {
                output.put(&[0xFF, END])?;
                return Ok(seen);
            }
            0x01 | 0xD0..=0xD7 => output.put(&[0xFF, marker])?,
            _ => segment(input, output, marker, &mut seen)?,
        }
        marker = if marker == SCAN { scan(input, output)? } else { next_marker(input)? };
    }
}

fn next_marker<R: Read>(input: &mut Input<R>) -> Result<u8, Failure> {
    if input.byte()? != 0xFF {
        return Err(Rejection::FileBroken.into());
    }
    loop {
        // Any number of FF bytes may stand before a marker.
        match input.byte()? {
            0xFF => {}
            0x00 => return Err(Rejection::FileBroken.into()),
            marker => return Ok(marker),
        }
    }
}

fn segment<R: Read>(
    input: &mut Input<R>,
    output: &mut Output,
    marker: u8,
    seen: &mut Seen,
) -> Result<(), Failure> {
    let length = u16::from_be_bytes(input.array()?);
    let count = length.checked_sub(2).ok_or(Rejection::FileBroken)?;
    let mut content = input.vec(usize::from(count))?;
    if let Some(tiff) = content.strip_prefix(b"Exif\0\0").filter(|_| marker == APP1) {
        seen.turned = exif::turned(tiff);
    }
    let is_frame = (0xC0..=0xCF).contains(&marker) && !matches!(marker, 0xC4 | 0xC8 | 0xCC);
    if let (true, [_, h1, h0, w1, w0, ..]) = (is_frame, content.as_slice()) {
        seen.height = u32::from(u16::from_be_bytes([*h1, *h0]));
        seen.width = u32::from(u16::from_be_bytes([*w1, *w0]));
    }
    let belongs = match marker {
        APP0 => content.starts_with(b"JFIF\0") && content.len() >= JFIF,
        APP2 => content.starts_with(b"ICC_PROFILE\0"),
        APP14 => content.starts_with(b"Adobe"),
        APP0..=APP15 | COMMENT => false,
        _ => true,
    };
    if marker == APP0 && belongs {
        without_preview(&mut content);
    }
    if belongs { put(output, marker, &content) } else { Ok(()) }
}

/// Removes the preview from a JFIF header: it may show the picture from before it was cut.
fn without_preview(jfif: &mut Vec<u8>) {
    jfif.truncate(JFIF);
    if let [.., width, height] = jfif.as_mut_slice() {
        (*width, *height) = (0, 0);
    }
}

fn put(output: &mut Output, marker: u8, content: &[u8]) -> Result<(), Failure> {
    let length = u16::try_from(content.len() + 2)?;
    output.put(&[0xFF, marker])?;
    output.put(&length.to_be_bytes())?;
    output.put(content)
}

/// Copies compressed data up to the next marker. A picture that breaks off is kept as far as it goes.
fn scan<R: Read>(input: &mut Input<R>, output: &mut Output) -> Result<u8, Failure> {
    while input.copy_to_ff(output)? {
        let mut next = input.byte_or_end()?;
        while next == Some(0xFF) {
            next = input.byte_or_end()?;
        }
        match next {
            None => break,
            Some(same @ (0x00 | 0xD0..=0xD7)) => output.put(&[0xFF, same])?,
            Some(marker) => return Ok(marker),
        }
    }
    Ok(END)
}

fn put_turn(output: &mut Output, turned: u8) -> Result<(), Failure> {
    put(output, APP1, &[b"Exif\0\0", exif::only(turned).as_slice()].concat())
}
