//! Notifications: their settings, and what they say.

use conversas_ipc::{Notice, NoticeKind};

use super::pick;

texts! {
    title: "Notificações", "Notifications", "Notificaciones";
    enabled: "Avisar sobre novas mensagens", "Notify me about new messages", "Avisar de mensajes nuevos";
    show_text: "Mostrar o texto da mensagem", "Show the message's text", "Mostrar el texto del mensaje";
    show_text_hint:
        "Sem isso, o aviso diz só quem escreveu.",
        "When off, a notification only says who wrote.",
        "Sin esto, el aviso dice solo quién escribió.";
    channels: "Avisar sobre estes canais", "Notify me about these channels", "Avisar de estos canales";
    quiet: "Horário de silêncio", "Quiet hours", "Horario de silencio";
    quiet_hint: "Nenhum aviso neste período, todos os dias.", "No notifications during these hours, every day.", "Ningún aviso en este período, todos los días.";
    from: "Das", "From", "Desde las";
    to: "às", "to", "hasta las";
    from_label: "Começo do silêncio", "Start of the quiet hours", "Comienzo del silencio";
    to_label: "Fim do silêncio", "End of the quiet hours", "Fin del silencio";
    permission: "Este navegador ainda não mostra os avisos.", "This browser does not show notifications yet.", "Este navegador aún no muestra los avisos.";
    allow: "Permitir avisos", "Allow notifications", "Permitir avisos";
    denied:
        "Este navegador bloqueou os avisos. Mude isso nas permissões do site.",
        "This browser has blocked notifications. Change that in the site's permissions.",
        "Este navegador bloqueó los avisos. Cámbialo en los permisos del sitio.";
    unsupported: "Este navegador não tem avisos.", "This browser cannot show notifications.", "Este navegador no tiene avisos.";
}

/// The two lines of a system notification.
pub(crate) fn said(notice: &Notice) -> (String, String) {
    let from = &notice.from;
    let head = match notice.kind {
        NoticeKind::Message => from.clone(),
        NoticeKind::Mention => pick(
            format!("{from} chamou você"),
            format!("{from} mentioned you"),
            format!("{from} te mencionó"),
        ),
        NoticeKind::HandedOver => pick(
            format!("{from} passou um atendimento para você"),
            format!("{from} handed a request over to you"),
            format!("{from} te pasó una atención"),
        ),
        NoticeKind::Survey => {
            pick("Como foi o atendimento?", "How was the service?", "¿Cómo fue la atención?").to_owned()
        }
    };
    let body = match (&notice.text, notice.kind, notice.unread) {
        (Some(text), _, _) => text.clone(),
        (None, NoticeKind::Message, 2..) => format!(
            "{} {} · {}",
            notice.unread,
            pick("novas mensagens", "new messages", "mensajes nuevos"),
            notice.channel
        ),
        (None, NoticeKind::Message, _) => {
            format!("{} · {}", pick("Nova mensagem", "New message", "Mensaje nuevo"), notice.channel)
        }
        (None, _, _) => notice.channel.clone(),
    };
    (head, body)
}

/// The page's title: "(3) Conversas".
pub(crate) fn page_title(unread: u32) -> String {
    match unread {
        0 => super::common::app().to_owned(),
        n => format!("({n}) {}", super::common::app()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notice(kind: NoticeKind, unread: u32, text: Option<&str>) -> Notice {
        Notice {
            conversation_id: "01890000-0000-7000-8000-000000000001".parse().expect("an id"),
            kind,
            from: "Juliana Prado · Theo Prado".into(),
            channel: "Secretaria".into(),
            unread,
            text: text.map(str::to_owned),
        }
    }

    #[test]
    fn a_notice_says_no_more_than_the_person_wants() {
        let (head, body) = said(&notice(NoticeKind::Message, 1, None));
        assert_eq!(
            (head.as_str(), body.as_str()),
            ("Juliana Prado · Theo Prado", "Nova mensagem · Secretaria")
        );
        assert_eq!(said(&notice(NoticeKind::Message, 3, None)).1, "3 novas mensagens · Secretaria");
        assert_eq!(said(&notice(NoticeKind::Message, 3, Some("Bom dia"))).1, "Bom dia");
    }

    #[test]
    fn the_title_counts_what_is_unread() {
        assert_eq!(page_title(0), "Conversas");
        assert_eq!(page_title(3), "(3) Conversas");
    }
}
