use std::sync::Arc;

use conversas_domain::person::Role;
use conversas_domain::plan::Plan;
use conversas_domain::rejection::Rejection;
use conversas_domain::school::School;
use conversas_protocol::{Directory, Me, StudentView};
use conversas_testkit::{fresh, name, views};

use super::*;
use crate::outbox::OutboxState;

const WRITTEN: Moment = Moment(500);

fn item(op: impl Into<Op>, state: OutboxState) -> OutboxItem {
    OutboxItem { state, ..OutboxItem::new(fresh(), Moment(1), WRITTEN, op.into()) }
}

fn refused() -> OutboxState {
    OutboxState::Failed { reason: Rejection::Forbidden }
}

#[test]
fn a_guardian_is_being_added_until_the_server_shows_them_or_refuses() {
    let mut view = views::conversation(fresh(), "Maria Silva", "João Silva", Moment(1));
    let (maria, paulo, tia): (PersonId, PersonId, PersonId) = (view.guardians[0].id, fresh(), fresh());
    let add = |person_id, state| item(AddGuardian { conversation_id: view.id, person_id }, state);
    let items = [
        add(tia, OutboxState::Sent),
        add(maria, OutboxState::Queued),
        add(paulo, OutboxState::Queued),
        add(fresh(), refused()),
    ];
    assert_eq!(adding(&view, &items), [tia, paulo]);
    view.guardians.push(GuardianRef { id: paulo, name: name("Paulo"), relationship: Relationship::Father });
    assert_eq!(adding(&view, &items), [tia]);
}

#[test]
fn an_answer_to_a_survey_is_shown_as_given_unless_it_was_refused_or_came_back() {
    let (conversation_id, ticket_id): (_, TicketId) = (fresh(), fresh());
    let rating = Rating::try_from(2).expect("a rating");
    let answer = |comment: Option<&str>, state| {
        let comment = comment.map(str::to_owned);
        item(AnswerCsat { conversation_id, ticket_id, rating, comment }, state)
    };
    let arrived = OutboxItem { arrived: true, ..answer(Some("veio"), OutboxState::Queued) };
    let items = [
        answer(Some("Demorou"), OutboxState::Queued),
        answer(None, OutboxState::Sent),
        answer(Some("não"), refused()),
        arrived,
    ];
    let given = answers(&items);
    assert!(given.iter().all(|answer| (answer.ticket_id, answer.at) == (ticket_id, WRITTEN)));
    let told: Vec<_> =
        given.iter().map(|answer| (u8::from(answer.rating), answer.comment.as_str())).collect();
    assert_eq!(told, [(2, "Demorou"), (2, "")]);
}

#[test]
fn a_conversation_is_made_about_ones_own_student_with_their_name_and_class_of_today() {
    let (student_id, class_group) = (fresh(), "4º ano B".to_owned());
    let student =
        StudentView { id: student_id, name: name("João Silva"), class_group, guardians: Vec::new() };
    let (plan, time_zone) = (Plan::Basic, "America/Sao_Paulo".into());
    let reader = Reader::of(&Arc::new(Directory {
        me: Me { id: fresh(), name: name("Maria Silva"), role: Role::Guardian },
        school: School { id: fresh(), name: name("Escola"), plan, time_zone },
        channels: Vec::new(),
        students: vec![student],
        file_limit: 1,
    }));
    let (id, ticket_id): (ConversationId, TicketId) = (fresh(), fresh());
    let make = |student_id| made_here_about(&reader, fresh(), student_id, id, (ticket_id, WRITTEN));
    assert_eq!(make(fresh()), None);
    let made = make(student_id).expect("their own");
    let (view, ticket) = (&made.view, &made.view.ticket.ticket);
    assert_eq!((view.id, ticket.id, ticket.opened_at()), (id, ticket_id, WRITTEN));
    assert_eq!((view.student.name.as_str(), view.student.class_group.as_str()), ("João Silva", "4º ano B"));
    assert_eq!(
        view.ticket.people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>(),
        ["Maria Silva"]
    );
    assert_eq!(reader.waiting(view, &[]), None, "a family is not shown how long it waits");
}
