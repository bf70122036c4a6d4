//! The questions about a message that is not on its way, and their answers (rule 20).

use conversas_ipc::{BlockedReason, Choice};

use super::common::together;

conversas_words::speak!(trouble, super::language);

/// "Também será vista por Marcos."
pub(crate) fn also_seen_by<S: AsRef<str>>(people: &[S]) -> String {
    seen_too_by(&together(people), people.len())
}

/// Why a message needs a decision.
pub(crate) fn blocked_reason(reason: BlockedReason) -> &'static str {
    match reason {
        BlockedReason::TicketFinished => blocked_ticket_finished(),
        BlockedReason::AnsweredMeanwhile => blocked_answered_meanwhile(),
        BlockedReason::AudienceGrew => blocked_audience_grew(),
        BlockedReason::NotInPlan => blocked_not_in_plan(),
        BlockedReason::Old => blocked_old(),
        BlockedReason::NotLetThrough => blocked_not_let_through(),
    }
}

/// The button of a choice.
pub(crate) fn choice(choice: Choice) -> &'static str {
    match choice {
        Choice::SendAnyway => choice_send_anyway(),
        Choice::StartTicketAndSend => choice_start_ticket_and_send(),
        Choice::KeepAsDraft => choice_keep_as_draft(),
        Choice::Discard => choice_discard(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_guardian_has_joined_and_several_have() {
        assert_eq!(also_seen_by(&["Neusa"]), "Também será vista por Neusa, que entrou depois. Enviar?");
        let several = also_seen_by(&["Neusa", "Marcos"]);
        assert_eq!(several, "Também será vista por Neusa e Marcos, que entraram depois. Enviar?");
    }
}
