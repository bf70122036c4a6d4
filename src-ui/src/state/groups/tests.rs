//! Tests of grouping.

use super::*;
use crate::state::thread::tests::message;
use crate::state::time::Civil;

fn lines(items: Vec<ThreadItem>, first_unread: Option<usize>) -> Vec<Block> {
    let items: Vec<Arc<ThreadItem>> = items.into_iter().map(Arc::new).collect();
    let unread = first_unread.map(|place| items[place].id);
    blocks(&items, unread, |at| Civil::at(at, 0).date, |_| Some(3))
}

fn sketch(blocks: &[Block]) -> String {
    let word = |block: &Block| match block {
        Block::Day(_, repeat) => format!("day{repeat}"),
        Block::Unread => "unread".to_owned(),
        Block::Episode { number, .. } => format!("episode{}", number.unwrap_or(0)),
        Block::Survey { .. } => "survey".to_owned(),
        Block::Entry(_, run) => run.name().to_owned(),
    };
    blocks.iter().map(word).collect::<Vec<_>>().join(" ")
}

fn finish(seq: i64, minutes: i64) -> ThreadItem {
    let kind = ItemKind::StatusChanged { status: Status::Finished, opened: false };
    let ticket_id = "01890000-0000-7000-a000-000000000001".parse().ok();
    ThreadItem { kind, ticket_id, ..message(seq, 2, minutes) }
}

#[test]
fn messages_of_one_author_within_minutes_are_a_run() {
    let items =
        vec![message(1, 1, 0), message(2, 1, 2), message(3, 1, 4), message(4, 2, 5), message(5, 2, 30)];
    assert_eq!(sketch(&lines(items, None)), "day0 start middle end solo solo");
}

#[test]
fn an_event_ends_a_run_and_a_finish_before_something_ends_an_episode() {
    let items = vec![message(1, 1, 0), finish(2, 1), message(3, 1, 2)];
    assert_eq!(sketch(&lines(items, None)), "day0 solo solo episode3 solo");
    assert_eq!(sketch(&lines(vec![message(1, 1, 0), finish(2, 1)], None)), "day0 solo solo");
}

#[test]
fn each_day_has_a_separator_even_when_a_wrong_clock_brings_it_twice() {
    let day = 24 * 60;
    let items = vec![message(1, 1, 0), message(2, 1, day), message(3, 1, 1)];
    let blocks = lines(items, None);
    assert_eq!(sketch(&blocks), "day0 solo day0 solo day1 solo");
    let keys: std::collections::HashSet<BlockKey> = blocks.iter().map(Block::key).collect();
    assert_eq!(keys.len(), blocks.len());
}

#[test]
fn each_day_begins_with_its_separator() {
    let day = 24 * 60;
    let days = by_day(lines(vec![message(1, 1, 0), message(2, 1, 1), message(3, 1, day)], None));
    let sketches: Vec<String> = days.iter().map(|day| sketch(&day.blocks)).collect();
    assert_eq!(sketches, ["day0 start end", "day0 solo"]);
}

#[test]
fn the_mark_stands_before_the_first_unread_message_and_splits_its_run() {
    let items = vec![message(1, 1, 0), message(2, 1, 1), message(3, 1, 2)];
    assert_eq!(sketch(&lines(items, Some(1))), "day0 solo unread start end");
}
