//! Notices: news for the person while they are elsewhere, and how they are said.

use std::fmt;

use conversas_domain::ids::ConversationId;
use conversas_words::{Language, notices as t};
use serde::{Deserialize, Serialize};

/// News for the person: what to show is decided by the engine (channels that are muted, quiet hours, the conversation
/// that is open), how it is said by whoever shows it. One notice of a conversation replaces the one before.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Where; a click opens it.
    pub conversation_id: ConversationId,
    /// The subject.
    pub kind: NoticeKind,
    /// The sender: for families the author and the channel ("Ana Lima · Secretaria"); for staff the guardian and
    /// the student ("Maria Conceição · João"), of a mention and a ticket handed over the colleague ("Bruno Reis").
    pub from: String,
    /// The channel's name.
    pub channel: String,
    /// Messages of this conversation that are not read, this one among them.
    pub unread: u32,
    /// The words; none unless the person wants them shown.
    pub text: Option<String>,
}

/// The subject of a [`Notice`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// A message, or forwarded ones.
    Message,
    /// A note calls the reader.
    Mention,
    /// A colleague handed the ticket over to the reader.
    HandedOver,
    /// The ticket was finished: a family is asked for its opinion.
    Survey,
}

/// Never shows names or texts (rule 22).
impl fmt::Debug for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Notice")
            .field("conversation_id", &self.conversation_id)
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

impl Notice {
    /// The first line.
    pub fn head(&self, language: Language) -> String {
        match self.kind {
            NoticeKind::Message => self.from.clone(),
            NoticeKind::Mention => t::mention(language, &self.from),
            NoticeKind::HandedOver => t::handed_over(language, &self.from),
            NoticeKind::Survey => t::survey(language).to_owned(),
        }
    }

    /// What stands below it: the message's text only where the person wants that.
    pub fn body(&self, language: Language) -> String {
        match (&self.text, self.kind) {
            (Some(text), _) => text.clone(),
            (None, NoticeKind::Message) => t::messages(language, self.unread.max(1), &self.channel),
            (None, NoticeKind::Mention | NoticeKind::HandedOver | NoticeKind::Survey) => self.channel.clone(),
        }
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
        let of = |unread, text| notice(NoticeKind::Message, unread, text);
        let body = |unread, text| of(unread, text).body(Language::PtBr);
        assert_eq!(of(1, None).head(Language::PtBr), "Juliana Prado · Theo Prado");
        assert_eq!(body(1, None), "Nova mensagem · Secretaria");
        assert_eq!(body(3, None), "3 novas mensagens · Secretaria");
        assert_eq!(body(3, Some("Bom dia")), "Bom dia");
    }

    #[test]
    fn each_kind_and_language_has_its_words() {
        let head = |kind, language| notice(kind, 0, None).head(language);
        assert!(head(NoticeKind::Mention, Language::En).ends_with("mentioned you"));
        assert!(head(NoticeKind::HandedOver, Language::Es).ends_with("te pasó una atención"));
        assert_eq!(head(NoticeKind::Survey, Language::PtBr), "Como foi o atendimento?");
    }
}
