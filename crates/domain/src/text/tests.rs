use super::*;

fn message(raw: &str) -> Result<String, TextError> {
    MessageText::parse(raw).map(String::from)
}

fn name(raw: &str) -> Name {
    Name::parse(raw).expect("a valid name")
}

#[test]
fn what_nobody_can_see_is_empty() {
    for raw in [
        "",
        " ",
        " \n\t ",
        "\u{A0}\u{3000}",
        "\u{200B}",
        "\u{FEFF} \u{2060}",
        "\u{3164}",
        "\u{0}",
        "\u{202E}",
    ] {
        assert_eq!(message(raw), Err(TextError::Empty), "{raw:?}");
        assert_eq!(Name::parse(raw), Err(TextError::Empty), "{raw:?}");
        assert_eq!(Comment::parse(raw), Err(TextError::Empty), "{raw:?}");
    }
}

#[test]
fn each_limit_counts_characters_not_bytes() {
    fn at_and_over<T>(limit: usize, parse: impl Fn(&str) -> Result<T, TextError>) {
        let at_limit = "ã".repeat(limit);
        assert!(parse(&at_limit).is_ok());
        assert!(matches!(parse(&(at_limit + "a")), Err(TextError::TooLong)));
    }
    at_and_over(10_000, MessageText::parse);
    at_and_over(2_000, Comment::parse);
    at_and_over(120, Name::parse);
}

#[test]
fn outer_white_space_does_not_count_towards_the_limit() {
    let padded = format!("\n  {}  \n", "a".repeat(MESSAGE_LIMIT));
    assert_eq!(message(&padded).map(|text| text.len()), Ok(MESSAGE_LIMIT));
}

#[test]
fn controls_and_reordering_marks_are_removed() {
    assert_eq!(message("a\u{202E}b\u{0}c\u{2066}d\u{1B}[e"), Ok("abcd[e".to_owned()));
}

#[test]
fn every_kind_of_line_break_becomes_one_kind() {
    assert_eq!(message("a\r\nb\rc\u{2028}d\u{2029}e\u{85}f\n\ng"), Ok("a\nb\nc\nd\ne\nf\n\ng".to_owned()));
}

#[test]
fn a_message_keeps_its_tabs_and_inner_spaces() {
    assert_eq!(message(" a\tb  c "), Ok("a\tb  c".to_owned()));
}

#[test]
fn joined_emoji_survive() {
    let family = "👩\u{200D}👩\u{200D}👧";
    assert_eq!(message(family), Ok(family.to_owned()));
}

#[test]
fn a_name_is_one_line_with_single_spaces() {
    assert_eq!(name(" Ana\nMaria\t da   Luz ").as_str(), "Ana Maria da Luz");
}

#[test]
fn parsing_what_was_parsed_changes_nothing() {
    for raw in [" olá\r\nmundo ", "a \u{202E} b", "\u{0}x\u{0}"] {
        let once = message(raw).expect("not empty");
        assert_eq!(message(&once), Ok(once));
    }
}

#[test]
fn debug_output_does_not_show_the_text() {
    let message = MessageText::parse("segredo").expect("not empty");
    let comment = Comment::parse("segredo").expect("not empty");
    assert_eq!(
        format!("{message:?} {comment:?} {:?}", name("Ana")),
        "MessageText(7 bytes) Comment(7 bytes) Name(3 bytes)"
    );
}

#[test]
fn a_stored_or_received_text_is_checked_like_a_typed_one() {
    assert_eq!(serde_json::from_str::<Name>("\" Ana \\n Luz\"").expect("valid").as_str(), "Ana Luz");
    assert!(serde_json::from_str::<MessageText>("\"  \"").is_err());
    assert_eq!(serde_json::to_string(&name("Ana")).expect("a string"), "\"Ana\"");
}

#[test]
fn initials_are_of_the_first_and_last_word() {
    assert_eq!(name("Juliana de Souza Prado").initials(), "JP");
    assert_eq!(name("ágata").initials(), "Á");
    assert_eq!(name("Rui Sá (pai)").initials(), "RP");
    assert_eq!(name("Ana — ").initials(), "A");
    assert_eq!(name("🙂").initials(), "");
}

#[test]
fn the_first_name_is_the_first_word() {
    assert_eq!(name("  Juliana de Souza").first(), "Juliana");
}
