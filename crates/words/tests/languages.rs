//! The words as the app shows them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use conversas_words::signin::Place;
use conversas_words::{Language, common, hours, search, settings, signin, team, thread};

fn locales() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("locales")
}

/// Answers a message in Portuguese, English and Spanish.
fn in_three<T>(said: impl Fn(Language) -> T) -> [T; 3] {
    [Language::PtBr, Language::En, Language::Es].map(said)
}

#[test]
fn each_folder_is_a_language_and_the_reference_is_the_first() {
    let folders = fs::read_dir(locales()).expect("the words are there");
    let folders: BTreeSet<String> =
        folders.map(|folder| folder.expect("a folder").file_name().to_string_lossy().into_owned()).collect();
    let languages: BTreeSet<String> =
        Language::ALL.iter().map(|language| language.code().to_owned()).collect();
    assert_eq!(languages, folders);
    assert_eq!((Language::ALL[0], Language::default()), (Language::PtBr, Language::PtBr));
    assert_eq!(in_three(settings::this_language), ["Português (Brasil)", "English", "Español"]);
}

#[test]
fn a_language_is_kept_by_its_code() {
    for language in Language::ALL {
        let kept = serde_json::to_string(&language).expect("JSON");
        assert_eq!(kept, format!("\"{}\"", language.code()));
        assert_eq!(serde_json::from_str::<Language>(&kept).expect("a language"), language);
    }
}

#[test]
fn one_and_many_are_said_as_each_language_says_them() {
    let new = |count: u32| in_three(|language| thread::new_messages(language, count));
    assert_eq!(new(1), ["1 nova mensagem", "1 new message", "1 mensaje nuevo"]);
    assert_eq!(new(2), ["2 novas mensagens", "2 new messages", "2 mensajes nuevos"]);
    let found = in_three(|language| search::found(language, 1_usize, 12_usize));
    assert_eq!(found[0], "1 conversa, 12 mensagens");
    assert_eq!(found[1], "1 conversation, 12 messages");
    let writing = |count: usize| in_three(|language| team::are_writing(language, "Ana", count));
    assert_eq!(writing(1)[0], "Ana está escrevendo");
    assert_eq!(writing(2)[2], "Ana están escribiendo");
}

#[test]
fn nothing_is_many_in_portuguese_too_where_it_can_be_seen() {
    // By CLDR zero is singular in Portuguese: messages that count from zero on have a plural for zero of
    // their own.
    let found = in_three(|language| search::found(language, 0_usize, 0_usize));
    assert_eq!(found[0], "0 conversas, 0 mensagens");
    assert_eq!(found[2], "0 conversaciones, 0 mensajes");
}

#[test]
fn a_day_has_the_article_of_its_language_and_gender() {
    let next = |day: u32| in_three(|language| hours::answer_next(language, day, "8h"));
    assert_eq!(next(1)[0], "responderemos a partir da próxima segunda-feira, 8h");
    assert_eq!(next(6)[0], "responderemos a partir do próximo sábado, 8h");
    assert_eq!(next(6)[1], "we will answer from next Saturday, 8h");
    assert_eq!(next(7)[2], "responderemos a partir del próximo domingo, 8h");
}

#[test]
fn a_sentence_chooses_by_a_word() {
    let enter = |place| in_three(|language| signin::demo_enter_as(language, "Ana", place));
    assert_eq!(enter(Place::Secretary)[0], "Entrar como Ana, da Secretaria");
    assert_eq!(enter(Place::Family)[1], "Sign in as Ana, from a family");
}

#[test]
fn spaces_around_a_text_are_kept() {
    assert_eq!(in_three(common::and), [" e ", " and ", " y "]);
}

/// Words that are not used, because another word stands for the same thing everywhere.
const OTHER_WORDS: [&str; 4] = ["aparato", "pesquisa de", "satisfação", "encuesta"];

/// The exceptions: staff know the survey by its name, families are asked for an "avaliação".
const RIGHT: [&str; 2] = ["pesquisa de satisfação (CSAT)", "encuesta de satisfacción (CSAT)"];

#[test]
fn one_thing_has_one_name() {
    let mut files = 0;
    for folder in fs::read_dir(locales()).expect("the words are there") {
        for file in fs::read_dir(folder.expect("a folder").path()).expect("a language") {
            let path = file.expect("a file").path();
            let text = fs::read_to_string(&path).expect("text");
            let text = RIGHT.iter().fold(text, |text, right| text.replace(right, ""));
            for word in OTHER_WORDS {
                assert!(!text.contains(word), "{word} in {}", path.display());
            }
            files += 1;
        }
    }
    assert!(files > 60, "the test looks at the wrong files: {files}");
}
