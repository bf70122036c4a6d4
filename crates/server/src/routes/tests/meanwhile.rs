//! Messages that cross what happened after their writers had looked (rule 20).

use conversas_domain::entry::Seq;
use conversas_domain::ids::{ConversationId, TicketId};
use conversas_domain::rejection::Rejection;
use conversas_protocol::{AddGuardian, FinishTicket, Op, SendMessage};

use crate::fixture::{House, Someone, id};

fn message(conversation_id: ConversationId, ticket_id: Option<TicketId>, seen: Option<Seq>) -> Op {
    Op::SendMessage(SendMessage { conversation_id, entry_id: id(), content: "Oi".into(), ticket_id, seen })
}

async fn seen(house: &House, who: &Someone) -> Option<Seq> {
    Some(house.inbox(who).await.conversations[0].last_seq)
}

async fn ticket(house: &House) -> TicketId {
    house.inbox(&house.rita).await.conversations[0].ticket.ticket.id
}

#[tokio::test]
async fn a_guardian_who_joined_after_what_was_seen_stops_everybody_but_who_added_them() {
    let house = House::new().await;
    let conversation_id = house.conversation().await;
    let add = |person_id| Op::AddGuardian(AddGuardian { conversation_id, person_id });
    house.done(&house.juliana, add(house.marcos.id())).await;
    let mut before = Vec::new();
    for who in [&house.rita, &house.marcos, &house.juliana] {
        before.push((who, seen(&house, who).await));
    }
    house.done(&house.juliana, add(house.neusa.id())).await;
    for (who, seen) in before {
        let outcome = house.op(who, message(conversation_id, None, seen)).await;
        let refused =
            matches!(outcome, conversas_protocol::Outcome::Rejected { reason: Rejection::AudienceGrew });
        assert_eq!(refused, who.id() != house.juliana.id());
    }
    for who in [&house.rita, &house.marcos] {
        // Staff who have seen the answer, or send anyway, are not asked.
        house.done(who, message(conversation_id, None, seen(&house, who).await)).await;
        house.done(who, message(conversation_id, None, None)).await;
    }
}

#[tokio::test]
async fn a_finished_ticket_comes_before_an_answer_and_an_answer_before_who_joined() {
    let house = House::new().await;
    let conversation_id = house.conversation().await;
    let (first, before) = (ticket(&house).await, seen(&house, &house.rita).await);
    house
        .done(&house.juliana, Op::AddGuardian(AddGuardian { conversation_id, person_id: house.marcos.id() }))
        .await;
    house.say(&house.ana, conversation_id, "Já respondi").await;
    let send = message(conversation_id, Some(first), before);
    assert_eq!(house.rejected(&house.rita, send.clone()).await, Rejection::AnsweredMeanwhile);
    house.done(&house.ana, Op::FinishTicket(FinishTicket { conversation_id, ticket_id: first })).await;
    assert_eq!(house.rejected(&house.rita, send).await, Rejection::TicketFinished);
}

#[tokio::test]
async fn a_staff_message_for_a_ticket_that_is_over_does_not_land_in_the_next_one_of_the_family() {
    let house = House::new().await;
    let conversation_id = house.conversation().await;
    let first = ticket(&house).await;
    house.done(&house.ana, Op::FinishTicket(FinishTicket { conversation_id, ticket_id: first })).await;
    house.say(&house.juliana, conversation_id, "Voltei").await;
    let late = house.rejected(&house.rita, message(conversation_id, Some(first), None)).await;
    assert_eq!(late, Rejection::TicketFinished);
    let unknown = house.rejected(&house.rita, message(conversation_id, Some(id()), None)).await;
    assert_eq!(unknown, Rejection::TicketFinished);
    house.done(&house.juliana, message(conversation_id, Some(first), None)).await;
    let second = ticket(&house).await;
    assert_ne!(first, second);
    house.done(&house.rita, message(conversation_id, Some(second), None)).await;
}

#[tokio::test]
async fn a_colleagues_answer_in_an_earlier_ticket_stops_nobody() {
    let house = House::new().await;
    let conversation_id = house.conversation().await;
    let (first, before) = (ticket(&house).await, seen(&house, &house.rita).await);
    house.say(&house.ana, conversation_id, "Respondido").await;
    house.done(&house.ana, Op::FinishTicket(FinishTicket { conversation_id, ticket_id: first })).await;
    house.say(&house.juliana, conversation_id, "Voltei").await;
    house.done(&house.rita, message(conversation_id, Some(ticket(&house).await), before)).await;
}
