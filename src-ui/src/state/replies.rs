//! "Respostas prontas" in the composer: what opens the picker, what it finds, what is written then.

use conversas_ipc::ReplyItem;

use super::marks::has_all;

/// A "/" with what was typed after it, up to the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asked {
    /// The place of the "/", in bytes.
    pub(crate) start: usize,
    /// The place of the cursor, in bytes.
    pub(crate) end: usize,
    /// The text between them.
    pub(crate) words: String,
}

/// Letters after the "/" in which replies are still looked for.
const LONGEST: usize = 40;

/// The "/" that the cursor follows: at the start of the text or after white space. `cursor` counts UTF-16 units, as
/// browsers do.
pub(crate) fn asked(text: &str, cursor: usize) -> Option<Asked> {
    let end = byte_of(text, cursor);
    let start = text[..end].rfind('/')?;
    let words = &text[start + 1..end];
    let begins = text[..start].chars().next_back().is_none_or(char::is_whitespace);
    let is_short = words.chars().count() <= LONGEST && !words.contains('\n');
    (begins && is_short && !words.starts_with(' ')).then(|| Asked { start, end, words: words.to_owned() })
}

/// The replies in whose title or text each of the words begins one; those found by their title first.
pub(crate) fn found<'a>(replies: &'a [ReplyItem], words: &str) -> Vec<&'a ReplyItem> {
    let has_all = |text: &str| has_all(text, words);
    let (by_title, others): (Vec<_>, Vec<_>) = replies.iter().partition(|reply| has_all(&reply.title));
    let by_text = others.into_iter().filter(|reply| has_all(&format!("{} {}", reply.title, reply.text)));
    by_title.into_iter().chain(by_text).collect()
}

/// The text with `reply` in place of what asked for it, and where the cursor goes (UTF-16 units).
pub(crate) fn written(text: &str, asked: &Asked, reply: &str) -> (String, usize) {
    let before = &text[..asked.start.min(text.len())];
    let after = text.get(asked.end..).unwrap_or_default();
    let gap = if after.is_empty() || after.starts_with(char::is_whitespace) { "" } else { " " };
    let cursor = (before.encode_utf16().count()) + reply.encode_utf16().count();
    (format!("{before}{reply}{gap}{after}"), cursor)
}

/// The "/" that the button has written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Slash {
    before: String,
    cursor: usize,
    /// The text with the "/".
    pub(crate) text: String,
    /// The new place of the cursor (UTF-16 units).
    pub(crate) goes_to: usize,
}

impl Slash {
    /// Writes a "/" at the cursor; behind a word after a space, because it would not open the list there.
    pub(crate) fn at(text: &str, cursor: usize) -> Slash {
        let place = byte_of(text, cursor);
        let here = Asked { start: place, end: place, words: String::new() };
        let asks = text[..place].chars().next_back().is_none_or(char::is_whitespace);
        let (with_it, goes_to) = written(text, &here, if asks { "/" } else { " /" });
        Slash { before: text.to_owned(), cursor, text: with_it, goes_to }
    }

    /// The text as it was, and where the cursor stood; none: something else has been typed.
    pub(crate) fn taken_back(self, text: &str) -> Option<(String, usize)> {
        (self.text == text).then_some((self.before, self.cursor))
    }
}

/// Where so many UTF-16 units end, in bytes.
pub(crate) fn byte_of(text: &str, units: usize) -> usize {
    let mut left = units;
    for (place, c) in text.char_indices() {
        if left == 0 {
            return place;
        }
        left = left.saturating_sub(c.len_utf16());
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(title: &str, text: &str) -> ReplyItem {
        let id = "01890000-0000-7000-8000-000000000001".parse().expect("an id");
        ReplyItem { id, title: title.to_owned(), text: text.to_owned(), filled: text.to_owned() }
    }

    fn words(text: &str) -> Option<String> {
        asked(text, text.encode_utf16().count()).map(|asked| asked.words)
    }

    #[test]
    fn a_slash_asks_at_the_start_and_after_white_space_only() {
        assert_eq!(words("/"), Some(String::new()));
        assert_eq!(words("/decl"), Some("decl".into()));
        assert_eq!(words("Bom dia! /até"), Some("até".into()));
        assert_eq!(words("segunda/terça"), None);
        assert_eq!(words("6 / 2"), None);
        assert_eq!(words("https://escola"), None);
        assert_eq!(words("/a\nb"), None);
    }

    #[test]
    fn what_stands_after_the_cursor_does_not_count() {
        let found = asked("🙂 /bol de abril", 6).expect("it asks");
        assert_eq!(found.words, "bo");
        assert_eq!(
            written("🙂 /bol de abril", &found, "Segue o boleto."),
            ("🙂 Segue o boleto. l de abril".into(), 18)
        );
    }

    #[test]
    fn titles_come_before_texts_and_accents_do_not_matter() {
        let replies =
            [reply("Prazo", "A declaração sai em dois dias."), reply("Declaração pronta", "Já está aqui.")];
        let titles: Vec<&str> =
            found(&replies, "declaracao").iter().map(|reply| reply.title.as_str()).collect();
        assert_eq!(titles, ["Declaração pronta", "Prazo"]);
        assert_eq!(found(&replies, "").len(), 2);
        assert!(found(&replies, "boleto").is_empty());
        assert_eq!(found(&replies, "dois prazo").len(), 1);
    }

    #[test]
    fn a_slash_of_the_button_that_brought_nothing_leaves_the_text_as_it_was() {
        for (text, cursor, with_it) in [("", 0, "/"), ("Oi", 2, "Oi /"), ("Oi, Ana", 4, "Oi, / Ana")] {
            let slash = Slash::at(text, cursor);
            assert_eq!(slash.text, with_it);
            assert!(asked(&slash.text, slash.goes_to).is_some(), "{with_it}");
            assert_eq!(slash.clone().taken_back(with_it), Some((text.to_owned(), cursor)));
            assert_eq!(slash.taken_back(&format!("{with_it}!")), None, "somebody has typed");
        }
    }

    #[test]
    fn a_reply_takes_the_place_of_what_asked_for_it() {
        let text = "Oi! /dec";
        let asked = asked(text, text.len()).expect("it asks");
        assert_eq!(written(text, &asked, "Está pronta."), ("Oi! Está pronta.".into(), 16));
    }

    #[test]
    fn a_slash_far_before_the_cursor_asks_for_nothing() {
        let longest = "a".repeat(LONGEST);
        assert_eq!(words(&format!("/{longest}")), Some(longest.clone()));
        assert_eq!(words(&format!("/{longest}a")), None);
        assert_eq!(asked("Oi", 0), None);
    }

    #[test]
    fn a_cursor_behind_the_end_or_within_a_sign_stands_at_a_whole_character() {
        assert_eq!(byte_of("olá", 99), 4);
        assert_eq!(byte_of("🙂a", 1), 4, "half of it");
        assert_eq!(byte_of("🙂a", 2), 4);
        assert_eq!(byte_of("", 3), 0);
    }
}
