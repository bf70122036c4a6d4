//! Tests of the loaded list.

use super::*;
use conversas_domain::inbox::InboxKey;
use conversas_domain::moment::Moment;
use conversas_domain::ticket::Status;

/// A conversation in which nobody waits.
pub(crate) fn row(number: u32, draft: &str) -> InboxRow {
    let id: ConversationId = format!("01890000-0000-7000-8000-{number:012}").parse().expect("an id");
    InboxRow {
        id,
        key: RowKey {
            inbox: InboxKey { rank: 2, time: i64::from(number), conversation_id: id },
            activity: Moment(0),
            student: "theo prado".into(),
        },
        channel: "Secretaria".into(),
        channel_id: "01890000-0000-7000-8000-000000000001".parse().expect("an id"),
        guardians: vec!["Juliana Prado".into()],
        others: Vec::new(),
        has_twin: false,
        student: "Theo Prado".into(),
        class_group: "4º B".into(),
        status: Status::InProgress,
        waiting_since: None,
        last_activity: Moment(0),
        preview: None,
        unread: 0,
        draft: draft.into(),
        draft_files: 0,
        has_take: false,
        unsent: 0,
        undecided: 0,
        assignee: None,
    }
}

fn page(numbers: Range<u32>, matching: u32) -> InboxPage {
    InboxPage {
        more: numbers.end < matching,
        rows: numbers.map(|number| row(number, "")).collect(),
        counts: InboxCounts { matching, total: matching, ..InboxCounts::default() },
        is_whole: true,
    }
}

/// A list of these rows.
pub(crate) fn list_of(rows: Vec<InboxRow>) -> InboxList {
    let mut list = InboxList::default();
    let page = InboxPage { rows, ..page(0..0, 0) };
    list.take(&Ask::FIRST, page);
    list
}

/// A list that has answered `ask` out of so many rows.
fn answered(list: &mut InboxList, ask: &Ask, first: u32, matching: u32) {
    let end = (first + ask.limit()).min(matching);
    list.take(ask, page(first.min(end)..end, matching));
}

fn from_the_top(rows: u32, matching: u32) -> InboxList {
    let mut list = InboxList::default();
    list.take(&Ask::FIRST, page(0..rows, matching));
    list
}

#[test]
fn the_height_is_that_of_the_whole_list() {
    let list = from_the_top(100, 5_000);
    assert_eq!(list.total(), 5_000);
    assert_eq!(from_the_top(3, 3).total(), 3);
}

#[test]
fn the_next_page_is_asked_for_before_the_end_is_seen() {
    let mut list = from_the_top(100, 5_000);
    assert_eq!(list.next(&(0..20)), None);
    let ask = list.next(&(60..80)).expect("a page");
    assert_eq!((ask.after.clone(), ask.limit()), (list.row(99).map(|row| row.key.clone()), 100));
    answered(&mut list, &ask, 100, 5_000);
    assert!(list.row(199).is_some());
    assert_eq!(list.next(&(60..80)), None);
}

#[test]
fn a_far_jump_asks_for_its_surroundings_alone_and_goes_on_from_there() {
    let mut list = from_the_top(100, 100_000);
    let view = 60_000..60_020;
    let ask = list.next(&view).expect("a page");
    assert_eq!((ask.after.clone(), ask.skip(), ask.limit()), (None, 59_900, 220));
    answered(&mut list, &ask, 59_900, 100_000);
    assert_eq!(list.total(), 100_000);
    assert!(view.clone().all(|place| list.row(place).is_some_and(|row| row.key.inbox.time == place as i64)));
    assert_eq!(list.row(0), None);
    assert_eq!(list.next(&view), None);

    let on = list.next(&(60_080..60_100)).expect("a page");
    assert_eq!(on.after, list.row(60_119).map(|row| row.key.clone()));
    answered(&mut list, &on, 60_120, 100_000);
    assert!(list.row(60_200).is_some());

    let back = list.next(&(59_920..59_940)).expect("a page");
    assert_eq!((back.after.clone(), back.skip()), (None, 59_820));
    answered(&mut list, &back, 59_820, 100_000);
    assert_eq!(list.next(&(59_920..59_940)), None);
}

#[test]
fn who_scrolls_on_and_on_keeps_only_what_is_near() {
    let mut list = from_the_top(100, 100_000);
    for _ in 0..40 {
        let end = list.end();
        let ask = list.next(&(end - 20..end)).expect("a page");
        answered(&mut list, &ask, end as u32, 100_000);
    }
    assert_eq!((list.rows.len(), list.end()), (1_000, 4_100));
    assert_eq!(list.row(4_000).map(|row| row.key.inbox.time), Some(4_000));
    assert!(list.next(&(3_100..3_120)).is_some_and(|ask| ask.covers(&(3_100..3_120))));
}

#[test]
fn a_jump_beyond_a_list_that_got_short_ends_at_its_end() {
    let mut list = from_the_top(100, 5_000);
    let ask = list.next(&(4_000..4_020)).expect("a page");
    answered(&mut list, &ask, 3_900, 50);
    assert_eq!(list.total(), 50);
    assert!(list.next(&(30..50)).is_some());
}

