//! Search: over everything, and within a conversation.

use super::pick;

texts! {
    title: "Buscar", "Search", "Buscar";
    field: "Buscar conversas, mensagens e comandos", "Search conversations, messages and commands", "Buscar conversaciones, mensajes y comandos";
    field_family: "Buscar conversas e mensagens", "Search conversations and messages", "Buscar conversaciones y mensajes";
    results: "Resultados da busca", "Search results", "Resultados de la búsqueda";
    messages: "Mensagens", "Messages", "Mensajes";
    hint:
        "Procure por responsável, aluno ou palavras de uma mensagem.",
        "Look for a guardian, a student or words of a message.",
        "Busca por responsable, alumno o palabras de un mensaje.";
    nothing: "Nada encontrado", "Nothing found", "Nada encontrado";
    nothing_hint:
        "Tente outra palavra, ou só o começo dela.",
        "Try another word, or only its beginning.",
        "Prueba con otra palabra, o solo su comienzo.";
    incomplete: "Histórico incompleto neste aparelho.", "History incomplete on this device.", "Historial incompleto en este dispositivo.";
    incomplete_hint:
        "Mensagens mais antigas podem não aparecer aqui.",
        "Older messages may be missing here.",
        "Puede que falten aquí mensajes más antiguos.";
    failed: "A busca falhou", "The search failed", "La búsqueda falló";
    here: "Buscar nesta conversa", "Search in this conversation", "Buscar en esta conversación";
    older: "Resultado anterior", "Earlier match", "Resultado anterior";
    newer: "Próximo resultado", "Later match", "Resultado siguiente";
    close_here: "Fechar a busca", "Close the search", "Cerrar la búsqueda";
    none_here: "Nada encontrado", "Nothing found", "Nada encontrado";
    not_here:
        "Esta mensagem não está neste aparelho. Conecte-se para abri-la.",
        "This message is not on this device. Connect to open it.",
        "Este mensaje no está en este dispositivo. Conéctate para abrirlo.";
}

/// "Buscar “boleto” nas mensagens".
pub(crate) fn in_messages(words: &str) -> String {
    pick(
        format!("Buscar “{words}” nas mensagens"),
        format!("Search “{words}” in the messages"),
        format!("Buscar “{words}” en los mensajes"),
    )
}

/// "3 conversas, 12 mensagens", for screen readers.
pub(crate) fn counted(conversations: usize, messages: usize, more: bool) -> String {
    let plus = if more { "+" } else { "" };
    let (one, many) = pick(
        ("conversa", "conversas"),
        ("conversation", "conversations"),
        ("conversación", "conversaciones"),
    );
    let first = format!("{conversations} {}", if conversations == 1 { one } else { many });
    let (one, many) = pick(("mensagem", "mensagens"), ("message", "messages"), ("mensaje", "mensajes"));
    format!("{first}, {messages}{plus} {}", if messages == 1 && !more { one } else { many })
}

/// "3 de 12".
pub(crate) fn place(at: usize, of: usize, more: bool) -> String {
    let plus = if more { "+" } else { "" };
    format!("{at} {} {of}{plus}", pick("de", "of", "de"))
}
