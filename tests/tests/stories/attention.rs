//! The families who wait for the school, and the work left for one person (rule 7), with offline answers and
//! colleagues.

use conversas_client::{Engine, Event, List, Place};
use conversas_domain::inbox::Order;
use conversas_domain::moment::Moment;
use conversas_domain::ticket::Status;
use conversas_testkit::{Device, House};

use super::scene::{Scene, direct, finish, has_status, hears, sent};

/// Answers a row of the list of Secretaria: status, whether the family waits, and the number of unread
/// messages.
async fn row(device: &Device, house: &House) -> (Status, bool, u32) {
    let row = device.list(List::Channel(house.secretaria)).await.rows.pop().expect("a row");
    (row.status, row.waiting_since.is_some(), row.unread)
}

async fn shows(device: &Device, house: &House, what: &str, expected: (Status, bool, u32)) {
    device.until(what, async |_| (row(device, house).await == expected).then_some(())).await;
}

#[tokio::test]
async fn my_answer_ends_the_wait_on_my_device_at_once_and_elsewhere_when_it_is_sent() {
    let scene = Scene::new().await;
    let (ana, bruno, house) = (&scene.ana, &scene.bruno, &scene.house);
    scene.ana_goes_offline().await;
    ana.engine().send_message(scene.id, "Bom dia, Maria.", None).await.unwrap();
    let (status, waits, _) = row(ana, house).await;
    assert_eq!(
        (status, waits),
        (Status::Pending, false),
        "the server says the status, the answer ends the wait"
    );
    let counts = ana.list(List::Channel(house.secretaria)).await.counts;
    assert_eq!((counts.matching, counts.waiting), (1, 0));
    assert_eq!(row(bruno, house).await, (Status::Pending, true, 1));

    scene.ana_comes_back();
    for device in [ana, bruno] {
        shows(device, house, "answered", (Status::InProgress, false, 0)).await;
    }
    scene.maria.engine().send_message(scene.id, "E o boletim?", None).await.unwrap();
    for device in [ana, bruno] {
        shows(device, house, "asked again", (Status::InProgress, true, 1)).await;
    }
    ana.agrees_with(&Device::of(house.ana, &direct(house)).await).await;
    bruno.agrees_with(&Device::of(house.bruno, &direct(house)).await).await;
}

#[tokio::test]
async fn an_answer_that_is_held_back_does_not_end_the_wait() {
    let scene = Scene::new().await;
    let (ana, bruno, house) = (&scene.ana, &scene.bruno, &scene.house);
    let seen = ana.thread(scene.id).await.pop().unwrap().place;
    scene.ana_goes_offline().await;
    ana.engine().send_message(scene.id, "Já vejo.", Some(seen)).await.unwrap();
    bruno.engine().send_message(scene.id, "Pois não?", None).await.unwrap();
    sent(bruno).await;
    scene.maria.engine().send_message(scene.id, "E agora?", None).await.unwrap();
    sent(&scene.maria).await;
    scene.ana_comes_back();
    shows(ana, house, "Ana's answer asks first, and Maria waits", (Status::InProgress, true, 1)).await;
}

#[tokio::test]
async fn a_finish_of_mine_that_waits_ends_the_wait_too() {
    let scene = Scene::new().await;
    let (ana, house) = (&scene.ana, &scene.house);
    scene.ana_goes_offline().await;
    let ticket = ana.engine().conversation(scene.id).await.unwrap().view.ticket.ticket.id;
    ana.engine().finish_ticket(scene.id, ticket).await.unwrap();
    assert!(!row(ana, house).await.1);
}

#[tokio::test]
async fn what_a_colleague_handled_is_not_left_to_me_and_reading_begins_in_the_current_ticket() {
    let scene = Scene::new().await;
    let (ana, bruno, maria, house) = (&scene.ana, &scene.bruno, &scene.maria, &scene.house);
    for text in ["É sobre a matrícula", "do João"] {
        maria.engine().send_message(scene.id, text, None).await.unwrap();
    }
    shows(ana, house, "three questions", (Status::Pending, true, 3)).await;
    let Place::Numbered(asked) = ana.thread(scene.id).await.pop().unwrap().place else {
        panic!("the server has numbered it");
    };
    assert!(!ana.engine().has_read(scene.id, asked).await.unwrap());
    bruno.engine().send_message(scene.id, "Está feita.", None).await.unwrap();
    shows(ana, house, "Bruno answered", (Status::InProgress, false, 0)).await;
    assert_eq!(ana.engine().first_unread(scene.id).await.unwrap(), None, "it opens at its end");
    assert!(ana.engine().has_read(scene.id, asked).await.unwrap(), "a notice of it is over");
    finish(bruno, scene.id).await;
    shows(ana, house, "Bruno finished", (Status::Finished, false, 0)).await;

    let again = maria.engine().send_message(scene.id, "E o uniforme?", None).await.unwrap();
    maria.engine().send_message(scene.id, "Onde compro?", None).await.unwrap();
    shows(ana, house, "a new matter", (Status::Pending, true, 2)).await;
    assert_eq!(ana.engine().first_unread(scene.id).await.unwrap(), Some(again));
    let own = ana.engine().lists().await.unwrap();
    assert_eq!(
        own.iter().map(|list| (list.is_own, list.waiting, list.unread)).collect::<Vec<_>>(),
        [(true, 1, 1)]
    );
}

