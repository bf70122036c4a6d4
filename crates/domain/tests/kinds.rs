//! Every file of `tests/files`: its type, judged by its content.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use conversas_domain::attachment::{FileType, Measure};
use conversas_domain::rejection::Rejection;

/// A line of the table.
struct Line {
    name: String,
    found: String,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/files")
}

fn table() -> Vec<Line> {
    let text = fs::read_to_string(folder().join("kinds.tsv")).expect("the table");
    let line = |line: &str| {
        let mut columns = line.split('\t').map(str::to_owned);
        let mut next = || columns.next().expect("a column");
        Line { name: next(), found: next() }
    };
    text.lines().filter(|line| !line.starts_with('#')).map(line).collect()
}

fn content(line: &Line) -> Vec<u8> {
    fs::read(folder().join("kinds").join(&line.name)).expect("a file of the table")
}

/// Writes a result as the table does.
fn said(outcome: Result<FileType, Rejection>) -> String {
    let word = match outcome {
        Ok(file_type) => serde_json::to_value(file_type),
        Err(reason) => serde_json::to_value(reason),
    };
    let word = word.expect("a word");
    let mark = if outcome.is_err() { "!" } else { "" };
    format!("{mark}{}", word.as_str().expect("a word"))
}

#[test]
fn the_content_of_every_file_says_what_it_is() {
    let table = table();
    assert!(table.len() >= 120, "{} files", table.len());
    let wrong: Vec<_> = table
        .iter()
        .map(|line| (line, said(FileType::of(content(line).as_slice(), &line.name))))
        .filter(|(line, found)| *found != line.found)
        .map(|(line, found)| format!("{}: {found}, not {}", line.name, line.found))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_file_that_breaks_off_anywhere_is_looked_at_quickly_and_without_a_panic() {
    let begun = Instant::now();
    for line in table() {
        let content = content(&line);
        for end in (1..content.len()).step_by(content.len() / 9 + 1) {
            let _ = FileType::of(&content[..end], &line.name);
            let mut bitten = content.clone();
            bitten[end] ^= 0xA5;
            let _ = FileType::of(bitten.as_slice(), &line.name);
        }
    }
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
}

#[test]
fn what_plays_says_how_long_and_a_video_how_large_it_is() {
    for line in table() {
        let Ok(file_type) = FileType::of(content(&line).as_slice(), &line.name) else { continue };
        let measure = Measure::of(content(&line).as_slice(), file_type).expect("in memory");
        let media = file_type.media_type().split('/').next().expect("a sort");
        // Files of these types, and these two files, tell no duration unless they are decoded.
        let is_mute = matches!(file_type, FileType::Aac | FileType::Amr | FileType::Avi)
            || ["fala-speex.ogg", "festa-em-partes.mp4"].contains(&line.name.as_str());
        let lasts = measure.duration_ms.is_some_and(|ms| (250..900).contains(&ms));
        assert_eq!(lasts, matches!(media, "audio" | "video") && !is_mute, "{}: {measure:?}", line.name);
        let has_size =
            measure.size.is_some_and(|(width, height)| (32..=128).contains(&width) && height >= 32);
        assert_eq!(has_size, media == "video" && file_type != FileType::Avi, "{}: {measure:?}", line.name);
    }
}
