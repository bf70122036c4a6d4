//! Names on the screen.

use conversas_domain::naming;

use crate::letters::upper;

/// A text of a person as a part of a sentence: it does not change the order of what stands around it.
pub(crate) fn isolated(text: &str) -> String {
    naming::isolated(text).into_owned()
}

/// A name as short as it may be beside `all`, which has it too; as a part of a sentence.
pub(crate) fn short<S: AsRef<str>>(name: &str, all: &[S]) -> String {
    isolated(naming::shortened(name, all))
}

/// Names as short as they stay different from each other; as parts of a sentence.
pub(crate) fn short_all<S: AsRef<str>>(names: &[S]) -> Vec<String> {
    names.iter().map(|name| short(name.as_ref(), names)).collect()
}

/// "Juliana Prado, Marcos Prado".
pub(crate) fn listed<S: AsRef<str>>(names: &[S]) -> String {
    names.iter().map(|name| isolated(name.as_ref())).collect::<Vec<_>>().join(", ")
}

/// "Theo Prado · 4º B".
pub(crate) fn with_class(student: &str, class_group: &str) -> String {
    format!("{} · {}", isolated(student), isolated(class_group))
}

/// A student beside brothers and sisters, given as names with their classes: of two with the same name the class tells.
pub(crate) fn student(name: &str, class_group: &str, all: &[(&str, &str)]) -> String {
    let is_namesake = |other: &&(&str, &str)| other.0 == name;
    match all.iter().filter(is_namesake).count() {
        0 | 1 => short(name, &all.iter().map(|(name, _)| *name).collect::<Vec<_>>()),
        _ => with_class(name, &short_class(class_group)),
    }
}

/// Up to two letters for an avatar: of the first and the last word.
pub(crate) fn initials(name: &str) -> String {
    let mut letters = name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let (first, last) = (letters.next(), letters.next_back());
    upper(&first.into_iter().chain(last).collect::<String>())
}

/// The tint of a name, 1 to 8: the same name has the same colour in every list (FNV-1a).
pub(crate) fn tint(name: &str) -> u32 {
    let hash =
        name.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (hash ^ (hash >> 15)) % 8 + 1
}

/// "Juliana", "Juliana e Marcos", "Juliana, Marcos e Rita"; `and` with its spaces.
pub(crate) fn joined<S: AsRef<str>>(names: &[S], and: &str) -> String {
    match names {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [rest @ .., last] => {
            let rest: Vec<&str> = rest.iter().map(AsRef::as_ref).collect();
            format!("{}{and}{}", rest.join(", "), last.as_ref())
        }
    }
}

/// "4º B" for "4º ano B", where there is little room.
pub(crate) fn short_class(class_group: &str) -> String {
    class_group.replace(" ano ", " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_of_the_first_and_last_word() {
        assert_eq!(initials("Juliana de Souza Prado"), "JP");
        assert_eq!(initials("ágata"), "Á");
        assert_eq!(initials(" "), "");
    }

    #[test]
    fn brothers_and_sisters_are_told_apart() {
        let all = [("Maria Clara Dias", "4º ano B"), ("Maria Eduarda Dias", "2º ano A")];
        let said = all.map(|(name, class_group)| student(name, class_group, &all));
        assert_eq!(said, ["Maria Clara", "Maria Eduarda"]);
        let all = [("João Silva", "4º ano B"), ("João Silva", "2º ano A")];
        let said = all.map(|(name, class_group)| student(name, class_group, &all));
        assert_eq!(said, ["João Silva · 4º B", "João Silva · 2º A"]);
    }

    #[test]
    fn a_name_from_right_to_left_leaves_its_sentence_in_order() {
        assert_eq!(with_class("ليلى", "9º ano A"), "\u{2068}ليلى\u{2069} · 9º ano A");
        assert_eq!(short_all(&["ليلى حداد", "Theo Prado"]), ["\u{2068}ليلى\u{2069}", "Theo"]);
    }

    #[test]
    fn the_last_name_is_joined_by_and() {
        assert_eq!(joined(&["Juliana"], " e "), "Juliana");
        assert_eq!(joined(&["Juliana", "Marcos", "Rita"], " e "), "Juliana, Marcos e Rita");
    }

    #[test]
    fn tints_stay_within_the_eight_colours() {
        assert!(["", "Ana", "Juliana Prado", "名"].iter().all(|name| (1..=8).contains(&tint(name))));
    }

    #[test]
    fn people_are_listed_whole_and_joined_in_one_word_of_the_language() {
        assert_eq!(listed(&["Juliana Prado", "Marcos Prado"]), "Juliana Prado, Marcos Prado");
        assert_eq!(listed::<&str>(&[]), "");
        assert_eq!(joined(&["Juliana", "Marcos"], " and "), "Juliana and Marcos");
        assert_eq!(joined::<&str>(&[], " e "), "");
    }

    #[test]
    fn namesakes_of_one_first_name_are_told_apart_by_more_of_it() {
        assert_eq!(short_all(&["Ana Lopes", "Rita Nunes"]), ["Ana", "Rita"]);
        let namesakes = short_all(&["Ana Lopes", "Ana Nunes"]);
        assert_ne!(namesakes[0], namesakes[1]);
        assert_eq!(short_class("4º ano B"), "4º B");
        assert_eq!(short_class("Maternal II"), "Maternal II");
    }

    #[test]
    fn the_same_name_has_the_same_colour_and_names_are_spread_over_all() {
        let names: Vec<String> = (0..200).map(|number| format!("Ana {number}")).collect();
        let colours: std::collections::HashSet<u32> = names.iter().map(|name| tint(name)).collect();
        assert_eq!(colours.len(), 8);
        assert_eq!(tint("Juliana Prado"), tint("Juliana Prado"));
    }

    #[test]
    fn initials_are_letters_or_digits_and_nothing_before_them() {
        assert_eq!(initials("(Ana) \"Nina\" Lopes"), "AL");
        assert_eq!(initials("— 2º ano"), "2A");
        assert_eq!(initials("Ana"), "A");
    }
}
