//! Names inside sentences: how short a name may be, and how it keeps the sentence in order. The characters of
//! a name are checked in [`text`](crate::text).

use std::borrow::Cow;

use crate::search::fold;

/// Answers the shortest beginning of a name, in whole words, that begins no other name of `all`, which has
/// the name itself too. The whole name, if there is no such beginning, or if two people have the name.
/// Accents and case do not tell people apart.
///
/// ```
/// use conversas_domain::naming::shortened;
///
/// let children = ["Maria Clara Prado", "Maria Eduarda Prado", "Theo Prado"];
/// assert_eq!(children.map(|name| shortened(name, &children)), ["Maria Clara", "Maria Eduarda", "Theo"]);
/// ```
pub fn shortened<'n, S: AsRef<str>>(name: &'n str, all: &[S]) -> &'n str {
    let (namesakes, others): (Vec<&str>, Vec<&str>) =
        all.iter().map(AsRef::as_ref).partition(|other| *other == name);
    if namesakes.len() > 1 {
        return name;
    }
    let ends = name.match_indices(' ').map(|(at, _)| at);
    ends.enumerate()
        .filter_map(|(before, end)| Some((before + 1, name.get(..end)?)))
        .filter(|(_, short)| ends_in_a_name(short))
        .find(|(count, short)| {
            let short = fold(short);
            others.iter().all(|other| fold(beginning(other, *count)) != short)
        })
        .map_or(name, |(_, short)| short)
}

/// Answers the first so many words of a name.
fn beginning(name: &str, count: usize) -> &str {
    let end = name.match_indices(' ').nth(count - 1).map_or(name.len(), |(at, _)| at);
    name.get(..end).unwrap_or(name)
}

/// Answers whether a beginning ends with a whole name: "João de" does not.
fn ends_in_a_name(short: &str) -> bool {
    let last = short.rsplit(' ').next().unwrap_or(short);
    !short.contains(' ') || !last.starts_with(char::is_lowercase)
}

/// Makes a text a part of a sentence: a text from right to left is isolated (U+2068, U+2069), so that it does
/// not change the order of the text around it. Other texts stay as they are.
pub fn isolated(text: &str) -> Cow<'_, str> {
    match text.chars().any(goes_left) {
        true => Cow::Owned(format!("\u{2068}{text}\u{2069}")),
        false => Cow::Borrowed(text),
    }
}

/// Answers whether a character is a letter or a mark of a script that is written from right to left.
fn goes_left(c: char) -> bool {
    matches!(
        c,
        '\u{590}'..='\u{8FF}'
            | '\u{200F}'
            | '\u{FB1D}'..='\u{FDFF}'
            | '\u{FE70}'..='\u{FEFC}'
            | '\u{10800}'..='\u{10FFF}'
            | '\u{1E800}'..='\u{1EFFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn short<const N: usize>(names: [&'static str; N]) -> [&'static str; N] {
        names.map(|name| shortened(name, &names))
    }

    #[test]
    fn names_are_shortened_only_as_far_as_they_stay_different() {
        assert_eq!(short(["Juliana Prado", "Marcos Prado"]), ["Juliana", "Marcos"]);
        assert_eq!(
            short(["Maria Clara Dias", "Maria Eduarda Dias", "Davi Dias"]),
            ["Maria Clara", "Maria Eduarda", "Davi"]
        );
        assert_eq!(short(["Maria", "Maria Clara"]), ["Maria", "Maria Clara"]);
        assert_eq!(short(["João Lima", "Joao Reis"]), ["João Lima", "Joao Reis"]);
    }

    #[test]
    fn a_short_name_does_not_end_in_the_middle_of_a_family_name() {
        assert_eq!(short(["João de Souza Lima", "João da Silva"]), ["João de Souza", "João da Silva"]);
    }

    #[test]
    fn names_that_are_equal_stay_whole() {
        assert_eq!(short(["João Silva", "João Silva"]), ["João Silva", "João Silva"]);
    }

    #[test]
    fn only_what_is_written_from_right_to_left_is_isolated() {
        assert_eq!(isolated("Juliana Prado"), "Juliana Prado");
        assert_eq!(isolated("ليلى 9"), "\u{2068}ليلى 9\u{2069}");
        assert_eq!(isolated("Noa נועה"), "\u{2068}Noa נועה\u{2069}");
    }
}
