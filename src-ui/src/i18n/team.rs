//! Work among colleagues: internal notes, taking care of tickets, presence.

use super::common::together;

conversas_words::speak!(team, super::language);

/// "Ana está escrevendo".
pub(crate) fn writing(people: &[String]) -> String {
    are_writing(&together(people), people.len())
}

/// "Ana está vendo esta conversa".
pub(crate) fn seeing(people: &[String]) -> String {
    are_seeing(&together(people), people.len())
}
