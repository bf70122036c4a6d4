//! What a person is told when their data cannot be opened. No page is there to say it, and the language that was chosen
//! stands in what cannot be opened: the words are Portuguese.

use conversas_client::{Error, StoreError};

/// The profile's folder, or the disk, does not let the app write.
pub const NOT_WRITABLE: &str = "Os dados do Conversas não puderam ser abertos. Confira se há espaço no disco e permissão de escrita na pasta do perfil.";

/// Why [`Host::open`](crate::Host::open) failed, and what helps.
pub fn explained(error: &Error) -> &'static str {
    match error {
        Error::Store(StoreError::TooNew) => {
            "Estes dados são de uma versão mais nova do Conversas. Atualize o aplicativo para abri-los; nada foi mudado."
        }
        Error::Store(StoreError::Foreign) => {
            "No lugar dos dados do Conversas está um arquivo de outro programa, conversas.sqlite. Tire-o da pasta do perfil e abra o aplicativo de novo; nada foi mudado."
        }
        Error::Store(StoreError::InUse) => {
            "Outro programa está usando os dados do Conversas. Feche-o e abra o aplicativo de novo."
        }
        Error::Store(StoreError::Unavailable) | Error::Secrets => NOT_WRITABLE,
        _ => {
            "Os dados do Conversas não puderam ser abertos por um erro do aplicativo. Abra-o de novo; se o erro voltar, fale com a escola."
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_cause_has_a_sentence_of_its_own() {
        let causes = [StoreError::TooNew, StoreError::Foreign, StoreError::InUse, StoreError::Unavailable];
        let sentences = causes.map(|cause| explained(&Error::Store(cause)));
        let different: std::collections::BTreeSet<_> = sentences.iter().collect();
        assert_eq!(different.len(), sentences.len());
        assert!(sentences[0].contains("Atualize o aplicativo") && sentences[0].contains("nada foi mudado"));
        assert!(sentences[1].contains("outro programa") && sentences[1].contains("nada foi mudado"));
    }
}
