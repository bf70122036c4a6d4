//! Operations and their receipts.

use axum::http::{Method, StatusCode};
use conversas_domain::csat::Rating;
use conversas_domain::entry::{EntryKind, Seq};
use conversas_domain::ids::{ConversationId, TicketId};
use conversas_domain::moment::DAY;
use conversas_domain::rejection::Rejection;
use conversas_domain::ticket::Status;
use conversas_protocol::{
    AddGuardian, AnswerCsat, ConversationView, FinishTicket, MarkRead, Op, OpContent, OpRequest,
    OpenConversation, Outcome, SendMessage, StartTicket, WriteNote,
};

use super::unread::unread;
use crate::fixture::{House, START, Someone, id};

mod openings;
mod tickets;

fn request(op: Op) -> OpRequest {
    OpRequest { op_id: id(), written_at: START, op }
}

async fn view(house: &House, who: &Someone, id: ConversationId) -> ConversationView {
    let page = house.inbox(who).await;
    page.conversations.into_iter().find(|c| c.id == id).expect("visible")
}

async fn ticket(house: &House, id: ConversationId) -> TicketId {
    view(house, &house.rita, id).await.ticket.ticket.id
}

#[tokio::test]
async fn nobody_changes_nothing() {
    let house = House::new().await;
    let body = request(house.opening("Oi"));
    let (status, _) = house.ask(None, Method::POST, "/v1/ops", Some(&body)).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    assert_eq!(house.inbox(&house.rita).await.conversations, []);
}

#[tokio::test]
async fn a_repeat_answers_the_same_receipt_and_changes_nothing() {
    let house = House::new().await;
    let body = request(house.opening("Oi"));
    let first = house.send(&house.juliana, &body).await;
    let before = house.inbox(&house.rita).await;
    house.clock.advance(DAY);
    assert_eq!(house.send(&house.juliana, &body).await, first);
    assert_eq!(house.inbox(&house.rita).await, before);
}

#[tokio::test]
async fn a_rejection_is_repeated_too_even_when_it_would_succeed_now() {
    let house = House::new().await;
    let conversation_id = house.conversation().await;
    let op =
        Op::StartTicket(StartTicket { conversation_id, entry_id: id(), content: "Oi".into(), seen: None });
    let body = request(op);
    let first = house.send(&house.rita, &body).await;
    assert_eq!(first.outcome, Outcome::Rejected { reason: Rejection::TicketStillOpen });
    let ticket_id = ticket(&house, conversation_id).await;
    house.done(&house.rita, Op::FinishTicket(FinishTicket { conversation_id, ticket_id })).await;
    assert_eq!(house.send(&house.rita, &body).await, first);
}

#[tokio::test]
async fn another_persons_op_id_tells_nothing_and_takes_nothing() {
    let house = House::new().await;
    let body = request(house.opening("Oi"));
    house.send(&house.juliana, &body).await;
    let stranger = house.send(&house.camila, &body).await;
    assert_eq!(stranger.outcome, Outcome::Rejected { reason: Rejection::NotFound });
}

#[tokio::test]
async fn a_used_identifier_is_taken() {
    let house = House::new().await;
    let conversation_id = house.conversation().await;
    let entry_id = house.say(&house.juliana, conversation_id, "Oi").await;
    let content = "Outra".into();
    let again =
        Op::SendMessage(SendMessage { conversation_id, entry_id, content, ticket_id: None, seen: None });
    assert_eq!(house.rejected(&house.juliana, again.clone()).await, Rejection::IdTaken);
    assert_eq!(house.rejected(&house.rita, again).await, Rejection::IdTaken);
    let Op::OpenConversation(opening) = house.opening("Oi") else { unreachable!() };
    // Marcos does not see Juliana's conversation, so nothing may tell him that it exists: his own gets
    // another identifier.
    let op = OpenConversation { conversation_id, ..opening }.into();
    let (his, _) = house.done(&house.marcos, op).await;
    assert_ne!(his, conversation_id);
    assert_eq!(house.thread(&house.marcos, his).await.entries.len(), 2);
}

