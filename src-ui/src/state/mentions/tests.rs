use super::*;

const NAMES: [&str; 3] = ["Ana Lopes", "Rafaela Nunes", "João Ávila"];

#[test]
fn a_name_is_asked_for_after_an_at_sign() {
    let asked_at = |text: &str| asked(text, text.encode_utf16().count());
    assert_eq!(asked_at("Vê com a @ra"), Some(Asked { at: 10, letters: "ra".into() }));
    assert_eq!(asked_at("@"), Some(Asked { at: 0, letters: String::new() }));
    assert_eq!(asked_at("ana@escola"), None);
    assert_eq!(asked_at("Obrigada"), None);
    assert_eq!(asked_at("@ana\nbom dia"), None);
}

#[test]
fn the_caret_is_counted_as_browsers_count() {
    assert_eq!(asked("😀 @an e mais", 6), Some(Asked { at: 5, letters: "an".into() }));
}

#[test]
fn names_are_found_without_accents_and_by_any_word() {
    assert_eq!(matching(&NAMES, "joao"), [2]);
    assert_eq!(matching(&NAMES, "nu"), [1]);
    assert_eq!(matching(&NAMES, ""), [0, 1, 2]);
    assert!(matching(&NAMES, "x").is_empty());
}

#[test]
fn the_chosen_name_takes_the_place_of_the_letters() {
    let asked = asked("Oi @ra!", 6).expect("a name");
    assert_eq!(insert("Oi @ra!", &asked, "Rafaela Nunes"), ("Oi @Rafaela Nunes !".into(), 18));
    let asked = Asked { at: 0, letters: "jo".into() };
    assert_eq!(insert("@jo vê", &asked, "João Ávila"), ("@João Ávila vê".into(), 12));
}

#[test]
fn a_note_is_shown_in_parts() {
    let text = "@Ana Lopes, vê com @João Ávila? a@b.c";
    assert_eq!(
        parts(text, &NAMES),
        [
            Part::Mention("@Ana Lopes", 0),
            Part::Plain(", vê com "),
            Part::Mention("@João Ávila", 2),
            Part::Plain("? a@b.c"),
        ]
    );
}

#[test]
fn of_names_that_begin_alike_the_longest_is_called_and_each_once() {
    let names = ["Ana", "Ana Lopes"];
    assert_eq!(called("@Ana Lopes e @Ana Lopes", &names), [1]);
    assert_eq!(called("@Ana e @Anabela", &names), [0]);
    assert!(called("nada", &names).is_empty());
}

#[test]
fn letters_across_words_are_asked_for_up_to_three_and_none_after_a_space() {
    let asked_at = |text: &str| asked(text, text.encode_utf16().count()).map(|asked| asked.letters);
    assert_eq!(asked_at("@ana maria lo"), Some("ana maria lo".into()));
    assert_eq!(asked_at("@ana maria lopes vê"), None, "a sentence goes on");
    assert_eq!(asked_at("@ ana"), None);
    assert_eq!(asked("@ana", 0), None, "the caret stands before it");
}

#[test]
fn only_so_many_names_are_offered_as_can_be_seen() {
    let names: Vec<String> = (0..9).map(|number| format!("Ana {number}")).collect();
    assert_eq!(matching(&names, "ana"), [0, 1, 2, 3, 4, 5]);
}

#[test]
fn a_note_without_names_is_one_part_and_an_empty_one_has_none() {
    assert_eq!(parts("bom dia @ninguém", &NAMES), [Part::Plain("bom dia @ninguém")]);
    assert!(parts("", &NAMES).is_empty());
    assert_eq!(parts("@ Ana", &[""]), [Part::Plain("@ Ana")], "a name without letters");
}

#[test]
fn people_are_called_in_the_order_of_the_note() {
    assert_eq!(called("@João Ávila, @Ana Lopes e @João Ávila", &NAMES), [2, 0]);
    assert!(called("x@Ana Lopesa", &NAMES).is_empty(), "a longer word");
}
