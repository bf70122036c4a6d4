//! What a notice says, in the person's language. The same as in the interface's `i18n/notifications.rs`, which says it in
//! a browser.

use conversas_ipc::{Language, Notice, NoticeKind};

/// The two lines of a notice, and the word on its button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) head: String,
    pub(crate) body: String,
    pub(crate) open: &'static str,
}

pub(crate) fn said(notice: &Notice, language: Language) -> Said {
    let pick = |pt: &'static str, en: &'static str, es: &'static str| match language {
        Language::Portuguese => pt,
        Language::English => en,
        Language::Spanish => es,
    };
    let from = &notice.from;
    let head = match notice.kind {
        NoticeKind::Message => from.clone(),
        NoticeKind::Mention => format!("{from} {}", pick("chamou você", "mentioned you", "te mencionó")),
        NoticeKind::HandedOver => {
            let did = pick(
                "passou um atendimento para você",
                "handed a request over to you",
                "te pasó una atención",
            );
            format!("{from} {did}")
        }
        NoticeKind::Survey => {
            pick("Como foi o atendimento?", "How was the service?", "¿Cómo fue la atención?").to_owned()
        }
    };
    let body = match (&notice.text, notice.kind, notice.unread) {
        (Some(text), _, _) => text.clone(),
        (None, NoticeKind::Message, count @ 2..) => {
            let messages = pick("novas mensagens", "new messages", "mensajes nuevos");
            format!("{count} {messages} · {}", notice.channel)
        }
        (None, NoticeKind::Message, _) => {
            format!("{} · {}", pick("Nova mensagem", "New message", "Mensaje nuevo"), notice.channel)
        }
        (None, NoticeKind::Mention | NoticeKind::HandedOver | NoticeKind::Survey, _) => {
            notice.channel.clone()
        }
    };
    Said { head, body, open: pick("Abrir", "Open", "Abrir") }
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
        let body = |unread, text| said(&notice(NoticeKind::Message, unread, text), Language::Portuguese).body;
        assert_eq!(body(1, None), "Nova mensagem · Secretaria");
        assert_eq!(body(3, None), "3 novas mensagens · Secretaria");
        assert_eq!(body(3, Some("Bom dia")), "Bom dia");
    }

    #[test]
    fn each_kind_and_language_has_its_words() {
        let head = |kind, language| said(&notice(kind, 0, None), language).head;
        assert!(head(NoticeKind::Mention, Language::English).ends_with("mentioned you"));
        assert!(head(NoticeKind::HandedOver, Language::Spanish).ends_with("te pasó una atención"));
        assert_eq!(head(NoticeKind::Survey, Language::Portuguese), "Como foi o atendimento?");
    }
}