#[tokio::test]
async fn an_identifier_of_what_the_actor_does_not_see_is_like_an_unused_one() {
    let house = House::new().await;
    let conversation_id = house.conversation().await;
    let note = id();
    let write = Op::WriteNote(WriteNote {
        conversation_id,
        entry_id: note,
        text: "Só nós".into(),
        mentions: Vec::new(),
    });
    house.done(&house.rita, write).await;
    let (other, _) = house
        .done(
            &house.camila,
            Op::OpenConversation(OpenConversation {
                conversation_id: id(),
                channel_id: house.secretary,
                student_id: house.nina,
                guardians: Vec::new(),
                entry_id: id(),
                content: "Oi".into(),
            }),
        )
        .await;
    let theirs = house.say(&house.camila, other, "Segredo").await;
    for (who, entry_id) in [(&house.juliana, note), (&house.juliana, theirs)] {
        let content = "Oi".into();
        let op =
            Op::SendMessage(SendMessage { conversation_id, entry_id, content, ticket_id: None, seen: None });
        house.done(who, op).await;
    }
    let ids: Vec<_> =
        house.thread(&house.juliana, conversation_id).await.entries.iter().map(|it| it.id).collect();
    assert!(!ids.contains(&note) && !ids.contains(&theirs));
    assert_eq!(house.thread(&house.camila, other).await.entries.len(), 3);
}

#[tokio::test]
async fn the_starter_adds_a_guardian_who_then_sees_all_of_it() {
    let house = House::new().await;
    let conversation_id = house.conversation().await;
    let add = |person_id| Op::AddGuardian(AddGuardian { conversation_id, person_id });
    let camila = house.rejected(&house.juliana, add(house.camila.id())).await;
    assert_eq!(camila, Rejection::GuardianNotAddable);
    house.done(&house.juliana, add(house.marcos.id())).await;
    assert_eq!(house.rejected(&house.marcos, add(house.neusa.id())).await, Rejection::Forbidden);
    let whole = house.thread(&house.juliana, conversation_id).await;
    assert_eq!(house.thread(&house.marcos, conversation_id).await, whole);
}

#[tokio::test]
async fn an_administrator_who_is_no_member_reads_and_does_not_write() {
    let house = House::new().await;
    let conversation_id = house.conversation().await;
    let content = "Oi".into();
    let write = Op::SendMessage(SendMessage {
        conversation_id,
        entry_id: id(),
        content,
        ticket_id: None,
        seen: None,
    });
    assert_eq!(house.rejected(&house.helena, write).await, Rejection::Forbidden);
    let before = view(&house, &house.juliana, conversation_id).await.school;
    let read = Op::MarkRead(MarkRead { conversation_id, seq: Seq(i64::MAX) });
    house.done(&house.helena, read).await;
    assert_eq!(view(&house, &house.juliana, conversation_id).await.school, before);
    assert_eq!(view(&house, &house.helena, conversation_id).await.my_mark.counts.family, 1);
}

#[tokio::test]
async fn marks_move_forward_only_and_tell_the_other_side() {
    let house = House::new().await;
    let conversation_id = house.conversation().await;
    let seq = view(&house, &house.rita, conversation_id).await.last_seq;
    house.done(&house.rita, Op::MarkRead(MarkRead { conversation_id, seq })).await;
    assert_eq!(view(&house, &house.juliana, conversation_id).await.school.read, seq);
    assert_eq!(unread(&house.rita, &view(&house, &house.rita, conversation_id).await), 0);
    let (_, back) = house.done(&house.rita, Op::MarkRead(MarkRead { conversation_id, seq: Seq(1) })).await;
    assert_eq!(back, None);
    assert_eq!(view(&house, &house.rita, conversation_id).await.my_mark.seq, seq);
    assert_eq!(unread(&house.ana, &view(&house, &house.ana, conversation_id).await), 1);
}

#[tokio::test]
async fn a_clock_that_is_far_off_does_no_harm() {
    let house = House::new().await;
    for written_at in [i64::MIN, i64::MAX] {
        let mut body = request(house.opening("Oi"));
        body.written_at = conversas_domain::moment::Moment(written_at);
        let receipt = house.send(&house.juliana, &body).await;
        assert!(matches!(receipt.outcome, Outcome::Applied { at: START, .. }));
    }
}
