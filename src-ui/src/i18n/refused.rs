//! What of mine that is no message was refused, and why.

use conversas_domain::rejection::Rejection;
use conversas_ipc::RefusedAct;

use super::failures::rejection;
use super::pick;

/// Why a canned reply was refused: what is said elsewhere of messages and conversations does not fit.
fn of_reply(reason: Rejection) -> &'static str {
    match reason {
        Rejection::NotFound | Rejection::Forbidden => pick(
            "Você não faz mais parte da equipe do canal.",
            "You are no longer on the channel's team.",
            "Ya no formas parte del equipo del canal.",
        ),
        Rejection::TextEmpty => pick(
            "O título ou o texto estava vazio.",
            "The title or the text was empty.",
            "El título o el texto estaba vacío.",
        ),
        Rejection::TextTooLong => pick(
            "O título ou o texto era longo demais.",
            "The title or the text was too long.",
            "El título o el texto era demasiado largo.",
        ),
        other => rejection(other),
    }
}

/// What of mine was refused, and why.
pub(crate) fn sentence(what: RefusedAct, reason: Rejection) -> String {
    let why = match what {
        RefusedAct::SaveReply | RefusedAct::DeleteReply => of_reply(reason),
        RefusedAct::Finish
        | RefusedAct::Forward
        | RefusedAct::Assign
        | RefusedAct::AddGuardian
        | RefusedAct::AnswerCsat => rejection(reason),
    };
    let what = match what {
        RefusedAct::Finish => pick(
            "O atendimento não foi finalizado.",
            "The request was not finished.",
            "La atención no se finalizó.",
        ),
        RefusedAct::Forward => pick(
            "As mensagens não foram encaminhadas.",
            "The messages were not forwarded.",
            "Los mensajes no se reenviaron.",
        ),
        RefusedAct::Assign => pick(
            "Quem cuida do atendimento não mudou.",
            "The request was not reassigned.",
            "La atención no cambió de manos.",
        ),
        RefusedAct::AddGuardian => pick(
            "O responsável não foi adicionado.",
            "The guardian was not added.",
            "No se agregó al responsable.",
        ),
        RefusedAct::AnswerCsat => pick(
            "A sua avaliação não foi registrada.",
            "Your rating was not recorded.",
            "Tu evaluación no se registró.",
        ),
        RefusedAct::SaveReply => pick(
            "A resposta pronta não foi salva.",
            "The canned reply was not saved.",
            "La respuesta rápida no se guardó.",
        ),
        RefusedAct::DeleteReply => pick(
            "A resposta pronta não foi excluída.",
            "The canned reply was not deleted.",
            "La respuesta rápida no se eliminó.",
        ),
    };
    format!("{what} {why}")
}
