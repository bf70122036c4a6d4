//! Marks in names what was looked for: each word by its beginning, without regard to accents or case (rule 9).

use conversas_domain::search::fold;
use conversas_ipc::Piece;

/// The name in pieces; those that begin a word like one of the words sought are matches.
pub(crate) fn marked(name: &str, sought: &str) -> Vec<Piece> {
    let sought: Vec<String> = fold(sought).split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect();
    let mut pieces = Pieces::default();
    let mut rest = name;
    let mut at_start = true;
    while let Some(next) = rest.chars().next() {
        let length = if at_start { longest(rest, &sought) } else { 0 };
        let taken = if length > 0 { length } else { next.len_utf8() };
        let (now, later) = rest.split_at(taken);
        pieces.push(now, length > 0);
        at_start = length == 0 && !next.is_alphanumeric() && !is_combining(next);
        rest = later;
    }
    pieces.0
}

/// Each of the words begins one of the text's.
pub(crate) fn has_all(text: &str, sought: &str) -> bool {
    let (text, sought) = (fold(text), fold(sought));
    let begins = |word: &str| text.split(|c: char| !c.is_alphanumeric()).any(|part| part.starts_with(word));
    sought.split(|c: char| !c.is_alphanumeric()).all(begins)
}

/// Bytes at the start of `text` that are one of the words, the longest.
fn longest(text: &str, sought: &[String]) -> usize {
    sought.iter().filter(|word| !word.is_empty()).filter_map(|word| matching(text, word)).max().unwrap_or(0)
}

fn matching(text: &str, word: &str) -> Option<usize> {
    let mut wanted = word.chars().peekable();
    for (place, c) in text.char_indices() {
        let folded = fold(c.encode_utf8(&mut [0; 4]));
        if wanted.peek().is_none() && !folded.is_empty() {
            return Some(place);
        }
        for letter in folded.chars() {
            if wanted.next() != Some(letter) {
                return None;
            }
        }
    }
    wanted.peek().is_none().then_some(text.len())
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}')
}

/// Pieces, neighbours of one kind joined.
#[derive(Default)]
struct Pieces(Vec<Piece>);

impl Pieces {
    fn push(&mut self, text: &str, is_match: bool) {
        match self.0.last_mut() {
            Some(last) if last.is_match == is_match => last.text.push_str(text),
            _ => self.0.push(Piece { text: text.to_owned(), is_match }),
        }
    }
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
