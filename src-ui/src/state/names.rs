//! Names on the screen.

use crate::letters::upper;

/// The first word.
pub(crate) fn first(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

/// Up to two letters for an avatar: of the first and the last word.
pub(crate) fn initials(name: &str) -> String {
    let mut letters = name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let (first, last) = (letters.next(), letters.next_back());
    upper(&first.into_iter().chain(last).collect::<String>())
}

/// 1 to 8: the same name has the same colour in every list (FNV-1a).
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
    fn the_last_name_is_joined_by_and() {
        assert_eq!(joined(&["Juliana"], " e "), "Juliana");
        assert_eq!(joined(&["Juliana", "Marcos", "Rita"], " e "), "Juliana, Marcos e Rita");
    }

    #[test]
    fn tints_stay_within_the_eight_colours() {
        assert!(["", "Ana", "Juliana Prado", "名"].iter().all(|name| (1..=8).contains(&tint(name))));
    }
}