#[test]
fn a_refresh_keeps_unchanged_rows_and_takes_changed_ones() {
    let mut list = from_the_top(3, 3);
    let before = Arc::clone(list.row(1).expect("a row"));
    let mut fresh = page(0..3, 3);
    fresh.rows[2] = row(2, "Oi");
    fresh.rows.swap(0, 2);
    list.take(&Ask::around(&(0..3)), fresh);
    assert!(Arc::ptr_eq(&before, list.row(1).expect("a row")));
    assert_eq!(list.row(0).map(|row| row.draft.as_str()), Some("Oi"));
}

#[test]
fn while_the_order_holds_rows_say_what_is_new_where_they_stand() {
    let mut list = from_the_top(3, 3);
    let mut fresh = page(0..4, 4);
    fresh.rows[2] = row(2, "Oi");
    fresh.rows.reverse();
    list.take_in_place(fresh);
    let numbers = |list: &InboxList| list.rows.iter().map(|row| row.key.inbox.time).collect::<Vec<_>>();
    assert_eq!(numbers(&list), [0, 1, 2, 3]);
    assert_eq!(list.row(2).map(|row| row.draft.as_str()), Some("Oi"));
    assert_eq!((list.total(), list.counts().matching), (4, 4));

    let mut long = from_the_top(100, 5_000);
    long.take_in_place(page(4_000..4_100, 5_001));
    assert_eq!(numbers(&long), (0..100).collect::<Vec<_>>());
}

#[test]
fn what_came_in_above_is_known_by_how_far_the_rows_in_view_moved() {
    let mut list = from_the_top(100, 5_000);
    list.take(&Ask::around(&(500..520)), page(400..620, 5_000));
    let seen = list.seen(&(500..520));
    assert_eq!(seen.len(), 20);
    assert_eq!(list.moved(&seen), 0);
    list.take(&Ask::around(&(500..520)), page(398..618, 5_002));
    assert_eq!(list.moved(&seen), 2);
}

#[test]
fn a_row_that_moved_into_the_next_page_is_not_shown_twice() {
    let mut list = from_the_top(100, 200);
    let ask = list.next(&(60..80)).expect("a page");
    list.take(&ask, page(99..150, 200));
    assert_eq!(list.end(), 150);
}

#[test]
fn a_page_that_continues_an_older_list_is_dropped() {
    let mut list = from_the_top(100, 200);
    let ask = list.next(&(60..80)).expect("a page");
    list.take(&Ask::FIRST, page(0..120, 200));
    list.take(&ask, page(100..150, 200));
    assert_eq!(list.end(), 120);
}

#[test]
fn an_answer_that_a_list_under_a_press_did_not_take_leaves_its_question_open() {
    let mut answered = Answered::default();
    assert!(!answered.is(0), "nothing was answered yet");
    assert!(answered.take(1, false));
    assert!(answered.is(1));
    assert!(!answered.take(2, true));
    assert!(!answered.is(2), "its rows are those of the question before");
    assert!(answered.take(2, false));
    assert!(answered.is(2));
}

#[test]
fn a_page_after_a_row_leaves_nothing_out_and_none_is_larger_than_the_host_gives() {
    let list = from_the_top(100, 100_000);
    let on = list.next(&(60..80)).expect("a page");
    assert_eq!(on.skip(), 0);
    let around = Ask::around(&(0..LARGEST_PAGE * 2));
    assert_eq!((around.skip(), around.limit()), (0, LARGEST_PAGE as u32));
    assert_eq!((Ask::FIRST.skip(), Ask::FIRST.limit()), (0, FIRST_PAGE as u32));
    assert_eq!(Ask { limit: 0, ..Ask::FIRST }.limit(), 1);
}

#[test]
fn an_answer_covers_what_was_in_view_when_it_was_asked_for() {
    let ask = Ask::around(&(500..520));
    assert!(ask.covers(&(500..520)) && ask.covers(&(400..620)));
    assert!(!ask.covers(&(399..420)) && !ask.covers(&(600..621)));
}

#[test]
fn rows_that_are_not_here_are_not_seen_and_those_that_went_did_not_move() {
    let mut list = from_the_top(100, 5_000);
    assert_eq!(list.seen(&(98..103)).len(), 2);
    let seen = list.seen(&(0..3));
    list.take(&Ask::FIRST, page(1_000..1_010, 1_010));
    assert_eq!(list.moved(&seen), 0, "none of them is here any more");
    assert_eq!(list.place(seen[0].1), None);
    assert_eq!(list.moved(&[]), 0);
}

#[test]
fn whether_a_list_is_whole_is_what_the_last_answer_said() {
    let mut list = from_the_top(100, 200);
    assert!(list.is_whole());
    let ask = list.next(&(60..80)).expect("a page");
    list.take(&ask, InboxPage { is_whole: false, ..page(100..150, 200) });
    assert!(!list.is_whole());
    list.take_in_place(page(0..10, 200));
    assert!(list.is_whole());
    list.take(&Ask::FIRST, InboxPage { is_whole: false, ..page(0..10, 10) });
    assert!(!list.is_whole());
}
