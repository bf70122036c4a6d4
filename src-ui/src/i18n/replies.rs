//! "Respostas prontas": the picker in the composer, and where they are kept.

use super::pick;

texts! {
    title: "Respostas prontas", "Canned replies", "Respuestas rápidas";
    lead:
        "Textos que a equipe do canal usa sempre. No campo de mensagem, digite / para escolher um.",
        "Texts that the channel's team uses often. Type / in the message field to choose one.",
        "Textos que el equipo del canal usa siempre. En el campo de mensaje, escribe / para elegir uno.";
    manage: "Gerenciar respostas prontas", "Manage canned replies", "Administrar respuestas rápidas";
    channel: "Canal", "Channel", "Canal";
    none: "Nenhuma resposta pronta ainda", "No canned reply yet", "Aún sin respuestas rápidas";
    none_hint:
        "Crie a primeira: um prazo, um endereço, uma lista de documentos.",
        "Create the first one: a deadline, an address, a list of documents.",
        "Crea la primera: un plazo, una dirección, una lista de documentos.";
    new: "Nova resposta", "New reply", "Nueva respuesta";
    edit_title: "Editar resposta", "Edit reply", "Editar respuesta";
    name: "Título", "Title", "Título";
    name_hint: "É por ele que a equipe encontra a resposta.", "This is how your team finds the reply.", "Con él encuentra el equipo la respuesta.";
    text: "Texto", "Text", "Texto";
    tokens: "Inserir um nome", "Insert a name", "Insertar un nombre";
    tokens_hint:
        "São trocados pelos nomes de cada conversa.",
        "They are replaced with the names in each conversation.",
        "Se reemplazan por los nombres de cada conversación.";
    example: "Por exemplo: ", "For example: ", "Por ejemplo: ";
    example_guardian: "Juliana de Souza Prado", "Juliana de Souza Prado", "Juliana de Souza Prado";
    example_student: "Theo Prado", "Theo Prado", "Theo Prado";
    save: "Salvar", "Save", "Guardar";
    saved: "Resposta salva", "Reply saved", "Respuesta guardada";
    delete: "Excluir", "Delete", "Eliminar";
    delete_title: "Excluir esta resposta?", "Delete this reply?", "¿Eliminar esta respuesta?";
    delete_hint:
        "Ela some para toda a equipe do canal. As mensagens já enviadas continuam.",
        "It disappears for the channel's whole team. Messages already sent stay as they are.",
        "Desaparece para todo el equipo del canal. Los mensajes ya enviados siguen.";
    deleted: "Resposta excluída", "Reply deleted", "Respuesta eliminada";
    offline:
        "Para criar, editar ou excluir é preciso estar conectado. Usar continua funcionando.",
        "You need a connection to create, edit or delete replies. You can still use them.",
        "Para crear, editar o eliminar hace falta conexión. Usarlas sigue funcionando.";
    name_missing: "Escreva o título.", "Write the title.", "Escribe el título.";
    text_missing: "Escreva o texto.", "Write the text.", "Escribe el texto.";
    name_long: "O título passou de 120 caracteres.", "The title is over 120 characters.", "El título pasó de 120 caracteres.";
    text_long: "O texto passou de 10.000 caracteres.", "The text is over 10,000 characters.", "El texto pasó de 10.000 caracteres.";
    pick_one: "Escolher resposta pronta", "Choose a canned reply", "Elegir respuesta rápida";
    picks: " insere", " inserts", " inserta";
    back: "Voltar para os ajustes", "Back to the settings", "Volver a los ajustes";
}

/// "Editar Prazo da declaração".
pub(crate) fn edit(name: &str) -> String {
    format!("{}{name}", pick("Editar ", "Edit ", "Editar "))
}

/// "Excluir Prazo da declaração".
pub(crate) fn delete_named(name: &str) -> String {
    format!("{}{name}", pick("Excluir ", "Delete ", "Eliminar "))
}

/// "3 respostas", for screen readers.
pub(crate) fn count(count: usize) -> String {
    match count {
        1 => pick("1 resposta", "1 reply", "1 respuesta").to_owned(),
        n => format!("{n} {}", pick("respostas", "replies", "respuestas")),
    }
}
