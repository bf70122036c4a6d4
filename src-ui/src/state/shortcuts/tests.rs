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

/// The key that is said so to screen readers, as it goes down.
fn pressed(said: &str) -> Press<'_> {
    let (held, key) = said.rsplit_once('+').unwrap_or(("", said));
    let holds = |name| held.split('+').any(|held| held == name);
    Press { key, ctrl: holds("Control"), shift: holds("Shift"), alt: holds("Alt"), reading: true }
}

#[test]
fn each_key_of_the_window_does_what_its_line_says() {
    let of_window = |shortcut: &&Shortcut| matches!(shortcut.scope, Scope::Everywhere | Scope::Reading);
    for shortcut in SHORTCUTS.iter().filter(of_window) {
        if matches!(shortcut.act, Act::Close | Act::Move | Act::Open) {
            continue;
        }
        for keys in shortcut.keys {
            let said = keys.aria();
            assert_eq!(asked(pressed(&said)), Some(shortcut.act), "{said}");
            let reads = shortcut.scope == Scope::Reading;
            let elsewhere = asked(Press { reading: false, ..pressed(&said) });
            assert_eq!(elsewhere.is_none(), reads, "{said}, by who types or has just clicked");
        }
    }
}

#[test]
fn a_command_stands_once_in_the_palette() {
    for (place, act) in COMMANDS.iter().enumerate() {
        assert!(!COMMANDS[place + 1..].contains(act), "{act:?}");
    }
}

#[test]
fn a_family_is_offered_no_command_of_the_staff() {
    let for_staff = |act: &&Act| act.is_for_staff();
    let (staff, all): (Vec<_>, Vec<_>) = COMMANDS.iter().partition(for_staff);
    for act in [Act::Finish, Act::Assign, Act::Note, Act::Forward, Act::FilterPending, Act::Replies] {
        assert!(staff.contains(&&act), "{act:?}");
    }
    for act in [Act::Answer, Act::StartConversation, Act::Export, Act::Settings, Act::Help] {
        assert!(all.contains(&&act), "{act:?}");
    }
}

#[test]
fn keys_with_ctrl_or_alt_go_on_when_letters_are_switched_off() {
    for act in [Act::Search, Act::Finish, Act::Help, Act::NextConversation, Act::FindHere] {
        assert!(!aria(act, false).is_empty(), "{act:?}");
        assert!(aria(act, true).starts_with(&aria(act, false)), "{act:?}");
    }
    for act in [Act::Answer, Act::Note, Act::ToEnd, Act::FilterAll] {
        assert_eq!(aria(act, false), "", "{act:?}");
        assert!(!aria(act, true).is_empty(), "{act:?}");
    }
}

#[test]
fn an_act_without_a_key_has_none_to_be_said() {
    for act in [Act::Export, Act::StartConversation, Act::Replies, Act::Settings, Act::Theme] {
        assert_eq!((keys_of(act), aria(act, true)), (None, String::new()), "{act:?}");
    }
}

#[test]
fn keys_of_the_composer_go_on_when_letters_are_switched_off() {
    let of_composer = SHORTCUTS.iter().filter(|shortcut| shortcut.scope == Scope::Writing);
    for shortcut in of_composer {
        assert_eq!(working(shortcut, false).count(), shortcut.keys.len(), "{shortcut:?}");
    }
}

#[test]
fn a_letter_with_shift_or_in_capitals_is_the_same_letter_only_where_shift_is_asked_for() {
    assert_eq!(asked(press("R")), Some(Act::Answer), "with the capitals' lock");
    assert_eq!(asked(Press { ctrl: true, shift: true, ..press("k") }), None);
    assert_eq!(asked(Press { ctrl: true, shift: true, ..press("/") }), Some(Act::Help), "a sign may need it");
    assert_eq!(asked(Press { ctrl: true, alt: true, ..press("k") }), None);
}
