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

#[test]
fn a_survey_stands_below_the_finish_of_its_ticket_and_nowhere_else() {
    let items = vec![message(1, 1, 0), finish(2, 1), message(3, 1, 2)];
    let asked = finish(2, 1).ticket_id;
    let shown = with_surveys(lines(items.clone(), None), |ticket| Some(ticket) == asked);
    assert_eq!(sketch(&shown), "day0 solo solo survey episode3 solo");
    let keys: std::collections::HashSet<BlockKey> = shown.iter().map(Block::key).collect();
    assert_eq!(keys.len(), shown.len(), "the finish, its survey and its episode are told apart");
    assert_eq!(sketch(&with_surveys(lines(items, None), |_| false)), "day0 solo solo episode3 solo");
    let unknown = vec![ThreadItem { ticket_id: None, ..finish(2, 1) }];
    assert_eq!(sketch(&with_surveys(lines(unknown, None), |_| true)), "day0 solo");
}

#[test]
fn what_cannot_be_read_belongs_to_the_day_around_it() {
    let unreadable = ThreadItem { kind: ItemKind::Unreadable, at: Moment::default(), ..message(2, 1, 0) };
    let unknown = |minutes| ThreadItem { kind: ItemKind::Unknown, ..message(3, 1, minutes) };
    let day = 24 * 60;
    let items = vec![message(1, 1, 2 * day), unreadable, message(4, 1, 2 * day + 1)];
    assert_eq!(sketch(&lines(items, None)), "day0 solo solo solo");
    let items = vec![message(1, 1, 2 * day), unknown(0), message(4, 1, 2 * day + 1)];
    assert_eq!(sketch(&lines(items, None)), "day0 solo solo solo", "without a time");
    let items = vec![message(1, 1, 2 * day), unknown(3 * day), message(4, 1, 3 * day + 1)];
    assert_eq!(sketch(&lines(items, None)), "day0 solo day0 solo solo", "with one");
}

#[test]
fn a_pause_of_more_than_ten_minutes_or_midnight_ends_a_run() {
    assert_eq!(sketch(&lines(vec![message(1, 1, 0), message(2, 1, 10)], None)), "day0 start end");
    assert_eq!(sketch(&lines(vec![message(1, 1, 0), message(2, 1, 11)], None)), "day0 solo solo");
    let midnight = 24 * 60;
    let items = vec![message(1, 1, midnight - 1), message(2, 1, midnight)];
    assert_eq!(sketch(&lines(items, None)), "day0 solo day0 solo");
}

#[test]
fn an_author_is_named_where_a_run_begins_and_seen_where_it_ends() {
    let marks = |run: Run| (run.begins(), run.ends());
    assert_eq!([Run::Solo, Run::Start].map(marks), [(true, true), (true, false)]);
    assert_eq!([Run::Middle, Run::End].map(marks), [(false, false), (false, true)]);
}

#[test]
fn a_note_stands_alone_between_messages_of_its_author() {
    let note = ThreadItem {
        kind: ItemKind::Note { text: "Só entre nós".into(), mentions: Vec::new() },
        ..message(2, 2, 1)
    };
    let items = vec![message(1, 2, 0), note, message(3, 2, 2), message(4, 2, 3)];
    assert_eq!(sketch(&lines(items, None)), "day0 solo solo start end");
}

#[test]
fn what_stands_before_the_first_day_is_a_group_of_its_own() {
    let unreadable = ThreadItem { kind: ItemKind::Unreadable, at: Moment::default(), ..message(1, 1, 0) };
    let days = by_day(lines(vec![unreadable.clone(), message(2, 1, 5)], None));
    let sketches: Vec<String> = days.iter().map(|day| sketch(&day.blocks)).collect();
    assert_eq!(sketches, ["solo", "day0 solo"]);
    assert_eq!(days[0].key, BlockKey::Entry(unreadable.id));
    assert!(matches!(days[1].key, BlockKey::Day(_, 0)));
}

#[test]
fn the_number_of_an_episode_is_that_of_its_ticket_when_it_is_known() {
    let items: Vec<_> = [finish(1, 3), message(2, 1, 4)].into_iter().map(Arc::new).collect();
    let number_of = |known: Option<u32>| {
        let blocks = blocks(&items, None, |at| Civil::at(at, 0).date, |_| known);
        blocks.iter().find_map(|block| match block {
            Block::Episode { after, number, at } => Some((*after, *number, *at)),
            _ => None,
        })
    };
    assert_eq!(number_of(Some(7)), Some((items[0].id, Some(7), items[0].at)));
    assert_eq!(number_of(None), Some((items[0].id, None, items[0].at)));
}
