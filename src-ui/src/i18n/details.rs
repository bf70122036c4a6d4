//! The detail pane.

use conversas_domain::person::Side;
use conversas_domain::ticket::Status;

use super::{pick, thread};

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
        // As the thread says it.
        (Status::InProgress, _, true) => thread::opened().trim_start(),
        (Status::InProgress, _, false) => pick("respondeu", "answered", "respondió"),
        (Status::Finished, _, _) => thread::did_finish().trim_start(),
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

    #[test]
    fn a_step_is_named_as_in_the_thread() {
        let by_ana = |status, is_first| step(status, Side::School, is_first, "08:52", "Ana");
        assert_eq!(by_ana(Status::InProgress, true), "08:52, Ana iniciou o atendimento");
        assert_eq!(by_ana(Status::InProgress, false), "08:52, Ana respondeu");
        assert_eq!(by_ana(Status::Finished, false), "08:52, Ana finalizou o atendimento");
    }
}
