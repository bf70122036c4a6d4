//! A large file over a bad link: it arrives, and memory stays flat on both sides, which share this process.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs::File;
use std::io::Write;
use std::time::{Duration, Instant};

use conversas_client::{Chosen, Source};
use conversas_domain::plan::Plan;
use conversas_testkit::{Cable, Device, House, Opening, samples};

/// The size of the file: the default limit, to the byte.
const SIZE: u64 = 100 * 1024 * 1024;
/// The number of bytes between breaks: there are ten breaks and a rest.
const EVERY: u64 = SIZE / 11;
/// The limit for memory: pieces on their way through device, connection and server.
const FLAT: u64 = 64 * 1024 * 1024;

/// Answers a figure of this process, in bytes.
fn status(key: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with(key)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() * 1024
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_megabytes_arrive_over_a_link_that_breaks_ten_times_in_flat_memory() {
    let house = House::start().await;
    house.set_plan(Plan::Premium).await;
    let cable = Cable::to(house.addr()).await;
    let maria = Device::of(house.maria, &cable.url()).await;
    let engine = maria.engine();
    let opened = engine.open_conversation(house.secretaria, house.joao, "Bom dia!").await.unwrap();
    let id = opened.conversation_id;
    maria.until("sent", async |engine| engine.outbox().await.unwrap().is_empty().then_some(())).await;

    let path = maria.folder().join("festa.mp4");
    let mut file = File::create(&path).unwrap();
    file.write_all(&samples::video(0)).unwrap();
    file.set_len(SIZE).unwrap();
    drop(file);
    std::fs::write("/proc/self/clear_refs", "5").unwrap();
    let before = status("VmRSS");

    let chosen = Chosen { name: "festa.mp4".into(), source: Source::Path(path) };
    engine.add_files(id, vec![chosen]).await.unwrap().remove(0).unwrap();
    cable.break_every(EVERY);
    engine.send_tray(id, None, None, false).await.unwrap();
    let begun = Instant::now();
    let mut events = engine.subscribe();
    while !engine.outbox().await.unwrap().is_empty() {
        assert!(begun.elapsed() < Duration::from_secs(120), "it does not arrive");
        // The events tell progress, at most five times a second, and the arrival at the end.
        let _ = tokio::time::timeout(Duration::from_secs(5), events.recv()).await;
    }
    let grown = status("VmHWM").saturating_sub(before);
    println!("{} breaks, {} s, {} MB more", cable.breaks(), begun.elapsed().as_secs(), grown >> 20);
    assert!(cable.breaks() >= 10, "{} breaks", cable.breaks());
    assert_eq!(house.contents(), 1);
    assert!(grown < FLAT, "{} MB", grown >> 20);
}
