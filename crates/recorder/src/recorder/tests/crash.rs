//! A program that is killed while it records, and a program that has no room to write.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::thread;

use super::*;
use crate::take::TakeState;
use conversas_voice::testing::Dice;

const FOLDER: &str = "CONVERSAS_RECORDER_TEST_FOLDER";
const CHILD: &str = "recorder::tests::crash::records_until_it_is_killed";

/// The number of times that the program is killed, and the number of programs that record side by side.
const KILLS: usize = 200;
const BESIDE: usize = 8;

/// A child that records and prints what happens.
fn child(folder: &Path) -> Command {
    let mut child = Command::new(std::env::current_exe().expect("this program"));
    child.args(["--exact", CHILD, "--ignored", "--nocapture"]).env(FOLDER, folder).stdin(Stdio::null());
    child.stdout(Stdio::piped()).stderr(Stdio::null());
    child
}

#[test]
#[ignore = "is started by the tests of this file, as a child"]
fn records_until_it_is_killed() {
    let folder = std::env::var_os(FOLDER).expect("the folder to record in");
    let say = |event| match event {
        RecorderEvent::Level { at_ms, .. } => println!("\nat {at_ms}"),
        RecorderEvent::SpoolFailed { code, .. } => println!("\nfailed {code}"),
        _ => {}
    };
    let tone = Box::new(Tone::new(48_000));
    let recorder = Recorder::with_source(tone, folder.into(), say, Options::default()).expect("a recorder");
    recorder.start(id(1)).expect("there is a microphone");
    loop {
        thread::park();
    }
}

/// Kills a child when it says that its take has this duration, or a while later; returns the last duration
/// that it said.
fn killed_at(mut child: Child, ms: u64, after: Duration) -> u64 {
    let lines = BufReader::new(child.stdout.take().expect("it is piped")).lines();
    let mut last = 0;
    for at in lines.map_while(Result::ok).filter_map(|line| line.strip_prefix("at ")?.parse::<u64>().ok()) {
        if last < ms && at >= ms {
            thread::sleep(after);
            child.kill().expect("it is recording");
        }
        last = at;
    }
    child.wait().expect("it was killed");
    last
}

#[test]
fn after_two_hundred_kills_every_take_is_there_but_at_most_its_last_second() {
    let kill = |number: usize| {
        let mut dice = Dice(0xdead_beef + 7919 * number as u64);
        // The first random numbers of neighbouring seeds are alike.
        (0..20).for_each(|_| _ = dice.roll(2));
        let folder = tempfile::tempdir().expect("a folder");
        let (ms, after) = (50 + dice.roll(1_500) as u64, Duration::from_micros(dice.roll(50_000) as u64));
        let said = killed_at(child(folder.path()).spawn().expect("a child"), ms, after);
        assert!(said >= ms, "the child ended by itself at {said}");
        let (recorder, _, _) = open(folder.path(), Tone::new(48_000), Options::default());
        let [take] = &recorder.takes().expect("takes")[..] else {
            panic!("the take of kill {number} is lost")
        };
        assert_eq!((take.id, take.state), (id(1), TakeState::Paused));
        assert_eq!(samples(&take.path).len() as u64 / 48, take.duration_ms);
        assert!(
            take.duration_ms + 1_000 >= said,
            "kill {number}: {said} ms were recorded, {} are left",
            take.duration_ms
        );
        if take.duration_ms >= 300 && number.is_multiple_of(10) {
            assert_eq!(recorder.finish(id(1)).expect("it can be sent").duration_ms, take.duration_ms);
        }
        said.saturating_sub(take.duration_ms)
    };
    let lost: Vec<u64> = thread::scope(|scope| {
        let some =
            |first: usize| scope.spawn(move || (first..KILLS).step_by(BESIDE).map(kill).collect::<Vec<_>>());
        let threads: Vec<_> = (0..BESIDE).map(some).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("no kill lost a take")).collect()
    });
    assert_eq!(lost.len(), KILLS);
    println!("lost at most {} ms", lost.iter().max().expect("there were kills"));
}

/// A limit of the shell stands for a full disk: the child can write no file longer than 150 kB, and does not
/// die of it.
#[cfg(unix)]
#[test]
fn a_full_disk_ends_the_take_and_keeps_what_it_took() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut full = Command::new("sh");
    full.args(["-c", "trap '' XFSZ; ulimit -f 300; exec \"$0\" \"$@\""]);
    let child = child(folder.path());
    full.arg(child.get_program()).args(child.get_args());
    full.env(FOLDER, folder.path()).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut full = full.spawn().expect("a shell");
    let lines = BufReader::new(full.stdout.take().expect("it is piped")).lines();
    let failed = lines.map_while(Result::ok).find(|line| line.starts_with("failed"));
    full.kill().expect("it waits");
    full.wait().expect("it was killed");
    assert_eq!(failed.as_deref(), Some("failed disk_full"));

    let (recorder, _, _) = open(folder.path(), Tone::new(48_000), Options::default());
    let [take] = &recorder.takes().expect("takes")[..] else { panic!("the take is lost") };
    let heard = samples(&take.path);
    assert_eq!(heard.len() as u64 / 48, take.duration_ms);
    assert!((1_000..=1_600).contains(&take.duration_ms), "{} ms", take.duration_ms);
    assert_eq!(recorder.finish(id(1)).expect("there is room again").duration_ms, take.duration_ms);
}
