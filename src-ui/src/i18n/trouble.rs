//! What is asked about a message that is not on its way, and the answers (rule 20).

use conversas_ipc::{BlockedReason, Choice};

use super::common::together;
use super::pick;

texts! {
    decision: "Decisão sobre esta mensagem", "Decision about this message", "Decisión sobre este mensaje";
    decision_on_forward:
        "Decisão sobre este encaminhamento",
        "Decision about this forward",
        "Decisión sobre este reenvío";
    forward_not_let_through:
        "A rede em que você está recusa este encaminhamento e deixa passar o resto. Tente por outra rede.",
        "The network you are on refuses this forward and lets the rest through. Try another network.",
        "La red en la que estás rechaza este reenvío y deja pasar lo demás. Prueba con otra red.";
    file_not_let_through:
        "A rede em que você está recusa este arquivo e deixa passar o resto. Tente por outra rede.",
        "The network you are on refuses this file and lets the rest through. Try another network.",
        "La red en la que estás rechaza este archivo y deja pasar lo demás. Prueba con otra red.";
}

/// "Também será vista por Marcos."
pub(crate) fn also_seen_by<S: AsRef<str>>(people: &[S]) -> String {
    let names = together(people);
    pick(
        format!("Também será vista por {names}, que entrou depois. Enviar?"),
        format!("{names} joined later and will see it too. Send it?"),
        format!("También lo verá {names}, que entró después. ¿Enviar?"),
    )
}

/// Why a message needs a decision.
pub(crate) fn blocked_reason(reason: BlockedReason) -> &'static str {
    match reason {
        BlockedReason::TicketFinished => pick(
            "Este atendimento foi finalizado antes do envio.",
            "This request was finished before your message was sent.",
            "Esta atención se finalizó antes del envío.",
        ),
        BlockedReason::AnsweredMeanwhile => pick(
            "Um colega respondeu enquanto você escrevia. Leia antes de enviar.",
            "A colleague answered while you were writing. Read it before sending.",
            "Un colega respondió mientras escribías. Léelo antes de enviar.",
        ),
        BlockedReason::AudienceGrew => pick(
            "Outro responsável entrou na conversa depois que você escreveu.",
            "Another guardian joined after you wrote this.",
            "Otro responsable entró en la conversación después de que escribiste.",
        ),
        BlockedReason::NotInPlan => pick(
            "O plano da escola não inclui mais este tipo de mensagem.",
            "The school's plan does not include this kind of message any more.",
            "El plan de la escuela ya no incluye este tipo de mensaje.",
        ),
        BlockedReason::Old => pick(
            "Você escreveu isto há mais de 12 horas. Ainda vale?",
            "You wrote this more than 12 hours ago. Does it still apply?",
            "Escribiste esto hace más de 12 horas. ¿Sigue siendo válido?",
        ),
        BlockedReason::NotLetThrough => pick(
            "A rede em que você está recusa esta mensagem e deixa passar as outras. Tente por outra rede ou mude o texto.",
            "The network you are on refuses this message and lets others through. Try another network, or change the text.",
            "La red en la que estás rechaza este mensaje y deja pasar los demás. Prueba con otra red o cambia el texto.",
        ),
    }
}

/// The button of a choice.
pub(crate) fn choice(choice: Choice) -> &'static str {
    match choice {
        Choice::SendAnyway => pick("Enviar mesmo assim", "Send anyway", "Enviar de todos modos"),
        Choice::StartTicketAndSend => pick(
            "Iniciar novo atendimento e enviar",
            "Start a new request and send",
            "Iniciar nueva atención y enviar",
        ),
        Choice::KeepAsDraft => pick("Guardar como rascunho", "Keep as draft", "Guardar como borrador"),
        Choice::Discard => pick("Descartar", "Discard", "Descartar"),
    }
}
