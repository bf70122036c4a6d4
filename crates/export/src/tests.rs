use conversas_domain::attachment::AttachmentKind;
use conversas_domain::csat::Rating;
use conversas_domain::ids::EntityId;
use conversas_domain::person::{Relationship, Side};
use conversas_domain::ticket::Status;
use conversas_ipc::{
    CsatItem, Delivery, FileHere, FileItem, GuardianItem, ItemAuthor, ItemContent, ItemKind, Position,
    TicketItem, TicketStepItem,
};
use uuid::Uuid;

use super::*;

/// 22 November 2026, 12:05 UTC.
const NOON: i64 = 1_795_349_100_000;
const MINUTE: i64 = 60_000;

fn id<T: EntityId>(n: u128) -> T {
    T::from_uuid(Uuid::from_u128(n))
}

fn author(name: &str, relationship: Option<Relationship>) -> ItemAuthor {
    let side = if relationship.is_some() { Side::Family } else { Side::School };
    ItemAuthor { id: id(1), name: name.into(), side, is_me: false, relationship }
}

fn maria() -> ItemAuthor {
    author("Maria Conceição", Some(Relationship::Mother))
}

fn ana() -> ItemAuthor {
    author("Ana Lima", None)
}

fn item(minute: i64, author: ItemAuthor, kind: ItemKind) -> ThreadItem {
    let at = Moment(NOON + minute * MINUTE);
    let position = Position { seq: minute + 1, local: 0 };
    let n = u128::try_from(minute).unwrap();
    ThreadItem { id: id(n), position, ticket_id: None, author, at, written_at: at, kind, delivery: None }
}

fn message(minute: i64, author: ItemAuthor, text: &str) -> ThreadItem {
    item(minute, author, ItemKind::Message { content: ItemContent::Text { text: text.into() } })
}

fn detail() -> ConversationDetail {
    let step = |status, minute, by: &str, side| TicketStepItem {
        status,
        at: Moment(NOON + minute * MINUTE),
        by: by.into(),
        side,
    };
    ConversationDetail {
        id: id(1),
        channel_id: id(2),
        channel: "Secretaria".into(),
        student: "João Conceição Ávila".into(),
        class_group: "4º ano B".into(),
        guardians: vec![GuardianItem {
            id: id(1),
            name: "Maria Conceição".into(),
            relationship: Relationship::Mother,
        }],
        ticket: TicketItem {
            id: id(3),
            number: 1,
            status: Status::Finished,
            steps: vec![
                step(Status::Pending, 0, "Maria Conceição", Side::Family),
                step(Status::InProgress, 1, "Ana Lima", Side::School),
                step(Status::Finished, 9, "Ana Lima", Side::School),
            ],
            csat: Some(CsatItem {
                rating: Rating::try_from(4).unwrap(),
                comment: "Rápido e atencioso".into(),
                at: Moment(NOON + 10 * MINUTE),
            }),
            csat_open_until: None,
            assignee: None,
        },
        earlier: vec![],
        draft: String::new(),
        can_write: true,
        can_finish: false,
        is_member: true,
        colleagues: vec![],
        present: vec![],
        targets: vec![],
        addable: vec![],
        adding: vec![],
        hours: None,
        time_zone: "America/Sao_Paulo".into(),
        replies: vec![],
        first_unread: None,
        unread: 0,
        files: vec![],
    }
}

fn thread() -> Vec<ThreadItem> {
    let forwarded = ItemKind::Forwarded {
        content: ItemContent::Text { text: "E a mensalidade?".into() },
        author: maria(),
        channel: "Financeiro".into(),
        at: Moment(NOON - MINUTE),
    };
    let mut waiting = message(8, ana(), "Até logo");
    waiting.delivery = Some(Delivery::Queued);
    vec![
        message(0, maria(), "Olá! A declaração está pronta? 😀\nPreciso até amanhã."),
        message(1, ana(), "Está sim: R$ 12,00 — «grátis» para ex-alunos."),
        item(2, ana(), ItemKind::Note { text: "Conferir débito".into(), mentions: vec![] }),
        item(3, author("Bruno Reis", None), forwarded),
        waiting,
    ]
}

fn made(format: ExportFormat, language: Language, complete: bool, items: &[ThreadItem]) -> Vec<u8> {
    let detail = detail();
    file(&history(&detail, items, language, complete), format)
}

fn history<'a>(
    detail: &'a ConversationDetail,
    items: &'a [ThreadItem],
    language: Language,
    complete: bool,
) -> History<'a> {
    let made_at = Moment(NOON + 60 * MINUTE);
    History { school: "Colégio Teste", detail, items, complete, language, utc_offset: -180, made_at }
}

