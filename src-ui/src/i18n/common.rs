//! Words that several parts use.

use conversas_domain::person::Relationship;
use conversas_domain::ticket::Status;

use super::pick;
use crate::state::names;

texts! {
    app: "Conversas", "Conversas", "Conversas";
    conversations: "Conversas", "Conversations", "Conversaciones";
    in_rail: "Conversas", "Inbox", "Bandeja";
    main_navigation: "Principal", "Main", "Principal";
    settings: "Ajustes", "Settings", "Ajustes";
    theme: "Tema", "Theme", "Tema";
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
    update_to_see:
        "Atualize o aplicativo para ver isto.",
        "Update the app to see this.",
        "Actualiza la aplicación para ver esto.";
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
        "Messages will be sent once you are back online.",
        "Los mensajes salen en cuanto vuelva internet.";
    catching_up: "Buscando as conversas da escola…", "Fetching the school's conversations…", "Buscando las conversaciones de la escuela…";
    wrong_clock: "O relógio deste aparelho está errado.", "This device's clock is wrong.", "El reloj de este dispositivo está mal.";
    not_started: "O Conversas não conseguiu começar", "Conversas could not start", "Conversas no pudo empezar";
    and: " e ", " and ", " y ";
}

/// "Está 2 h adiantado. Acerte a data e a hora do aparelho."
pub(crate) fn clock_ahead(by: &str) -> String {
    pick(
        format!("Está {by} adiantado. Acerte a data e a hora do aparelho."),
        format!("It is {by} ahead. Set the device's date and time."),
        format!("Está {by} adelantado. Ajusta la fecha y la hora del dispositivo."),
    )
}

/// "Está 2 h atrasado. Acerte a data e a hora do aparelho."
pub(crate) fn clock_behind(by: &str) -> String {
    pick(
        format!("Está {by} atrasado. Acerte a data e a hora do aparelho."),
        format!("It is {by} behind. Set the device's date and time."),
        format!("Está {by} atrasado. Ajusta la fecha y la hora del dispositivo."),
    )
}

/// "Sua conta: Rafaela Nunes".
pub(crate) fn account(name: &str) -> String {
    format!("{}{}", pick("Sua conta: ", "Your account: ", "Tu cuenta: "), names::isolated(name))
}

/// "2 mensagens na fila".
pub(crate) fn queued(count: u32) -> String {
    match count {
        1 => pick("1 mensagem na fila.", "1 message waiting to be sent.", "1 mensaje en cola.").to_owned(),
        n => {
            format!("{n} {}", pick("mensagens na fila.", "messages waiting to be sent.", "mensajes en cola."))
        }
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

/// "90.000": the digits of a large number in groups of three.
pub(crate) fn grouped(number: usize) -> String {
    let (digits, mark) = (number.to_string(), pick('.', ',', '.'));
    let mut said = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            said.push(mark);
        }
        said.push(digit);
    }
    said
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

/// After a number: " conversas não lidas".
pub(crate) fn unread_conversations(count: u32) -> &'static str {
    match count {
        1 => pick(" conversa não lida", " unread conversation", " conversación sin leer"),
        _ => pick(" conversas não lidas", " unread conversations", " conversaciones sin leer"),
    }
}

/// "a equipe do canal Esportes". A channel may have any name: no article stands before it, because nothing tells which.
pub(crate) fn team_of(channel: &str) -> String {
    pick(
        format!("a equipe do canal {channel}"),
        format!("the {channel} team"),
        format!("el equipo del canal {channel}"),
    )
}

#[cfg(test)]
mod tests {
    use conversas_ipc::Language;

    use super::*;
    use crate::i18n::speak;

    #[test]
    fn large_numbers_have_groups_of_digits_as_each_language_writes_them() {
        for (language, large) in [
            (Language::Portuguese, "1.090.000"),
            (Language::English, "1,090,000"),
            (Language::Spanish, "1.090.000"),
        ] {
            speak(language);
            assert_eq!(grouped(1_090_000), large);
            assert_eq!((grouped(0), grouped(12), grouped(999)), ("0".into(), "12".into(), "999".into()));
        }
        speak(Language::Portuguese);
    }

    #[test]
    fn a_channel_of_any_name_stands_without_an_article() {
        let said = ["Secretaria", "Esportes", "Matrículas", "Direção"].map(team_of);
        let right = ["Secretaria", "Esportes", "Matrículas", "Direção"];
        assert_eq!(said, right.map(|channel| format!("a equipe do canal {channel}")));
    }
}
