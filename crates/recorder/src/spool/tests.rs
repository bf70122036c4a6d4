use std::fs;

use super::*;
use conversas_voice::testing::recorded_tone;

/// A take as a killed program leaves it: `safe` samples are in the header, `written` are in the file, and then some bytes.
fn left_by_a_crash(path: &Path, safe: usize, written: usize, bytes: usize) -> Vec<i16> {
    let samples = recorded_tone(440.0, SAMPLE_RATE, written);
    let mut spool = Spool::create(path).expect("a take");
    spool.write(&samples[..safe]).expect("there is room");
    spool.make_safe().expect("there is room");
    drop(spool);
    let mut file = OpenOptions::new().append(true).open(path).expect("the take");
    let rest: Vec<u8> = samples[safe..].iter().flat_map(|sample| sample.to_le_bytes()).collect();
    file.write_all(&rest).expect("there is room");
    file.write_all(&vec![7; bytes]).expect("there is room");
    samples
}

fn read(path: &Path) -> Vec<i16> {
    let wav = WavReader::open(path).expect("it is readable");
    assert_eq!(wav.spec(), SPEC);
    wav.into_samples().collect::<Result<_, _>>().expect("16 bit")
}

#[test]
fn a_take_is_readable_from_its_first_moment() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("take.wav");
    let spool = Spool::create(&path).expect("a take");
    assert_eq!(read(&path), []);
    assert_eq!(fs::metadata(&path).expect("it is there").len(), HEADER);
    drop(spool);
}

#[test]
fn half_a_second_is_readable_although_the_take_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("take.wav");
    let samples = recorded_tone(440.0, SAMPLE_RATE, 30_000);
    let mut spool = Spool::create(&path).expect("a take");
    assert_eq!(spool.write(&samples[..20_000]).expect("there is room"), None);
    assert_eq!(spool.write(&samples[20_000..]).expect("there is room"), Some(30_000));
    assert_eq!(read(&path), samples);
}

#[test]
fn after_a_crash_everything_that_was_written_is_readable() {
    for (safe, written, bytes) in
        [(0, 1, 0), (0, 5_000, 1), (1_000, 1_000, 0), (1_000, 1_000, 1), (24_000, 47_000, 1)]
    {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("take.wav");
        let samples = left_by_a_crash(&path, safe, written, bytes);
        assert_eq!(repair(&path).expect("it can be mended"), written as u64);
        assert_eq!(read(&path), samples);
        assert_eq!(repair(&path).expect("it is all right"), written as u64);
    }
}

#[test]
fn a_header_that_was_never_written_is_no_loss() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("take.wav");
    let samples = left_by_a_crash(&path, 100, 9_000, 0);
    let mut bytes = fs::read(&path).expect("the take");
    bytes[..HEADER as usize].fill(0);
    fs::write(&path, bytes).expect("there is room");
    repair(&path).expect("it can be mended");
    assert_eq!(read(&path), samples);
}

#[test]
fn a_take_goes_on_where_the_crash_left_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("take.wav");
    let mut samples = left_by_a_crash(&path, 100, 9_000, 1);
    let more = recorded_tone(300.0, SAMPLE_RATE, 1_000);
    let mut spool = Spool::append(&path).expect("it can be mended");
    assert_eq!(spool.samples(), 9_000);
    spool.write(&more).expect("there is room");
    spool.make_safe().expect("there is room");
    samples.extend(more);
    assert_eq!(read(&path), samples);
}
