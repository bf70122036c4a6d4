//! Places in a sentence for what the page shows in its own way, such as a name in bold. A message gets these
//! places as arguments, so that each language has the sentence in its own order.

/// The place of the person who acts.
pub(crate) const WHO: &str = "\u{e000}";
/// The place of the person or thing acted on.
pub(crate) const WHOM: &str = "\u{e001}";

/// A part of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Words.
    Text(String),
    /// The place of [`WHO`].
    Who,
    /// The place of [`WHOM`].
    Whom,
}

/// A sentence in its parts.
pub(crate) fn pieces(sentence: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    for character in sentence.chars() {
        match (character, found.last_mut()) {
            ('\u{e000}', _) => found.push(Piece::Who),
            ('\u{e001}', _) => found.push(Piece::Whom),
            (character, Some(Piece::Text(text))) => text.push(character),
            (character, _) => found.push(Piece::Text(character.into())),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use conversas_words::{Language, thread};

    use super::*;

    #[test]
    fn a_sentence_has_its_places_where_the_language_wants_them() {
        let text = |words: &str| Piece::Text(words.to_owned());
        let said = pieces(&thread::handed_over(Language::PtBr, WHO, WHOM));
        assert_eq!(said, [Piece::Who, text(" passou o atendimento para "), Piece::Whom]);
        let said = pieces(&thread::forwarded_from(Language::En, WHOM, "Ana", "09:47"));
        assert_eq!(said, [text("Forwarded from "), Piece::Whom, text(" by Ana, 09:47")]);
    }
}
