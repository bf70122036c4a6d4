//! Every text of the interface, in three languages side by side: a missing translation does not compile.
//!
//! One module per part of the screen. To add a text: a line in its module. To add a language: a variant in `ipc`, and
//! the compiler names what is lacking.

use std::cell::Cell;

use conversas_ipc::Language;

/// Texts without parameters: `name: português, english, español;`.
macro_rules! texts {
    ($($key:ident: $pt:expr, $en:expr, $es:expr;)*) => {
        $(pub(crate) fn $key() -> &'static str {
            $crate::i18n::pick($pt, $en, $es)
        })*
    };
}

pub(crate) mod common;
pub(crate) mod connection;
pub(crate) mod csat;
pub(crate) mod dates;
pub(crate) mod details;
pub(crate) mod device;
pub(crate) mod export;
pub(crate) mod failures;
pub(crate) mod files;
pub(crate) mod forward;
pub(crate) mod hours;
pub(crate) mod inbox;
pub(crate) mod notifications;
pub(crate) mod recorder;
pub(crate) mod replies;
pub(crate) mod rescued;
pub(crate) mod search;
pub(crate) mod settings;
pub(crate) mod shortcuts;
pub(crate) mod signin;
pub(crate) mod start;
pub(crate) mod team;
pub(crate) mod thread;
pub(crate) mod trouble;
pub(crate) mod unsent;
pub(crate) mod voice;

thread_local! {
    static LANGUAGE: Cell<Language> = const { Cell::new(Language::Portuguese) };
}

/// The language of what is written now. Who changes it writes the page anew.
pub(crate) fn language() -> Language {
    LANGUAGE.get()
}

/// Changes it.
pub(crate) fn speak(language: Language) {
    LANGUAGE.set(language);
}

/// As HTML and the ipc call it.
pub(crate) fn code(language: Language) -> &'static str {
    match language {
        Language::Portuguese => "pt-BR",
        Language::English => "en",
        Language::Spanish => "es",
    }
}

/// One of three.
pub(crate) fn pick<T>(portuguese: T, english: T, spanish: T) -> T {
    match language() {
        Language::Portuguese => portuguese,
        Language::English => english,
        Language::Spanish => spanish,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    /// Words of the interface in whose place another one stands everywhere.
    const OTHER_WORDS: [&str; 4] = ["aparato", "pesquisa de", "satisfação", "encuesta"];

    #[test]
    fn one_thing_has_one_name() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/i18n");
        for file in fs::read_dir(folder).expect("the texts are there") {
            let path = file.expect("a text file").path();
            let Ok(text) = fs::read_to_string(&path) else { continue };
            for word in OTHER_WORDS {
                assert!(!text.contains(word), "{word} in {}", path.display());
            }
        }
    }
}
