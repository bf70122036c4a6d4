//! What cannot be sent any more.

texts! {
    title: "Textos que não foram enviados", "Texts that were not sent", "Textos que no se enviaron";
    explained:
        "Não há mais como enviá-los. Copie o que ainda precisa: depois de apagar, não há como recuperar.",
        "They cannot be sent any more. Copy what you still need: once erased, they are gone.",
        "Ya no se pueden enviar. Copia lo que aún necesitas: después de borrar, no se puede recuperar.";
    unreadable: "Algo que esperava para ser enviado não pôde ser lido e se perdeu.",
        "Something that waited to be sent could not be read and is lost.",
        "Algo que esperaba para enviarse no se pudo leer y se perdió.";
    voice: "Um áudio não foi enviado e foi apagado: você não tem mais acesso à conversa.",
        "A voice message was not sent and was erased: you no longer have access to the conversation.",
        "Un audio no se envió y se borró: ya no tienes acceso a la conversación.";
    later: "Ver depois", "See later", "Ver después";
    forget: "Já copiei, apagar", "I have copied them, erase", "Ya copié, borrar";
}