/// Reads a PDF back: the number of pages, and the text with line breaks as spaces.
fn read_back(pdf: &[u8]) -> (usize, String) {
    let document = lopdf::Document::load_mem(pdf).expect("a PDF");
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    let text = document.extract_text(&pages).expect("its text can be copied");
    (pages.len(), text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn says_all(text: &str) {
    for part in [
        "Colégio Teste",
        "Canal: Secretaria",
        "Aluno: João Conceição Ávila (4º ano B)",
        "Maria Conceição (mãe)",
        "Exportada em: 22/11/2026 10:05",
        "Atendimento 1 · Finalizado",
        "22/11/2026 09:05 Maria Conceição iniciou o atendimento",
        "22/11/2026 09:14 Ana Lima finalizou o atendimento",
        "4/5 (22/11/2026 09:15)",
        "Rápido e atencioso",
        "09:05 Maria Conceição (mãe)",
        "A declaração está pronta? 😀",
        "Preciso até amanhã.",
        "09:06 Ana Lima (escola)",
        "R$ 12,00 — «grátis»",
        "Ana Lima · Nota interna Conferir débito",
        "Encaminhada por Bruno Reis de Financeiro; escrita por Maria Conceição (mãe) em 22/11/2026 09:04",
        "ainda não enviada Até logo",
    ] {
        assert!(text.contains(part), "“{part}” is not in:\n{text}");
    }
}

#[test]
fn a_text_file_has_names_times_chronology_notes_and_provenance() {
    let text = String::from_utf8(made(ExportFormat::Text, Language::PtBr, true, &thread())).unwrap();
    assert!(text.starts_with('\u{FEFF}') && text.contains("\r\n"));
    says_all(&text.split_whitespace().collect::<Vec<_>>().join(" "));
}

#[test]
fn a_pdf_says_the_same_and_it_can_be_found_and_copied() {
    let pdf = made(ExportFormat::Pdf, Language::PtBr, true, &thread());
    assert!(pdf.len() < 60_000, "only the glyphs that are used: {} bytes", pdf.len());
    let (pages, text) = read_back(&pdf);
    assert_eq!(pages, 1);
    says_all(&text);
    assert!(text.contains("1/1"), "the page's number");
}

#[test]
fn an_incomplete_file_says_so_in_both_forms() {
    let sentence = "só a parte guardada neste aparelho";
    let text = String::from_utf8(made(ExportFormat::Text, Language::PtBr, false, &thread())).unwrap();
    assert!(text.contains(sentence));
    let (_, text) = read_back(&made(ExportFormat::Pdf, Language::PtBr, false, &thread()));
    assert!(text.contains(sentence));
}

#[test]
fn a_long_thread_has_many_pages_and_an_endless_word_is_broken() {
    let mut items: Vec<_> = (0..600).map(|n| message(n, maria(), &format!("mensagem número {n}"))).collect();
    items.push(message(601, maria(), &"a".repeat(9_000)));
    let (pages, text) = read_back(&made(ExportFormat::Pdf, Language::PtBr, true, &items));
    assert!(pages > 10, "{pages}");
    assert!(text.contains("mensagem número 0 ") && text.contains("mensagem número 599 "));
    assert!(text.matches('a').count() >= 9_000);
}

#[test]
fn what_no_font_has_is_counted_and_not_passed_over_in_silence() {
    let items = [message(0, maria(), "李🙂")];
    let (_, text) = read_back(&made(ExportFormat::Pdf, Language::PtBr, true, &items));
    assert!(text.contains("◻◻ "), "{text}");
    assert!(text.contains("Caracteres que este PDF não mostra: 2"), "{text}");
}

#[test]
fn headings_come_in_three_languages() {
    for (language, word) in [(Language::En, "Exported on: 2026-11-22"), (Language::Es, "Responsables")] {
        let text = String::from_utf8(made(ExportFormat::Text, language, true, &thread())).unwrap();
        assert!(text.contains(word), "{text}");
    }
}

fn file_of(kind: AttachmentKind, name: &str, duration_ms: Option<u64>) -> ItemContent {
    let file = FileItem {
        id: id(9),
        name: name.into(),
        kind,
        media_type: String::new(),
        label: String::new(),
        bytes: 98_304,
        size: None,
        duration_ms,
        waveform: vec![],
        has_thumbnail: false,
        here: FileHere::Absent,
    };
    ItemContent::File { file: Box::new(file) }
}

#[test]
fn files_are_told_of_in_both_forms_and_three_languages() {
    let pdf = file_of(AttachmentKind::Document, "boletim.pdf", None);
    let forwarded = ItemKind::Forwarded {
        content: file_of(AttachmentKind::Voice, "voz.ogg", Some(47_200)),
        author: maria(),
        channel: "Financeiro".into(),
        at: Moment(NOON),
    };
    let items = [item(0, maria(), ItemKind::Message { content: pdf }), item(1, ana(), forwarded)];
    for (language, document, voice) in [
        (Language::PtBr, "[Arquivo: boletim.pdf, 96 KB]", "[Áudio, 0:47]"),
        (Language::En, "[File: boletim.pdf, 96 KB]", "[Voice message, 0:47]"),
        (Language::Es, "[Archivo: boletim.pdf, 96 KB]", "[Audio, 0:47]"),
    ] {
        let text = String::from_utf8(made(ExportFormat::Text, language, true, &items)).unwrap();
        let (_, pdf) = read_back(&made(ExportFormat::Pdf, language, true, &items));
        for made in [text, pdf] {
            assert!(made.contains(document) && made.contains(voice), "{made}");
        }
    }
}

#[test]
fn a_name_is_safe_on_every_system() {
    let mut detail = detail();
    detail.student = "../João: \"o *melhor*\" <4º>|\\?".into();
    let made = file_name(&history(&detail, &[], Language::PtBr, true), ExportFormat::Pdf);
    assert_eq!(made, "conversa_secretaria_joao-o-melhor-4o_2026-11-22.pdf");
}

#[test]
fn names_from_right_to_left_leave_their_lines_in_order_and_no_trace_in_a_pdf() {
    let items = [message(1, author("ليلى", Some(Relationship::Mother)), "Bom dia")];
    let text = String::from_utf8(made(ExportFormat::Text, Language::PtBr, true, &items)).unwrap();
    assert!(text.contains("\u{2068}ليلى\u{2069} (mãe)"), "{text}");
    // The fonts lack the four letters of the name; the marks around the name are not counted.
    let (_, pdf) = read_back(&made(ExportFormat::Pdf, Language::PtBr, true, &items));
    assert!(pdf.contains("Caracteres que este PDF não mostra: 4"), "{pdf}");
}
