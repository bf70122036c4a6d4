use std::sync::Arc;

use conversas_domain::conversation::{Counts, Progress, ReadMark};
use conversas_domain::entry::Provenance;
use conversas_domain::ids::{EntityId, PersonId};
use conversas_domain::moment::Moment;
use conversas_domain::person::{Relationship, Role};
use conversas_domain::plan::Plan;
use conversas_domain::school::School;
use conversas_domain::text::{MessageText, Name};
use conversas_domain::ticket::{Ticket, TicketEvent};
use conversas_protocol::{ConversationView, Directory, GuardianRef, Me, PersonRef, StudentRef, TicketView};
use uuid::Uuid;

use super::*;

const MARIA: u128 = 1;
const PAULO: u128 = 2;
const ANA: u128 = 3;
const BRUNO: u128 = 4;

fn id<T: EntityId>(n: u128) -> T {
    T::from_uuid(Uuid::from_u128(n))
}

fn name(text: &str) -> Name {
    Name::parse(text).unwrap()
}

fn person(n: u128) -> PersonRef {
    let names = ["", "Maria", "Paulo", "Ana", "Bruno"];
    PersonRef { id: id(n), name: name(names[n as usize]) }
}

fn side(n: u128) -> Side {
    if n <= PAULO { Side::Family } else { Side::School }
}

fn reader(n: u128) -> Reader {
    let role = if n <= PAULO { Role::Guardian } else { Role::Staff };
    let directory = Directory {
        me: Me { id: id(n), name: person(n).name, role },
        school: School {
            id: id(90),
            name: name("Escola"),
            plan: Plan::Basic,
            time_zone: "America/Sao_Paulo".into(),
        },
        channels: vec![],
        students: vec![],
        file_limit: 0,
    };
    Reader::of(&Arc::new(directory))
}

/// A conversation read up to number 10, in which the family has written 3 messages since.
fn known() -> Conversation {
    let guardian = |n| GuardianRef { id: id(n), name: person(n).name, relationship: Relationship::Other };
    let view = ConversationView {
        id: id(50),
        channel_id: id(60),
        student: StudentRef { id: id(70), name: name("João"), class_group: "4º ano B".into() },
        ticket: TicketView {
            ticket: Ticket::opened(id(80), 1, id(MARIA), Side::Family, Moment(1)),
            people: vec![],
        },
        guardians: vec![guardian(MARIA), guardian(PAULO)],
        earlier: vec![],
        preview: None,
        last_activity: Moment(1),
        last_seq: Seq(20),
        counts: Counts { family: 5, school: 2 },
        handled: Some(2),
        my_mark: ReadMark::default(),
        family: Progress::default(),
        school: Progress::default(),
    };
    let mark = ReadMark { seq: Seq(10), counts: Counts { family: 2, school: 2 } };
    Conversation { view: view.into(), provisional: false, have_after: Seq(0), mark }
}

fn entry(seq: i64, author: u128, kind: EntryKind) -> EntryView {
    EntryView {
        id: id(1_000 + seq as u128),
        seq: Seq(seq),
        conversation_id: id(50),
        ticket_id: id(80),
        author: person(author),
        side: side(author),
        at: Moment(1),
        written_at: Moment(1),
        counts: Counts { family: u32::try_from(seq - 8).unwrap(), school: 2 },
        kind,
        people: vec![],
        channels: vec![],
    }
}

fn message(seq: i64, author: u128) -> EntryView {
    entry(
        seq,
        author,
        EntryKind::Message { content: MessageText::parse(&format!("número {seq}")).unwrap().into() },
    )
}

fn note(seq: i64, author: u128, mentions: &[u128]) -> EntryView {
    let mentions = mentions.iter().map(|n| id(*n)).collect();
    entry(seq, author, EntryKind::Note { text: MessageText::parse("veja isto").unwrap(), mentions })
}

fn assigned(seq: i64, author: u128, to: Option<u128>) -> EntryView {
    entry(seq, author, EntryKind::Assigned { person_id: to.map(id::<PersonId>) })
}

fn finished(seq: i64) -> EntryView {
    entry(seq, ANA, EntryKind::StatusChanged { status: Status::Finished, opened: false })
}

fn forwarded(seq: i64, by: u128, from: u128) -> EntryView {
    let provenance = Provenance {
        entry_id: id(900),
        author_id: id(from),
        author_side: side(from),
        at: Moment(1),
        channel_id: id(61),
    };
    entry(seq, by, EntryKind::Forwarded { content: MessageText::parse("de lá").unwrap().into(), provenance })
}

fn told_to(reader_is: u128, entries: &[EntryView]) -> Option<News> {
    let relation = if reader_is <= PAULO { Relation::Participant } else { Relation::Member };
    news(&reader(reader_is), relation, &known(), &entries.iter().collect::<Vec<_>>())
}

