//! "Respostas prontas": words that a channel keeps for its members, with places for names.

use serde::{Deserialize, Serialize};

use crate::ids::CannedReplyId;
use crate::text::{MessageText, Name};

/// The most canned replies of a channel.
pub const REPLIES_LIMIT: usize = 200;

/// A canned reply of a channel.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CannedReply {
    /// Identifier, chosen by the client that made it.
    pub id: CannedReplyId,
    /// The title that it is found by.
    pub title: Name,
    /// The words, with [`Placeholders`] as they are typed.
    pub text: MessageText,
}

/// The names in place of a reply's tokens: the tokens are typed in Portuguese, as the labels of the product
/// are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placeholders<'a> {
    /// The guardian who started the conversation: for `{responsável}`, and with the first word for `{primeiro
    /// nome}`.
    pub guardian: &'a str,
    /// The student: for `{aluno}`.
    pub student: &'a str,
    /// The staff member who answers: for `{meu nome}`.
    pub staff: &'a str,
}

impl Placeholders<'_> {
    /// The tokens, in the order in which they are offered.
    pub const TOKENS: [&'static str; 4] = ["{primeiro nome}", "{responsável}", "{aluno}", "{meu nome}"];

    /// The text with names in place of tokens; each token is looked for once, so that a name that looks like one stays.
    pub fn fill(&self, text: &str) -> String {
        let first = self.guardian.split(' ').next().unwrap_or(self.guardian);
        let values = [first, self.guardian, self.student, self.staff];
        let mut filled = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(start) = rest.find('{') {
            filled.push_str(&rest[..start]);
            rest = &rest[start..];
            let known = Self::TOKENS.iter().zip(values).find(|(token, _)| rest.starts_with(**token));
            match known {
                Some((token, value)) => {
                    filled.push_str(value);
                    rest = &rest[token.len()..];
                }
                None => {
                    filled.push('{');
                    rest = &rest[1..];
                }
            }
        }
        filled.push_str(rest);
        filled
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: Placeholders<'_> = Placeholders { guardian: "Juliana", student: "Théo", staff: "Rafaela" };

    #[test]
    fn each_token_becomes_its_name() {
        let text = "Olá, {responsável}! Sobre {aluno} ({aluno}): obrigada. {meu nome}";
        assert_eq!(NAMES.fill(text), "Olá, Juliana! Sobre Théo (Théo): obrigada. Rafaela");
    }

    #[test]
    fn a_guardian_can_be_called_by_the_first_name_alone() {
        let names = Placeholders { guardian: "Juliana de Souza Prado", ..NAMES };
        assert_eq!(
            names.fill("Oi, {primeiro nome}! ({responsável})"),
            "Oi, Juliana! (Juliana de Souza Prado)"
        );
    }

    #[test]
    fn what_is_no_token_stays() {
        for text in ["", "sem nada", "{", "{}", "{outro} } {aluno", "ação {não}"] {
            assert_eq!(NAMES.fill(text), text);
        }
    }

    #[test]
    fn a_name_that_looks_like_a_token_stays_as_it_is() {
        let names = Placeholders { guardian: "{aluno}", ..NAMES };
        assert_eq!(names.fill("{responsável}"), "{aluno}");
    }
}
