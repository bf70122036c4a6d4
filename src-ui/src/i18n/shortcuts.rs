//! What keys and commands do, in words.

use super::pick;
use crate::state::shortcuts::{Act, Scope};

texts! {
    title: "Atalhos do teclado", "Keyboard shortcuts", "Atajos de teclado";
    commands: "Comandos", "Commands", "Comandos";
    letters: "Atalhos de uma letra", "Single-letter shortcuts", "Atajos de una letra";
    letters_hint:
        "Só valem ao percorrer a lista ou as mensagens pelo teclado.",
        "They only work while you move through the list or the messages by keyboard.",
        "Solo valen al recorrer la lista o los mensajes con el teclado.";
    or: "ou", "or", "o";
}

/// What an act does.
pub(crate) fn act(act: Act) -> &'static str {
    match act {
        Act::Search => pick("Buscar e comandos", "Search and commands", "Buscar y comandos"),
        Act::FindHere => {
            pick("Buscar nesta conversa", "Search in this conversation", "Buscar en esta conversación")
        }
        Act::Help => pick("Atalhos do teclado", "Keyboard shortcuts", "Atajos de teclado"),
        Act::NextConversation => pick("Próxima conversa", "Next conversation", "Conversación siguiente"),
        Act::PreviousConversation => {
            pick("Conversa anterior", "Previous conversation", "Conversación anterior")
        }
        Act::Answer => pick("Responder", "Answer", "Responder"),
        Act::Note => pick("Escrever nota interna", "Write an internal note", "Escribir nota interna"),
        Act::Forward => pick("Encaminhar mensagens", "Forward messages", "Reenviar mensajes"),
        Act::Assign => pick("Assumir", "Assign to me", "Asumir"),
        Act::Finish => pick("Finalizar", "Finish", "Finalizar"),
        Act::ToEnd => pick("Ir para o fim", "Go to the end", "Ir al final"),
        Act::Details => pick("Detalhes da conversa", "Conversation details", "Detalles de la conversación"),
        Act::Export => pick("Exportar histórico", "Export history", "Exportar historial"),
        Act::FilterPending => pick("Filtrar: Pendente", "Filter: Pending", "Filtrar: Pendiente"),
        Act::FilterInProgress => {
            pick("Filtrar: Em atendimento", "Filter: In progress", "Filtrar: En atención")
        }
        Act::FilterFinished => pick("Filtrar: Finalizado", "Filter: Finished", "Filtrar: Finalizado"),
        Act::FilterAll => pick("Todos os atendimentos", "All requests", "Todas las atenciones"),
        Act::FilterMine => pick("Meus atendimentos", "My requests", "Mis atenciones"),
        Act::FilterOthers => pick("Atendimentos do canal", "The channel's requests", "Atenciones del canal"),
        Act::ClearFilters => pick("Limpar filtros", "Clear filters", "Borrar filtros"),
        Act::StartConversation => pick("Nova conversa", "New conversation", "Nueva conversación"),
        Act::Replies => pick("Respostas prontas", "Canned replies", "Respuestas rápidas"),
        Act::Settings => pick("Ajustes", "Settings", "Ajustes"),
        Act::Theme => {
            pick("Trocar tema claro ou escuro", "Switch light or dark theme", "Cambiar tema claro u oscuro")
        }
        Act::Move => pick(
            "Passar pela lista ou pelas mensagens",
            "Move through the list or the messages",
            "Recorrer la lista o los mensajes",
        ),
        Act::Open => pick("Abrir a conversa", "Open the conversation", "Abrir la conversación"),
        Act::Select => pick("Selecionar a mensagem", "Select the message", "Seleccionar el mensaje"),
        Act::Copy => pick(
            "Copiar as mensagens selecionadas",
            "Copy the selected messages",
            "Copiar los mensajes seleccionados",
        ),
        Act::Menu => pick("Menu da mensagem", "Message menu", "Menú del mensaje"),
        Act::Send => pick("Enviar", "Send", "Enviar"),
        Act::Break => pick("Quebrar a linha", "Break the line", "Saltar de línea"),
        Act::Canned => pick(
            "Respostas prontas, no começo ou após um espaço",
            "Canned replies, at the start or after a space",
            "Respuestas rápidas, al inicio o tras un espacio",
        ),
        Act::Close => pick("Fechar o que está aberto", "Close what is open", "Cerrar lo que está abierto"),
    }
}

/// Where keys work.
pub(crate) fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::Everywhere => pick("Em qualquer lugar", "Anywhere", "En cualquier lugar"),
        Scope::Reading => pick(
            "Ao percorrer a lista ou as mensagens pelo teclado",
            "While moving through the list or the messages by keyboard",
            "Al recorrer la lista o los mensajes con el teclado",
        ),
        Scope::Message => pick("Em uma mensagem", "On a message", "En un mensaje"),
        Scope::Writing => pick("Ao escrever", "While writing", "Al escribir"),
    }
}

/// "Ir para o canal Financeiro".
pub(crate) fn go_to(channel: &str) -> String {
    format!("{}{channel}", pick("Ir para o canal ", "Go to the channel ", "Ir al canal "))
}
