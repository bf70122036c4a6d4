//! Channels, students and messages that somebody names without a right to them.

use super::*;

#[tokio::test]
async fn no_stranger_opens_a_conversation_about_a_student() {
    let scene = scene().await;
    for who in scene.strangers() {
        if who.id() == scene.house.neusa.id() {
            continue;
        }
        let reason = scene.house.rejected(who, scene.house.opening("Oi")).await;
        assert_eq!(reason, Rejection::NotFound, "{:?}", who.actor);
    }
}

#[tokio::test]
async fn nobody_reaches_into_another_schools_channels_or_students() {
    let scene = scene().await;
    let open = |channel_id, student_id, guardian| {
        Op::OpenConversation(OpenConversation {
            conversation_id: id(),
            channel_id,
            student_id,
            guardians: vec![guardian],
            entry_id: id(),
            content: "Oi".into(),
        })
    };
    let house = &scene.house;
    let juliana = house.juliana.id();
    for (who, op) in [
        (&house.juliana, open(house.other_channel, house.theo, juliana)),
        (&house.bruno, open(house.other_channel, house.theo, juliana)),
        (&house.rita, open(house.secretary, house.other_student, house.bia.id())),
    ] {
        assert_eq!(house.rejected(who, op).await, Rejection::NotFound);
    }
    let forward = Op::ForwardMessages(ForwardMessages {
        conversation_id: scene.conversation,
        channel_id: house.other_channel,
        entries: vec![scene.message],
        note: None,
    });
    assert_eq!(house.rejected(&house.rita, forward).await, Rejection::NotFound);
}

#[tokio::test]
async fn messages_of_other_threads_are_not_forwarded() {
    let scene = scene().await;
    let house = &scene.house;
    let (other, _) = house.done(&house.neusa, house.opening("Oi")).await;
    let forward = Op::ForwardMessages(ForwardMessages {
        conversation_id: other,
        channel_id: house.finance,
        entries: vec![scene.message],
        note: None,
    });
    assert_eq!(house.rejected(&house.ana, forward).await, Rejection::NotForwardable);
}
