use super::*;
use crate::entry::Audience;
use crate::ids::ChannelId;
use crate::operation::tests::*;
use crate::permission::Relation;
use crate::person::Side;
use crate::target::Target;

/// Makes message `number` of the source, by Ana.
fn chosen(number: u128, words: &str) -> ForwardedMessage {
    ForwardedMessage {
        copy_id: id(number + 100),
        kind: EntryKind::Message { content: text(words).into() },
        provenance: Provenance {
            entry_id: id(number),
            author_id: ana().person_id,
            author_side: Side::Family,
            at: BEFORE,
            channel_id: id::<ChannelId>(SECRETARY),
        },
    }
}

/// Makes the facts of one message that goes to a finance channel without a conversation.
fn to_finance() -> ForwardFacts {
    ForwardFacts {
        target: channel(FINANCE),
        class_group: "4º ano B".to_owned(),
        existing: None,
        mark: None,
        conversation_id: id(52),
        target_ids: FreshIds { ticket: id(63), events: vec![id(83), id(84)] },
        messages: vec![chosen(1, "E o boleto?")],
        note: None,
    }
}

/// Makes the target's conversation, with Carla's answers in it.
fn in_finance(status: Status) -> Option<Conversation> {
    Some(Conversation { id: id(53), channel_id: id(FINANCE), ..conversation(status) })
}

fn forward(facts: &Facts, asked: ForwardFacts) -> Result<Decision, Rejection> {
    forward_messages(facts, asked, WRITTEN, &mut ids())
}

fn by_davi(asked: ForwardFacts) -> Decision {
    forward(&facts(davi(), Status::InProgress), asked).expect("he is a member of the source")
}

#[test]
fn the_target_gets_a_conversation_of_the_same_student_and_guardians() {
    let decision = by_davi(to_finance());
    let expected = [
        "Davi forwarded 1 away",
        "conversation with Ana",
        "Davi opened, Pending",
        "Davi forwards Ana: E o boleto?",
        "counts 1+0",
    ];
    assert_eq!(told(&decision), expected);
    assert_eq!(decision.target, Target::Conversation(id(52)));
    let ticket = ticket_after(&decision).expect("a new one");
    assert_eq!((ticket.number, ticket.waiting_since), (1, Some(NOW)));
    assert!(ticket.replied_by.is_empty());
}

#[test]
fn a_decision_names_its_entries_of_both_threads_in_order() {
    let decision = by_davi(ForwardFacts { note: Some((id(9), text("Vejam"))), ..to_finance() });
    let kinds: Vec<_> = decision.entries().map(|entry| (entry.id, entry.kind.is_message())).collect();
    let expected = [(id(81), false), (id(84), false), (id(101), true), (id(9), false)];
    assert_eq!(kinds, expected, "not the conversation, the counts or the tickets");
}

#[test]
fn an_open_target_keeps_its_status() {
    let pending = by_davi(ForwardFacts { existing: in_finance(Status::Pending), ..to_finance() });
    let expected = ["Davi forwarded 1 away", "Davi forwards Ana: E o boleto?", "counts 2+0"];
    assert_eq!(told(&pending), expected);
    assert_eq!(pending.target, Target::Conversation(id(53)));
}

#[test]
fn a_forward_makes_the_family_wait_for_a_channel_that_had_answered() {
    let decision = by_davi(ForwardFacts { existing: in_finance(Status::InProgress), ..to_finance() });
    let ticket = ticket_after(&decision).expect("it waits now");
    assert_eq!((ticket.status, ticket.waiting_since), (Status::InProgress, Some(NOW)));
    assert_eq!(ticket.replied_by, [carla().person_id].into());
}

#[test]
fn after_a_finished_ticket_the_next_one_opens_pending() {
    let decision = by_davi(ForwardFacts { existing: in_finance(Status::Finished), ..to_finance() });
    let expected = [
        "Davi forwarded 1 away",
        "ticket 2 Pending",
        "Davi opened, Pending",
        "Davi forwards Ana: E o boleto?",
        "counts 2+1",
    ];
    assert_eq!(told(&decision), expected);
    assert!(entries(&decision)[1..].iter().all(|entry| entry.ticket_id == id(63)));
}

#[test]
fn ones_own_forward_is_read_where_nothing_else_was_unread() {
    let read = |family| Some(ReadMark { seq: Seq(4), counts: Counts { family, school: 0 } });
    let marked = |existing: Option<Conversation>, mark| {
        let decision = by_davi(ForwardFacts { existing, mark, ..to_finance() });
        told(&decision).pop().filter(|last| last.contains("read"))
    };
    assert_eq!(marked(None, Some(ReadMark::default())).as_deref(), Some("Davi read 1+0"));
    assert_eq!(marked(None, None), None, "no member of the target");
    let pending = || in_finance(Status::Pending);
    assert_eq!(marked(pending(), read(1)).as_deref(), Some("Davi read 2+0"));
    assert_eq!(marked(pending(), read(0)), None, "a message that nobody has dealt with stays unread");
    let finished = marked(in_finance(Status::Finished), read(0));
    assert_eq!(finished.as_deref(), Some("Davi read 2+1"), "what stands before a new ticket is dealt with");
}

