//! The detail pane.

use conversas_domain::ticket::Status;

use super::pick;

texts! {
    pane: "Detalhes da conversa", "Conversation details", "Detalles de la conversación";
    title: "Detalhes", "Details", "Detalles";
    close: "Fechar detalhes", "Close details", "Cerrar detalles";
    guardians: "Responsáveis nesta conversa", "Guardians in this conversation", "Responsables en esta conversación";
    started: ", iniciou a conversa", ", started the conversation", ", inició la conversación";
    you: " (você)", " (you)", " (tú)";
    this_ticket: "Este atendimento", "This request", "Esta atención";
    earlier: "Atendimentos anteriores", "Earlier requests", "Atenciones anteriores";
    rating: "Nota ", "Rated ", "Nota ";
    no_rating: "sem nota", "not rated", "sin nota";
}

/// "nº 2".
pub(crate) fn ticket(number: u32) -> String {
    format!("{} {number}", pick("nº", "no.", "n.º"))
}

/// "08:52, Juliana escreveu".
pub(crate) fn step(status: Status, is_first: bool, when: &str, by: &str) -> String {
    let did = match (status, is_first) {
        (Status::Pending, _) => pick("escreveu", "wrote", "escribió"),
        (Status::InProgress, true) => pick("iniciou", "started", "inició"),
        (Status::InProgress, false) => pick("respondeu", "answered", "respondió"),
        (Status::Finished, _) => pick("finalizou", "finished", "finalizó"),
    };
    format!("{when}, {by} {did}")
}
