//! A conversation: header, log, messages, composer, finishing.

use conversas_domain::person::Side;
use conversas_domain::ticket::Status;

use super::common::{grouped, status as status_word, team_of, together};
use super::pick;

texts! {
    pane: "Conversa", "Conversation", "Conversación";
    back: "Voltar para a lista", "Back to the list", "Volver a la lista";
    details: "Detalhes da conversa", "Conversation details", "Detalles de la conversación";
    finish: "Finalizar", "Finish", "Finalizar";
    failed: "A conversa não pôde ser aberta", "The conversation could not be opened", "No se pudo abrir la conversación";
    unreadable:
        "Não foi possível mostrar esta mensagem.",
        "This message could not be shown.",
        "No se pudo mostrar este mensaje.";
    older: "Buscando mensagens anteriores…", "Fetching earlier messages…", "Buscando mensajes anteriores…";
    older_offline:
        "As mensagens anteriores não estão neste aparelho. Elas aparecem quando a internet voltar.",
        "Earlier messages are not on this device. They will appear once you are back online.",
        "Los mensajes anteriores no están en este dispositivo. Aparecen cuando vuelva internet.";
    unread_mark: "Novas mensagens", "New messages", "Mensajes nuevos";
    to_newest: "Ir para o fim", "Go to the end", "Ir al final";
    empty: "Nenhuma mensagem ainda.", "No message yet.", "Aún sin mensajes.";
    queued: "Na fila", "Waiting to be sent", "En cola";
    sending: "Enviando", "Sending", "Enviando";
    sent: "Enviada", "Sent", "Enviado";
    delivered: "Entregue", "Delivered", "Entregado";
    read: "Lida", "Read", "Leído";
    blocked: "Bloqueada", "Blocked", "Bloqueado";
    failed_mark: "Não enviada", "Not sent", "No enviado";
    note: "Nota interna", "Internal note", "Nota interna";
    reply_form: "Responder", "Reply", "Responder";
    message: "Mensagem", "Message", "Mensaje";
    send: "Enviar", "Send", "Enviar";
    enter_sends: " envia", " sends", " envía";
    who_reads: "Quem lê: ", "Visible to: ", "Quién lee: ";
    draft_saved: "Rascunho salvo", "Draft saved", "Borrador guardado";
    finished: "Atendimento finalizado", "Request finished", "Atención finalizada";
    finished_hint: "Não é possível enviar novas mensagens.", "No new messages can be sent.", "No se pueden enviar mensajes nuevos.";
    finished_keeps_draft:
        "O que você escreveu fica guardado como rascunho.",
        "What you wrote is kept as a draft.",
        "Lo que escribiste queda guardado como borrador.";
    start_ticket: "Iniciar novo atendimento", "Start a new request", "Iniciar nueva atención";
    starting_hint:
        "A sua mensagem inicia um novo atendimento.",
        "Your message starts a new request.",
        "Tu mensaje inicia una nueva atención.";
    read_only: "Só leitura", "Read only", "Solo lectura";
    closed_hint:
        "Este canal não recebe novas mensagens.",
        "This channel is not taking new messages.",
        "Este canal no recibe mensajes nuevos.";
    read_only_hint:
        "Você está lendo como administrador. Só a equipe do canal responde.",
        "You are reading as an administrator. Only the channel's team can reply.",
        "Estás leyendo como administrador. Solo el equipo del canal responde.";
    finish_title: "Finalizar este atendimento?", "Finish this request?", "¿Finalizar esta atención?";
    finish_confirm: "Finalizar atendimento", "Finish request", "Finalizar atención";
    finish_survey:
        "A família recebe o pedido de avaliação do atendimento (CSAT).",
        "The family is asked for a rating of the request (CSAT).",
        "La familia recibe el pedido de evaluación de la atención (CSAT).";
    finish_unanswered: "Ninguém respondeu ainda.", "Nobody has answered yet.", "Nadie ha respondido aún.";
    finish_unanswered_hint:
        "A família ficará sem resposta neste atendimento.",
        "The family will get no answer in this request.",
        "La familia quedará sin respuesta en esta atención.";
    finish_unsent: "Há mensagens que ainda não saíram.", "Some messages have not been sent yet.", "Hay mensajes que aún no salieron.";
    finish_unsent_hint:
        "Elas são enviadas antes, na ordem em que foram escritas.",
        "They are sent first, in the order they were written.",
        "Se envían antes, en el orden en que se escribieron.";
    finish_offline: "Sem conexão.", "No connection.", "Sin conexión.";
    finish_offline_hint:
        " O atendimento é finalizado assim que a internet voltar. Se alguém finalizar antes, vale uma vez só.",
        " The request is finished once you are back online. If somebody else finishes it first, it is finished only once.",
        " La atención se finaliza en cuanto vuelva internet. Si alguien la finaliza antes, vale una sola vez.";
    found: "Já existe uma conversa com estes responsáveis: ela foi aberta.", "There is already a conversation with these guardians. It is open now.", "Ya existe una conversación con estos responsables: se abrió.";
    found_draft:
        "Já existe uma conversa com estes responsáveis: ela foi aberta, com o seu rascunho.",
        "There is already a conversation with these guardians. It is open now, with your draft.",
        "Ya existe una conversación con estos responsables: se abrió, con tu borrador.";
    finish_blocked: "Há mensagens que esperam uma decisão sua.", "Some messages need your decision.", "Hay mensajes que esperan tu decisión.";
    finish_blocked_hint:
        "Elas não serão enviadas neste atendimento.",
        "They will not be sent in this request.",
        "No se enviarán en esta atención.";
    opened: " iniciou o atendimento", " opened the request", " inició la atención";
    opened_by_forward:
        " encaminhou mensagens para este canal",
        " forwarded messages to this channel",
        " reenvió mensajes a este canal";
    answered: " respondeu · ", " answered · ", " respondió · ";
    did_finish: " finalizou o atendimento", " finished the request", " finalizó la atención";
    joined: " entrou na conversa", " joined the conversation", " entró en la conversación";
    took_over: " assumiu este atendimento", " is handling this request", " asumió esta atención";
    handed_over: " passou o atendimento para ", " handed the request over to ", " pasó la atención a ";
    released: " liberou este atendimento", " released this request", " liberó esta atención";
    added: " adicionou ", " added ", " agregó a ";
}

