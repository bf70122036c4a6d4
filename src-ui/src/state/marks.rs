//! Marks in names the words of a search, as the search compares (rule 9).

use conversas_domain::search::Sought;
use conversas_ipc::Piece;

/// The name in pieces; those that begin a word like one of the words sought are matches.
pub(crate) fn marked(name: &str, sought: &str) -> Vec<Piece> {
    let piece = |text: &str, is_match| Piece { text: text.to_owned(), is_match };
    let mut pieces = Vec::new();
    let mut at = 0;
    for mark in Sought::parse(sought).marks(name) {
        pieces.push(piece(name.get(at..mark.start).unwrap_or_default(), false));
        pieces.push(piece(name.get(mark.clone()).unwrap_or_default(), true));
        at = mark.end;
    }
    pieces.push(piece(name.get(at..).unwrap_or_default(), false));
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

/// Each of the words begins one of the text's.
pub(crate) fn has_all(text: &str, sought: &str) -> bool {
    Sought::parse(sought).is_in(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(name: &str, sought: &str) -> String {
        let piece =
            |piece: &Piece| if piece.is_match { format!("[{}]", piece.text) } else { piece.text.clone() };
        marked(name, sought).iter().map(piece).collect()
    }

    #[test]
    fn each_word_is_marked_by_its_beginning_without_regard_to_accents() {
        assert_eq!(shown("João da Silva", "joao sil"), "[João] da [Sil]va");
        assert_eq!(shown("João Joaquim", "joa"), "[Joã]o [Joa]quim");
        assert_eq!(shown("Ana Mariana", "ana"), "[Ana] Mariana");
    }

    #[test]
    fn an_accent_that_stands_by_itself_stays_with_its_letter() {
        assert_eq!(shown("Joa\u{0303}o", "joa"), "[Joa\u{0303}]o");
    }

    #[test]
    fn all_words_must_be_there_in_any_order() {
        assert!(has_all("Filtrar: Em atendimento", "atend fil"));
        assert!(has_all("Próxima conversa", ""));
        assert!(!has_all("Próxima conversa", "versa"));
    }

    #[test]
    fn the_longest_word_wins_and_nothing_is_lost() {
        assert_eq!(shown("Mariana", "ma maria"), "[Maria]na");
        assert_eq!(shown("Theo Prado", ""), "Theo Prado");
        assert_eq!(shown("Sant'Ana", "ana"), "Sant'[Ana]");
    }
}
