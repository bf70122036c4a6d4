//! Guardians who join, finishes and surveys, through the routes (rules 2, 12, 13).

use conversas_domain::csat::Rating;
use conversas_domain::entry::EntryKind;
use conversas_domain::ids::{ConversationId, TicketId};
use conversas_domain::moment::DAY;
use conversas_domain::rejection::Rejection;
use conversas_domain::ticket::Status;
use conversas_protocol::{
    AddGuardian, AnswerCsat, ConversationView, FinishTicket, Op, OpRequest, OpenConversation, Outcome,
    SendMessage, WriteNote,
};

use crate::fixture::{House, Someone, id};

async fn view(house: &House, who: &Someone, id: ConversationId) -> ConversationView {
    let found = house.inbox(who).await.conversations;
    found.into_iter().find(|it| it.id == id).expect("visible")
}

async fn finished(house: &House) -> (ConversationId, TicketId) {
    let conversation_id = house.conversation().await;
    let ticket_id = view(house, &house.rita, conversation_id).await.ticket.ticket.id;
    house.done(&house.rita, Op::FinishTicket(FinishTicket { conversation_id, ticket_id })).await;
    (conversation_id, ticket_id)
}

fn rate(conversation_id: ConversationId, ticket_id: TicketId) -> Op {
    let (rating, comment) = (Rating::try_from(5).unwrap(), Some("Muito bom".to_owned()));
    Op::AnswerCsat(AnswerCsat { conversation_id, ticket_id, rating, comment })
}

/// Makes an operation that was written on a device at this time of the server's clock.
fn written_now(house: &House, op: Op) -> OpRequest {
    OpRequest { op_id: id(), written_at: house.now(), op }
}

#[tokio::test]
async fn adding_who_makes_the_set_of_another_conversation_leads_there_and_loses_nothing() {
    let house = House::new().await;
    let both = house.conversation().await;
    let add =
        |conversation_id| Op::AddGuardian(AddGuardian { conversation_id, person_id: house.marcos.id() });
    house.done(&house.juliana, add(both)).await;
    // As the only guardian again, she starts another conversation, and adds Marcos to that too.
    let alone = house.conversation().await;
    assert_ne!(alone, both);
    let before = (house.thread(&house.juliana, alone).await, house.thread(&house.marcos, both).await);
    assert_eq!(house.done(&house.juliana, add(alone)).await, (both, None));
    let after = (house.thread(&house.juliana, alone).await, house.thread(&house.marcos, both).await);
    assert_eq!(after, before);
    assert_eq!(view(&house, &house.juliana, alone).await.guardians.len(), 1);
    assert_eq!(house.inbox(&house.marcos).await.conversations.len(), 1, "he did not join the other one");
}

#[tokio::test]
async fn adding_the_same_guardian_twice_is_one_joining() {
    let house = House::new().await;
    let conversation_id = house.conversation().await;
    let add = Op::AddGuardian(AddGuardian { conversation_id, person_id: house.marcos.id() });
    assert!(house.done(&house.juliana, add.clone()).await.1.is_some());
    assert_eq!(house.done(&house.juliana, add).await, (conversation_id, None));
    let entries = house.thread(&house.rita, conversation_id).await.entries;
    let joinings = entries.iter().filter(|entry| matches!(entry.kind, EntryKind::GuardianAdded { .. }));
    assert_eq!(joinings.count(), 1);
}

#[tokio::test]
async fn two_people_who_finish_at_once_make_one_finish() {
    let house = House::new().await;
    let conversation_id = house.conversation().await;
    let ticket_id = view(&house, &house.rita, conversation_id).await.ticket.ticket.id;
    let finish = || Op::FinishTicket(FinishTicket { conversation_id, ticket_id });
    let (one, other) = tokio::join!(house.done(&house.rita, finish()), house.done(&house.ana, finish()));
    assert!(one.1.is_some() != other.1.is_some());
    let ticket = view(&house, &house.rita, conversation_id).await.ticket.ticket;
    assert_eq!(ticket.steps.iter().filter(|step| step.status == Status::Finished).count(), 1);
    // A device that comes back later finishes the ticket that it saw, and not one that was opened since.
    house.say(&house.juliana, conversation_id, "Voltei").await;
    assert_eq!(house.done(&house.ana, finish()).await.1, None);
    assert_eq!(view(&house, &house.rita, conversation_id).await.ticket.ticket.status, Status::Pending);
}

