//! What colleagues do together: internal notes, who takes care, who else is here.

use super::common::{team_of, together};
use super::pick;

texts! {
    note_placeholder:
        "Só a equipe vê. Use @ para chamar um colega",
        "Only staff can see this. Use @ to mention a colleague",
        "Solo el equipo la ve. Usa @ para mencionar a un colega";
    save_note: "Salvar nota", "Save note", "Guardar nota";
    note_saved: "Nota interna salva.", "Internal note saved.", "Nota interna guardada.";
    note_saved_next_is_for_family:
        "Nota interna salva. Agora você escreve para a família.",
        "Internal note saved. Now you write to the family.",
        "Nota interna guardada. Ahora escribes a la familia.";
    note_kept:
        "Guardada como rascunho em Nota interna.",
        "Kept as a draft in Internal note.",
        "Guardada como borrador en Nota interna.";
    colleagues: "Colegas", "Colleagues", "Colegas";
    assign: "Assumir", "Assign to me", "Asumir";
    release: "Liberar", "Release", "Liberar";
    hand_over: "Passar para um colega", "Hand over to a colleague", "Pasar a un colega";
    hand_over_title: "Passar o atendimento para", "Hand the request over to", "Pasar la atención a";
    hand_over_hint:
        "É um aviso para a equipe. O status do atendimento não muda.",
        "This only tells your team. The status of the request does not change.",
        "Es un aviso para el equipo. El estado de la atención no cambia.";
    hand_over_confirm: "Passar atendimento", "Hand over", "Pasar atención";
    choose_colleague: "Escolha um colega.", "Choose a colleague.", "Elige un colega.";
    no_colleague:
        "Não há outro colega neste canal.",
        "There is nobody else in this channel.",
        "No hay otro colega en este canal.";
    takes_care: "Quem cuida", "Handled by", "Quién atiende";
    nobody: "Ninguém assumiu ainda", "Nobody has taken it yet", "Nadie la ha asumido aún";
    you_take_care: "Você cuida", "You are handling this", "La atiendes tú";
}

/// "Rafaela cuida"; the name is short already.
pub(crate) fn care_of(name: &str) -> String {
    format!("{name}{}", pick(" cuida", " is handling this", " la atiende"))
}

/// "só a equipe do canal Secretaria".
pub(crate) fn only_team(channel: &str) -> String {
    format!("{}{}", pick("só ", "only ", "solo "), team_of(channel))
}

/// "3 colegas".
pub(crate) fn colleagues_found(count: usize) -> String {
    match count {
        1 => pick("1 colega", "1 colleague", "1 colega").to_owned(),
        n => format!("{n} {}", pick("colegas", "colleagues", "colegas")),
    }
}

/// "Ana está escrevendo".
pub(crate) fn writing(people: &[String]) -> String {
    let one = people.len() == 1;
    let does = match one {
        true => pick(" está escrevendo", " is writing", " está escribiendo"),
        false => pick(" estão escrevendo", " are writing", " están escribiendo"),
    };
    format!("{}{does}", together(people))
}

/// "Ana está vendo esta conversa".
pub(crate) fn seeing(people: &[String]) -> String {
    let one = people.len() == 1;
    let does = match one {
        true => pick(
            " está vendo esta conversa",
            " is viewing this conversation",
            " está viendo esta conversación",
        ),
        false => pick(
            " estão vendo esta conversa",
            " are viewing this conversation",
            " están viendo esta conversación",
        ),
    };
    format!("{}{does}", together(people))
}
