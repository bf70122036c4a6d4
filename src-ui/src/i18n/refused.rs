//! Refused acts that are no messages, with the reason.

use conversas_domain::rejection::Rejection;
use conversas_ipc::RefusedAct;

use super::failures::rejection;

conversas_words::speak!(refused, super::language);

/// The reason why a canned reply was refused: the words for messages and conversations do not fit.
fn of_reply(reason: Rejection) -> &'static str {
    match reason {
        Rejection::NotFound | Rejection::Forbidden => reply_not_a_member(),
        Rejection::TextEmpty => reply_empty(),
        Rejection::TextTooLong => reply_too_long(),
        other => rejection(other),
    }
}

/// The refused act, and the reason.
pub(crate) fn sentence(what: RefusedAct, reason: Rejection) -> String {
    let (what, why) = match what {
        RefusedAct::Finish => (finish(), rejection(reason)),
        RefusedAct::Forward => (forward(), rejection(reason)),
        RefusedAct::Assign => (assign(), rejection(reason)),
        RefusedAct::AddGuardian => (add_guardian(), rejection(reason)),
        RefusedAct::AnswerCsat => (answer_csat(), rejection(reason)),
        RefusedAct::SaveReply => (save_reply(), of_reply(reason)),
        RefusedAct::DeleteReply => (delete_reply(), of_reply(reason)),
    };
    format!("{what} {why}")
}
