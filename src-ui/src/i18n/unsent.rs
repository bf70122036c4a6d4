//! Unsent items that would be lost: told before a person signs out, or signs in on a device with another
//! person's items.

use conversas_ipc::Unsent;

use super::common;
use crate::state::names;

conversas_words::speak!(unsent, super::language);

/// "Ao sair, você perde o que ainda não foi enviado: 2 mensagens e 1 rascunho."
pub(crate) fn leaving_loses(unsent: &Unsent) -> String {
    let what = counted(unsent);
    if unsent.conversations == 0 { leaving_loses_unsent(&what) } else { leaving_loses_conversations(&what) }
}

/// "Ao entrar, você apaga o que outra pessoa ainda não enviou deste aparelho: 2 mensagens e 1 rascunho."
pub(crate) fn entering_erases(unsent: &Unsent) -> String {
    let what = counted(unsent);
    if unsent.is_nobodys {
        entering_erases_nobodys(&what)
    } else if unsent.conversations == 0 {
        entering_erases_unsent(&what)
    } else {
        entering_erases_conversations(&what)
    }
}

/// Asks whether to sign in all the same.
pub(crate) fn title_of(unsent: &Unsent) -> &'static str {
    if unsent.is_nobodys { enter_title_nobodys() } else { enter_title() }
}

/// The possible ways out, or the reason for the question.
pub(crate) fn hint_of(unsent: &Unsent) -> &'static str {
    if unsent.is_nobodys { enter_hint_nobodys() } else { enter_hint() }
}

/// A count in words.
type InWords = fn(u32) -> String;

/// "2 mensagens, 1 arquivo e 1 rascunho".
fn counted(unsent: &Unsent) -> String {
    let counts: [(u32, InWords); 7] = [
        (unsent.messages, messages),
        (unsent.files, files),
        (unsent.audios, audios),
        (unsent.drafts, drafts),
        (unsent.acts, acts),
        (unsent.conversations, conversations),
        (unsent.damaged, damaged),
    ];
    let some = counts.into_iter().filter(|(count, _)| *count > 0);
    names::joined(&some.map(|(count, said)| said(count)).collect::<Vec<_>>(), common::and())
}

#[cfg(test)]
mod tests {
    use conversas_ipc::Language;

    use super::*;
    use crate::i18n::speak;

    #[test]
    fn only_what_there_is_is_counted() {
        let unsent = Unsent { messages: 1, files: 5, drafts: 1, ..Unsent::default() };
        assert_eq!(
            leaving_loses(&unsent),
            "Ao sair, você perde o que ainda não foi enviado: 1 mensagem, 5 arquivos e 1 rascunho."
        );
        let locked = Unsent { messages: 1, conversations: 3, ..Unsent::default() };
        assert_eq!(
            leaving_loses(&locked),
            "Ao sair, você perde o que talvez só este aparelho tenha: 1 mensagem e 3 conversas."
        );
        let copies = Unsent { damaged: 1, ..Unsent::default() };
        assert_eq!(
            leaving_loses(&copies),
            "Ao sair, você perde o que ainda não foi enviado: 1 cópia de dados danificados."
        );
        let nobodys = Unsent { files: 2, is_nobodys: true, ..Unsent::default() };
        assert_eq!(
            entering_erases(&nobodys),
            "Ao entrar, você apaga o que ainda não foi enviado deste aparelho: 2 arquivos."
        );
        let said = [title_of(&nobodys), hint_of(&nobodys)].join(" ");
        assert!(!said.contains("outra pessoa") && said.contains("Pode ser seu"), "{said}");
        speak(Language::Es);
        let unsent = Unsent { audios: 2, acts: 1, ..Unsent::default() };
        assert_eq!(
            entering_erases(&unsent),
            "Al entrar, borras lo que otra persona aún no envió desde este dispositivo: 2 audios y 1 acción."
        );
    }
}
