//! Conversations that are opened: with whom, and which one it is.

use super::*;

#[tokio::test]
async fn the_same_channel_student_and_guardian_lead_to_the_same_conversation() {
    let house = House::new().await;
    let first = house.conversation().await;
    assert_eq!(house.conversation().await, first);
    let by_marcos = house.done(&house.marcos, house.opening("Oi")).await.0;
    assert_ne!(by_marcos, first);
}

#[tokio::test]
async fn a_guardian_starts_alone_whomever_they_name() {
    let house = House::new().await;
    let Op::OpenConversation(opening) = house.opening("Oi") else { unreachable!() };
    let guardians = vec![house.marcos.id(), house.camila.id()];
    let op = OpenConversation { guardians, ..opening }.into();
    let (id, _) = house.done(&house.juliana, op).await;
    let guardians = view(&house, &house.rita, id).await.guardians;
    assert_eq!(guardians.iter().map(|g| g.id).collect::<Vec<_>>(), [house.juliana.id()]);
}

#[tokio::test]
async fn staff_reach_guardians_of_the_student_and_no_others() {
    let house = House::new().await;
    let reach = |guardians| {
        Op::OpenConversation(OpenConversation {
            conversation_id: id(),
            channel_id: house.secretary,
            student_id: house.theo,
            guardians,
            entry_id: id(),
            content: "Bom dia".into(),
        })
    };
    let (id, _) = house.done(&house.rita, reach(vec![house.marcos.id(), house.juliana.id()])).await;
    let found = view(&house, &house.marcos, id).await;
    assert_eq!(found.ticket.ticket.status, Status::InProgress);
    let camila = reach(vec![house.camila.id()]);
    assert_eq!(house.rejected(&house.rita, camila).await, Rejection::GuardianNotAddable);
    assert_eq!(house.rejected(&house.rita, reach(Vec::new())).await, Rejection::NotFound);
    let marcos = reach(vec![house.marcos.id()]);
    assert_eq!(house.rejected(&house.fabio, marcos).await, Rejection::NotFound);
}
