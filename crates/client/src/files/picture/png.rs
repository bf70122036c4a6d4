//! PNG: chunks, each with its length, its kind and a check sum.

use std::io::Read;

use conversas_domain::rejection::Rejection;

use super::stream::{Input, Output};
use super::{Seen, exif};
use crate::files::Failure;

const SIGNATURE: [u8; 8] = *b"\x89PNG\r\n\x1a\n";
/// Chunks that say how a picture looks and moves. All other chunks are texts, times and programs.
const KEPT: &[&[u8; 4]] = &[
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD",
    b"pHYs", b"cICP", b"mDCV", b"cLLI", b"acTL", b"fcTL", b"fdAT",
];
/// No EXIF that is looked at is longer.
const LONGEST_EXIF: u32 = 1024 * 1024;

pub(super) fn copy<R: Read>(input: &mut Input<R>, output: &mut Output) -> Result<Seen, Failure> {
    if input.array()? != SIGNATURE {
        return Err(Rejection::FileBroken.into());
    }
    output.put(&SIGNATURE)?;
    let mut seen = Seen { turned: 1, ..Seen::default() };
    loop {
        let length = input.array()?;
        let kind: [u8; 4] = input.array()?;
        let count = u32::from_be_bytes(length);
        match &kind {
            b"IHDR" if count >= 8 => {
                let (width, height) = (input.array()?, input.array()?);
                seen.width = u32::from_be_bytes(width);
                seen.height = u32::from_be_bytes(height);
                for part in [length, kind, width, height] {
                    output.put(&part)?;
                }
                input.copy(output, u64::from(count) - 8 + 4)?;
            }
            b"eXIf" if count <= LONGEST_EXIF => {
                seen.turned = exif::turned(&input.vec(count as usize)?);
                input.skip(4)?;
                if seen.turned != 1 {
                    put(output, b"eXIf", &exif::only(seen.turned))?;
                }
            }
            kind if KEPT.contains(&kind) => {
                output.put(&length)?;
                output.put(kind)?;
                input.copy(output, u64::from(count) + 4)?;
                if kind == b"IEND" {
                    return Ok(seen);
                }
            }
            _ => input.skip(u64::from(count) + 4)?,
        }
    }
}

fn put(output: &mut Output, kind: &[u8; 4], content: &[u8]) -> Result<(), Failure> {
    let length = u32::try_from(content.len())?;
    let checked = [kind, content].concat();
    output.put(&length.to_be_bytes())?;
    output.put(&checked)?;
    output.put(&check_sum(&checked).to_be_bytes())
}

/// CRC-32 as PNG defines it.
pub(super) fn check_sum(bytes: &[u8]) -> u32 {
    let sum =
        bytes.iter().fold(u32::MAX, |sum, byte| {
            (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
                if sum & 1 == 1 { (sum >> 1) ^ 0xEDB8_8320 } else { sum >> 1 }
            })
        });
    !sum
}
