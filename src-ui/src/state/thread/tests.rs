//! Tests of the window, and items for the tests of others.

use super::*;
use conversas_domain::attachment::AttachmentKind;
use conversas_domain::moment::Moment;
use conversas_domain::person::Side;
use conversas_ipc::{FileItem, ItemAuthor, ItemContent};

use crate::state::files::tests::{file, sent};

/// A message at a place; people of the school have even numbers.
pub(crate) fn message(seq: i64, person: u32, minutes: i64) -> ThreadItem {
    ThreadItem {
        id: format!("01890000-0000-7000-8000-{seq:012}").parse().expect("an id"),
        position: Position { seq, local: 0 },
        ticket_id: None,
        author: ItemAuthor {
            id: format!("01890000-0000-7000-9000-{person:012}").parse().expect("an id"),
            name: format!("Pessoa {person}"),
            side: if person.is_multiple_of(2) { Side::School } else { Side::Family },
            is_me: person == 2,
            relationship: None,
        },
        at: Moment(minutes * 60_000),
        written_at: Moment(minutes * 60_000),
        kind: ItemKind::Message { content: ItemContent::Text { text: "Oi".into() } },
        delivery: None,
    }
}

fn page(range: std::ops::Range<i64>, has_older: bool, has_newer: bool) -> ThreadPage {
    let items = range.map(|seq| message(seq, 1, seq)).collect();
    ThreadPage { items, has_older, older_offline: false, has_newer }
}

#[test]
fn scrolling_up_cuts_the_far_end_and_scrolling_down_brings_it_back() {
    let mut list = ThreadList::default();
    list.show(page(700..1_000, true, false));
    list.prepend(page(640..700, true, false));
    assert_eq!(list.items().len(), MOST);
    assert!(list.has_newer);
    assert_eq!(list.last().map(|position| position.seq), Some(939));
    list.append(page(940..1_000, true, false));
    assert_eq!(list.first().map(|position| position.seq), Some(700));
    assert!(list.has_older && !list.has_newer);
}

#[test]
fn what_is_there_already_is_not_added_twice() {
    let mut list = ThreadList::default();
    list.show(page(10..20, true, false));
    list.prepend(page(5..12, false, true));
    list.append(page(18..25, true, false));
    let seqs: Vec<i64> = list.items().iter().map(|item| item.position.seq).collect();
    assert_eq!(seqs, (5..25).collect::<Vec<_>>());
}

#[test]
fn a_refresh_asks_up_to_the_end_only_when_the_end_is_shown() {
    let mut list = ThreadList::default();
    assert_eq!(list.refresh_window(), (ThreadWindow::Latest, PAGE));
    list.show(page(10..20, true, false));
    let first = Position { seq: 10, local: 0 };
    assert_eq!(list.refresh_window().0, ThreadWindow::From { position: first });
    list.has_newer = true;
    let before = Position { seq: 10, local: -1 };
    assert_eq!(list.refresh_window(), (ThreadWindow::After { position: before }, 10));
}

#[test]
fn an_item_that_did_not_change_stays_the_same_allocation() {
    let mut list = ThreadList::default();
    list.show(page(10..20, true, false));
    let before = Arc::clone(&list.items()[3]);
    list.refresh(page(10..21, true, false), true);
    assert!(Arc::ptr_eq(&before, &list.items()[3]));
}

#[test]
fn what_came_is_counted_without_own_messages_and_what_was_on_the_screen() {
    let mut list = ThreadList::default();
    let mut items = page(0..6, false, false);
    items.items[4] = message(4, 2, 4);
    list.show(items);
    assert!(list.has(list.items()[3].id));
    assert!(!list.has(message(9, 1, 0).id));
    let at = |seq| Position { seq, local: 0 };
    let since_the_end = |shown_up_to| New { begins: Some(Beginning::After(at(2))), shown_up_to };
    assert_eq!(list.come(since_the_end(Some(at(2))), 0), 2);
    assert_eq!(list.come(since_the_end(Some(at(3))), 2), 1, "one of them is on the screen");
    assert_eq!(list.come(since_the_end(Some(at(5))), 2), 0, "both are");
    let unread = |shown_up_to| New { begins: Some(Beginning::With(at(2))), shown_up_to };
    assert_eq!(list.come(unread(None), 3), 3);
    assert_eq!(list.come(unread(Some(at(3))), 3), 1);
    assert_eq!(list.come(unread(Some(at(3))), 9), 7, "six are not in the page yet");
    assert_eq!(list.come(New::default(), 9), 9, "nor is any");
}

#[test]
fn a_thread_that_is_shown_from_its_beginning_is_asked_for_from_there() {
    let mut list = ThreadList::default();
    list.show(page(10..20, false, false));
    let beginning = Position { seq: 0, local: 0 };
    assert_eq!(list.refresh_window().0, ThreadWindow::From { position: beginning });
}

