use super::*;

const PLAIN: Stay = Stay { full: 6000, is_deadline: false };
const UNDO: Stay = Stay { full: 10_000, is_deadline: true };

fn texts(toasts: &Toasts<&'static str>) -> Vec<&'static str> {
    toasts.shown().map(|shown| shown.toast).collect()
}

/// What is on the screen at a moment.
fn at(toasts: &mut Toasts<&'static str>, now: i64) -> Vec<&'static str> {
    toasts.advance(now);
    texts(toasts)
}

#[test]
fn two_toasts_at_once_stand_above_each_other_for_their_whole_time() {
    let mut toasts = Toasts::default();
    toasts.say("kept", PLAIN, 0);
    toasts.say("refused", PLAIN, 20);
    assert_eq!(at(&mut toasts, 5_999), ["kept", "refused"]);
    assert_eq!(at(&mut toasts, 6_000), ["refused"]);
    assert_eq!(toasts.due(), Some(6_020));
    assert!(at(&mut toasts, 6_020).is_empty());
}

#[test]
fn without_room_the_next_one_waits_until_the_oldest_could_be_read() {
    let mut toasts = Toasts::default();
    for (text, now) in [("a", 0), ("b", 10), ("c", 20), ("d", 30)] {
        toasts.say(text, PLAIN, now);
    }
    assert_eq!(texts(&toasts), ["a", "b", "c"]);
    assert_eq!(toasts.due(), Some(READ));
    assert_eq!(at(&mut toasts, READ), ["b", "c", "d"]);
}

#[test]
fn what_can_be_undone_can_be_for_all_its_time_and_no_longer() {
    let mut toasts = Toasts::default();
    toasts.say("undo", UNDO, 0);
    for now in (0..9_000).step_by(1_000) {
        toasts.say("said", PLAIN, now);
    }
    assert!(at(&mut toasts, 9_999).contains(&"undo"));
    assert!(!at(&mut toasts, 10_000).contains(&"undo"));

    let mut toasts = Toasts::default();
    for text in ["one", "two", "three", "late"] {
        toasts.say(text, UNDO, 0);
    }
    assert!(at(&mut toasts, 10_000).is_empty());
}

#[test]
fn one_of_two_alike_is_taken_back_and_makes_room() {
    let mut toasts = Toasts::default();
    let first = toasts.say("deleted", UNDO, 0);
    for text in ["deleted", "said", "waits"] {
        toasts.say(text, PLAIN, 0);
    }
    assert!(toasts.any(|said| said.toast == "waits"));
    toasts.retain(|numbered| numbered.number != first, 100);
    assert_eq!(texts(&toasts), ["deleted", "said", "waits"]);
}

#[test]
fn a_number_from_before_a_silence_takes_back_nothing_that_is_said_after_it() {
    let mut toasts = Toasts::default();
    let fetching = toasts.say("fetching", PLAIN, 0);
    for text in ["said", "said too", "waits"] {
        toasts.say(text, PLAIN, 0);
    }
    toasts.hush();
    assert!(texts(&toasts).is_empty() && !toasts.any(|_| true));
    toasts.say("undo", UNDO, 100);
    toasts.retain(|numbered| numbered.number != fetching, 200);
    assert_eq!(texts(&toasts), ["undo"]);
}

#[test]
fn a_clock_that_is_set_back_holds_no_toast_on_the_screen() {
    let mut toasts = Toasts::default();
    toasts.say("said", PLAIN, 3_600_000);
    assert_eq!(at(&mut toasts, 0), ["said"]);
    assert!(at(&mut toasts, 6_000).is_empty());
}

#[test]
fn a_short_toast_gives_its_place_away_when_its_own_time_is_over() {
    let mut toasts = Toasts::default();
    let short = Stay { full: 500, is_deadline: false };
    for text in ["a", "b", "c"] {
        toasts.say(text, short, 0);
    }
    toasts.say("d", PLAIN, 10);
    assert_eq!(toasts.due(), Some(500));
    assert_eq!(at(&mut toasts, 500), ["d"]);
    assert_eq!(toasts.due(), Some(6_500), "it has waited, and then has all its time");
}

#[test]
fn where_every_place_is_an_offer_the_next_one_waits_for_the_end_of_one() {
    let mut toasts = Toasts::default();
    for text in ["one", "two", "three"] {
        toasts.say(text, UNDO, 0);
    }
    toasts.say("said", PLAIN, 100);
    assert_eq!(at(&mut toasts, 9_999), ["one", "two", "three"]);
    assert_eq!(at(&mut toasts, 10_000), ["said"]);
}

#[test]
fn nothing_is_due_where_nothing_is_said() {
    let mut toasts = Toasts::default();
    assert_eq!(toasts.due(), None);
    let first = toasts.say("said", PLAIN, 0);
    let second = toasts.say("said too", PLAIN, 0);
    assert_ne!(first, second);
    toasts.hush();
    assert_eq!(toasts.due(), None);
    assert!(toasts.say("said later", PLAIN, 0) > second);
}