#[tokio::test]
async fn a_finished_ticket_is_closed_to_staff_by_every_route_that_writes_messages() {
    let house = House::new().await;
    let (conversation_id, ticket_id) = finished(&house).await;
    let (entry_id, content) = (id(), "Oi".into());
    let send = Op::SendMessage(SendMessage {
        conversation_id,
        entry_id,
        content,
        ticket_id: Some(ticket_id),
        seen: None,
    });
    assert_eq!(house.rejected(&house.rita, send).await, Rejection::TicketFinished);
    let before = view(&house, &house.rita, conversation_id).await.counts;
    let note = Op::WriteNote(WriteNote {
        conversation_id,
        entry_id: id(),
        text: "nota".into(),
        mentions: Vec::new(),
    });
    house.done(&house.rita, note).await;
    let after = view(&house, &house.rita, conversation_id).await;
    assert_eq!((after.counts, after.ticket.ticket.status), (before, Status::Finished));
}

#[tokio::test]
async fn a_survey_is_answered_once_by_whoever_of_the_family_is_first() {
    let house = House::new().await;
    let conversation_id = house.conversation().await;
    let add = Op::AddGuardian(AddGuardian { conversation_id, person_id: house.marcos.id() });
    house.done(&house.juliana, add).await;
    let ticket_id = view(&house, &house.rita, conversation_id).await.ticket.ticket.id;
    house.done(&house.rita, Op::FinishTicket(FinishTicket { conversation_id, ticket_id })).await;
    let answer = || rate(conversation_id, ticket_id);
    let (one, other) = tokio::join!(house.op(&house.juliana, answer()), house.op(&house.marcos, answer()));
    let closed = |it: &Outcome| matches!(it, Outcome::Rejected { reason: Rejection::SurveyClosed });
    assert!(closed(&one) != closed(&other));
    for who in [&house.rita, &house.helena, &house.juliana, &house.marcos] {
        let csat = view(&house, who, conversation_id).await.ticket.ticket.csat.expect("answered");
        assert_eq!(csat.comment.expect("with words").as_str(), "Muito bom");
    }
}

#[tokio::test]
async fn a_survey_is_open_for_seven_days_also_for_an_answer_that_was_written_offline_in_time() {
    let house = House::new().await;
    let (conversation_id, ticket_id) = finished(&house).await;
    let in_time = written_now(&house, rate(conversation_id, ticket_id));
    house.clock.advance(7 * DAY + 1);
    let late = house.send(&house.juliana, &written_now(&house, rate(conversation_id, ticket_id))).await;
    assert_eq!(late.outcome, Outcome::Rejected { reason: Rejection::SurveyClosed });
    let answered = house.send(&house.juliana, &in_time).await;
    assert!(matches!(answered.outcome, Outcome::Applied { .. }));
}

#[tokio::test]
async fn there_is_no_survey_of_an_open_ticket_or_of_somebody_elses() {
    let house = House::new().await;
    let (_, theirs) = finished(&house).await;
    let open = Op::OpenConversation(OpenConversation {
        conversation_id: id(),
        channel_id: house.secretary,
        student_id: house.nina,
        guardians: Vec::new(),
        entry_id: id(),
        content: "Oi".into(),
    });
    let (conversation_id, _) = house.done(&house.camila, open).await;
    let ticket_id = view(&house, &house.rita, conversation_id).await.ticket.ticket.id;
    let unfinished = house.rejected(&house.camila, rate(conversation_id, ticket_id)).await;
    assert_eq!(unfinished, Rejection::SurveyClosed);
    for ticket_id in [theirs, id()] {
        let reason = house.rejected(&house.camila, rate(conversation_id, ticket_id)).await;
        assert_eq!(reason, Rejection::NotFound);
    }
}