#[test]
fn a_thread_of_unsent_messages_alone_is_asked_for_from_its_end() {
    let mut list = ThreadList::default();
    let mut unsent = message(1, 2, 1);
    unsent.position = Position { seq: Position::UNSENT, local: 1 };
    list.show(ThreadPage { items: vec![unsent], has_older: false, older_offline: false, has_newer: false });
    assert_eq!(list.refresh_window(), (ThreadWindow::Latest, PAGE));
}

#[test]
fn progress_of_a_file_changes_its_item_alone_and_only_while_it_is_on_its_way() {
    let mut list = ThreadList::default();
    list.show(page(10..13, false, false));
    let (before, id) = (list.items().to_vec(), list.items()[1].id);
    assert!(!list.goes_up(id, 40), "it is there already");
    let going = |percent| Some(Delivery::Sending { upload: Some(Upload::Uploading { percent }) });
    Arc::make_mut(&mut list.items[1]).delivery = going(3);
    assert!(list.goes_up(id, 40));
    assert_eq!(list.items()[1].delivery, going(40));
    assert!(Arc::ptr_eq(&before[0], &list.items()[0]) && Arc::ptr_eq(&before[2], &list.items()[2]));
    assert!(!list.goes_up("01890000-0000-7000-8000-000000000999".parse().expect("an id"), 40));
}

#[test]
fn progress_of_a_download_changes_the_items_of_its_file_alone_until_it_is_here() {
    let mut list = ThreadList::default();
    let absent = FileItem { here: FileHere::Absent, ..file(7, AttachmentKind::Document) };
    list.show(page(10..14, false, false));
    list.items[1] = sent(11, &absent);
    list.items[3] = sent(13, &absent);
    let before = list.items().to_vec();
    let here = |list: &ThreadList, place: usize| file_of(&list.items()[place]).map(|file| file.here);
    assert!(list.comes_down(absent.id, 40));
    for place in [1, 3] {
        assert_eq!(here(&list, place), Some(FileHere::Fetching { percent: 40 }));
    }
    assert!(Arc::ptr_eq(&before[0], &list.items()[0]) && Arc::ptr_eq(&before[2], &list.items()[2]));
    assert!(!list.comes_down(file(8, AttachmentKind::Document).id, 40), "another file");
    list.items[1] = sent(11, &file(7, AttachmentKind::Document));
    list.items[3] = Arc::clone(&list.items[1]);
    assert!(!list.comes_down(absent.id, 99), "it is here by now");
    assert_eq!(here(&list, 1), Some(FileHere::Here));
}

#[test]
fn who_is_at_the_end_has_the_beginning_cut_and_who_reads_has_not() {
    let mut list = ThreadList::default();
    list.refresh(ThreadPage { older_offline: true, ..page(0..MOST as i64 + 40, false, false) }, false);
    assert_eq!((list.items().len(), list.has_older, list.older_offline), (MOST + 40, false, true));
    list.refresh(ThreadPage { older_offline: true, ..page(0..MOST as i64 + 40, false, false) }, true);
    assert_eq!((list.items().len(), list.has_older, list.older_offline), (MOST, true, false));
    assert_eq!(list.first().map(|position| position.seq), Some(40));
}

#[test]
fn what_is_above_and_cannot_be_reached_is_known_until_the_beginning_is_cut() {
    let mut list = ThreadList::default();
    list.show(page(100..160, true, false));
    list.prepend(ThreadPage { older_offline: true, ..page(90..100, true, false) });
    assert!(list.has_older && list.older_offline);
    list.append(page(160..90 + MOST as i64, true, false));
    assert!(list.older_offline, "nothing was cut");
    list.append(page(90 + MOST as i64..91 + MOST as i64, true, false));
    assert!(list.has_older && !list.older_offline, "what was cut is on this device");
}

#[test]
fn an_unsent_message_has_a_place_and_is_not_numbered() {
    let mut list = ThreadList::default();
    assert_eq!((list.newest_numbered(), list.first(), list.last()), (None, None, None));
    let mut shown = page(1..4, false, false);
    let unsent = Position { seq: Position::UNSENT, local: 1 };
    shown.items.push(ThreadItem { position: unsent, ..message(9, 2, 4) });
    list.show(shown);
    assert_eq!(list.last(), Some(unsent));
    assert_eq!(list.newest_numbered(), Some(Position { seq: 3, local: 0 }));
    assert_eq!(list.position_of(message(9, 2, 0).id), Some(unsent));
    assert_eq!(list.position_of(message(8, 2, 0).id), None);
}

#[test]
fn events_and_notes_are_not_counted_as_new_messages() {
    let mut list = ThreadList::default();
    let mut shown = page(0..4, false, false);
    shown.items[2].kind = ItemKind::Note { text: "Só entre nós".into(), mentions: Vec::new() };
    shown.items[3].kind = ItemKind::Unreadable;
    list.show(shown);
    let begins = Some(Beginning::With(Position { seq: 0, local: 0 }));
    assert_eq!(list.come(New { begins, shown_up_to: None }, 0), 2);
}
