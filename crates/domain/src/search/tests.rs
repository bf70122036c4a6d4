use super::*;

/// Answers the text with marks in brackets.
fn marked(text: &str, sought: &str) -> String {
    let mut shown = text.to_owned();
    for mark in Sought::parse(sought).marks(text).into_iter().rev() {
        shown.insert(mark.end, ']');
        shown.insert(mark.start, '[');
    }
    shown
}

fn finds(sought: &str, text: &str) -> bool {
    Sought::parse(sought).is_in(text)
}

#[test]
fn joao_finds_joao_with_accents() {
    assert_eq!(fold("JOÃO"), "joao");
    assert_eq!(fold("Joa\u{0303}o"), "joao");
}

#[test]
fn names_from_everywhere_are_found_without_their_marks() {
    let names = "Tuấn Đặng Núñez Dvořák Şahin Gałązka Großmann Sørensen Þór Æsa Œuvre Nguyễn İpek Ħamrun";
    let plain = "tuan dang nunez dvorak sahin galazka grossmann sorensen thor aesa oeuvre nguyen ipek hamrun";
    assert_eq!(fold(names), plain);
    assert_eq!(fold("ΣΊΣΥΦΟΣ Σίσυφος"), "σισυφοσ σισυφοσ");
    assert_eq!(fold("שָׁלוֹם مُحَمَّد"), "שלום محمد");
}

#[test]
fn ways_of_writing_a_letter_are_one() {
    assert_eq!(fold("4º ano B, sala １２ 🙂"), "4o ano b, sala 12 🙂");
    assert_eq!(fold("ﬁlho con\u{AD}teúdo"), "filho conteudo");
}

#[test]
fn every_character_folds_to_what_stays_folded() {
    for c in '\0'..=char::MAX {
        let once = fold(c.encode_utf8(&mut [0; 4]));
        assert_eq!(fold(&once), once, "{:x}", u32::from(c));
    }
}

#[test]
fn words_are_found_by_their_beginnings_in_any_order() {
    assert_eq!(words("  Maria João d'Ávila!"), "maria joao d avila");
    assert!(finds("avi jo", "Maria João d'Ávila"));
    assert!(finds("d'avila", "Maria João d'Ávila"));
    assert!(!finds("oao", "Maria João d'Ávila"));
    assert!(finds("tuan", "Anh Tuấn và Đức") && finds("duc", "Anh Tuấn và Đức"));
    assert!(Sought::parse(" …! ").is_empty() && finds("", "Maria"));
}

#[test]
fn scripts_without_spaces_are_found_by_any_letters_that_follow_each_other() {
    let text = "明日は学校を休みます。よろしく";
    for sought in ["休み", "休", "学校", "校を休", "ます", "よろしく"] {
        assert!(finds(sought, text), "{sought}");
    }
    assert!(!finds("学休", text) && !finds("休校", text));
    assert!(finds("ลูก", "วันนี้ลูกป่วย") && finds("ป่วย", "วันนี้ลูกป่วย") && finds("ปวย", "วันนี้ลูกป่วย"));
    assert!(finds("ｱﾚﾙｷﾞ", "卵アレルギーです"));
    assert!(finds("학교", "내일 학교를 쉽니다") && finds("하", "내일 학교를 쉽니다"));
    assert!(finds("3年", "3年生の森さん") && !finds("3年", "13年"));
    assert!(finds("wifi", "学校のWiFiは"));
}

#[test]
fn marks_take_whole_characters_with_what_combines_with_them() {
    assert_eq!(marked("Bom dia, João e JOANA!", "joa bom"), "[Bom] dia, [Joã]o e [JOA]NA!");
    assert_eq!(marked("Joa\u{303}o", "joa"), "[Joa\u{303}]o");
    assert_eq!(marked("Großmann", "gros"), "[Groß]mann");
    assert_eq!(marked("desfazer, fazer; 4º ano", "faz 4"), "desfazer, [faz]er; [4]º ano");
    assert_eq!(marked("学校を休みます", "休み"), "学校を[休み]ます");
    assert_eq!(marked("休休休", "休休"), "[休休休]");
    assert_eq!(marked("Anh Tuấn", "tuan"), "Anh [Tuấn]");
    assert_eq!(marked("nada", "outra"), "nada");
}

#[test]
fn who_looks_is_not_told_in_logs() {
    assert_eq!(format!("{:?}", Sought::parse("febre alta")), "Sought(2 phrases)");
}

#[test]
fn of_a_page_that_somebody_pastes_the_beginning_is_looked_for() {
    let page: String = (0..5_000).map(|number| format!("p{number} ")).collect();
    let sought = Sought::parse(&page);
    assert_eq!(sought.phrases().collect::<Vec<_>>().concat(), page.replace(' ', "")[..86]);
    assert!(sought.is_in(&page) && !sought.is_in("p0 p1"));
}