#[tokio::test]
async fn a_message_that_crossed_an_answer_stays_unread_and_is_found() {
    let scene = Scene::new().await;
    let (ana, maria, house) = (&scene.ana, &scene.maria, &scene.house);
    let seen = ana.thread(scene.id).await.pop().unwrap().place;
    ana.engine().mark_read(scene.id, seen).await.unwrap();
    sent(ana).await;
    scene.ana_goes_offline().await;
    ana.engine().send_message(scene.id, "Já preparei.", Some(seen)).await.unwrap();
    let crossed = maria.engine().send_message(scene.id, "Não precisa mais", None).await.unwrap();
    sent(maria).await;
    scene.ana_comes_back();
    shows(ana, house, "Maria's message is new to Ana", (Status::InProgress, false, 1)).await;
    assert_eq!(ana.engine().first_unread(scene.id).await.unwrap(), Some(crossed));
}

#[tokio::test]
async fn an_order_is_remembered_per_list() {
    let mut scene = Scene::new().await;
    let (list, other) = (List::Channel(scene.house.secretaria), List::Channel(scene.house.financeiro));
    assert_eq!(scene.bruno.engine().saved_order(list).await.unwrap(), Order::Waiting);
    scene.bruno.engine().save_order(list, Order::Student).await.unwrap();
    scene.bruno.kill();
    scene.bruno.open().await;
    assert_eq!(scene.bruno.engine().saved_order(list).await.unwrap(), Order::Student);
    assert_eq!(scene.bruno.engine().saved_order(other).await.unwrap(), Order::Waiting, "each has its own");
}

#[tokio::test]
async fn two_conversations_of_a_mother_with_one_channel_about_one_student_can_be_told_apart() {
    let scene = Scene::new().await;
    let (maria, house) = (&scene.maria, &scene.house);
    let paulo = house.paulo.id;
    maria.engine().add_guardian(scene.id, paulo).await.unwrap();
    sent(maria).await;
    let with_paulo = async |_: &Engine| {
        let row = maria.list(List::Family).await.rows.pop()?;
        (row.others.len() == 1 && !row.has_twin).then_some(())
    };
    maria.until("with Paulo", with_paulo).await;
    let begun = maria.engine().begin_conversation(house.secretaria, house.joao).await.unwrap();
    assert_ne!(begun, scene.id, "this one is hers alone");
    let rows = maria.list(List::Family).await.rows;
    let told: Vec<_> = rows.iter().map(|row| (row.id == begun, row.others.len(), row.has_twin)).collect();
    assert_eq!(told, [(true, 0, true), (false, 1, true)], "the new one on top");
}

#[tokio::test]
async fn a_conversation_that_is_left_with_nothing_in_it_goes_at_once_and_one_with_a_draft_stays() {
    let scene = Scene::new().await;
    let (engine, house) = (scene.maria.engine(), &scene.house);
    let begun = engine.begin_conversation(house.financeiro, house.lia).await.unwrap();
    let other = engine.begin_conversation(house.secretaria, house.lia).await.unwrap();
    engine.save_draft(other, "O boleto".into()).await.unwrap();
    let mut events = engine.subscribe();
    for left in [begun, other, scene.id] {
        engine.leave(left).await.unwrap();
    }
    hears(&mut events, |event| matches!(event, Event::InboxChanged(List::Family)).then_some(())).await;
    let rows = scene.maria.list(List::Family).await.rows;
    assert_eq!(rows.iter().map(|row| row.id).collect::<Vec<_>>(), [other, scene.id]);
    assert!(engine.conversation(begun).await.is_err());
}

#[tokio::test]
async fn a_conversation_is_begun_before_anything_is_written_and_goes_when_nothing_is() {
    let mut scene = Scene::new().await;
    let house = &scene.house;
    scene.maria_goes_offline().await;
    let engine = scene.maria.engine();
    let begun = engine.begin_conversation(house.financeiro, house.lia).await.unwrap();
    assert_eq!(
        engine.begin_conversation(house.financeiro, house.lia).await.unwrap(),
        begun,
        "the same again"
    );
    let detail = engine.conversation(begun).await.unwrap();
    assert!(detail.can_write);
    assert!(scene.maria.thread(begun).await.is_empty());
    engine.forget_empty().await.unwrap();
    assert!(engine.conversation(begun).await.is_err());

    let begun = engine.begin_conversation(house.financeiro, house.lia).await.unwrap();
    engine.send_message(begun, "O boleto não chegou", None).await.unwrap();
    engine.forget_empty().await.unwrap();
    scene.maria_comes_back();
    sent(&scene.maria).await;
    let arrived = async |_: &Engine| {
        let rows = scene.bruno.list(List::Channel(scene.house.financeiro)).await.rows;
        rows.into_iter().find(|row| row.student.starts_with("Lia")).map(|row| row.id)
    };
    assert_eq!(scene.bruno.until("Bruno has it", arrived).await, begun);
    has_status(&scene.bruno, begun, 1, Status::Pending).await;
    scene.maria.kill();
    scene.maria.open().await;
    assert_eq!(scene.maria.texts(begun).await, ["O boleto não chegou"]);
    assert!(scene.maria.list(List::Family).await.rows.iter().all(|row| row.last_activity > Moment(0)));
}
