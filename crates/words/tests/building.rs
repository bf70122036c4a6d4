//! The results of building the files: a fourth language, and mistakes with their file and line.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

#[path = "../build/generator.rs"]
mod generator;

fn room() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Answers the code of the words in a folder, or all faults as the build reports them.
fn generated(locales: &Path) -> Result<String, Vec<String>> {
    let told = generator::generate(locales, &room().join("cldr/plurals.json"));
    told.map_err(|faults| faults.iter().map(ToString::to_string).collect())
}

/// A folder of two languages with one file each.
struct Small(TempDir);

const REFERENCE: &str = "\
hello = Olá, { $name }
# $count (Number)
files =
    { $count ->
        [one] { $count } arquivo
       *[other] { $count } arquivos
    }
enter = Entrar { $place ->
        [school] na escola
       *[family] na família
    }
";

const TRANSLATION: &str = "\
hello = Hello, { $name }
files =
    { $count ->
        [one] { $count } file
       *[other] { $count } files
    }
enter = Enter { $place ->
        [school] the school
       *[family] the family
    }
";

impl Small {
    fn new(language: &str, translation: &str) -> Small {
        let small = Small(tempfile::tempdir().expect("a folder"));
        small.write("pt-BR/main.ftl", REFERENCE);
        small.write(&format!("{language}/main.ftl"), translation);
        small
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
        fs::write(path, text).expect("it can be written");
    }

    fn faults(&self) -> Vec<String> {
        generated(self.0.path()).err().unwrap_or_default()
    }
}

/// Answers the faults of an English translation with one text replaced.
fn faults_with(right: &str, wrong: &str) -> Vec<String> {
    assert!(TRANSLATION.contains(right));
    Small::new("en", &TRANSLATION.replace(right, wrong)).faults()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("it can be made");
    for entry in fs::read_dir(from).expect("a folder") {
        let path: PathBuf = entry.expect("an entry").path();
        let to = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(&path, &to).expect("it can be copied");
        }
    }
}

#[test]
fn a_fourth_language_is_a_folder() {
    let locales = tempfile::tempdir().expect("a folder");
    copy(&room().join("locales"), locales.path());
    // French can copy the Portuguese files: its plural categories are the same.
    copy(&room().join("locales/pt-BR"), &locales.path().join("fr"));
    let code = generated(locales.path()).expect("four languages are complete");
    for line in ["pub const ALL: [Language; 4]", "Language::Fr => \"fr\"", "#[serde(rename = \"fr\")]"] {
        assert!(code.contains(line), "{line}");
    }
    // Every function has both languages.
    assert_eq!(code.matches("Language::Fr => ").count(), code.matches("Language::Es => ").count());
    assert_eq!(code.matches("Language::Fr => ").count(), code.matches("match language {").count() + 1);
}

#[test]
fn a_fourth_language_has_its_own_plurals() {
    // French uses the singular for zero; Polish has a category of its own for 2 to 4 and needs a text for it.
    assert_eq!(Small::new("fr", TRANSLATION).faults(), [""; 0]);
    let faults = Small::new("pl", TRANSLATION).faults();
    assert_eq!(faults, ["locales/pl/main.ftl:3: `$count` lacks the plural category `many`, for 0"]);
    let polish = TRANSLATION
        .replace("*[other]", " [few] { $count } pliki\n        [many] { $count } plików\n       *[other]");
    assert_eq!(Small::new("pl", &polish).faults(), [""; 0]);
}

#[test]
fn two_languages_that_agree_have_no_fault() {
    assert_eq!(Small::new("en", TRANSLATION).faults(), [""; 0]);
}

#[test]
fn a_message_that_is_missing_or_superfluous_is_a_fault() {
    assert_eq!(
        faults_with("hello = Hello, { $name }\n", ""),
        ["locales/en/main.ftl: `hello` is missing, which pt-BR has in line 1"]
    );
    assert_eq!(faults_with("files =", "bye = Bye\nfiles ="), ["locales/en/main.ftl:2: pt-BR has no `bye`"]);
    assert_eq!(
        faults_with("files =", "hello = Hi, { $name }\nfiles ="),
        ["locales/en/main.ftl:2: a second message `hello`"]
    );
}

#[test]
fn a_file_that_is_missing_or_superfluous_is_a_fault() {
    let small = Small::new("en", TRANSLATION);
    small.write("en/more.ftl", "more = More\n");
    assert_eq!(small.faults(), ["locales/en/more.ftl: pt-BR has no such file"]);
    let small = Small::new("en", TRANSLATION);
    small.write("pt-BR/more.ftl", "more = Mais\n");
    assert_eq!(small.faults(), ["locales/en/more.ftl: the file is missing"]);
}

#[test]
fn other_arguments_than_the_reference_has_are_a_fault() {
    assert_eq!(
        faults_with("{ $name }", "{ $person }"),
        [
            "locales/en/main.ftl:1: `hello` has no argument `$person`",
            "locales/en/main.ftl:1: `hello` does not show `$name`"
        ]
    );
    assert_eq!(faults_with(", { $name }", ""), ["locales/en/main.ftl:1: `hello` does not show `$name`"]);
}

#[test]
fn a_choice_by_what_is_never_there_is_a_fault() {
    assert_eq!(
        faults_with("[one]", "[few]"),
        [
            "locales/en/main.ftl:3: en has no plural category `few`",
            "locales/en/main.ftl:3: `$count` lacks the plural category `one`, for 1"
        ]
    );
    assert_eq!(faults_with("[school]", "[office]"), ["locales/en/main.ftl:7: `$place` is never `office`"]);
}

#[test]
fn a_category_of_several_numbers_shows_its_number() {
    let small = Small::new("en", TRANSLATION);
    small.write("pt-BR/main.ftl", &REFERENCE.replace("[one] { $count } arquivo", "[one] um arquivo"));
    assert_eq!(small.faults(), ["locales/pt-BR/main.ftl:4: `[one]` is 0 and 1: show `$count`, or say `[1]`"]);
    // English has only one number in this category.
    assert_eq!(faults_with("[one] { $count } file", "[one] one file"), [""; 0]);
}

#[test]
fn what_fluent_cannot_read_or_we_do_not_write_is_a_fault() {
    let faults = faults_with("hello = Hello, { $name }", "hello = Hello, { $name");
    assert!(faults.iter().any(|fault| fault.starts_with("locales/en/main.ftl:")), "{faults:?}");
    assert_eq!(
        faults_with("Hello, { $name }", "Hello, { NUMBER($name) } { $name }"),
        ["locales/en/main.ftl:1: functions, attributes and terms with arguments are not supported"]
    );
    assert_eq!(
        faults_with("Hello, { $name }", "{ hello } { $name }"),
        ["locales/en/main.ftl:1: `hello` refers to itself"]
    );
}

#[test]
fn a_language_that_nobody_knows_is_a_fault() {
    assert_eq!(
        Small::new("xx", TRANSLATION).faults(),
        ["locales/xx: CLDR knows no plurals of this language"]
    );
}
