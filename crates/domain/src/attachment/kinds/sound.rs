//! Sound without tracks: Ogg, MP3, AAC; and its duration, where the file says it.

use super::super::FileType;
use super::super::content::{Content, big, little};
use super::super::measure::Measure;

/// Bytes at the end of an Ogg file in which its last page begins.
const LAST_PAGE: u64 = 66_000;
/// Kilobits a second of MPEG 1 layer III, by their number.
const RATES_1: [u64; 14] = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
/// Kilobits a second of MPEG 2 and 2.5 layer III.
const RATES_2: [u64; 14] = [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];

/// A frame of MP3.
#[derive(Debug, Clone, Copy)]
struct Frame {
    /// The length in bytes.
    length: u64,
    /// Samples in it.
    samples: u64,
    /// Samples a second.
    rate: u64,
    /// The place in it where a count of frames may stand.
    note: u64,
}

pub(super) fn of<C: Content>(content: &mut C, head: &[u8]) -> Result<Option<FileType>, C::Error> {
    if head.starts_with(b"OggS") {
        let first = head.get(28..).unwrap_or_default();
        let is_sound =
            [&b"\x01vorbis"[..], b"\x7FFLAC", b"Speex   "].iter().any(|mark| first.starts_with(mark));
        return Ok(match first.starts_with(b"OpusHead") {
            true => Some(FileType::Opus),
            false => is_sound.then_some(FileType::Ogg),
        });
    }
    let start = behind_tags(head);
    let first = if start == 0 { head.to_vec() } else { content.piece(start, 4096)? };
    Ok(if frames(content, start)?.is_some() {
        Some(FileType::Mp3)
    } else if is_aac(&first) {
        Some(FileType::Aac)
    } else {
        None
    })
}

/// The place where the sound begins: titles and covers stand before it.
fn behind_tags(head: &[u8]) -> u64 {
    let Some(size) = head.strip_prefix(b"ID3").and_then(|rest| rest.get(3..7)) else { return 0 };
    10 + size.iter().fold(0, |size, byte| (size << 7) | u64::from(byte & 0x7F))
}

/// The first frame, if another follows: two bytes alone are met in any file.
fn frames<C: Content>(content: &mut C, start: u64) -> Result<Option<(u64, Frame)>, C::Error> {
    // Some programs leave empty room behind the tags.
    let room = content.piece(start, 4096)?;
    let blank = room.iter().take_while(|byte| **byte == 0).count();
    let at = start + if start > 0 { blank as u64 } else { 0 };
    let Some(first) = frame(&content.piece(at, 4)?) else { return Ok(None) };
    let second = content.piece(at + first.length, 4)?;
    Ok(frame(&second).map(|_| (at, first)))
}

fn frame(bytes: &[u8]) -> Option<Frame> {
    let word = big(bytes, 0, 4)?;
    let field = |from: u32, bits: u32| (word >> from) & ((1 << bits) - 1);
    let (version, layer, rate, hertz) = (field(19, 2), field(17, 2), field(12, 4), field(10, 2));
    if field(21, 11) != 0x7FF || version == 1 || layer != 1 || !(1..15).contains(&rate) || hertz == 3 {
        return None;
    }
    let is_first = version == 3;
    let rates = if is_first { RATES_1 } else { RATES_2 };
    let kilobits = rates[usize::try_from(rate - 1).ok()?];
    let base = [44_100, 48_000, 32_000][usize::try_from(hertz).ok()?];
    let hertz = match version {
        3 => base,
        2 => base / 2,
        _ => base / 4,
    };
    let samples = if is_first { 1_152 } else { 576 };
    let length = samples / 8 * kilobits * 1_000 / hertz + field(9, 1);
    let note = match (is_first, field(6, 2) == 3) {
        (true, false) => 36,
        (true, true) | (false, false) => 21,
        (false, true) => 13,
    };
    Some(Frame { length, samples, rate: hertz, note })
}

fn is_aac(head: &[u8]) -> bool {
    let length = |at: usize| {
        let word = big(head, at, 7)?;
        let is_frame = (word >> 44) & 0xFFF == 0xFFF && (word >> 41) & 3 == 0;
        is_frame.then(|| usize::try_from((word >> 13) & 0x1FFF).ok()).flatten().filter(|length| *length >= 7)
    };
    length(0).is_some_and(|first| head.len() <= first || length(first).is_some())
}

/// Measures a sound, in milliseconds.
pub(super) fn measure<C: Content>(content: &mut C, file_type: FileType) -> Result<Measure, C::Error> {
    let head = content.piece(0, super::HEAD_BYTES)?;
    let (count, rate) = match file_type {
        FileType::Opus | FileType::Voice => {
            let before = little(&head, 38, 2).unwrap_or_default();
            (last_page(content)?.saturating_sub(before), 48_000)
        }
        FileType::Ogg if head.get(28..35) == Some(b"\x01vorbis") => {
            (last_page(content)?, little(&head, 40, 4).unwrap_or_default())
        }
        FileType::Flac => {
            let word = big(&head, 18, 8).unwrap_or_default();
            (word & 0xF_FFFF_FFFF, word >> 44)
        }
        FileType::Wav => wave(&head, content.length()),
        FileType::Mp3 => frames(content, behind_tags(&head))?
            .map_or(Ok((0, 0)), |(at, first)| count_of(content, at, first))?,
        _ => (0, 0),
    };
    Ok(Measure { duration_ms: Measure::milliseconds(count, rate), size: None })
}

/// The sample at which the last page ends.
fn last_page<C: Content>(content: &mut C) -> Result<u64, C::Error> {
    let from = content.length().saturating_sub(LAST_PAGE);
    let tail = content.piece(from, usize::try_from(LAST_PAGE).unwrap_or(usize::MAX))?;
    let last = tail.windows(4).rposition(|four| four == b"OggS");
    Ok(last.and_then(|at| little(&tail, at + 6, 8)).unwrap_or_default())
}

/// Answers the bytes of sound, and the bytes a second.
fn wave(head: &[u8], length: u64) -> (u64, u64) {
    let place = |mark: &[u8]| head.windows(4).position(|four| four == mark);
    let rate = place(b"fmt ").and_then(|at| little(head, at + 16, 4));
    let data = place(b"data").and_then(|at| Some((little(head, at + 4, 4)?, at as u64 + 8)));
    let bytes = data.map(|(bytes, start)| bytes.min(length.saturating_sub(start)));
    (bytes.unwrap_or_default(), rate.unwrap_or_default())
}

/// Answers the samples, and the samples a second: as counted by the program that made the file, else as if
/// all frames were like the first.
fn count_of<C: Content>(content: &mut C, at: u64, first: Frame) -> Result<(u64, u64), C::Error> {
    let note = content.piece(at + first.note, 12)?;
    let is_counted = note.starts_with(b"Xing") || note.starts_with(b"Info");
    let counted = big(&note, 8, 4).filter(|_| is_counted && note.get(7).is_some_and(|flags| flags & 1 == 1));
    let guessed = content.length().saturating_sub(at) / first.length.max(1);
    Ok((counted.unwrap_or(guessed) * first.samples, first.rate))
}