fn kind(reader_is: u128, entry: EntryView) -> Option<NewsKind> {
    told_to(reader_is, &[entry]).map(|news| news.kind)
}

#[test]
fn staff_are_told_of_what_families_write_and_not_of_what_colleagues_do() {
    assert_eq!(kind(ANA, message(11, MARIA)), Some(NewsKind::Message));
    assert_eq!(kind(ANA, message(11, BRUNO)), None);
    assert_eq!(kind(ANA, finished(11)), None);
}

#[test]
fn staff_are_told_of_forwarded_messages_but_not_of_those_they_forwarded() {
    assert_eq!(kind(ANA, forwarded(11, BRUNO, MARIA)), Some(NewsKind::Message));
    assert_eq!(kind(ANA, forwarded(11, ANA, MARIA)), None);
}

#[test]
fn families_are_told_of_answers_and_of_each_other_but_not_of_their_own_words() {
    assert_eq!(kind(MARIA, message(11, ANA)), Some(NewsKind::Message));
    assert_eq!(kind(MARIA, message(11, PAULO)), Some(NewsKind::Message));
    assert_eq!(kind(MARIA, message(11, MARIA)), None);
    assert_eq!(kind(MARIA, forwarded(11, ANA, MARIA)), None);
    assert_eq!(kind(MARIA, forwarded(11, ANA, BRUNO)), Some(NewsKind::Message));
}

#[test]
fn a_note_is_news_only_for_whom_it_calls() {
    assert_eq!(kind(ANA, note(11, BRUNO, &[ANA])), Some(NewsKind::Mention));
    assert_eq!(kind(ANA, note(11, BRUNO, &[])), None);
    assert_eq!(kind(ANA, note(11, ANA, &[ANA])), None, "who calls themself knows");
}

#[test]
fn a_ticket_is_handed_over_to_me_by_another_and_not_if_it_went_on_to_somebody_else() {
    assert_eq!(kind(ANA, assigned(11, BRUNO, Some(ANA))), Some(NewsKind::HandedOver));
    assert_eq!(kind(ANA, assigned(11, ANA, Some(ANA))), None);
    assert_eq!(kind(ANA, assigned(11, BRUNO, None)), None);
    assert_eq!(told_to(ANA, &[assigned(11, BRUNO, Some(ANA)), assigned(12, BRUNO, Some(BRUNO))]), None);
}

#[test]
fn a_finish_asks_the_family_for_its_opinion() {
    assert_eq!(kind(MARIA, finished(11)), Some(NewsKind::Survey));
    let opened = entry(11, ANA, EntryKind::StatusChanged { status: Status::InProgress, opened: true });
    assert_eq!(kind(MARIA, opened), None);
}

#[test]
fn what_was_read_on_another_device_is_no_news() {
    assert_eq!(kind(ANA, message(10, MARIA)), None);
}

#[test]
fn what_a_colleague_answered_or_finished_meanwhile_is_no_news() {
    let told = |change: fn(&mut Conversation)| {
        let mut known = known();
        change(&mut known);
        news(&reader(ANA), Relation::Member, &known, &[&message(13, MARIA)]).map(|news| news.unread)
    };
    assert_eq!(told(|_| {}), Some(3));
    assert_eq!(told(|known| known.view.change(|view| view.handled = Some(5))), None);
    assert_eq!(
        told(|known| known.view.change(|view| view.handled = Some(4))),
        Some(1),
        "the last one came after the answer"
    );
    let finish = |known: &mut Conversation| {
        known.view.change(|view| {
            view.ticket.ticket.apply(TicketEvent::Finished, id(BRUNO), Moment(2)).map(|_| ()).unwrap();
        });
    };
    assert_eq!(told(finish), None);
}

#[test]
fn who_only_looks_in_is_not_told() {
    let entries = [message(11, MARIA)];
    let told = news(&reader(ANA), Relation::SameSchool, &known(), &entries.iter().collect::<Vec<_>>());
    assert_eq!(told, None);
}

#[test]
fn of_what_came_at_once_the_weightiest_is_told_and_of_those_the_newest() {
    let entries = [note(11, BRUNO, &[ANA]), message(12, MARIA), message(13, PAULO)];
    let news = told_to(ANA, &entries).unwrap();
    assert_eq!((news.kind, news.seq), (NewsKind::Mention, Seq(11)));
    let news = told_to(ANA, &entries[1..]).unwrap();
    assert_eq!((news.kind, news.seq), (NewsKind::Message, Seq(13)));
    assert_eq!(news.text.as_deref(), Some("número 13"));
    assert_eq!((news.guardian.as_str(), news.student.as_str(), news.unread), ("Paulo", "João", 3));
}

#[test]
fn a_colleagues_deed_is_told_with_the_guardian_who_started_the_conversation() {
    let news = told_to(ANA, &[note(11, BRUNO, &[ANA])]).unwrap();
    assert_eq!((news.author.as_str(), news.guardian.as_str()), ("Bruno", "Maria"));
}
