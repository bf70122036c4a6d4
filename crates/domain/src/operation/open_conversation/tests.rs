use super::*;
use crate::operation::tests::*;
use crate::target::Target;

fn asked(actor: Actor) -> OpenFacts {
    OpenFacts {
        actor,
        plan: Plan::Basic,
        channel: channel(SECRETARY),
        student_id: id(71),
        class_group: "4º ano B".to_owned(),
        guardians: vec![ana().person_id],
        relation: relation(actor),
        existing: None,
        now: NOW,
    }
}

fn open(facts: &OpenFacts) -> Result<Decision, Rejection> {
    open_conversation(facts, id(52), message("Olá"), &mut ids())
}

#[test]
fn a_guardian_opens_a_conversation_whose_first_ticket_is_pending() {
    let decision = open(&asked(ana())).expect("a guardian of the student");
    let expected = ["conversation with Ana", "Ana opened, Pending", "Ana: Olá", "counts 1+0", "Ana read 1+0"];
    assert_eq!(told(&decision), expected);
    assert_eq!(decision.target, Target::Conversation(id(52)));
}

#[test]
fn a_member_reaches_a_family_first_and_the_ticket_is_in_progress() {
    let guardians = vec![ana().person_id, bruno().person_id];
    let decision = open(&OpenFacts { guardians, ..asked(carla()) }).expect("a member");
    let expected = [
        "conversation with Ana, Bruno",
        "Carla opened, InProgress",
        "Carla: Olá",
        "counts 0+1",
        "Carla read 0+1",
    ];
    assert_eq!(told(&decision), expected);
    assert_eq!(ticket_after(&decision).expect("a new one").replied_by, [carla().person_id].into());
}

#[test]
fn the_new_conversation_is_about_what_was_asked() {
    let decision = open(&asked(ana())).expect("a guardian of the student");
    let Change::ConversationOpened(opened) = &decision.changes[0] else {
        panic!("the conversation comes first");
    };
    let place = (opened.id, opened.school_id, opened.channel_id, opened.student_id);
    assert_eq!(place, (id(52), id(1), id(SECRETARY), id(71)));
    assert_eq!((opened.ticket.id, opened.ticket.number), (id(62), 1));
    assert_eq!(opened.counts, Counts::default());
}

#[test]
fn the_same_channel_student_and_guardians_lead_to_the_same_conversation() {
    for status in [Status::Pending, Status::InProgress] {
        let existing = Some(conversation(status));
        let decision = open(&OpenFacts { existing, ..asked(ana()) }).expect("she takes part");
        assert_eq!(decision.target, Target::Conversation(id(51)));
        assert!(entries(&decision).iter().all(|entry| entry.ticket_id == id(61)), "{status:?}");
    }
}

#[test]
fn in_an_existing_conversation_whose_ticket_is_finished_the_next_one_opens() {
    let existing = Some(conversation(Status::Finished));
    let by = |actor| told(&open(&OpenFacts { existing: existing.clone(), ..asked(actor) }).expect("may"));
    assert_eq!(by(ana())[0], "ticket 2 Pending");
    assert_eq!(by(carla())[0], "ticket 2 InProgress");
}

#[test]
fn nothing_is_opened_where_the_student_is_not_served() {
    let mut elsewhere = channel(SECRETARY);
    elsewhere.class_groups = vec!["1º ano A".to_owned()];
    let mut closed = channel(SECRETARY);
    closed.active = false;
    for channel in [elsewhere, closed] {
        for existing in [None, Some(conversation(Status::Pending))] {
            for actor in [ana(), carla()] {
                let facts =
                    OpenFacts { channel: channel.clone(), existing: existing.clone(), ..asked(actor) };
                assert_eq!(open(&facts), Err(Rejection::ChannelUnavailable));
            }
        }
    }
}

#[test]
fn a_guardian_opens_in_nobody_elses_name() {
    let guardians = vec![bruno().person_id, ana().person_id];
    assert_eq!(open(&OpenFacts { guardians, ..asked(ana()) }), Err(Rejection::Forbidden));
}

#[test]
fn a_conversation_has_guardians_and_each_of_them_once() {
    assert_eq!(open(&OpenFacts { guardians: vec![], ..asked(carla()) }), Err(Rejection::NotFound));
    let guardians = vec![bruno().person_id, ana().person_id, bruno().person_id];
    let decision = open(&OpenFacts { guardians, ..asked(carla()) }).expect("a member");
    assert_eq!(told(&decision)[0], "conversation with Bruno, Ana");
}

#[test]
fn only_guardians_of_the_student_and_members_of_the_channel_open() {
    assert_eq!(open(&asked(eva())), Err(Rejection::Forbidden));
    for actor in [ana(), carla()] {
        for relation in [Relation::SameSchool, Relation::Stranger] {
            assert_eq!(open(&OpenFacts { relation, ..asked(actor) }), Err(Rejection::NotFound));
        }
    }
}

#[test]
fn another_schools_channel_is_not_found() {
    let mut facts = asked(ana());
    facts.channel.school_id = id(2);
    assert_eq!(open(&facts), Err(Rejection::NotFound));
}
