//! The list of conversations and the channel choice.

use conversas_domain::inbox::Order;

use super::pick;
use crate::state::names;

texts! {
    pane: "Lista de conversas", "Conversation list", "Lista de conversaciones";
    switch_channel: "Trocar de canal. Atual: ", "Switch channel. Current: ", "Cambiar de canal. Actual: ";
    channels: "Trocar de canal", "Switch channel", "Cambiar de canal";
    own_channels: "Seus canais", "Your channels", "Tus canales";
    other_channels: "Outros canais da escola", "Other channels of the school", "Otros canales de la escuela";
    other_channels_hint:
        "Você pode ler. Cada acesso fica registrado.",
        "You can read them. Each access is recorded.",
        "Puedes leerlos. Cada acceso queda registrado.";
    choose_channel: "Escolha um canal de atendimento", "Choose a channel", "Elige un canal de atención";
    choose_channel_hint:
        "As conversas dele aparecem aqui.",
        "Its conversations appear here.",
        "Sus conversaciones aparecen aquí.";
    no_channel: "Você ainda não está em um canal", "You are not in a channel yet", "Aún no estás en un canal";
    no_channel_hint:
        "Peça à administração da escola para adicionar você a um canal de atendimento.",
        "Ask the school's administration to add you to a channel.",
        "Pide a la administración de la escuela que te agregue a un canal.";
    search: "Buscar aluno ou responsável", "Search student or guardian", "Buscar alumno o responsable";
    search_family: "Buscar conversa", "Search conversations", "Buscar conversación";
    clear_search: "Limpar busca", "Clear search", "Borrar búsqueda";
    status_filter: "Status", "Status", "Estado";
    type_filter: "Tipo de atendimento", "Type of request", "Tipo de atención";
    all: "Todos os atendimentos", "All requests", "Todas las atenciones";
    all_short: "Todos", "All", "Todas";
    mine: "Meus atendimentos", "My requests", "Mis atenciones";
    mine_short: "Meus", "Mine", "Mías";
    others: "Atendimentos do canal", "The channel's requests", "Atenciones del canal";
    others_short: "Do canal", "Channel's", "Del canal";
    clear_filters: "Limpar filtros", "Clear filters", "Borrar filtros";
    order: "Ordem", "Order", "Orden";
    order_waiting: "Maior espera", "Longest wait", "Mayor espera";
    order_newest: "Mais recentes", "Newest", "Más recientes";
    order_oldest: "Mais antigas", "Oldest", "Más antiguas";
    order_student: "Aluno", "Student", "Alumno";
    waiting_for: "Esperando a escola há ", "Waiting for the school for ", "Esperando a la escuela desde hace ";
    waiting: " esperando", " waiting", " esperando";
    only_you: "só você", "only you", "solo tú";
    draft: "Rascunho:", "Draft:", "Borrador:";
    mine_prefix: "Você: ", "You: ", "Tú: ";
    undecided: "Uma mensagem espera uma decisão sua. ", "A message needs your decision. ", "Un mensaje espera tu decisión. ";
    unsent: "Há mensagens não enviadas. ", "There are unsent messages. ", "Hay mensajes sin enviar. ";
    no_message: "Nenhuma mensagem ainda", "No message yet", "Aún sin mensajes";
    nobody_waiting: "Ninguém esperando", "Nobody is waiting", "Nadie espera";
    show_in_progress: "Mostrar em atendimento", "Show those in progress", "Mostrar en atención";
    nothing_matches: "Nenhuma conversa com estes filtros", "No conversation with these filters", "Ninguna conversación con estos filtros";
    nothing_matches_hint:
        "Mude a combinação ou limpe os filtros.",
        "Change the combination or clear the filters.",
        "Cambia la combinación o borra los filtros.";
    nothing_pending: "Nenhuma conversa pendente", "No pending conversation", "Ninguna conversación pendiente";
    never_pending:
        "Em Meus e em Do canal só há conversas que já tiveram resposta: nenhuma delas é pendente.",
        "Mine and Channel's only have conversations that were answered: none of them is pending.",
        "En Mías y en Del canal solo hay conversaciones ya respondidas: ninguna está pendiente.";
    nothing_found_filtered:
        "Confira o nome, ou limpe os filtros: só as conversas filtradas são procuradas.",
        "Check the name, or clear the filters: only the filtered conversations are searched.",
        "Revisa el nombre o borra los filtros: solo se buscan las conversaciones filtradas.";
    nothing_about: "Nenhuma conversa sobre este aluno", "No conversation about this student", "Ninguna conversación sobre este alumno";
    not_here: "As conversas ainda não estão neste aparelho", "The conversations are not on this device yet", "Las conversaciones aún no están en este dispositivo";
    not_here_hint:
        "Elas chegam quando houver conexão com o servidor da escola.",
        "They arrive when there is a connection to the school's server.",
        "Llegan cuando haya conexión con el servidor de la escuela.";
    nothing_found: "Nada encontrado", "Nothing found", "Nada encontrado";
    nothing_found_hint:
        "Confira o nome do aluno ou do responsável.",
        "Check the name of the student or guardian.",
        "Revisa el nombre del alumno o del responsable.";
    no_conversation: "Nenhuma conversa ainda", "No conversation yet", "Aún sin conversaciones";
    no_conversation_staff:
        "Quando uma família escrever, a conversa aparece aqui.",
        "When a family writes, the conversation appears here.",
        "Cuando una familia escriba, la conversación aparece aquí.";
    no_conversation_family:
        "Escreva para a escola quando precisar. A resposta chega aqui.",
        "Write to the school when you need to. The answer arrives here.",
        "Escribe a la escuela cuando lo necesites. La respuesta llega aquí.";
    failed: "A lista não pôde ser carregada", "The list could not be loaded", "No se pudo cargar la lista";
    choose: "Escolha uma conversa", "Choose a conversation", "Elige una conversación";
    choose_staff:
        "Ela abre aqui, com todo o histórico da família.",
        "It opens here, with the family's whole history.",
        "Se abre aquí, con todo el historial de la familia.";
    choose_family: "Ela abre aqui, com todo o histórico.", "It opens here, with its whole history.", "Se abre aquí, con todo el historial.";
    keys_move: "passar pela lista", "move through the list", "recorrer la lista";
    keys_open: "abrir a conversa", "open the conversation", "abrir la conversación";
    keys_search: "buscar", "search", "buscar";
    new_conversation: "Nova conversa", "New conversation", "Nueva conversación";
    all_students: "Todos", "All", "Todos";
    students: "Aluno", "Student", "Alumno";
    read_only: "só leitura", "read only", "solo lectura";
}

