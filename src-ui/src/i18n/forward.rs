//! Selecting, copying and forwarding messages.

use super::pick;

texts! {
    select: "Selecionar", "Select", "Seleccionar";
    unselect: "Desmarcar", "Unselect", "Desmarcar";
    forward: "Encaminhar", "Forward", "Reenviar";
    message_actions: "Ações da mensagem", "Message actions", "Acciones del mensaje";
    selection_actions: "Ações da seleção", "Selection actions", "Acciones de la selección";
    leave_selection: "Sair da seleção (Esc)", "Leave the selection (Esc)", "Salir de la selección (Esc)";
    not_all:
        "Notas internas e mensagens que ainda não saíram não podem ser encaminhadas.",
        "Internal notes and messages that have not been sent yet cannot be forwarded.",
        "Las notas internas y los mensajes que aún no salieron no se pueden reenviar.";
    title: "Encaminhar para outro canal", "Forward to another channel", "Reenviar a otro canal";
    search: "Buscar canal", "Search channels", "Buscar canal";
    channel: "Canal que vai tratar a solicitação", "Channel that will handle the request", "Canal que atenderá la solicitud";
    no_target:
        "Não há outro canal para este aluno.",
        "There is no other channel for this student.",
        "No hay otro canal para este alumno.";
    nothing_found: "Nenhum canal com este nome.", "No channel with this name.", "Ningún canal con este nombre.";
    note: "Observação para o canal", "Note for the channel", "Observación para el canal";
    optional: "(opcional)", "(optional)", "(opcional)";
    note_hint:
        "Só a equipe vê. O status desta conversa não muda.",
        "Only staff can see it. This conversation's status does not change.",
        "Solo el equipo la ve. El estado de esta conversación no cambia.";
    choose: "Escolha o canal.", "Choose the channel.", "Elige el canal.";
    offline: "Sem conexão.", "No connection.", "Sin conexión.";
    offline_hint:
        " O encaminhamento fica na fila e sai assim que a internet voltar.",
        " It waits here and is sent once you are back online.",
        " Queda en cola y sale en cuanto vuelva internet.";
    note_kept:
        "A observação fica guardada para o próximo encaminhamento.",
        "The note is kept for the next forward.",
        "La observación queda guardada para el próximo reenvío.";
    finish: "Finalizar atendimento", "Finish request", "Finalizar atención";
}

/// "selecionada", after the number.
pub(crate) fn selected(count: usize) -> &'static str {
    match count {
        1 => pick("selecionada", "selected", "seleccionado"),
        _ => pick("selecionadas", "selected", "seleccionados"),
    }
}

/// "2 mensagens copiadas".
pub(crate) fn copied(count: usize) -> String {
    match count {
        1 => pick("Mensagem copiada", "Message copied", "Mensaje copiado").to_owned(),
        n => format!("{n} {}", pick("mensagens copiadas", "messages copied", "mensajes copiados")),
    }
}

/// "Selecionar mensagem de Juliana Prado, 08:52".
pub(crate) fn select_message(name: &str, clock: &str) -> String {
    let of = pick("Selecionar mensagem de ", "Select the message from ", "Seleccionar el mensaje de ");
    format!("{of}{name}, {clock}")
}

/// "e mais 2 mensagens".
pub(crate) fn and_more(count: usize) -> String {
    match count {
        1 => pick("e mais 1 mensagem", "and 1 more message", "y 1 mensaje más").to_owned(),
        n => pick(
            format!("e mais {n} mensagens"),
            format!("and {n} more messages"),
            format!("y {n} mensajes más"),
        ),
    }
}

/// "Encaminhada para Financeiro".
pub(crate) fn forwarded_to(channel: &str, count: usize) -> String {
    let said = match count {
        1 => pick("Encaminhada para ", "Forwarded to ", "Reenviado a "),
        _ => pick("Encaminhadas para ", "Forwarded to ", "Reenviados a "),
    };
    format!("{said}{channel}")
}

/// "Na fila para Financeiro. Sai assim que a internet voltar."
pub(crate) fn queued_to(channel: &str) -> String {
    pick(
        format!("Na fila para {channel}. Sai assim que a internet voltar."),
        format!("Waiting to go to {channel}. It is sent once you are back online."),
        format!("En cola para {channel}. Sale en cuanto vuelva internet."),
    )
}
