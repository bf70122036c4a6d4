//! A conversation: header, log, messages, composer, finishing.

use conversas_domain::person::Side;
use conversas_domain::ticket::Status;

use super::common::{grouped, status as status_word, team_of, together};
use super::slots::WHO;

conversas_words::speak!(thread, super::language);

/// The sentence of a status event: "Ana finalizou o atendimento", with the place of the name.
pub(crate) fn status_event(status: Status, side: Side, was_opened: bool) -> String {
    match (status, side, was_opened) {
        (Status::Finished, _, _) => did_finish(WHO),
        (Status::Pending, Side::School, _) => opened_by_forward(WHO),
        (Status::Pending | Status::InProgress, _, true) => opened(WHO),
        (Status::Pending | Status::InProgress, _, false) => answered(WHO, status_word(status)),
    }
}

/// "Atendimento 3" and ", finalizado em 2 de fevereiro".
pub(crate) fn episode(number: Option<u32>, date: &str) -> (String, String) {
    (number.map_or_else(|| episode_name().to_owned(), episode_numbered), episode_finished(date))
}

/// "e a equipe do canal Secretaria"; alone without the "e".
pub(crate) fn team(channel: &str, alone: bool) -> String {
    if alone { team_of(channel) } else { and_team(channel) }
}

/// "Escreva para Juliana e Marcos".
pub(crate) fn write_to_people<S: AsRef<str>>(people: &[S]) -> String {
    write_to_people_named(&together(people))
}

/// "A mensagem passou do limite de 10.000 caracteres. Corte 12 para enviar."
pub(crate) fn too_long(over: usize) -> String {
    over_limit(&grouped(over))
}

/// The effect of finishing: "Juliana e Marcos não poderão mais…".
pub(crate) fn finish_explained<S: AsRef<str>>(people: &[S]) -> String {
    finishing_means(&together(people), people.len())
}

/// The explanation of the survey: "Juliana e Marcos dão uma nota…".
pub(crate) fn survey_explained<S: AsRef<str>>(people: &[S]) -> String {
    survey_means(&together(people), people.len())
}
