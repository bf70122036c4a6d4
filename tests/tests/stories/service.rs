//! Guardians, tickets, notes and who takes care (rules 2, 3, 4, 5).

use conversas_client::{Error, Event, List};
use conversas_domain::rejection::Rejection;
use conversas_domain::ticket::Status;
use conversas_testkit::Opening;

use super::scene::{Scene, finish, has_status, hears, sent, shows, ticket};

#[tokio::test]
async fn rule_2_the_starter_adds_the_other_parent_who_then_sees_everything() {
    let scene = Scene::new().await;
    let (maria, ana, id, paulo) = (&scene.maria, &scene.ana, scene.id, scene.house.paulo);
    scene.maria_goes_offline().await;
    let addable = maria.engine().conversation(id).await.unwrap().addable;
    assert_eq!(addable.iter().map(|guardian| guardian.id).collect::<Vec<_>>(), [paulo.id]);
    maria.engine().add_guardian(id, paulo.id).await.unwrap();
    maria.engine().add_guardian(id, paulo.id).await.unwrap();
    let detail = maria.engine().conversation(id).await.unwrap();
    assert_eq!(
        (detail.adding, detail.view.guardians.len()),
        (vec![paulo.id], 1),
        "seen at once as on its way"
    );
    assert_eq!(maria.engine().outbox().await.unwrap().len(), 1, "twice is once");

    scene.maria_comes_back();
    sent(maria).await;
    let detail = maria.engine().conversation(id).await.unwrap();
    assert!(detail.adding.is_empty() && detail.addable.is_empty());
    let paulo = scene.device(paulo).await;
    let whole = ["Maria opens, Pending", "Maria: Bom dia!", "Maria added Paulo"];
    for device in [maria, ana, &paulo] {
        shows(device, id, &whole).await;
        let guardians = device.engine().conversation(id).await.unwrap().view.guardians;
        let names: Vec<_> = guardians.iter().map(|guardian| guardian.name.as_str()).collect();
        assert_eq!(names, ["Maria Conceição", "Paulo Ávila"], "who started stands first");
    }
    let row = ana.list(List::Channel(scene.house.secretaria)).await.rows.pop().unwrap();
    assert_eq!(row.guardians, ["Maria Conceição", "Paulo Ávila"]);
    let refused = paulo.engine().add_guardian(id, scene.house.ana.id).await;
    assert!(
        matches!(refused, Err(Error::Rejected(Rejection::Forbidden))),
        "only who started it adds somebody"
    );
}

#[tokio::test]
async fn rule_2_a_set_that_has_its_conversation_already_leads_there_and_nothing_changes() {
    let scene = Scene::new().await;
    let (maria, both, paulo) = (&scene.maria, scene.id, scene.house.paulo.id);
    maria.engine().add_guardian(both, paulo).await.unwrap();
    sent(maria).await;
    let (channel, student) = (scene.house.secretaria, scene.house.joao);
    let alone = maria.engine().open_conversation(channel, student, "Só eu").await.unwrap().conversation_id;
    assert_ne!(alone, both);
    sent(maria).await;

    let mut events = maria.engine().subscribe();
    maria.engine().add_guardian(alone, paulo).await.unwrap();
    maria.engine().send_message(alone, "Outra coisa", None).await.unwrap();
    let found = hears(&mut events, |event| match event {
        Event::ConversationFound { from, found } => Some((from, found)),
        Event::ConversationMerged { .. } => panic!("nothing is merged"),
        _ => None,
    });
    assert_eq!(found.await, (alone, both));
    sent(maria).await;
    shows(maria, alone, &["Maria opens, Pending", "Maria: Só eu", "Maria: Outra coisa"]).await;
    shows(maria, both, &["Maria opens, Pending", "Maria: Bom dia!", "Maria added Paulo"]).await;
    let detail = maria.engine().conversation(alone).await.unwrap();
    assert_eq!((detail.view.guardians.len(), detail.adding.len()), (1, 0));
}

#[tokio::test]
async fn rule_2_a_guardian_added_to_a_conversation_that_was_made_offline_follows_its_first_message() {
    let scene = Scene::new().await;
    let (maria, paulo) = (&scene.maria, scene.house.paulo);
    scene.maria_goes_offline().await;
    let (channel, student) = (scene.house.financeiro, scene.house.joao);
    let id = maria.engine().open_conversation(channel, student, "Boleto").await.unwrap().conversation_id;
    maria.engine().add_guardian(id, paulo.id).await.unwrap();
    maria.engine().send_message(id, "Obrigada", None).await.unwrap();
    scene.maria_comes_back();
    sent(maria).await;
    let lines = ["Maria opens, Pending", "Maria: Boleto", "Maria added Paulo", "Maria: Obrigada"];
    shows(maria, id, &lines).await;
    shows(&scene.device(paulo).await, id, &lines).await;
}

#[tokio::test]
async fn rule_3_the_first_reply_makes_it_in_progress_and_after_the_finish_nobody_writes_in_that_ticket() {
    let scene = Scene::new().await;
    let (maria, ana, bruno, id) = (&scene.maria, &scene.ana, &scene.bruno, scene.id);
    has_status(maria, id, 1, Status::Pending).await;
    ana.engine().send_message(id, "Bom dia, Maria.", None).await.unwrap();
    has_status(maria, id, 1, Status::InProgress).await;
    has_status(bruno, id, 1, Status::InProgress).await;
    finish(bruno, id).await;
    has_status(ana, id, 1, Status::Finished).await;
    for staff in [ana, bruno] {
        let refused = staff.engine().send_message(id, "Mais uma coisa", None).await;
        assert!(matches!(refused, Err(Error::Rejected(Rejection::TicketFinished))));
    }
    let lines = [
        "Maria opens, Pending",
        "Maria: Bom dia!",
        "Ana: InProgress",
        "Ana: Bom dia, Maria.",
        "Bruno: Finished",
    ];
    for device in [maria, ana, bruno] {
        shows(device, id, &lines).await;
    }
}