/// "8 conversas"; "3 de 60" while something is left out.
pub(crate) fn count(matching: u32, total: u32, narrowed: bool) -> String {
    if narrowed {
        return format!("{matching} {} {total}", pick("de", "of", "de"));
    }
    match matching {
        1 => pick("1 conversa", "1 conversation", "1 conversación").to_owned(),
        n => format!("{n} {}", pick("conversas", "conversations", "conversaciones")),
    }
}

/// The name of the list: "Conversas do canal Secretaria".
pub(crate) fn list_of(channel: &str) -> String {
    format!("{}{channel}", pick("Conversas do canal ", "Conversations in ", "Conversaciones del canal "))
}

/// After a number in a badge: " não lidas".
pub(crate) fn unread(count: u32) -> &'static str {
    match count {
        1 => pick(" não lida", " unread", " sin leer"),
        _ => pick(" não lidas", " unread", " sin leer"),
    }
}

/// "3 esperando", beside how many there are.
pub(crate) fn count_waiting(count: u32) -> String {
    format!("{count}{}", waiting())
}

/// What an order is called.
pub(crate) fn order_name(order: Order) -> &'static str {
    match order {
        Order::Waiting => order_waiting(),
        Order::Newest => order_newest(),
        Order::Oldest => order_oldest(),
        Order::Student => order_student(),
    }
}

/// With whom a guardian shares a conversation: "com Rodrigo", or "só você" beside one that is shared; else empty. Two
/// conversations with one channel about one student differ in nothing else.
pub(crate) fn company(others: &[String], has_twin: bool) -> String {
    match (others, has_twin) {
        ([], true) => only_you().to_owned(),
        ([], false) => String::new(),
        (others, _) => {
            format!("{} {}", pick("com", "with", "con"), names::joined(&names::short_all(others), ", "))
        }
    }
}

/// Nothing is Pendente, and families wait all the same.
pub(crate) fn waiting_in_progress(count: u32) -> String {
    match count {
        1 => pick(
            "Em atendimento, 1 família espera resposta.",
            "In progress, 1 family waits for an answer.",
            "En atención, 1 familia espera respuesta.",
        )
        .to_owned(),
        n => pick(
            format!("Em atendimento, {n} famílias esperam resposta."),
            format!("In progress, {n} families wait for an answer."),
            format!("En atención, {n} familias esperan respuesta."),
        ),
    }
}

/// "Ana encaminhou: ", "Você encaminhou: ": what stands before words that somebody else has written.
pub(crate) fn forwarded_prefix(author: Option<&str>) -> String {
    match author {
        Some(name) => {
            pick(format!("{name} encaminhou: "), format!("{name} forwarded: "), format!("{name} reenvió: "))
        }
        None => pick("Você encaminhou: ", "You forwarded: ", "Reenviaste: ").to_owned(),
    }
}

/// "Todas as famílias do canal Secretaria já foram respondidas."
pub(crate) fn all_answered(channel: &str) -> String {
    pick(
        format!("Todas as famílias do canal {channel} já foram respondidas."),
        format!("Every family in {channel} has been answered."),
        format!("Todas las familias del canal {channel} ya tienen respuesta."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_conversations_of_a_mother_can_be_told_apart() {
        assert_eq!(company(&["Rodrigo Prado".to_owned()], true), "com Rodrigo");
        assert_eq!(company(&[], true), "só você");
        assert_eq!(company(&[], false), "", "nothing to tell it from");
    }
}
