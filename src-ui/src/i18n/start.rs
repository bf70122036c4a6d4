//! A family writes to a channel.

use super::pick;

texts! {
    title: "Nova conversa", "New conversation", "Nueva conversación";
    about: "Sobre qual aluno?", "About which student?", "¿Sobre qué alumno?";
    channel: "Com qual canal?", "With which channel?", "¿Con qué canal?";
    message_hint:
        "A seguir, escreva a mensagem: também com fotos, arquivos ou áudio. Outra pessoa da família pode ser adicionada depois.",
        "Next you write the message, also with photos, files or a voice message. Someone else in the family can be added later.",
        "A continuación escribe el mensaje: también con fotos, archivos o audio. Otra persona de la familia se puede agregar después.";
    no_channel:
        "Nenhum canal atende a turma deste aluno agora.",
        "No channel serves this student's class now.",
        "Ningún canal atiende al grupo de este alumno ahora.";
    go_on: "Continuar", "Continue", "Continuar";
    choose_channel: "Escolha um canal.", "Choose a channel.", "Elige un canal.";
}

/// "Escrever para Secretaria".
pub(crate) fn write_to(channel: &str) -> String {
    format!("{}{}", pick("Escrever para ", "Write to ", "Escribir a "), channel)
}
