//! Words that cannot be sent any more.

texts! {
    title: "Textos que não foram enviados", "Texts that were not sent", "Textos que no se enviaron";
    explained:
        "Não há mais como enviá-los. Copie o que ainda precisa: depois de apagar, não há como recuperar.",
        "They cannot be sent any more. Copy what you still need: once erased, they are gone.",
        "Ya no se pueden enviar. Copia lo que aún necesitas: después de borrar, no se puede recuperar.";
    later: "Ver depois", "See later", "Ver después";
    forget: "Já copiei, apagar", "I have copied them, erase", "Ya copié, borrar";
}
