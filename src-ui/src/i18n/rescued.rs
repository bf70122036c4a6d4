//! Words that could not be sent before access ended.

texts! {
    title: "Textos que não foram enviados", "Texts that were not sent", "Textos que no se enviaron";
    explained:
        "O seu acesso à conversa terminou antes do envio. Copie o que ainda precisa: depois de apagar, não há como recuperar.",
        "Your access to the conversation ended before they left. Copy what you still need: once erased, they are gone.",
        "Tu acceso a la conversación terminó antes del envío. Copia lo que aún necesitas: después de borrar, no se puede recuperar.";
    later: "Ver depois", "See later", "Ver después";
    forget: "Já copiei, apagar", "I have copied them, erase", "Ya copié, borrar";
}
