//! What is not sent and would be lost: said before somebody signs out, or signs in where another person's waits.

use conversas_ipc::Unsent;

use super::{common, pick};
use crate::state::names;

texts! {
    leave_title: "Sair e perder o que não foi enviado?", "Sign out and lose what has not been sent?", "¿Salir y perder lo que no se envió?";
    stay: "Continuar aqui", "Stay here", "Seguir aquí";
    leave: "Sair e descartar", "Sign out and discard", "Salir y descartar";
    enter_title:
        "Entrar e apagar o que outra pessoa não enviou?",
        "Sign in and erase what another person did not send?",
        "¿Entrar y borrar lo que otra persona no envió?";
    enter_hint:
        "Essa pessoa ainda pode enviar tudo, se entrar antes neste aparelho.",
        "That person can still send it all, by signing in on this device first.",
        "Esa persona aún puede enviarlo todo, si entra antes en este dispositivo.";
    enter: "Entrar e apagar", "Sign in and erase", "Entrar y borrar";
}

/// "Ao sair, você perde o que ainda não foi enviado: 2 mensagens e 1 rascunho."
pub(crate) fn leaving_loses(unsent: &Unsent) -> String {
    let loses = match unsent.conversations {
        0 => pick(
            "Ao sair, você perde o que ainda não foi enviado",
            "If you sign out, you lose what has not been sent yet",
            "Al salir, pierdes lo que aún no se envió",
        ),
        _ => pick(
            "Ao sair, você perde o que talvez só este aparelho tenha",
            "If you sign out, you lose what perhaps only this device has",
            "Al salir, pierdes lo que quizá solo este dispositivo tenga",
        ),
    };
    format!("{loses}: {}.", counted(unsent))
}

/// "Ao entrar, você apaga o que outra pessoa ainda não enviou deste aparelho: 2 mensagens e 1 rascunho."
pub(crate) fn entering_erases(unsent: &Unsent) -> String {
    let erases = match unsent.conversations {
        0 => pick(
            "Ao entrar, você apaga o que outra pessoa ainda não enviou deste aparelho",
            "If you sign in, you erase what another person has not sent from this device yet",
            "Al entrar, borras lo que otra persona aún no envió desde este dispositivo",
        ),
        _ => pick(
            "Ao entrar, você apaga o que outra pessoa talvez só tenha neste aparelho",
            "If you sign in, you erase what another person has perhaps only on this device",
            "Al entrar, borras lo que otra persona quizá solo tenga en este dispositivo",
        ),
    };
    format!("{erases}: {}.", counted(unsent))
}

/// "2 mensagens, 1 arquivo e 1 rascunho".
fn counted(unsent: &Unsent) -> String {
    let named = [
        (unsent.messages, pick(["mensagem", "mensagens"], ["message", "messages"], ["mensaje", "mensajes"])),
        (unsent.files, pick(["arquivo", "arquivos"], ["file", "files"], ["archivo", "archivos"])),
        (unsent.audios, pick(["áudio", "áudios"], ["audio", "audios"], ["audio", "audios"])),
        (unsent.drafts, pick(["rascunho", "rascunhos"], ["draft", "drafts"], ["borrador", "borradores"])),
        (unsent.acts, pick(["ação", "ações"], ["action", "actions"], ["acción", "acciones"])),
        (
            unsent.conversations,
            pick(
                ["conversa", "conversas"],
                ["conversation", "conversations"],
                ["conversación", "conversaciones"],
            ),
        ),
    ];
    let some = named.into_iter().filter(|(count, _)| *count > 0);
    let said: Vec<_> =
        some.map(|(count, [one, more])| format!("{count} {}", if count == 1 { one } else { more })).collect();
    names::joined(&said, common::and())
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
        speak(Language::Spanish);
        let unsent = Unsent { audios: 2, acts: 1, ..Unsent::default() };
        assert_eq!(
            entering_erases(&unsent),
            "Al entrar, borras lo que otra persona aún no envió desde este dispositivo: 2 audios y 1 acción."
        );
    }
}
