//! Broken files, and files made to do harm.

use std::time::Instant;

use opus_pure::{OggOpusWriter, OpusHead};

use super::*;
use crate::testing::Dice;

/// Writes Ogg's checksum anew, so that a changed page passes it and reaches the codec.
fn seal(file: &mut [u8]) {
    let mut start = 0;
    while start + 27 <= file.len() && &file[start..start + 4] == b"OggS" {
        let segments = usize::from(file[start + 26]);
        let Some(table) = file.get(start + 27..start + 27 + segments) else { return };
        let end = start + 27 + segments + table.iter().map(|segment| usize::from(*segment)).sum::<usize>();
        if end > file.len() {
            return;
        }
        file[start + 22..start + 26].fill(0);
        let sum = file[start..end].iter().fold(0_u32, |sum, byte| {
            (0..8).fold(sum ^ u32::from(*byte) << 24, |sum, _| {
                sum << 1 ^ if sum >> 31 == 1 { 0x04c1_1db7 } else { 0 }
            })
        });
        file[start + 22..start + 26].copy_from_slice(&sum.to_le_bytes());
        start = end;
    }
}

/// Damages a file as disks and lines do.
fn spoil(file: &mut Vec<u8>, dice: &mut Dice) {
    for _ in 0..=dice.roll(6) {
        let at = dice.roll(file.len());
        match dice.roll(5) {
            0 => file[at] ^= 1 << dice.roll(8),
            1 => file[at] = dice.roll(256) as u8,
            2 => file.truncate(at.max(1)),
            3 => drop(file.drain(at..(at + dice.roll(300)).min(file.len()))),
            _ => {
                let piece = file[at..(at + dice.roll(300)).min(file.len())].to_vec();
                let at = dice.roll(file.len());
                file.splice(at..at, piece);
            }
        }
        if file.is_empty() {
            file.push(0);
        }
    }
}

#[test]
fn two_thousand_broken_files_are_refused_or_played_but_never_more() {
    let good = file(&recorded_tone(440.0, 48_000, 48_000));
    let mut dice = Dice(0x5eed);
    let (mut refused, mut played) = (0, 0);
    for number in 0..2_000 {
        let mut bad = good.clone();
        spoil(&mut bad, &mut dice);
        if number % 2 == 0 {
            seal(&mut bad);
        }
        let probed = probe(&*bad);
        let limit = Duration::from_secs(3);
        match decoded(&bad, limit) {
            Ok((decoded, heard)) => {
                assert!(decoded.duration_ms <= 3_000 && heard.len() <= 72_000);
                played += 1;
            }
            Err(_) => refused += 1,
        }
        assert!(probed.is_err() || probed.is_ok_and(|info| info.duration_ms <= LONGEST.as_millis() as u64));
    }
    assert!(refused > 200 && played > 20, "the files are spoilt too little or too much: {refused}, {played}");
}

/// Makes a file of 65 minutes of silence in some 70 kB: packets of 120 ms that are one byte long.
fn bomb() -> Vec<u8> {
    let head = OpusHead::new(1, 48_000).expect("mono");
    let mut writer = OggOpusWriter::new(Vec::new(), head).expect("a writer");
    for _ in 0..32_500 {
        writer.write_packet(&[3 << 3 | 1]).expect("two empty frames of 60 ms");
    }
    writer.finish().expect("a file")
}

#[test]
fn a_bomb_is_refused_without_being_decoded_and_decodes_only_to_the_limit() {
    let bomb = bomb();
    assert!(bomb.len() < 110_000);
    let start = Instant::now();
    assert!(matches!(probe(&*bomb), Err(VoiceError::TooLong)));
    assert!(start.elapsed() < Duration::from_secs(2));
    let (decoded, heard) = decoded(&bomb, Duration::from_secs(60)).expect("it decodes");
    assert_eq!((decoded, heard.len()), (Decoded { duration_ms: 60_000, cut: true }, 60 * 24_000));
}

#[test]
fn a_length_that_the_packets_do_not_have_is_not_believed() {
    let mut lying = file(&recorded_tone(440.0, 48_000, 48_000));
    let page = (0..lying.len() - 4).rev().find(|at| &lying[*at..at + 4] == b"OggS").expect("a last page");
    lying[page + 6..page + 14].copy_from_slice(&(48_000_i64 * 600).to_le_bytes());
    seal(&mut lying);
    let duration = probe(&*lying).expect("it is all right otherwise").duration_ms;
    assert!((1_000..1_050).contains(&duration), "{duration}");
}

#[test]
fn what_is_no_voice_file_is_refused() {
    let head_only = file(&[]).into_iter().take(90).collect::<Vec<_>>();
    let others: [&[u8]; 6] = [b"", b"OggS", b"hello", b"\x89PNG\r\n\x1a\n", &[0; 4096], &head_only];
    for other in others {
        assert!(matches!(probe(other), Err(VoiceError::NotVoice(_))), "{:?}", &other[..other.len().min(8)]);
        assert!(decoded(other, HOUR).is_err());
    }
}
