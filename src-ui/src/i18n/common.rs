//! Words that several parts use.

use conversas_domain::person::Relationship;
use conversas_domain::ticket::Status;

use super::pick;
use crate::letters::lower;
use crate::state::names;

texts! {
    app: "Conversas", "Conversas", "Conversas";
    conversations: "Conversas", "Conversations", "Conversaciones";
    in_rail: "Conversas", "Inbox", "Bandeja";
    main_navigation: "Principal", "Main", "Principal";
    settings: "Ajustes", "Settings", "Ajustes";
    theme: "Tema", "Theme", "Tema";
    waiting_badge: " aguardando", " waiting", " en espera";
    skip_to_conversation: "Pular para a conversa", "Skip to the conversation", "Saltar a la conversación";
    open: "Abrir", "Open", "Abrir";
    copy: "Copiar", "Copy", "Copiar";
    copied: "Copiado", "Copied", "Copiado";
    not_copied:
        "Não foi possível copiar. Selecione o texto e copie.",
        "Could not copy. Select the text and copy it.",
        "No se pudo copiar. Selecciona el texto y cópialo.";
    found_elsewhere:
        "Já existe uma conversa com estes responsáveis.",
        "There is already a conversation with these guardians.",
        "Ya existe una conversación con estos responsables.";
    close: "Fechar", "Close", "Cerrar";
    cancel: "Cancelar", "Cancel", "Cancelar";
    back: "Voltar", "Back", "Volver";
    try_again: "Tentar de novo", "Try again", "Intentar de nuevo";
    try_now: "Tentar agora", "Try now", "Intentar ahora";
    you: "Você", "You", "Tú";
    student: "Aluno: ", "Student: ", "Alumno: ";
    loading: "Carregando", "Loading", "Cargando";
    offline: "Sem conexão.", "No connection.", "Sin conexión.";
    offline_hint:
        "As mensagens saem assim que a internet voltar.",
        "Messages go out as soon as the internet is back.",
        "Los mensajes salen en cuanto vuelva internet.";
    catching_up: "Buscando as conversas da escola…", "Fetching the school's conversations…", "Buscando las conversaciones de la escuela…";
    not_started: "O Conversas não conseguiu começar", "Conversas could not start", "Conversas no pudo empezar";
    and: " e ", " and ", " y ";
}

/// "Sua conta: Rafaela Nunes".
pub(crate) fn account(name: &str) -> String {
    format!("{}{}", pick("Sua conta: ", "Your account: ", "Tu cuenta: "), names::isolated(name))
}

/// "2 mensagens na fila".
pub(crate) fn queued(count: u32) -> String {
    match count {
        1 => pick("1 mensagem na fila.", "1 message in the queue.", "1 mensaje en cola.").to_owned(),
        n => format!("{n} {}", pick("mensagens na fila.", "messages in the queue.", "mensajes en cola.")),
    }
}

/// "1 mensagem precisa de uma decisão".
pub(crate) fn blocked(count: u32) -> String {
    match count {
        1 => pick(
            "1 mensagem espera uma decisão sua.",
            "1 message needs your decision.",
            "1 mensaje espera tu decisión.",
        )
        .to_owned(),
        n => format!(
            "{n} {}",
            pick(
                "mensagens esperam uma decisão sua.",
                "messages need your decision.",
                "mensajes esperan tu decisión."
            )
        ),
    }
}

/// The fixed word of a status.
pub(crate) fn status(status: Status) -> &'static str {
    match status {
        Status::Pending => pick("Pendente", "Pending", "Pendiente"),
        Status::InProgress => pick("Em atendimento", "In progress", "En atención"),
        Status::Finished => pick("Finalizado", "Finished", "Finalizado"),
    }
}

/// "mãe".
pub(crate) fn relationship(relationship: Relationship) -> &'static str {
    match relationship {
        Relationship::Mother => pick("mãe", "mother", "madre"),
        Relationship::Father => pick("pai", "father", "padre"),
        Relationship::Grandparent => pick("avó ou avô", "grandparent", "abuela o abuelo"),
        Relationship::Other => pick("responsável", "guardian", "responsable"),
    }
}

/// "Juliana e Marcos", of names that are short already.
pub(crate) fn together<S: AsRef<str>>(people: &[S]) -> String {
    names::joined(people, and())
}

/// "da Secretaria", "do Financeiro": Portuguese needs the article of the channel's name.
pub(crate) fn of_channel(channel: &str) -> String {
    let article = if is_feminine(channel) { "da" } else { "do" };
    format!("{} {channel}", pick(article, "of", "de"))
}

/// "a Secretaria", "o Financeiro".
pub(crate) fn the_channel(channel: &str) -> String {
    match pick(Some(if is_feminine(channel) { "a" } else { "o" }), None, None) {
        Some(article) => format!("{article} {channel}"),
        None => channel.to_owned(),
    }
}

/// By the ending of the first word: right for the names that schools give.
fn is_feminine(channel: &str) -> bool {
    let word = lower(channel.split_whitespace().next().unwrap_or(channel));
    ["a", "ção", "são", "dade", "gem"].iter().any(|ending| word.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn channels_get_their_article() {
        assert_eq!(of_channel("Secretaria"), "da Secretaria");
        assert_eq!(of_channel("Financeiro"), "do Financeiro");
        assert_eq!(of_channel("Coordenação Fund. I"), "da Coordenação Fund. I");
    }
}
