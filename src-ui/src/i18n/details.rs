//! The detail pane.

use conversas_domain::person::Side;
use conversas_domain::ticket::Status;

use super::pick;

texts! {
    pane: "Detalhes da conversa", "Conversation details", "Detalles de la conversación";
    title: "Detalhes", "Details", "Detalles";
    close: "Fechar detalhes", "Close details", "Cerrar detalles";
    guardians: "Responsáveis nesta conversa", "Guardians in this conversation", "Responsables en esta conversación";
    started: ", iniciou a conversa", ", started the conversation", ", inició la conversación";
    you: " (você)", " (you)", " (tú)";
    add_guardian: "Adicionar responsável", "Add a guardian", "Agregar responsable";
    guardian: "Responsável", "Guardian", "Responsable";
    add: "Adicionar", "Add", "Agregar";
    adding: "Na fila para entrar", "Waiting to be added", "En cola para entrar";
    choose_guardian: "Escolha um responsável.", "Choose a guardian.", "Elige un responsable.";
    sees_everything:
        "A pessoa adicionada vê a conversa inteira, também o que foi escrito antes, e pode escrever.",
        "The added person sees the whole conversation, what was written before too, and can write.",
        "La persona agregada ve toda la conversación, también lo escrito antes, y puede escribir.";
    family_rated: "Avaliação da família", "The family's rating", "Evaluación de la familia";
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
pub(crate) fn step(status: Status, side: Side, is_first: bool, when: &str, by: &str) -> String {
    let did = match (status, side, is_first) {
        (Status::Pending, Side::Family, _) => pick("escreveu", "wrote", "escribió"),
        // The school makes a ticket wait only by forwarding messages to it.
        (Status::Pending, Side::School, _) => pick("encaminhou", "forwarded", "reenvió"),
        (Status::InProgress, _, true) => pick("iniciou", "started", "inició"),
        (Status::InProgress, _, false) => pick("respondeu", "answered", "respondió"),
        (Status::Finished, _, _) => pick("finalizou", "finished", "finalizó"),
    };
    format!("{when}, {by} {did}")
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
}
