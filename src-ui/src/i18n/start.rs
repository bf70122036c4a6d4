//! A family writes to a channel.

use super::pick;

texts! {
    title: "Nova conversa", "New conversation", "Nueva conversación";
    about: "Sobre qual aluno?", "About which student?", "¿Sobre qué alumno?";
    channel: "Com qual canal?", "With which channel?", "¿Con qué canal?";
    message: "Mensagem", "Message", "Mensaje";
    message_hint:
        "Outra pessoa da família pode ser adicionada depois.",
        "Someone else in the family can be added later.",
        "Otra persona de la familia se puede agregar después.";
    no_channel:
        "Nenhum canal atende a turma deste aluno agora.",
        "No channel serves this student's class now.",
        "Ningún canal atiende al grupo de este alumno ahora.";
    send: "Enviar", "Send", "Enviar";
    choose_channel: "Escolha um canal.", "Choose a channel.", "Elige un canal.";
    message_missing: "Escreva a mensagem.", "Write the message.", "Escribe el mensaje.";
}

/// "Enviar para Secretaria".
pub(crate) fn send_to(channel: &str) -> String {
    format!("{}{}", pick("Enviar para ", "Send to ", "Enviar a "), channel)
}