#[tokio::test]
async fn rule_4_each_ticket_has_its_own_chronology_in_one_history() {
    let scene = Scene::new().await;
    let (maria, ana, id) = (&scene.maria, &scene.ana, scene.id);
    finish(ana, id).await;
    has_status(maria, id, 1, Status::Finished).await;
    maria.engine().start_ticket(id, "E o boletim?").await.unwrap();
    has_status(ana, id, 2, Status::Pending).await;
    let second = ticket(ana, id).await;
    ana.engine().finish_ticket(id, second).await.unwrap();
    has_status(ana, id, 2, Status::Finished).await;
    ana.engine().start_ticket(id, "Uma novidade").await.unwrap();
    has_status(maria, id, 3, Status::InProgress).await;
    let view = maria.engine().conversation(id).await.unwrap().view;
    let steps = |ticket: &conversas_domain::ticket::Ticket| {
        ticket.steps.iter().map(|step| step.status).collect::<Vec<_>>()
    };
    assert_eq!(steps(&view.ticket.ticket), [Status::InProgress]);
    let earlier: Vec<_> = view.earlier.iter().map(|view| steps(&view.ticket)).collect();
    assert_eq!(earlier, [[Status::Pending, Status::Finished], [Status::Pending, Status::Finished]]);
    maria.reads(id, &["Bom dia!", "E o boletim?", "Uma novidade"]).await;
}

#[tokio::test]
async fn rule_5_notes_are_for_staff_alone_change_no_status_and_go_into_finished_tickets() {
    let scene = Scene::new().await;
    let (maria, ana, bruno, id) = (&scene.maria, &scene.ana, &scene.bruno, scene.id);
    finish(bruno, id).await;
    has_status(ana, id, 1, Status::Finished).await;
    scene.ana_goes_offline().await;
    let mentions = vec![scene.house.bruno.id];
    ana.engine().write_note(id, "Bruno, ligue para ela", mentions).await.unwrap();
    let family = ["Maria opens, Pending", "Maria: Bom dia!", "Bruno: Finished"];
    shows(ana, id, &[&family[..], &["I note: Bruno, ligue para ela"]].concat()).await;
    let inbox = List::Channel(scene.house.secretaria);
    let preview = ana.list(inbox).await.rows.pop().unwrap().preview.unwrap();
    assert_eq!(preview.text, "Bom dia!", "a note is no news of the conversation");
    let stranger = ana.engine().write_note(id, "Dora?", vec![scene.house.dora.id]).await;
    assert!(matches!(stranger, Err(Error::Rejected(Rejection::NotAMember))));

    scene.ana_comes_back();
    sent(ana).await;
    for staff in [ana, bruno] {
        shows(staff, id, &[&family[..], &["Ana notes to Bruno: Bruno, ligue para ela"]].concat()).await;
        has_status(staff, id, 1, Status::Finished).await;
    }
    maria.engine().start_ticket(id, "Alô?").await.unwrap();
    sent(maria).await;
    shows(maria, id, &[&family[..], &["Maria opens, Pending", "Maria: Alô?"]].concat()).await;
    let refused = maria.engine().write_note(id, "nota", Vec::new()).await;
    assert!(matches!(refused, Err(Error::Rejected(Rejection::Forbidden))));
}

#[tokio::test]
async fn taking_care_shows_at_once_is_told_to_colleagues_alone_and_changes_no_status() {
    let scene = Scene::new().await;
    let (maria, ana, bruno, id) = (&scene.maria, &scene.ana, &scene.bruno, scene.id);
    let me = scene.house.ana.id;
    let first = ticket(ana, id).await;
    scene.ana_goes_offline().await;
    ana.engine().assign_ticket(id, first, Some(me)).await.unwrap();
    let assignee = |detail: conversas_client::ConversationDetail| detail.assignee.map(|person| person.id);
    assert_eq!(assignee(ana.engine().conversation(id).await.unwrap()), Some(me));
    let inbox = List::Channel(scene.house.secretaria);
    let row = ana.list(inbox).await.rows.pop().unwrap();
    assert_eq!(row.assignee.map(|person| person.id), Some(me));
    scene.ana_comes_back();
    sent(ana).await;
    for staff in [ana, bruno] {
        shows(staff, id, &["Maria opens, Pending", "Maria: Bom dia!", "Ana assigns Ana"]).await;
        assert_eq!(assignee(staff.engine().conversation(id).await.unwrap()), Some(me));
    }
    bruno.engine().assign_ticket(id, first, Some(scene.house.bruno.id)).await.unwrap();
    bruno.engine().assign_ticket(id, first, None).await.unwrap();
    sent(bruno).await;
    ana.until("released", async |engine| {
        let detail = engine.conversation(id).await.ok()?;
        (detail.assignee.is_none() && detail.status == Status::Pending).then_some(())
    })
    .await;
    let dora = bruno.engine().assign_ticket(id, first, Some(scene.house.dora.id)).await;
    assert!(matches!(dora, Err(Error::Rejected(Rejection::NotAMember))));
    maria.engine().send_message(id, "Alô?", None).await.unwrap();
    sent(maria).await;
    shows(maria, id, &["Maria opens, Pending", "Maria: Bom dia!", "Maria: Alô?"]).await;
    assert_eq!(assignee(maria.engine().conversation(id).await.unwrap()), None);
}
