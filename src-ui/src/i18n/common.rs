//! Words that several parts use.

use conversas_domain::person::Relationship;
use conversas_domain::ticket::Status;

use crate::state::names;

conversas_words::speak!(common, super::language);

/// "Sua conta: Rafaela Nunes".
pub(crate) fn account(name: &str) -> String {
    account_of(&names::isolated(name))
}

/// "90.000": the digits of a large number in groups of three.
pub(crate) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut said = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            said.push_str(group_mark());
        }
        said.push(digit);
    }
    said
}

/// The fixed word of a status.
pub(crate) fn status(status: Status) -> &'static str {
    match status {
        Status::Pending => status_pending(),
        Status::InProgress => status_in_progress(),
        Status::Finished => status_finished(),
    }
}

/// "mãe".
pub(crate) fn relationship(relationship: Relationship) -> &'static str {
    match relationship {
        Relationship::Mother => relationship_mother(),
        Relationship::Father => relationship_father(),
        Relationship::Grandparent => relationship_grandparent(),
        Relationship::Other => relationship_other(),
    }
}

/// "Juliana e Marcos", of names that are short already.
pub(crate) fn together<S: AsRef<str>>(people: &[S]) -> String {
    names::joined(people, and())
}

#[cfg(test)]
mod tests {
    use conversas_ipc::Language;

    use super::*;
    use crate::i18n::speak;

    #[test]
    fn large_numbers_have_groups_of_digits_as_each_language_writes_them() {
        for (language, large) in
            [(Language::PtBr, "1.090.000"), (Language::En, "1,090,000"), (Language::Es, "1.090.000")]
        {
            speak(language);
            assert_eq!(grouped(1_090_000), large);
            assert_eq!((grouped(0), grouped(12), grouped(999)), ("0".into(), "12".into(), "999".into()));
        }
        speak(Language::PtBr);
    }

    #[test]
    fn a_channel_of_any_name_stands_without_an_article() {
        let said = ["Secretaria", "Esportes", "Matrículas", "Direção"].map(team_of);
        let right = ["Secretaria", "Esportes", "Matrículas", "Direção"];
        assert_eq!(said, right.map(|channel| format!("a equipe do canal {channel}")));
    }
}