#[test]
fn the_source_only_gets_an_event_that_both_sides_see() {
    for status in Status::ALL {
        let decision = forward(&facts(davi(), status), to_finance()).expect("a member");
        let Change::EntryAdded { conversation_id, entry } = &decision.changes[0] else {
            panic!("the event comes first");
        };
        assert_eq!((*conversation_id, entry.kind.audience()), (id(51), Audience::Everyone));
        let kind = EntryKind::ForwardedAway { channel_id: id(FINANCE), count: 1 };
        assert_eq!(entry.kind, kind);
        let elsewhere = |change: &Change| match change {
            Change::ConversationOpened(conversation) => conversation.id != id(51),
            Change::EntryAdded { conversation_id, .. } | Change::CountsSet { conversation_id, .. } => {
                *conversation_id != id(51)
            }
            _ => false,
        };
        assert!(decision.changes[1..].iter().all(elsewhere), "{status:?}");
    }
}

#[test]
fn several_messages_arrive_in_order_and_then_the_note_for_the_staff() {
    let messages = vec![chosen(1, "E o boleto?"), chosen(2, "Venceu ontem")];
    let note = Some((id(95), text("É urgente")));
    let decision = by_davi(ForwardFacts { messages, note, ..to_finance() });
    let expected = [
        "Davi forwarded 2 away",
        "conversation with Ana",
        "Davi opened, Pending",
        "Davi forwards Ana: E o boleto?",
        "Davi forwards Ana: Venceu ontem",
        "counts 2+0",
        "Davi notes: É urgente",
    ];
    assert_eq!(told(&decision), expected);
    assert_eq!(entries(&decision)[4].kind.audience(), Audience::StaffOnly);
}

#[test]
fn a_copy_names_the_original() {
    let decision = by_davi(to_finance());
    let copy = entries(&decision)[2];
    assert_eq!((copy.id, copy.author_id, copy.at), (id(101), davi().person_id, NOW));
    let provenance = chosen(1, "-").provenance;
    assert_eq!(copy.kind, EntryKind::Forwarded { content: text("E o boleto?").into(), provenance });
}

#[test]
fn what_is_forwarded_again_still_names_its_first_author_and_channel() {
    let first = Provenance { channel_id: id(43), author_id: bruno().person_id, ..chosen(7, "-").provenance };
    let kind = EntryKind::Forwarded { content: text("Oi").into(), provenance: first };
    let messages = vec![ForwardedMessage { kind: kind.clone(), ..chosen(1, "-") }];
    let decision = by_davi(ForwardFacts { messages, ..to_finance() });
    assert_eq!(entries(&decision)[2].kind, kind);
}

#[test]
fn only_messages_are_forwarded_and_at_least_one() {
    let note = EntryKind::Note { text: text("Só para nós"), mentions: Vec::new() };
    let event = EntryKind::StatusChanged { status: Status::Finished, opened: false };
    let joined = EntryKind::GuardianAdded { person_id: bruno().person_id };
    let facts = facts(davi(), Status::InProgress);
    for kind in [note, event, joined] {
        let messages = vec![chosen(1, "Oi"), ForwardedMessage { kind, ..chosen(2, "-") }];
        let asked = ForwardFacts { messages, ..to_finance() };
        assert_eq!(forward(&facts, asked), Err(Rejection::NotForwardable));
    }
    let nothing = ForwardFacts { messages: vec![], ..to_finance() };
    assert_eq!(forward(&facts, nothing), Err(Rejection::NotForwardable));
}

#[test]
fn the_target_is_another_active_channel_of_the_school_that_serves_the_student() {
    let facts = facts(davi(), Status::InProgress);
    let to = |change: fn(&mut Channel)| {
        let mut asked = to_finance();
        change(&mut asked.target);
        forward(&facts, asked).map(|_| ())
    };
    assert_eq!(to(|_| ()), Ok(()));
    assert_eq!(to(|target| target.id = id(SECRETARY)), Err(Rejection::NotForwardable));
    assert_eq!(to(|target| target.active = false), Err(Rejection::ChannelUnavailable));
    let elsewhere = |target: &mut Channel| target.class_groups = vec!["1º ano A".to_owned()];
    assert_eq!(to(elsewhere), Err(Rejection::ChannelUnavailable));
    assert_eq!(to(|target| target.school_id = id(2)), Err(Rejection::NotFound));
}

#[test]
fn only_members_of_the_source_forward() {
    assert_eq!(forward(&facts(ana(), Status::Pending), to_finance()), Err(Rejection::Forbidden));
    assert_eq!(forward(&facts(eva(), Status::Pending), to_finance()), Err(Rejection::Forbidden));
    assert_eq!(forward(&outsider(carla(), Status::Pending), to_finance()), Err(Rejection::NotFound));
    let admin = Facts { relation: Relation::Member, ..facts(eva(), Status::Pending) };
    assert!(forward(&admin, to_finance()).is_ok());
}
