//! Sentences for a person whose data cannot be opened. No page is there to show them, and the chosen language
//! is stored in the data: the words are those of the default language.

use conversas_client::{Error, StoreError};
use conversas_words::{Language, shell};

/// The profile's folder, or the disk, does not let the app write.
pub fn not_writable() -> &'static str {
    shell::data_unavailable(Language::default())
}

/// Answers why [`Host::open`](crate::Host::open) failed, and what helps.
pub fn explained(error: &Error) -> &'static str {
    let language = Language::default();
    match error {
        Error::Store(StoreError::TooNew) => shell::data_too_new(language),
        Error::Store(StoreError::Foreign) => shell::data_foreign(language),
        Error::Store(StoreError::InUse) => shell::data_in_use(language),
        Error::Store(StoreError::Unavailable) | Error::Secrets => not_writable(),
        _ => shell::data_fault(language),
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
