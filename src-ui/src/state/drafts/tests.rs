use super::*;

fn place() -> DraftPlace {
    let id = "01890000-0000-7000-8000-000000000001".parse().expect("an id");
    DraftPlace::Message { conversation_id: id }
}

/// Types a text, which the host keeps.
fn keeps(book: &mut Book, text: &str) {
    book.typed(place(), text, 0);
    for (place, text) in book.take_due() {
        book.saved(place, &text, true);
    }
}

#[test]
fn what_was_typed_after_a_message_is_kept_again_when_the_host_takes_the_message() {
    let mut book = Book::default();
    keeps(&mut book, "primeira");
    assert!(book.hand_over(place()));
    keeps(&mut book, "y");
    book.handed_over(place(), true, 1);
    assert_eq!(book.held(place()), Some("y"));
    assert_eq!(book.take_due(), [(place(), "y".to_owned())], "the host forgot it with the message");
}

#[test]
fn what_was_on_its_way_to_the_host_when_it_took_the_message_is_kept_again() {
    let mut book = Book::default();
    assert!(!book.hand_over(place()));
    book.typed(place(), "y", 0);
    let late = book.take_due();
    book.handed_over(place(), false, 1);
    for (place, text) in late {
        book.saved(place, &text, true);
    }
    assert_eq!(book.take_due(), [(place(), "y".to_owned())]);
}

#[test]
fn a_message_that_comes_back_stands_before_what_was_typed_since_also_if_it_is_kept_by_then() {
    let mut book = Book::default();
    keeps(&mut book, "primeira");
    book.hand_over(place());
    keeps(&mut book, "y");
    assert_eq!(book.came_back(place(), "primeira", 1), "primeira\ny");
    assert_eq!(book.all(), [(place(), "primeira\ny".to_owned())]);
}

#[test]
fn a_draft_that_reaches_the_host_after_its_message_is_taken_off_again() {
    let mut book = Book::default();
    book.typed(place(), "primeira", 0);
    let late = book.take_due();
    assert!(book.hand_over(place()));
    for (place, text) in late {
        book.saved(place, &text, true);
    }
    assert_eq!(book.held(place()), None);
    book.handed_over(place(), true, 1);
    assert_eq!(book.all(), [(place(), String::new())]);
}

#[test]
fn words_that_the_host_put_behind_a_draft_stand_behind_what_was_typed_meanwhile() {
    let mut book = Book::default();
    keeps(&mut book, "Bom");
    book.typed(place(), "Bom dia", 1);
    assert_eq!(book.grew(place(), "Bom\nPode vir às 8h.".to_owned(), 2), "Bom dia\nPode vir às 8h.");
    assert_eq!(book.all(), [(place(), "Bom dia\nPode vir às 8h.".to_owned())]);
    assert!(book.due().is_some(), "the host is told");
}

#[test]
fn words_that_the_host_put_behind_a_draft_are_taken_as_they_are_when_nothing_was_typed() {
    let mut book = Book::default();
    keeps(&mut book, "Bom");
    assert_eq!(book.grew(place(), "Bom\nPode vir às 8h.".to_owned(), 2), "Bom\nPode vir às 8h.");
    assert_eq!(book.all(), []);
}

#[test]
fn what_the_host_knows_is_not_told_again() {
    let mut book = Book::default();
    keeps(&mut book, "Bom dia");
    book.typed(place(), "Bom dia", 1);
    assert!(book.is_safe(place()));
    book.typed(place(), "Bom", 1);
    assert!(!book.is_safe(place()));
}

#[test]
fn what_is_typed_at_a_place_that_is_left_before_its_draft_is_here_stands_behind_that() {
    let mut book = Book::default();
    book.follows(place(), "podemos conversar");
    assert!(!book.is_safe(place()));
    assert_eq!(book.all(), [], "it would replace what is kept");
    assert_eq!(book.came(place(), "Bom dia,".to_owned(), 1), "Bom dia, podemos conversar");
    assert_eq!(book.take_due(), [(place(), "Bom dia, podemos conversar".to_owned())]);
    assert_eq!(book.came(place(), "Bom dia,".to_owned(), 2), "Bom dia, podemos conversar", "once");
}

#[test]
fn a_place_that_is_left_twice_before_its_draft_is_here_keeps_the_words_of_both_times() {
    let mut book = Book::default();
    book.follows(place(), "Oi");
    book.follows(place(), "Ana");
    assert_eq!(book.came(place(), String::new(), 1), "Oi Ana");
}

fn another() -> DraftPlace {
    let id = "01890000-0000-7000-8000-000000000002".parse().expect("an id");
    DraftPlace::Note { conversation_id: id }
}

#[test]
fn letters_are_on_their_way_once() {
    let mut book = Book::default();
    book.typed(place(), "Bom", 0);
    assert_eq!(book.take_due(), [(place(), "Bom".to_owned())]);
    assert_eq!((book.take_due(), book.due()), (vec![], None));
    assert!(!book.is_safe(place()), "the host has not answered");
    book.saved(place(), "Bom", true);
    assert!(book.is_safe(place()));
}

#[test]
fn what_is_typed_while_older_letters_are_on_their_way_is_told_after_them() {
    let mut book = Book::default();
    book.typed(place(), "Bom", 0);
    book.take_due();
    book.typed(place(), "Bom dia", 1);
    book.saved(place(), "Bom", true);
    assert!(!book.is_safe(place()));
    assert_eq!(book.held(place()), Some("Bom dia"));
    assert_eq!(book.take_due(), [(place(), "Bom dia".to_owned())]);
}

#[test]
fn a_place_that_is_emptied_is_told_and_forgotten() {
    let mut book = Book::default();
    keeps(&mut book, "Bom dia");
    book.typed(place(), "", 1);
    assert_eq!(book.take_due(), [(place(), String::new())]);
    book.saved(place(), "", true);
    assert_eq!((book.held(place()), book.is_safe(place())), (None, true));
    assert!(!book.hand_over(place()), "the host keeps nothing");
}

#[test]
fn of_what_nobody_could_want_nothing_is_kept() {
    let mut book = Book::default();
    book.typed(place(), "Bom dia", 0);
    book.take_due();
    book.saved(place(), "Bom dia", false);
    assert_eq!(book.held(place()), None);
}

#[test]
fn each_place_has_words_of_its_own_and_the_first_letters_are_due_first() {
    let mut book = Book::default();
    book.typed(another(), "nota", 100);
    let due = book.due().expect("letters");
    book.typed(place(), "Bom dia", 0);
    assert!(book.due().is_some_and(|first| first < due));
    book.hand_over(place());
    assert_eq!((book.held(place()), book.held(another())), (None, Some("nota")));
    assert_eq!(book.due(), Some(due));
}

#[test]
fn words_that_come_back_to_an_empty_place_stand_there_alone() {
    let mut book = Book::default();
    book.hand_over(place());
    assert_eq!(book.came_back(place(), "Bom dia", 1), "Bom dia");
    book.hand_over(place());
    book.typed(place(), "  ", 2);
    assert_eq!(book.came_back(place(), "Bom dia", 3), "Bom dia", "white space is not typed behind it");
}

#[test]
fn words_that_do_not_begin_with_the_draft_stand_before_what_was_typed_meanwhile() {
    let mut book = Book::default();
    keeps(&mut book, "Bom");
    book.typed(place(), "Bom dia", 1);
    assert_eq!(book.grew(place(), "Outra coisa".to_owned(), 2), "Outra coisa\nBom dia");
}
