//! The rules about takes besides those of making them: plans, losing access, signing out, taking back.

use conversas_ipc::{BlockedReason, CancelSending, Choice, Lock, ResolveBlocked};

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
    assert_eq!(refused.code, FailureCode::UnsentItems(Unsent { audios: 1, ..Unsent::default() }));
    assert_eq!(takes(&home.host).await.len(), 1);
    call(&home.host, SignOut { discard_unsent: true }).await.unwrap();
    assert_eq!(takes_on_disk(&home.folder), [] as [String; 0]);
}

/// The session is locked because it has no token: everything waits for its person.
#[tokio::test]
async fn another_person_is_told_how_much_waits_and_nothing_is_erased_before_they_agree() {
    let home = Home::new().await;
    home.cable.cut();
    let open_one = Preferences { conversation_id: Some(home.id), ..preferences(&home.host).await };
    call(&home.host, SavePreferences { preferences: open_one }).await.unwrap();
    let text = "Esqueci uma coisa".into();
    call(&home.host, SendMessage { conversation_id: home.id, text, seen: None, ticket_id: None })
        .await
        .unwrap();
    home.take(300).await;
    let Home { house, cable, folder, id: _, host } = home;
    host.shutdown().await;
    drop(host);
    fs::remove_file(folder.path().join("session.secret")).unwrap();
    let host = open(folder.path(), Tone::new(48_000)).await;
    cable.lead_to(house.addr());
    let as_paulo = |discard_unsent| SignIn {
        server: cable.url(),
        email: house.paulo.email(),
        password: PASSWORD.to_owned(),
        discard_unsent,
        act_as: None,
    };
    let refused = call(&host, as_paulo(false)).await.unwrap_err();
    let waits = Unsent { messages: 1, audios: 1, conversations: 1, ..Unsent::default() };
    assert_eq!(refused.code, FailureCode::UnsentItems(waits));
    let Session::SignedIn(maria) = call(&host, SessionQuery {}).await.unwrap() else {
        panic!("he was asked")
    };
    assert_eq!((maria.id, maria.connection.lock), (house.maria.id, Some(Lock::SignIn)));
    assert!(!takes_on_disk(&folder).is_empty(), "nothing was lost by asking");
    let Session::SignedIn(paulo) = call(&host, as_paulo(true)).await.unwrap() else { panic!("he agreed") };
    assert_eq!((paulo.connection.waiting, takes_on_disk(&folder).len()), (0, 0));
    assert_eq!(preferences(&host).await.conversation_id, None, "his places are not hers");
}

/// The store's session cannot be read, and there is no token: the takes may be those of the person who signs
/// in.
#[tokio::test]
async fn what_nobody_is_known_to_own_is_asked_about_as_that_and_its_places_are_not_shown_to_who_signs_in() {
    let home = Home::new().await;
    home.cable.cut();
    let open_one = Preferences { conversation_id: Some(home.id), ..preferences(&home.host).await };
    call(&home.host, SavePreferences { preferences: open_one }).await.unwrap();
    let text = "Esqueci uma coisa".into();
    call(&home.host, SendMessage { conversation_id: home.id, text, seen: None, ticket_id: None })
        .await
        .unwrap();
    home.host.shutdown().await;
    let Home { house, cable, folder, id: _, host } = home;
    drop(host);
    fs::remove_file(folder.path().join("session.secret")).unwrap();
    conversas_client::testing::damage_session(folder.path());
    let host = open(folder.path(), Tone::new(48_000)).await;
    cable.lead_to(house.addr());
    let as_paulo = |discard_unsent| SignIn {
        server: cable.url(),
        email: house.paulo.email(),
        password: PASSWORD.to_owned(),
        discard_unsent,
        act_as: None,
    };
    let refused = call(&host, as_paulo(false)).await.unwrap_err();
    let waits = Unsent { messages: 1, is_nobodys: true, ..Unsent::default() };
    assert_eq!(refused.code, FailureCode::UnsentItems(waits));
    call(&host, as_paulo(true)).await.unwrap();
    assert_eq!(preferences(&host).await.conversation_id, None);
}

async fn preferences(host: &Host) -> Preferences {
    call(host, PreferencesQuery {}).await.unwrap()
}

/// The state after a sign-in of Maria's that was cut off before the takes of the person before her were
/// erased. Examples and copies of a school have the same identifiers of persons.
#[tokio::test]
async fn takes_that_a_sign_in_left_of_the_person_before_go_at_the_next_start() {
    let home = Home::new().await;
    let (kept, others, elsewhere) = (home.take(300).await, home.take(300).await, home.take(300).await);
    home.host.shutdown().await;
    rewrite(&home.folder, &others, "person_id", home.house.paulo.id.to_string());
    rewrite(&home.folder, &elsewhere, "installation", "01890000-0000-7000-8000-000000000001");
    let home = home.again().await;
    let is_hers = |name: &String| name.starts_with(&kept.id);
    let mut events = Box::pin(home.host.subscribe());
    until(&mut events, async || takes_on_disk(&home.folder).iter().all(is_hers).then_some(())).await;
    assert_eq!(takes(&home.host).await.into_iter().map(|take| take.id).collect::<Vec<_>>(), [kept.id]);
    sign_in_again(&home).await.unwrap();
    assert_eq!(takes(&home.host).await.len(), 1);
}

async fn sign_in_again(home: &Home) -> Result<Session, Failure> {
    let (email, password) = (home.house.maria.email(), PASSWORD.to_owned());
    let server = home.cable.url();
    call(&home.host, SignIn { server, email, password, discard_unsent: false, act_as: None }).await
}
