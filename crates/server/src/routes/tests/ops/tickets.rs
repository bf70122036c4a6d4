//! Tickets: answered, finished, followed by the next one, rated.

use super::*;

#[tokio::test]
async fn a_first_message_is_pending_and_an_answer_puts_it_in_progress() {
    let house = House::new().await;
    let id = house.conversation().await;
    assert_eq!(view(&house, &house.rita, id).await.ticket.ticket.status, Status::Pending);
    house.say(&house.ana, id, "Olá!").await;
    for who in [&house.rita, &house.juliana] {
        assert_eq!(view(&house, who, id).await.ticket.ticket.status, Status::InProgress);
    }
}

#[tokio::test]
async fn a_colleagues_answer_after_what_was_seen_stops_a_message() {
    let house = House::new().await;
    let conversation_id = house.conversation().await;
    let seen = view(&house, &house.rita, conversation_id).await.last_seq;
    house.say(&house.ana, conversation_id, "Já respondi").await;
    let content = OpContent::from("Eu também");
    let late = |seen| {
        Op::SendMessage(SendMessage {
            conversation_id,
            entry_id: id(),
            content: content.clone(),
            ticket_id: None,
            seen,
        })
    };
    assert_eq!(house.rejected(&house.rita, late(Some(seen))).await, Rejection::AnsweredMeanwhile);
    house.done(&house.rita, late(None)).await;
    // One's own answers, notes and the family do not stop anybody.
    let seen = view(&house, &house.rita, conversation_id).await.last_seq;
    house.say(&house.rita, conversation_id, "E mais").await;
    house.say(&house.juliana, conversation_id, "Certo").await;
    let note = Op::WriteNote(WriteNote {
        conversation_id,
        entry_id: id(),
        text: "nota".into(),
        mentions: Vec::new(),
    });
    house.done(&house.ana, note).await;
    house.done(&house.rita, late(Some(seen))).await;
}

#[tokio::test]
async fn a_finished_ticket_takes_no_message_of_staff_and_opens_the_next_for_the_family() {
    let house = House::new().await;
    let conversation_id = house.conversation().await;
    let ticket_id = ticket(&house, conversation_id).await;
    let finish = Op::FinishTicket(FinishTicket { conversation_id, ticket_id });
    let (_, seq) = house.done(&house.rita, finish.clone()).await;
    assert!(seq.is_some());
    let (_, again) = house.done(&house.ana, finish).await;
    assert_eq!(again, None, "finishing twice is one finish");
    let content = "Oi".into();
    let late = Op::SendMessage(SendMessage {
        conversation_id,
        entry_id: id(),
        content,
        ticket_id: None,
        seen: None,
    });
    assert_eq!(house.rejected(&house.rita, late).await, Rejection::TicketFinished);
    house.say(&house.juliana, conversation_id, "Voltei").await;
    let found = view(&house, &house.rita, conversation_id).await;
    assert_eq!((found.ticket.ticket.number, found.earlier.len()), (2, 1));
    assert_eq!(found.ticket.ticket.status, Status::Pending);
}

#[tokio::test]
async fn a_survey_of_an_earlier_ticket_is_answered_on_that_ticket() {
    let house = House::new().await;
    let conversation_id = house.conversation().await;
    let ticket_id = ticket(&house, conversation_id).await;
    house.done(&house.rita, Op::FinishTicket(FinishTicket { conversation_id, ticket_id })).await;
    house.say(&house.juliana, conversation_id, "Voltei").await;
    let answer = Op::AnswerCsat(AnswerCsat {
        conversation_id,
        ticket_id,
        rating: Rating::try_from(5).unwrap(),
        comment: Some("  ".into()),
    });
    house.done(&house.juliana, answer.clone()).await;
    assert_eq!(house.rejected(&house.juliana, answer).await, Rejection::SurveyClosed);
    let found = view(&house, &house.rita, conversation_id).await;
    assert_eq!(found.ticket.ticket.number, 2);
    assert_eq!(found.ticket.ticket.status, Status::Pending);
    let response = found.earlier[0].ticket.csat.as_ref().expect("answered");
    assert_eq!((u8::from(response.rating), &response.comment), (5, &None));
    let entries = house.thread(&house.rita, conversation_id).await.entries;
    let told = entries.iter().find(|e| matches!(e.kind, EntryKind::CsatAnswered { .. })).unwrap();
    assert_eq!(told.ticket_id, ticket_id);
}
