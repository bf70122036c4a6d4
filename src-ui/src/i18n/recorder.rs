//! The recorder's bar (rule 16).

conversas_words::speak!(recorder, super::language);

/// "Há uma gravação em andamento na conversa com Juliana e Marcos."
pub(crate) fn busy_with(names: &[String]) -> String {
    match names {
        [] => busy_elsewhere().to_owned(),
        names => busy_with_people(&super::common::together(names)),
    }
}