/// "3 novas mensagens".
pub(crate) fn new_messages(count: usize) -> String {
    match count {
        1 => pick("1 nova mensagem", "1 new message", "1 mensaje nuevo").to_owned(),
        n => format!("{n} {}", pick("novas mensagens", "new messages", "mensajes nuevos")),
    }
}

/// What the button to the end says: "Ir para o fim, 3 novas mensagens".
pub(crate) fn to_new_messages(count: usize) -> String {
    format!("{}, {}", to_newest(), new_messages(count))
}

/// "Mensagens com Juliana Prado e Marcos Prado".
pub(crate) fn log_with(people: &str) -> String {
    format!("{}{people}", pick("Mensagens com ", "Messages with ", "Mensajes con "))
}

/// What a status event says after the name: " finalizou o atendimento", " respondeu · Em atendimento".
pub(crate) fn status_event(status: Status, side: Side, was_opened: bool) -> String {
    match (status, side, was_opened) {
        (Status::Finished, _, _) => did_finish().to_owned(),
        (Status::Pending, Side::School, _) => opened_by_forward().to_owned(),
        (Status::Pending | Status::InProgress, _, true) => opened().to_owned(),
        (Status::Pending | Status::InProgress, _, false) => format!("{}{}", answered(), status_word(status)),
    }
}

/// " encaminhou uma mensagem para ".
pub(crate) fn forwarded_away(count: u32) -> String {
    match count {
        1 => pick(" encaminhou uma mensagem para ", " forwarded a message to ", " reenvió un mensaje a ")
            .to_owned(),
        n => pick(
            format!(" encaminhou {n} mensagens para "),
            format!(" forwarded {n} messages to "),
            format!(" reenvió {n} mensajes a "),
        ),
    }
}

/// Before and after the channel: "Encaminhada de " … " por Rafaela, 09:47".
pub(crate) fn forwarded_from(by: &str, clock: &str) -> (&'static str, String) {
    (
        pick("Encaminhada de ", "Forwarded from ", "Reenviado de "),
        format!("{}{by}, {clock}", pick(" por ", " by ", " por ")),
    )
}

