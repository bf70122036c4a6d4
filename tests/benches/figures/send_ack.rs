//! The time from sending to the acknowledgement after the server's commit. The limit is the unavoidable part:
//! a round trip to the same server and one fsync in the same folder.

use std::fs::File;
use std::io::Write;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::Barrier;
use std::time::{Duration, Instant};

use super::profile::Profiles;
use super::sample::Sample;
use super::school::{School, Writer};
use super::table::Table;

const ALONE: usize = 600;
const CROWD: usize = 200;
const ROUNDS: usize = 4;
/// The duration of one kind of request in a round.
const TURN: Duration = Duration::from_millis(1_500);
const GOAL: f64 = 1.5;

/// Runs the benchmark `send_ack`.
pub(super) fn run(_: &Profiles, table: &Table) {
    let school = School::open();
    let writer = school.writer();
    one(&school, &writer).print("one client", table);
    many(&school, &writer).print(&format!("{CROWD} clients"), table);
}

#[derive(Default)]
struct Measured {
    sent: Sample,
    trips: Sample,
    syncs: Sample,
    /// The number of messages in a second.
    rate: Option<f64>,
}

impl Measured {
    fn print(&self, who: &str, table: &Table) {
        table.sample(&format!("{who}: send → acknowledged"), &self.sent);
        table.sample(&format!("{who}: round trip"), &self.trips);
        table.sample(&format!("{who}: fsync"), &self.syncs);
        let limit = self.trips.p50() + self.syncs.p50();
        table.ratio(&format!("{who}: p50 / (round trip + fsync)"), self.sent.p50(), limit, "limit", GOAL);
        if let Some(rate) = self.rate {
            table.note(&format!("{who}: messages per second"), format!("{rate:.0}"));
        }
    }
}

fn one(school: &School, writer: &Writer) -> Measured {
    let mut connection = school.connect(Some(&writer.token));
    let mut disk = Disk::at(&school.data());
    let mut measured = Measured::default();
    for number in 0..ALONE {
        measured.sent.time(|| writer.send(&mut connection, number));
        measured.trips.time(|| connection.get("/healthz"));
        measured.syncs.time(|| disk.write());
    }
    measured
}

/// Measures in turn: everybody sends as soon as the last message is acknowledged; everybody makes round
/// trips; one writer syncs.
fn many(school: &School, writer: &Writer) -> Measured {
    let barrier = Barrier::new(CROWD + 1);
    let mut disk = Disk::at(&school.data());
    let mut measured = Measured::default();
    std::thread::scope(|scope| {
        let client = |number: usize| {
            let barrier = &barrier;
            move || {
                let mut connection = school.connect(Some(&writer.token));
                let (mut sent, mut trips) = <(Sample, Sample)>::default();
                for _ in 0..ROUNDS {
                    barrier.wait();
                    turn(&mut sent, || writer.send(&mut connection, number));
                    barrier.wait();
                    turn(&mut trips, || drop(connection.get("/healthz")));
                    barrier.wait();
                }
                (sent, trips)
            }
        };
        let clients: Vec<_> = (0..CROWD).map(|number| scope.spawn(client(number))).collect();
        for _ in 0..ROUNDS {
            barrier.wait();
            barrier.wait();
            barrier.wait();
            for _ in 0..ALONE / ROUNDS {
                measured.syncs.time(|| disk.write());
            }
        }
        for client in clients {
            let (sent, trips) = client.join().expect("a client gets all its answers");
            measured.sent.append(sent);
            measured.trips.append(trips);
        }
    });
    measured.rate = Some(measured.sent.len() as f64 / (TURN * ROUNDS as u32).as_secs_f64());
    measured
}

fn turn(sample: &mut Sample, mut work: impl FnMut()) {
    let end = Instant::now() + TURN;
    while Instant::now() < end {
        sample.time(&mut work);
    }
}

/// A file that is written over from its beginning, as a write-ahead log is: a growing file would cost more.
struct Disk {
    file: File,
    page: u64,
}

const PAGE: usize = 4_096;
const PAGES: u64 = 1_000;

impl Disk {
    fn at(folder: &Path) -> Disk {
        let mut file = File::create(folder.join("bench.sync")).expect("the server's folder can be written");
        file.write_all(&vec![0; PAGE * PAGES as usize]).expect("there is room");
        file.sync_all().expect("the disk syncs");
        Disk { file, page: 0 }
    }

    /// Writes one page, which is on the disk when this returns.
    fn write(&mut self) {
        self.page = (self.page + 1) % PAGES;
        self.file.write_all_at(&[7; PAGE], self.page * PAGE as u64).expect("there is room");
        self.file.sync_data().expect("the disk syncs");
    }
}
