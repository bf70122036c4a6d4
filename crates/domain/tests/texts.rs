//! A proof that no text of a person breaks a promise on which other crates rely.

use conversas_domain::search::fold;
use conversas_domain::text::{MESSAGE_LIMIT, MessageText, NAME_LIMIT, Name, TextError};
use proptest::prelude::*;

/// Makes letters, spaces, breaks, marks, controls and emoji.
const ANYTHING: &str = "(?s)[\\PC\\s\\u{0}-\\u{1f}\\u{200b}-\\u{202e}\\u{2060}-\\u{2069}\\u{feff}]{0,40}";

proptest! {
    #[test]
    fn a_parsed_message_stays_as_it_is(raw in ANYTHING) {
        if let Ok(text) = MessageText::parse(&raw) {
            prop_assert_eq!(MessageText::parse(text.as_str()), Ok(text.clone()));
            prop_assert_eq!(text.as_str().trim(), text.as_str());
            prop_assert!(!text.as_str().contains(|c: char| c.is_control() && c != '\n' && c != '\t'));
        }
    }

    #[test]
    fn a_parsed_name_is_one_line_that_stays_as_it_is(raw in ANYTHING) {
        if let Ok(name) = Name::parse(&raw) {
            prop_assert_eq!(Name::parse(name.as_str()), Ok(name.clone()));
            prop_assert_eq!(name.as_str().lines().count(), 1);
            prop_assert!(!name.first().is_empty() && name.as_str().starts_with(name.first()));
            prop_assert!(name.initials().chars().count() <= 2);
        }
    }

    #[test]
    fn the_limit_is_exact(extra in 0..3_usize, letter in "[a-zã🙂]") {
        let parse = |length: usize| letter.repeat(length);
        let outcome = |over: bool| if over { Err(TextError::TooLong) } else { Ok(()) };
        let message = MessageText::parse(&parse(MESSAGE_LIMIT - 1 + extra)).map(|_| ());
        let name = Name::parse(&parse(NAME_LIMIT - 1 + extra)).map(|_| ());
        prop_assert_eq!((message, name), (outcome(extra == 2), outcome(extra == 2)));
    }

    #[test]
    fn folding_forgets_case_and_never_changes_its_mind(raw in ANYTHING) {
        let once = fold(&raw);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn a_name_is_found_by_what_is_typed_without_accents(name in "[a-zA-ZàáâãçéêíóôõúüÀÁÂÃÇÉÊÍÓÔÕÚÜ ]{1,30}") {
        let plain = fold(&name);
        prop_assert!(plain.is_ascii());
        prop_assert_eq!(fold(&name.to_uppercase()), plain);
    }
}