/// " deu nota 5".
pub(crate) fn rated(rating: u8) -> String {
    pick(
        format!(" avaliou com nota {rating}"),
        format!(" rated the request {rating}"),
        format!(" evaluó con nota {rating}"),
    )
}

/// "Atendimento 3" and ", finalizado em 2 de fevereiro".
pub(crate) fn episode(number: Option<u32>, date: &str) -> (String, String) {
    let name = pick("Atendimento", "Request", "Atención");
    let number = number.map(|number| format!(" {number}")).unwrap_or_default();
    let finished = pick(", finalizado em ", ", finished on ", ", finalizada el ");
    (format!("{name}{number}"), format!("{finished}{date}"))
}

/// "e a equipe do canal Secretaria"; alone without the "e".
pub(crate) fn team(channel: &str, alone: bool) -> String {
    let team = team_of(channel);
    if alone { team } else { format!("{}{team}", pick(" e ", " and ", " y ")) }
}

/// "Escreva para Juliana e Marcos".
pub(crate) fn write_to_people<S: AsRef<str>>(people: &[S]) -> String {
    format!("{}{}", pick("Escreva para ", "Write to ", "Escribe a "), together(people))
}

/// "Escreva para Secretaria".
pub(crate) fn write_to_channel(channel: &str) -> String {
    format!("{}{channel}", pick("Escreva para ", "Write to ", "Escribe a "))
}

/// "Abre escola.example fora do Conversas".
pub(crate) fn opens_page(host: &str) -> String {
    pick(
        format!("Abre {host} fora do Conversas"),
        format!("Opens {host} outside Conversas"),
        format!("Abre {host} fuera de Conversas"),
    )
}

/// "Escreve um e-mail para ana@escola.example".
pub(crate) fn writes_mail(address: &str) -> String {
    format!("{}{address}", pick("Escreve um e-mail para ", "Writes an e-mail to ", "Escribe un correo a "))
}

/// "Liga para +5511912345678".
pub(crate) fn calls(number: &str) -> String {
    format!("{}{number}", pick("Liga para ", "Calls ", "Llama a "))
}

/// "12 caracteres restantes".
pub(crate) fn characters_left(left: usize) -> String {
    match left {
        1 => pick("1 caractere restante", "1 character left", "1 carácter restante").to_owned(),
        n => format!("{n} {}", pick("caracteres restantes", "characters left", "caracteres restantes")),
    }
}

/// "A mensagem passou do limite de 10.000 caracteres. Corte 12 para enviar."
pub(crate) fn too_long(over: usize) -> String {
    let over = grouped(over);
    pick(
        format!("A mensagem passou do limite de 10.000 caracteres. Corte {over} para enviar."),
        format!("The message is over the limit of 10,000 characters. Cut {over} to send it."),
        format!("El mensaje pasó el límite de 10.000 caracteres. Quita {over} para enviarlo."),
    )
}

/// What finishing does: "Juliana e Marcos não poderão mais…".
pub(crate) fn finish_explained<S: AsRef<str>>(people: &[S]) -> String {
    let names = together(people);
    let one = people.len() == 1;
    pick(
        format!(
            "{names} não {} mais enviar mensagens neste atendimento. O histórico continua nesta conversa.",
            if one { "poderá" } else { "poderão" }
        ),
        format!(
            "{names} will not be able to send messages in this request any more. The history stays in this conversation."
        ),
        format!(
            "{names} ya no {} enviar mensajes en esta atención. El historial sigue en esta conversación.",
            if one { "podrá" } else { "podrán" }
        ),
    )
}

/// What the survey is: "Juliana e Marcos dão uma nota…".
pub(crate) fn survey_explained<S: AsRef<str>>(people: &[S]) -> String {
    let names = together(people);
    let one = people.len() == 1;
    pick(
        format!(
            " {names} {} uma nota de 1 a 5 e {} deixar um comentário.",
            if one { "dá" } else { "dão" },
            if one { "pode" } else { "podem" }
        ),
        format!(" {names} can give a rating from 1 to 5 and leave a comment."),
        format!(
            " {names} {} una nota de 1 a 5 y {} dejar un comentario.",
            if one { "da" } else { "dan" },
            if one { "puede" } else { "pueden" }
        ),
    )
}
