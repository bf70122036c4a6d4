//! Tests of the loaded list.

use super::*;
use conversas_domain::moment::Moment;
use conversas_domain::ticket::Status;

fn row(number: u32, draft: &str) -> InboxRow {
    let id: ConversationId = format!("01890000-0000-7000-8000-{number:012}").parse().expect("an id");
    InboxRow {
        id,
        key: InboxKey { rank: 1, time: i64::from(number), conversation_id: id },
        channel: "Secretaria".into(),
        channel_id: "01890000-0000-7000-8000-000000000001".parse().expect("an id"),
        guardians: vec!["Juliana Prado".into()],
        student: "Theo Prado".into(),
        class_group: "4º B".into(),
        status: Status::InProgress,
        waiting_since: None,
        last_activity: Moment(0),
        preview: None,
        unread: 0,
        draft: draft.into(),
        unsent: 0,
    }
}

fn page(numbers: Range<u32>, matching: u32) -> InboxPage {
    InboxPage {
        more: numbers.end < matching,
        rows: numbers.map(|number| row(number, "")).collect(),
        counts: InboxCounts { matching, total: matching, ..InboxCounts::default() },
    }
}

#[test]
fn the_height_is_that_of_the_whole_list() {
    let mut list = InboxList::default();
    list.replace(page(0..100, 5_000));
    assert_eq!(list.total(), 5_000);
    assert_eq!(list.loaded(), 100);
}

#[test]
fn the_next_page_is_asked_for_before_the_end_is_seen() {
    let mut list = InboxList::default();
    list.replace(page(0..100, 5_000));
    assert_eq!(list.next_page(&(0..20)), None);
    let (after, limit) = list.next_page(&(60..80)).expect("a page");
    assert_eq!(after, list.row(99).map(|row| row.key));
    assert_eq!(limit, PAGE);
    list.append_after(after, page(100..200, 5_000));
    assert_eq!(list.loaded(), 200);
    assert_eq!(list.next_page(&(60..80)), None);
}

#[test]
fn a_far_jump_asks_for_large_pages() {
    let mut list = InboxList::default();
    list.replace(page(0..100, 5_000));
    assert_eq!(list.next_page(&(4_000..4_020)).map(|(_, limit)| limit), Some(LARGEST_PAGE));
}

#[test]
fn a_refresh_keeps_unchanged_rows_and_takes_changed_ones() {
    let mut list = InboxList::default();
    list.replace(page(0..3, 3));
    let before = Arc::clone(list.row(1).expect("a row"));
    let mut fresh = page(0..3, 3);
    fresh.rows[2] = row(2, "Oi");
    fresh.rows.swap(0, 2);
    list.replace(fresh);
    assert!(Arc::ptr_eq(&before, list.row(1).expect("a row")));
    assert_eq!(list.row(0).map(|row| row.draft.as_str()), Some("Oi"));
}

#[test]
fn a_row_that_moved_into_the_next_page_is_not_shown_twice() {
    let mut list = InboxList::default();
    list.replace(page(0..100, 200));
    let after = list.row(99).map(|row| row.key);
    list.append_after(after, page(99..150, 200));
    assert_eq!(list.loaded(), 150);
}

#[test]
fn a_page_that_continues_an_older_list_is_dropped() {
    let mut list = InboxList::default();
    list.replace(page(0..100, 200));
    let after = list.row(99).map(|row| row.key);
    list.replace(page(0..120, 200));
    list.append_after(after, page(100..150, 200));
    assert_eq!(list.loaded(), 120);
}

#[test]
fn far_below_the_top_only_what_is_in_sight_is_asked_for_again() {
    let mut list = InboxList::default();
    list.replace(page(0..1_000, 5_000));
    assert_eq!(list.refresh(&(10..30)).after, None);
    let asked = list.refresh(&(800..820));
    assert_eq!(asked.after, list.row(749).map(|row| row.key));
    assert_eq!(asked.limit, 170);
    list.replace_from(&asked, page(750..920, 5_000));
    assert_eq!(list.loaded(), 920);
    assert_eq!(list.total(), 5_000);
    assert!(!list.shows_stale(&(800..820)));
    assert!(list.shows_stale(&(0..20)));
    list.replace(page(0..100, 5_000));
    assert!(!list.shows_stale(&(0..20)));
}
