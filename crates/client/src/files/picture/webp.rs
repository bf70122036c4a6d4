//! WebP: chunks in a RIFF container.

use std::io::Read;

use conversas_domain::rejection::Rejection;

use super::stream::{Input, Output};
use super::{Seen, exif};
use crate::files::Failure;

/// Chunks that say how a picture looks and moves.
const KEPT: &[&[u8; 4]] = &[b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"];
/// The flag of an extended header that there is EXIF; the next one says that there is XMP.
const HAS_EXIF: u8 = 0x08;
const HAS_XMP: u8 = 0x04;
/// The longest EXIF that is read, in bytes.
const LONGEST_EXIF: u32 = 1024 * 1024;

pub(super) fn copy<R: Read>(input: &mut Input<R>, output: &mut Output) -> Result<Seen, Failure> {
    let head: [u8; 12] = input.array()?;
    if !head.starts_with(b"RIFF") || !head.ends_with(b"WEBP") {
        return Err(Rejection::FileBroken.into());
    }
    output.put(&head)?;
    let mut left = u64::from(u32::from_le_bytes([head[4], head[5], head[6], head[7]])).saturating_sub(4);
    let mut seen = Seen { turned: 1, ..Seen::default() };
    let mut extended = None;
    while left >= 8 {
        let kind: [u8; 4] = input.array()?;
        let count = u32::from_le_bytes(input.array()?);
        let padded = u64::from(count) + u64::from(count % 2);
        left = left.saturating_sub(8 + padded);
        // The last chunk may lack its padding.
        let rest = |read: u64| if left == 0 { u64::from(count) - read } else { padded - read };
        match &kind {
            b"VP8X" if count >= 10 => {
                let content: [u8; 10] = input.array()?;
                extended = Some((output.length()? + 8, content[0] & !(HAS_EXIF | HAS_XMP)));
                seen.width = number(&content[4..7]) + 1;
                seen.height = number(&content[7..10]) + 1;
                put_head(output, kind, 10)?;
                output.put(&content)?;
                input.skip(rest(10))?;
            }
            b"EXIF" if count <= LONGEST_EXIF => {
                let content = input.vec(count as usize)?;
                seen.turned = exif::turned(content.strip_prefix(b"Exif\0\0").unwrap_or(&content));
                input.skip(rest(count.into()))?;
            }
            kind if KEPT.contains(&kind) => {
                put_head(output, *kind, count)?;
                let begun =
                    if extended.is_none() { measure(input, output, *kind, count, &mut seen)? } else { 0 };
                input.copy(output, u64::from(count) - begun)?;
                input.skip(rest(count.into()))?;
                if count % 2 == 1 {
                    output.put(&[0])?;
                }
            }
            _ => input.skip(rest(0))?,
        }
    }
    finish(output, extended, seen.turned)?;
    Ok(seen)
}

fn put_head(output: &mut Output, kind: [u8; 4], count: u32) -> Result<(), Failure> {
    output.put(&kind)?;
    output.put(&count.to_le_bytes())
}

/// Reads the size from a simple picture, which says it in its data. Answers how much was copied.
fn measure<R: Read>(
    input: &mut Input<R>,
    output: &mut Output,
    kind: [u8; 4],
    count: u32,
    seen: &mut Seen,
) -> Result<u64, Failure> {
    if count < 10 || !(kind == *b"VP8 " || kind == *b"VP8L") {
        return Ok(0);
    }
    let head: [u8; 10] = input.array()?;
    output.put(&head)?;
    if kind == *b"VP8L" {
        let bits = u32::from_le_bytes([head[1], head[2], head[3], head[4]]);
        seen.width = (bits & 0x3FFF) + 1;
        seen.height = ((bits >> 14) & 0x3FFF) + 1;
    } else {
        seen.width = u32::from(u16::from_le_bytes([head[6], head[7]]) & 0x3FFF);
        seen.height = u32::from(u16::from_le_bytes([head[8], head[9]]) & 0x3FFF);
    }
    Ok(10)
}

/// Writes flags and length anew, after chunks were left out. Only an extended picture can have an
/// orientation.
fn finish(output: &mut Output, extended: Option<(u64, u8)>, turned: u8) -> Result<(), Failure> {
    if let Some((place, flags)) = extended {
        let keeps_turn = turned != 1;
        output.put_at(place, &[if keeps_turn { flags | HAS_EXIF } else { flags }])?;
        if keeps_turn {
            let tiff = exif::only(turned);
            put_head(output, *b"EXIF", u32::try_from(tiff.len())?)?;
            output.put(&tiff)?;
        }
    }
    let length = u32::try_from(output.length()? - 8)?;
    output.put_at(4, &length.to_le_bytes())
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().rev().fold(0, |number, byte| number << 8 | u32::from(*byte))
}
