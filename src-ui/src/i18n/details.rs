//! The detail pane.

use conversas_domain::person::Side;
use conversas_domain::ticket::Status;

conversas_words::speak!(details, super::language);

/// "08:52, Juliana escreveu".
pub(crate) fn step(status: Status, side: Side, is_first: bool, when: &str, by: &str) -> String {
    match (status, side, is_first) {
        (Status::Pending, Side::Family, _) => step_wrote(when, by),
        // Only a forward of messages makes a ticket Pending by the school.
        (Status::Pending, Side::School, _) => step_forwarded(when, by),
        (Status::InProgress, _, true) => step_opened(when, by),
        (Status::InProgress, _, false) => step_answered(when, by),
        (Status::Finished, _, _) => step_finished(when, by),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_that_a_forward_opened_says_so() {
        let first = |side| step(Status::Pending, side, true, "08:52", "Ana");
        assert_eq!(first(Side::School), "08:52, Ana encaminhou");
        assert_eq!(first(Side::Family), "08:52, Ana escreveu");
    }

    #[test]
    fn a_step_is_named_as_in_the_thread() {
        let by_ana = |status, is_first| step(status, Side::School, is_first, "08:52", "Ana");
        assert_eq!(by_ana(Status::InProgress, true), "08:52, Ana iniciou o atendimento");
        assert_eq!(by_ana(Status::InProgress, false), "08:52, Ana respondeu");
        assert_eq!(by_ana(Status::Finished, false), "08:52, Ana finalizou o atendimento");
    }
}
