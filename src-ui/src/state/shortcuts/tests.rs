use super::*;

fn press(key: &str) -> Press<'_> {
    Press { key, ctrl: false, shift: false, alt: false, reading: true }
}

#[test]
fn a_letter_does_nothing_while_one_types() {
    for key in ["r", "f", "e", "n", "a", "/", "?", "1"] {
        assert!(asked(press(key)).is_some(), "{key}");
        assert_eq!(asked(Press { reading: false, ..press(key) }), None, "{key}");
    }
}

#[test]
fn what_is_held_counts() {
    assert_eq!(asked(Press { ctrl: true, reading: false, ..press("K") }), Some(Act::Search));
    assert_eq!(asked(press("k")), None);
    assert_eq!(asked(Press { ctrl: true, ..press("r") }), None);
    assert_eq!(asked(Press { ctrl: true, shift: true, ..press("F") }), Some(Act::Finish));
    assert_eq!(asked(Press { ctrl: true, ..press("f") }), Some(Act::FindHere));
    assert_eq!(asked(Press { alt: true, reading: false, ..press("ArrowDown") }), Some(Act::NextConversation));
}

#[test]
fn a_question_mark_needs_shift_on_most_keyboards() {
    assert_eq!(asked(Press { shift: true, ..press("?") }), Some(Act::Help));
    assert_eq!(asked(Press { shift: true, ..press("R") }), None);
}

#[test]
fn what_the_focus_handles_is_left_to_it() {
    for key in ["Escape", "Enter", "ArrowUp", "x"] {
        assert_eq!(asked(press(key)), None, "{key}");
    }
}

#[test]
fn no_key_has_two_meanings_in_one_place() {
    for (place, one) in SHORTCUTS.iter().enumerate() {
        for other in &SHORTCUTS[place + 1..] {
            let same = one.scope == other.scope && one.keys.iter().any(|keys| other.keys.contains(keys));
            assert!(!same, "{one:?} {other:?}");
        }
    }
}

#[test]
fn keys_are_said_on_keycaps_and_to_screen_readers() {
    let said = |act| keys_of(act).map(Keys::caps).unwrap_or_default().join(" ");
    assert_eq!(said(Act::Search), "Ctrl K");
    assert_eq!(said(Act::NextConversation), "Alt ↓");
    assert_eq!(said(Act::Menu), "Shift F10");
    assert_eq!(aria(Act::Finish, true), "Control+Shift+F F");
    assert_eq!(aria(Act::Finish, false), "Control+Shift+F");
    assert_eq!(aria(Act::NextConversation, true), "Alt+ArrowDown");
}

#[test]
fn what_is_switched_off_is_every_key_that_is_only_a_character() {
    for shortcut in
        SHORTCUTS.iter().filter(|shortcut| matches!(shortcut.scope, Scope::Reading | Scope::Message))
    {
        for keys in working(shortcut, false) {
            assert!(
                keys.caps().len() > 1 || matches!(keys.caps()[0].as_str(), "↑" | "↓" | "Enter"),
                "{keys:?}"
            );
        }
    }
}
