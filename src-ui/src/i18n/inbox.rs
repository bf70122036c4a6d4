//! The list of conversations and the channel choice.

use conversas_domain::inbox::Order;

use crate::state::names;

conversas_words::speak!(inbox, super::language);

/// "8 conversas"; "3 de 60" while something is left out.
pub(crate) fn count(matching: u32, total: u32, narrowed: bool) -> String {
    if narrowed { count_narrowed(matching, total) } else { count_all(matching) }
}

/// The name of an order.
pub(crate) fn order_name(order: Order) -> &'static str {
    match order {
        Order::Waiting => order_waiting(),
        Order::Newest => order_newest(),
        Order::Oldest => order_oldest(),
        Order::Student => order_student(),
    }
}

/// The people with whom a guardian shares a conversation: "com Rodrigo", or "só você" beside one that is
/// shared; else empty. Two conversations with one channel about one student differ in nothing else.
/// conversations with one channel about one student differ in nothing else.
pub(crate) fn company(others: &[String], has_twin: bool) -> String {
    match (others, has_twin) {
        ([], true) => only_you().to_owned(),
        ([], false) => String::new(),
        (others, _) => company_of(&names::joined(&names::short_all(others), ", ")),
    }
}

/// The words "Ana encaminhou: " or "Você encaminhou: " before words of another author.
pub(crate) fn forwarded_prefix(author: Option<&str>) -> String {
    author.map_or_else(|| forwarded_by_you().to_owned(), forwarded_by)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_conversations_of_a_mother_can_be_told_apart() {
        assert_eq!(company(&["Rodrigo Prado".to_owned()], true), "com Rodrigo");
        assert_eq!(company(&[], true), "só você");
        assert_eq!(company(&[], false), "", "nothing to tell it from");
    }
}
