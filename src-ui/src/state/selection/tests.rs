use conversas_domain::attachment::AttachmentKind;

use super::*;
use crate::state::files::tests::{file, sent};
use crate::state::thread::tests::message;

fn item(seq: i64) -> ThreadItem {
    message(seq, 1, seq)
}

fn note(seq: i64) -> Arc<ThreadItem> {
    let kind = ItemKind::Note { text: "Só entre nós".into(), mentions: Vec::new() };
    Arc::new(ThreadItem { kind, ..item(seq) })
}

#[test]
fn pressing_twice_selects_and_releases() {
    let (one, two) = (item(1), item(2));
    let mut selection = Selection::default();
    assert!(!selection.is_active());
    selection.toggle(two.id);
    selection.add(one.id);
    selection.add(one.id);
    assert_eq!(selection.count(), 2);
    selection.toggle(two.id);
    selection.toggle(one.id);
    assert!(!selection.is_active());
}

#[test]
fn what_is_selected_comes_in_the_order_of_the_thread() {
    let all: Vec<_> = [1, 2, 3].into_iter().map(|seq| Arc::new(item(seq))).collect();
    let mut selection = Selection::default();
    selection.add(all[2].id);
    selection.add(all[0].id);
    let places: Vec<i64> = selection.items(&all).iter().map(|item| item.position.seq).collect();
    assert_eq!(places, [1, 3]);
}

#[test]
fn notes_and_unsent_messages_cannot_be_forwarded() {
    assert!(can_forward(&item(1)));
    assert!(!can_forward(&note(2)));
    let position = Position { seq: Position::UNSENT, local: 1 };
    assert!(!can_forward(&ThreadItem { position, ..item(3) }));
}

#[test]
fn a_single_message_is_copied_as_it_is_and_several_with_their_authors() {
    let one = Arc::new(ThreadItem {
        kind: ItemKind::Message { content: ItemContent::Text { text: "Bom dia".into() } },
        ..item(1)
    });
    let heading = |item: &ThreadItem| format!("#{}", item.position.seq);
    assert_eq!(copied(std::slice::from_ref(&one), heading), "Bom dia");
    assert_eq!(copied(&[one, note(2)], heading), "#1: Bom dia\n#2: Só entre nós");
}

#[test]
fn a_file_is_copied_by_its_name_and_an_event_not_at_all() {
    let name = file(1, AttachmentKind::Document).name;
    let heading = |item: &ThreadItem| format!("#{}", item.position.seq);
    let event = Arc::new(ThreadItem { kind: ItemKind::Unreadable, ..item(2) });
    let sent = sent(1, &file(1, AttachmentKind::Document));
    assert_eq!(copied(std::slice::from_ref(&sent), heading), name);
    assert_eq!(copied(&[sent, Arc::clone(&event)], heading), format!("#1: {name}"));
    assert_eq!(words(&event), None);
    assert!(!can_forward(&event));
}

#[test]
fn what_is_cleared_is_not_selected_and_can_be_again() {
    let one = item(1);
    let mut selection = Selection::default();
    selection.add(one.id);
    assert!(selection.contains(one.id) && !selection.contains(item(2).id));
    selection.clear();
    assert!(!selection.is_active() && !selection.contains(one.id));
    selection.toggle(one.id);
    assert_eq!(selection.count(), 1);
}

#[test]
fn of_messages_that_are_gone_from_the_page_none_is_copied() {
    let mut selection = Selection::default();
    selection.add(item(7).id);
    assert!(selection.items(&[Arc::new(item(1))]).is_empty());
    assert_eq!(copied(&[], |_| "#".to_owned()), "");
}
