use conversas_domain::attachment::FileGlimpse;
use conversas_domain::entry::Seq;
use conversas_domain::ids::EntityId;
use conversas_ipc::QuietHours;
use uuid::Uuid;

use super::*;

const NOON: u16 = 12 * 60;

fn id<T: EntityId>(n: u128) -> T {
    T::from_uuid(Uuid::from_u128(n))
}

fn news(kind: NewsKind) -> News {
    News {
        conversation_id: id(1),
        channel_id: id(2),
        kind,
        author: "Ana Lima".into(),
        guardian: "Maria".into(),
        student: "João".into(),
        text: Some("segredo".into()),
        file: None,
        seq: Seq(7),
        unread: 3,
    }
}

fn all() -> [News; 4] {
    [NewsKind::Message, NewsKind::Survey, NewsKind::HandedOver, NewsKind::Mention].map(news)
}

fn told(chosen: &Notifications, open: Option<ConversationId>, minute: u16) -> [bool; 4] {
    all().map(|news| is_told(&news, &Circumstances { chosen, open, minute }))
}

#[test]
fn everything_is_told_unless_the_person_chose_otherwise() {
    assert_eq!(told(&Notifications::default(), None, NOON), [true; 4]);
    let off = Notifications { enabled: false, ..Notifications::default() };
    assert_eq!(told(&off, None, NOON), [false; 4]);
}

#[test]
fn nothing_is_told_of_the_conversation_before_the_persons_eyes() {
    assert_eq!(told(&Notifications::default(), Some(id(1)), NOON), [false; 4]);
    assert_eq!(told(&Notifications::default(), Some(id(9)), NOON), [true; 4]);
}

#[test]
fn a_muted_channel_is_silent_but_for_what_is_meant_for_the_reader() {
    let muted = Notifications { muted: vec![id(2)], ..Notifications::default() };
    assert_eq!(told(&muted, None, NOON), [false, false, true, true]);
    let other = Notifications { muted: vec![id(3)], ..Notifications::default() };
    assert_eq!(told(&other, None, NOON), [true; 4]);
}

#[test]
fn in_quiet_hours_nothing_is_told_also_over_midnight() {
    let night =
        Notifications { quiet: Some(QuietHours { from: 22 * 60, to: 7 * 60 }), ..Notifications::default() };
    for minute in [22 * 60, 0, 7 * 60 - 1] {
        assert_eq!(told(&night, None, minute), [false; 4]);
    }
    for minute in [7 * 60, NOON, 22 * 60 - 1] {
        assert_eq!(told(&night, None, minute), [true; 4]);
    }
}

#[test]
fn what_it_says_is_shown_only_if_the_person_wants_that() {
    let notice =
        notice_of(&news(NewsKind::Message), "Secretaria".into(), Side::School, &Notifications::default());
    assert_eq!(notice.text, None);
    let open = Notifications { show_text: true, ..Notifications::default() };
    let notice = notice_of(&news(NewsKind::Message), "Secretaria".into(), Side::School, &open);
    assert_eq!(notice.text.as_deref(), Some("segredo"));
    assert!(!format!("{notice:?}").contains("segredo"));
}

#[test]
fn a_file_is_told_by_its_symbol_and_name_and_a_voice_message_by_its_length() {
    let open = Notifications { show_text: true, ..Notifications::default() };
    let text = |kind, duration_ms| {
        let file = Some(FileGlimpse { kind, duration_ms });
        let news = News { text: Some("boletim.pdf".into()), file, ..news(NewsKind::Message) };
        notice_of(&news, "Secretaria".into(), Side::School, &open).text
    };
    assert_eq!(text(AttachmentKind::Document, None).as_deref(), Some("📎 boletim.pdf"));
    assert_eq!(text(AttachmentKind::Voice, Some(65_900)).as_deref(), Some("🎤 1:05"));
}

#[test]
fn families_read_who_wrote_and_the_channel_staff_the_guardian_and_the_student() {
    let from = |side, kind| {
        let chosen = Notifications::default();
        notice_of(&news(kind), "Secretaria".into(), side, &chosen).from
    };
    assert_eq!(from(Side::Family, NewsKind::Message), "Ana Lima · Secretaria");
    assert_eq!(from(Side::School, NewsKind::Message), "Maria · João");
    assert_eq!(from(Side::School, NewsKind::Mention), "Ana Lima", "the colleague");
}

#[test]
fn names_from_right_to_left_do_not_turn_a_notice_around() {
    let news = News { guardian: "ليلى".into(), student: "نور".into(), ..news(NewsKind::Message) };
    let notice = notice_of(&news, "Secretaria".into(), Side::School, &Notifications::default());
    assert_eq!(notice.from, "\u{2068}ليلى\u{2069} · \u{2068}نور\u{2069}");
}
