//! Unread counts of each reader.

use conversas_domain::ids::ConversationId;
use conversas_protocol::{ConversationView, FinishTicket, Op, SendMessage};

use crate::fixture::{House, Someone, id};

/// The number of unread messages of a person, by what the server tells them.
pub(super) fn unread(who: &Someone, view: &ConversationView) -> u32 {
    view.unread(who.actor.person_id, who.actor.side(), view.my_mark).count()
}

async fn view(house: &House, who: &Someone, id: ConversationId) -> ConversationView {
    let page = house.inbox(who).await;
    page.conversations.into_iter().find(|c| c.id == id).expect("visible")
}

#[tokio::test]
async fn what_a_colleague_answered_is_left_to_nobody_and_what_the_family_asks_after_it_to_all() {
    let house = House::new().await;
    let conversation_id = house.conversation().await;
    let of = async |who| unread(who, &view(&house, who, conversation_id).await);
    assert_eq!((of(&house.ana).await, of(&house.rita).await), (1, 1));
    house.say(&house.ana, conversation_id, "Pois não").await;
    assert_eq!((of(&house.ana).await, of(&house.rita).await), (0, 0));
    house.say(&house.juliana, conversation_id, "E amanhã?").await;
    assert_eq!((of(&house.ana).await, of(&house.rita).await), (1, 1));
    let ticket_id = view(&house, &house.ana, conversation_id).await.ticket.ticket.id;
    house.done(&house.ana, Op::FinishTicket(FinishTicket { conversation_id, ticket_id })).await;
    assert_eq!(
        (of(&house.ana).await, of(&house.rita).await),
        (1, 0),
        "who finished has not read the last one"
    );
    house.say(&house.juliana, conversation_id, "Mais uma coisa").await;
    assert_eq!((of(&house.ana).await, of(&house.rita).await), (1, 1), "the next ticket begins anew");
}

#[tokio::test]
async fn an_answer_that_crossed_a_message_leaves_it_unread_for_everybody() {
    let house = House::new().await;
    let conversation_id = house.conversation().await;
    let seen = view(&house, &house.ana, conversation_id).await.last_seq;
    house.say(&house.juliana, conversation_id, "Não precisa mais").await;
    let (entry_id, content) = (id(), "Já preparei.".into());
    let send = Op::SendMessage(SendMessage {
        conversation_id,
        entry_id,
        content,
        ticket_id: None,
        seen: Some(seen),
    });
    house.done(&house.ana, send).await;
    for who in [&house.ana, &house.rita] {
        assert!(unread(who, &view(&house, who, conversation_id).await) > 0);
    }
}
