//! A part of a text around a match.

use conversas_domain::search::Sought;
use conversas_view::Piece;

/// Longest excerpt, in characters, without the marks of omission.
const LENGTH: usize = 140;
/// The most letters before the first match.
const LEAD: usize = 40;
const OMISSION: char = '…';

/// Answers about 140 characters around the first match, on one line.
pub(crate) fn around_first_match(text: &str, wanted: &Sought) -> Vec<Piece> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let line: Vec<char> = text.chars().collect();
    // Marks begin and end between characters.
    let place = |byte: usize| places.partition_point(|at| *at < byte);
    let marks: Vec<_> =
        wanted.marks(&text).into_iter().map(|mark| place(mark.start)..place(mark.end)).collect();
    let start = beginning(&line, marks.first().map_or(0, |mark| mark.start));
    let end = ending(&line, start);
    let mut pieces = Pieces::default();
    if start > 0 {
        pieces.push(&[OMISSION], false);
    }
    let mut at = start;
    for mark in marks {
        let (from, to) = (mark.start.clamp(at, end), mark.end.clamp(at, end));
        pieces.push(&line[at..from], false);
        pieces.push(&line[from..to], true);
        at = to;
    }
    pieces.push(&line[at..end], false);
    if end < line.len() {
        pieces.push(&[OMISSION], false);
    }
    pieces.0
}

/// Finds the place where the excerpt begins: the beginning of a word, some way before the match.
fn beginning(line: &[char], first: usize) -> usize {
    if line.len() <= LENGTH || first <= LEAD {
        return 0;
    }
    // When the line ends soon after the match, the excerpt begins earlier.
    let earliest = (first - LEAD).min(line.len() - LENGTH);
    (earliest..=first).find(|at| line[at - 1] == ' ').unwrap_or(first)
}

/// Finds the place where the excerpt ends: the end of a word, unless that would leave little.
fn ending(line: &[char], start: usize) -> usize {
    let end = line.len().min(start + LENGTH);
    if end == line.len() {
        return end;
    }
    let space = (start + LENGTH / 2..=end).rev().find(|at| line[*at] == ' ');
    space.unwrap_or(end)
}

#[derive(Default)]
struct Pieces(Vec<Piece>);

impl Pieces {
    fn push(&mut self, text: &[char], is_match: bool) {
        if text.is_empty() {
            return;
        }
        match self.0.last_mut() {
            Some(last) if last.is_match == is_match => last.text.extend(text),
            _ => self.0.push(Piece { text: text.iter().collect(), is_match }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Joins the pieces, with matches in brackets.
    fn marked(text: &str, wanted: &str) -> String {
        let show = |piece: Piece| if piece.is_match { format!("[{}]", piece.text) } else { piece.text };
        around_first_match(text, &Sought::parse(wanted)).into_iter().map(show).collect()
    }

    #[test]
    fn matches_are_marked_without_regard_to_accents_case_and_order() {
        assert_eq!(marked("Bom dia, João e JOANA!", "joa bom"), "[Bom] dia, [Joã]o e [JOA]NA!");
        assert_eq!(marked("Joa\u{303}o", "joa"), "[Joa\u{303}]o");
    }

    #[test]
    fn only_beginnings_of_words_are_marked() {
        assert_eq!(marked("desfazer, fazer; 4ºano", "faz 4"), "desfazer, [faz]er; [4]ºano");
    }

    #[test]
    fn a_short_text_is_shown_whole_on_one_line() {
        assert_eq!(marked(" um\n\ndois\ttrês ", "tres"), "um dois [três]");
        assert_eq!(marked("nada disso", "outra"), "nada disso");
    }

    #[test]
    fn of_a_long_text_the_part_around_the_first_match_is_shown() {
        let text = format!("{}agulha {}", "palha ".repeat(100), "feno ".repeat(100));
        let found = marked(&text, "agu");
        assert!(found.starts_with("…palha "), "{found}");
        assert!(found.contains("palha [agu]lha feno"), "{found}");
        assert!(found.ends_with(" feno…"), "{found}");
        assert!((100..=LENGTH + 6).contains(&found.chars().count()), "{found}");
    }

    #[test]
    fn a_match_at_the_very_end_has_its_context_before_it() {
        let found = marked(&format!("{}fim", "palha ".repeat(100)), "fim");
        assert!(found.ends_with("palha [fim]") && found.chars().count() > 120, "{found}");
    }

    #[test]
    fn one_endless_word_is_cut() {
        let found = marked(&"a".repeat(5_000), "aa");
        assert_eq!(found.chars().count(), LENGTH + 3);
    }
}
