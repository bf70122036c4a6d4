//! "Finalizar" and the survey after it (rules 12, 13).

use conversas_client::{Error, Event, RefusedAct};
use conversas_domain::csat::Rating;
use conversas_domain::rejection::Rejection;
use conversas_domain::ticket::Status;

use super::scene::{Scene, finish, has_status, hears, sent, shows, ticket};

fn stars(number: u8) -> Rating {
    Rating::try_from(number).unwrap()
}

#[tokio::test]
async fn rule_12_finishing_twice_offline_and_by_two_people_is_one_finish() {
    let scene = Scene::new().await;
    let (maria, ana, bruno, id) = (&scene.maria, &scene.ana, &scene.bruno, scene.id);
    let first = ticket(ana, id).await;
    scene.ana_goes_offline().await;
    ana.engine().finish_ticket(id, first).await.unwrap();
    ana.engine().finish_ticket(id, first).await.unwrap();
    assert_eq!(ana.engine().outbox().await.unwrap().len(), 1);
    assert_eq!(ana.engine().conversation(id).await.unwrap().status, Status::Finished);
    finish(bruno, id).await;
    scene.ana_comes_back();
    sent(ana).await;
    for device in [maria, ana, bruno] {
        shows(device, id, &["Maria opens, Pending", "Maria: Bom dia!", "Bruno: Finished"]).await;
    }
}

#[tokio::test]
async fn rule_12_a_late_finish_of_an_earlier_ticket_leaves_the_next_one_open() {
    let scene = Scene::new().await;
    let (maria, ana, bruno, id) = (&scene.maria, &scene.ana, &scene.bruno, scene.id);
    let first = ticket(ana, id).await;
    scene.ana_goes_offline().await;
    ana.engine().finish_ticket(id, first).await.unwrap();
    finish(bruno, id).await;
    has_status(maria, id, 1, Status::Finished).await;
    maria.engine().send_message(id, "Mais uma", None).await.unwrap();
    has_status(bruno, id, 2, Status::Pending).await;
    scene.ana_comes_back();
    sent(ana).await;
    has_status(ana, id, 2, Status::Pending).await;
    has_status(bruno, id, 2, Status::Pending).await;
}

#[tokio::test]
async fn rule_13_a_survey_answered_offline_shows_at_once_and_reaches_the_staff() {
    let scene = Scene::new().await;
    let (maria, ana, id) = (&scene.maria, &scene.ana, scene.id);
    let first = ticket(maria, id).await;
    let early = maria.engine().answer_csat(id, first, stars(5), "").await;
    assert!(matches!(early, Err(Error::Rejected(Rejection::SurveyClosed))));
    finish(ana, id).await;
    has_status(maria, id, 1, Status::Finished).await;
    scene.maria_goes_offline().await;
    maria.engine().answer_csat(id, first, stars(4), " Muito bom ").await.unwrap();
    let answers = maria.engine().conversation(id).await.unwrap().answers;
    let [answer] = &answers[..] else { panic!("one answer waits") };
    assert_eq!((answer.ticket_id, answer.rating, answer.comment.as_str()), (first, stars(4), "Muito bom"));
    let again = maria.engine().answer_csat(id, first, stars(1), "").await;
    assert!(matches!(again, Err(Error::Rejected(Rejection::SurveyClosed))), "one answer per ticket");

    scene.maria_comes_back();
    sent(maria).await;
    for device in [maria, ana] {
        shows(device, id, &["Maria opens, Pending", "Maria: Bom dia!", "Ana: Finished", "Maria rates 4"])
            .await;
        let csat = device.engine().conversation(id).await.unwrap().view.ticket.ticket.csat.unwrap();
        assert_eq!((csat.rating, csat.comment.unwrap().as_str()), (stars(4), "Muito bom"));
    }
    assert!(maria.engine().conversation(id).await.unwrap().answers.is_empty());
    let staff = ana.engine().answer_csat(id, first, stars(5), "").await;
    assert!(matches!(staff, Err(Error::Rejected(Rejection::Forbidden))));
}

#[tokio::test]
async fn rule_13_of_two_parents_who_answer_the_second_is_told_that_it_was_closed() {
    let scene = Scene::new().await;
    let (maria, ana, id) = (&scene.maria, &scene.ana, scene.id);
    maria.engine().add_guardian(id, scene.house.paulo.id).await.unwrap();
    sent(maria).await;
    let paulo = scene.device(scene.house.paulo).await;
    finish(ana, id).await;
    has_status(maria, id, 1, Status::Finished).await;
    has_status(&paulo, id, 1, Status::Finished).await;
    let first = ticket(maria, id).await;
    scene.maria_goes_offline().await;
    maria.engine().save_draft(id, "Bom dia".into()).await.unwrap();
    maria.engine().answer_csat(id, first, stars(2), "Demorou muito").await.unwrap();
    paulo.engine().answer_csat(id, first, stars(5), "").await.unwrap();
    sent(&paulo).await;
    let mut events = maria.engine().subscribe();
    scene.maria_comes_back();
    let refused = hears(&mut events, |event| match event {
        Event::Refused { target, act, reason } => Some((target, act, reason)),
        _ => None,
    });
    assert_eq!(refused.await, (id.into(), RefusedAct::AnswerCsat, Rejection::SurveyClosed));
    sent(maria).await;
    let told = "Paulo rates 5";
    maria.until(told, async |_| (super::scene::story(maria, id).await.last()? == told).then_some(())).await;
    // The draft in her composer is untouched, and the words of the refused answer are kept.
    assert_eq!(maria.engine().conversation(id).await.unwrap().draft, "Bom dia");
    let rescued = maria.engine().rescued().await.unwrap();
    assert_eq!(rescued.iter().map(|words| words.text.as_str()).collect::<Vec<_>>(), ["Demorou muito"]);
}

#[tokio::test]
async fn rule_13_each_tickets_survey_stands_for_itself() {
    let scene = Scene::new().await;
    let (maria, ana, id) = (&scene.maria, &scene.ana, scene.id);
    let first = ticket(maria, id).await;
    finish(ana, id).await;
    has_status(maria, id, 1, Status::Finished).await;
    maria.engine().send_message(id, "Mais uma", None).await.unwrap();
    has_status(maria, id, 2, Status::Pending).await;
    maria.engine().answer_csat(id, first, stars(3), "").await.unwrap();
    sent(maria).await;
    let view = maria.engine().conversation(id).await.unwrap().view;
    assert_eq!(view.ticket.ticket.csat, None);
    let earlier = view.earlier[0].ticket.csat.as_ref().map(|csat| csat.rating);
    assert_eq!(earlier, Some(stars(3)));
    has_status(ana, id, 2, Status::Pending).await;
}
