//! GIF: blocks, most of them of smaller blocks.

use std::io::Read;

use conversas_domain::rejection::Rejection;

use super::Seen;
use super::stream::{Input, Output};
use crate::files::Failure;

const EXTENSION: u8 = 0x21;
const PICTURE: u8 = 0x2C;
const END: u8 = 0x3B;
const CONTROL: u8 = 0xF9;
const APPLICATION: u8 = 0xFF;

pub(super) fn copy<R: Read>(input: &mut Input<R>, output: &mut Output) -> Result<Seen, Failure> {
    let head: [u8; 13] = input.array()?;
    let [b'G', b'I', b'F', _, _, _, w0, w1, h0, h1, flags, ..] = head else {
        return Err(Rejection::FileBroken.into());
    };
    output.put(&head)?;
    input.copy(output, colours(flags))?;
    let (width, height) = (u16::from_le_bytes([w0, w1]), u16::from_le_bytes([h0, h1]));
    let seen = Seen { width: width.into(), height: height.into(), turned: 1 };
    loop {
        match input.byte_or_end()? {
            // An end that is missing is no harm.
            Some(END) | None => {
                output.put(&[END])?;
                return Ok(seen);
            }
            Some(PICTURE) => {
                let place: [u8; 9] = input.array()?;
                output.put(&[PICTURE])?;
                output.put(&place)?;
                // A picture's data begin with the size of the smallest code.
                input.copy(output, colours(place[8]) + 1)?;
                blocks(input, Some(output))?;
            }
            Some(EXTENSION) => extension(input, output)?,
            Some(_) => return Err(Rejection::FileBroken.into()),
        }
    }
}

/// Copies or leaves out an extension: times and repeats belong to the picture; comments and programs' own
/// data do not.
fn extension<R: Read>(input: &mut Input<R>, output: &mut Output) -> Result<(), Failure> {
    let label = input.byte()?;
    match label {
        CONTROL => {
            output.put(&[EXTENSION, label])?;
            blocks(input, Some(output))
        }
        APPLICATION => {
            let count = input.byte()?;
            let name = input.vec(usize::from(count))?;
            if name == b"NETSCAPE2.0" || name == b"ANIMEXTS1.0" {
                output.put(&[EXTENSION, label, count])?;
                output.put(&name)?;
                blocks(input, Some(output))
            } else {
                blocks(input, None)
            }
        }
        _ => blocks(input, None),
    }
}

/// Copies or leaves out smaller blocks, up to an empty one.
fn blocks<R: Read>(input: &mut Input<R>, mut output: Option<&mut Output>) -> Result<(), Failure> {
    loop {
        let count = input.byte()?;
        match &mut output {
            Some(output) => {
                output.put(&[count])?;
                input.copy(output, count.into())?;
            }
            None => input.skip(count.into())?,
        }
        if count == 0 {
            return Ok(());
        }
    }
}

/// The length of a table of colours.
fn colours(flags: u8) -> u64 {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 0x07) + 1) }
}
