use conversas_domain::ids::ConversationId;
use futures_util::FutureExt;
use leptos::reactive::owner::Owner;

use super::*;

fn conversation(number: u8) -> ConversationId {
    format!("01890000-0000-7000-8000-00000000000{number}").parse().expect("an id")
}

fn message(number: u8) -> DraftPlace {
    DraftPlace::Message { conversation_id: conversation(number) }
}

fn note(number: u8) -> DraftPlace {
    DraftPlace::Note { conversation_id: conversation(number) }
}

/// Letters at a place, as if they had been typed without a timer.
fn typed(drafts: Drafts, place: DraftPlace, text: &str) {
    drafts.book.update(|book| book.typed(place, text, 0));
}

#[test]
fn words_begin_their_way_once_and_each_for_itself() {
    Owner::new().with(|| {
        let drafts = Drafts::new();
        let (first, second) =
            (drafts.hand_over(message(1), "bom dia"), drafts.hand_over(message(1), "boleto"));
        assert!(drafts.begins(first));
        assert!(!drafts.begins(first) && !drafts.is_handing(first), "it is on its way");
        assert!(drafts.is_handing(second));
        assert!(drafts.begins(second));
    });
}

#[test]
fn the_same_words_twice_are_two_messages() {
    Owner::new().with(|| {
        let drafts = Drafts::new();
        let first = drafts.hand_over(message(1), "sim");
        let second = drafts.hand_over(message(1), "sim");
        assert!(drafts.begins(second) && drafts.is_handing(first));
    });
}

#[test]
fn words_that_are_handed_over_are_no_draft_any_more_and_those_elsewhere_stay() {
    Owner::new().with(|| {
        let drafts = Drafts::new();
        typed(drafts, message(1), "bom dia");
        typed(drafts, note(1), "ligar para a mãe");
        assert!(!drafts.is_safe_untracked(message(1)), "the host does not have it");
        let handed = drafts.hand_over(message(1), "bom dia");
        assert!(handed.had_draft && drafts.is_safe_untracked(message(1)));
        assert_eq!(
            (drafts.held(message(1)), drafts.held(note(1))),
            (String::new(), "ligar para a mãe".into())
        );
        assert!(!drafts.hand_over(message(2), "oi").had_draft);
    });
}

#[test]
fn what_had_not_begun_its_way_is_a_draft_of_its_own_place_before_what_was_typed_since() {
    Owner::new().with(|| {
        let drafts = Drafts::new();
        let gone = drafts.hand_over(message(1), "já foi");
        drafts.begins(gone);
        drafts.hand_over(message(1), "bom dia");
        drafts.hand_over(note(2), "ligar");
        drafts.hand_over(message(1), "boleto");
        typed(drafts, message(1), "e mais");
        assert!(drafts.take_back(0));
        assert_eq!(drafts.held(message(1)), "bom dia\nboleto\ne mais");
        assert_eq!((drafts.held(note(2)), drafts.held(message(2))), ("ligar".to_owned(), String::new()));
        assert!(!drafts.is_safe_untracked(note(2)), "the host is told");
        assert!(!drafts.take_back(0), "once");
    });
}

#[test]
fn a_field_is_told_of_words_that_came_back_as_long_as_it_is_on_the_screen() {
    Owner::new().with(|| {
        let drafts = Drafts::new();
        let shown = StoredValue::new(Vec::new());
        let screen = Owner::new();
        screen.with(|| {
            drafts.when_returned(move || shown.update_value(|all| all.push(drafts.held(message(1)))));
        });
        drafts.hand_over(message(1), "bom dia");
        drafts.take_back(0);
        drafts.hand_over(message(1), "bom dia");
        drafts.hand_over(message(1), "boleto");
        drafts.take_back(0);
        assert_eq!(shown.get_value(), ["bom dia", "bom dia\nboleto"]);
        screen.cleanup();
        drafts.hand_over(message(1), "oi");
        drafts.take_back(0);
        assert_eq!(shown.get_value().len(), 2);
    });
}

#[test]
fn nothing_that_one_person_typed_or_handed_over_is_there_for_the_next_one() {
    Owner::new().with(|| {
        let drafts = Drafts::new();
        typed(drafts, note(1), "ligar para a mãe");
        let handed = drafts.hand_over(message(1), "bom dia");
        drafts.forget();
        assert_eq!(drafts.held(note(1)), "");
        assert!(drafts.is_safe_untracked(note(1)));
        assert!(!drafts.is_handing(handed) && !drafts.begins(handed));
        assert_eq!(drafts.came_back(handed, "bom dia"), None);
        assert!(!drafts.take_back(0));
        assert_eq!(drafts.held(message(1)), "");
    });
}

#[test]
fn who_waits_for_what_is_on_its_way_to_the_host_waits_for_one_turn_at_a_time() {
    Owner::new().with(|| {
        let drafts = Drafts::new();
        let turn = drafts.turn.get_value();
        let held = turn.try_lock().expect("nobody has it");
        assert_eq!(drafts.arrived().now_or_never(), None, "something is on its way");
        drop(held);
        assert_eq!(drafts.arrived().now_or_never(), Some(()));
        assert_eq!(drafts.arrived().now_or_never(), Some(()), "whoever waited keeps no turn");
    });
}

#[test]
fn words_of_the_next_person_are_not_taken_for_those_of_the_one_before() {
    Owner::new().with(|| {
        let drafts = Drafts::new();
        let before = drafts.hand_over(message(1), "bom dia");
        drafts.forget();
        let after = drafts.hand_over(message(1), "bom dia");
        assert!(!drafts.begins(before));
        assert!(drafts.is_handing(after), "they still wait");
        assert!(drafts.begins(after));
        assert_eq!(drafts.came_back(before, "bom dia"), None);
    });
}
