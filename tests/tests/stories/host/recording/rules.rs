//! What rules say about takes besides how they are made: plans, losing access, signing out, taking back.

use conversas_ipc::{BlockedReason, CancelSending, Choice, ResolveBlocked};

use super::*;

#[tokio::test]
async fn rule_17_a_plan_without_audio_records_nothing_and_keeps_what_was_recorded() {
    let home = Home::new().await;
    let take = home.take(400).await;
    home.knows(Plan::Basic).await;
    let refused = |outcome: Result<(), Failure>| outcome.unwrap_err().code;
    let start = call(&home.host, StartRecording { conversation_id: home.id }).await;
    assert_eq!(refused(start.map(|_| ())), FailureCode::NotInPlan);
    let resume = call(&home.host, ResumeRecording { id: take.id.clone() }).await;
    assert_eq!(refused(resume.map(|_| ())), FailureCode::NotInPlan);
    assert_eq!(refused(home.send(&take).await.map(|_| ())), FailureCode::NotInPlan);
    assert_eq!(takes(&home.host).await, [take]);
}

#[tokio::test]
async fn rule_20_audio_that_waited_while_the_plan_became_smaller_is_blocked_and_a_take_again() {
    let home = Home::new().await;
    let take = home.take(400).await;
    home.cable.cut();
    let queued = home.send(&take).await.unwrap();
    home.house.set_plan(Plan::Basic).await;
    let mut events = Box::pin(home.host.subscribe());
    home.cable.lead_to(home.house.addr());
    call(&home.host, Retry {}).await.unwrap();
    let blocked = Some(Delivery::Blocked { reason: BlockedReason::NotInPlan });
    until(&mut events, async || (voices(&home.host, home.id).await.pop()?.1 == blocked).then_some(())).await;
    let choice = Choice::KeepAsDraft;
    let keep = ResolveBlocked { conversation_id: home.id, entry_id: queued.entry_id, choice };
    call(&home.host, keep).await.unwrap();
    let kept = until(&mut events, async || takes(&home.host).await.pop()).await;
    assert_eq!((kept.id, kept.duration_ms), (take.id, take.duration_ms));
    assert!(voices(&home.host, home.id).await.is_empty());
}

#[tokio::test]
async fn what_is_taken_back_before_it_went_is_a_take_again() {
    let home = Home::new().await;
    home.cable.cut();
    let take = home.take(300).await;
    let queued = home.send(&take).await.unwrap();
    let mut events = Box::pin(home.host.subscribe());
    call(&home.host, CancelSending { conversation_id: home.id, entry_id: queued.entry_id }).await.unwrap();
    let back = until(&mut events, async || takes(&home.host).await.pop()).await;
    assert_eq!(back.id, take.id);
}

#[tokio::test]
async fn signing_out_counts_takes_and_erases_them() {
    let home = Home::new().await;
    home.take(300).await;
    let refused = call(&home.host, SignOut { discard_unsent: false }).await.unwrap_err();
    assert_eq!((refused.code, refused.number), (FailureCode::UnsentItems, Some(1)));
    assert_eq!(takes(&home.host).await.len(), 1);
    call(&home.host, SignOut { discard_unsent: true }).await.unwrap();
    assert_eq!(takes_on_disk(&home.folder), [] as [String; 0]);
}

#[tokio::test]
async fn rule_21_a_take_goes_with_the_conversation_that_its_owner_lost() {
    let home = Home::new().await;
    home.take(300).await;
    home.house.unlink(home.house.maria, home.house.joao).await;
    home.forgets().await;
    assert_eq!(takes(&home.host).await, []);
}
