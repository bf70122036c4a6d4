//! The satisfaction survey (rule 13).

use super::pick;

texts! {
    form: "Avaliação do atendimento", "Rating of the request", "Evaluación de la atención";
    rating: "Nota de 1 a 5", "Rating from 1 to 5", "Nota de 1 a 5";
    comment: "Quer contar mais?", "Would you like to add anything?", "¿Quieres contarnos más?";
    optional: "(opcional)", "(optional)", "(opcional)";
    comment_hint:
        "O que foi bom, o que pode melhorar",
        "What was good, what could be better",
        "Qué estuvo bien, qué puede mejorar";
    later: "Agora não", "Not now", "Ahora no";
    send: "Enviar avaliação", "Send rating", "Enviar evaluación";
    rate: "Avaliar", "Rate", "Evaluar";
    choose: "Escolha uma nota de 1 a 5.", "Choose a rating from 1 to 5.", "Elige una nota de 1 a 5.";
    thanks: "Obrigado pela avaliação", "Thank you for your rating", "Gracias por tu evaluación";
    queued:
        "Na fila. A avaliação é enviada assim que a internet voltar.",
        "Waiting to be sent. Your rating goes out once you are back online.",
        "En cola. La evaluación se envía en cuanto vuelva internet.";
    closed: "A avaliação deste atendimento foi encerrada.", "The rating of this request is closed.", "La evaluación de esta atención se cerró.";
    too_long:
        "O comentário passou do limite de 2.000 caracteres.",
        "The comment is over the limit of 2,000 characters.",
        "El comentario pasó el límite de 2.000 caracteres.";
}

/// "Como foi o atendimento do canal Secretaria?"
pub(crate) fn question(channel: &str) -> String {
    pick(
        format!("Como foi o atendimento do canal {channel}?"),
        format!("How was the service from {channel}?"),
        format!("¿Cómo fue la atención del canal {channel}?"),
    )
}

/// "bom", for 4.
pub(crate) fn word(rating: u8) -> &'static str {
    match rating {
        1 => pick("muito ruim", "very bad", "muy mala"),
        2 => pick("ruim", "bad", "mala"),
        3 => pick("regular", "fair", "regular"),
        4 => pick("bom", "good", "buena"),
        _ => pick("muito bom", "very good", "muy buena"),
    }
}

/// "Você pode avaliar até 29 de novembro."
pub(crate) fn open_until(date: &str) -> String {
    pick(
        format!("Você pode avaliar até {date}."),
        format!("You can rate it until {date}."),
        format!("Puedes evaluar hasta {date}."),
    )
}

/// "Nota 4, bom".
pub(crate) fn given(rating: u8) -> String {
    format!("{} {rating}, {}", pick("Nota", "Rating", "Nota"), word(rating))
}
