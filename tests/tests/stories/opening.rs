//! The beginning of a conversation (rule 1).

use conversas_client::{Choice, Delivery, Error, List, Session};
use conversas_domain::ids::{ChannelId, StudentId};
use conversas_domain::rejection::Rejection;
use conversas_domain::ticket::Status;
use conversas_testkit::{Device, House, Opening};

use super::scene::{Scene, direct, finish, has_status, sent, shows};

/// Answers the students whom a family can write about, as the family's device knows.
async fn students(device: &Device) -> Vec<String> {
    let Session::SignedIn(directory) = device.engine().session().await.unwrap() else { panic!("signed out") };
    directory.students.iter().map(|student| student.name.as_str().to_owned()).collect()
}

async fn refusal(device: &Device, channel: ChannelId, student: StudentId, text: &str) -> Rejection {
    match device.engine().open_conversation(channel, student, text).await {
        Err(Error::Rejected(reason)) => reason,
        other => panic!("expected a refusal: {other:?}"),
    }
}

#[tokio::test]
async fn rule_1_a_guardian_chooses_one_of_their_students_and_a_channel_that_serves_its_class_and_writes() {
    let house = House::start().await;
    let nursery = house.add_channel("Berçário", &["Berçário A"]).await;
    let stranger = house.add_student("Nina Prado", "4º ano B", None).await;
    let maria = Device::of(house.maria, &direct(&house)).await;
    assert_eq!(students(&maria).await, ["João Conceição Ávila", "Lia Conceição"]);
    // The channel serves none of her students' classes, so she does not know of it.
    assert_eq!(refusal(&maria, nursery, house.joao, "Oi").await, Rejection::NotFound);
    assert_eq!(refusal(&maria, house.secretaria, stranger, "Oi").await, Rejection::NotFound);
    assert_eq!(refusal(&maria, house.secretaria, house.joao, " \n").await, Rejection::TextEmpty);
    assert!(maria.engine().outbox().await.unwrap().is_empty());
    assert!(maria.list(List::Family).await.rows.is_empty(), "a refusal leaves nothing");

    let baby = house.add_student("Bento Conceição", "Berçário A", Some(house.maria)).await;
    maria.until("Bento", async |_| (students(&maria).await.len() == 3).then_some(())).await;
    assert_eq!(refusal(&maria, nursery, house.joao, "Oi").await, Rejection::ChannelUnavailable);
    maria.engine().open_conversation(nursery, baby, "Ele já dormiu?").await.unwrap();
    sent(&maria).await;
    let row = maria.list(List::Family).await.rows.pop().unwrap();
    assert_eq!((row.student.as_str(), row.class_group.as_str()), ("Bento Conceição", "Berçário A"));
    assert_eq!((row.channel_id, row.status, row.unread), (nursery, Status::Pending, 0));
}

#[tokio::test]
async fn rule_1_the_same_channel_student_and_guardians_always_lead_to_the_same_conversation() {
    let scene = Scene::new().await;
    let (maria, ana, house) = (&scene.maria, &scene.ana, &scene.house);
    let open = async |device: &Device, channel, student, text| {
        device.engine().open_conversation(channel, student, text).await.unwrap().conversation_id
    };
    let id = open(maria, house.secretaria, house.joao, "E o boletim?").await;
    assert_eq!(id, scene.id, "an open ticket takes it");
    sent(maria).await;
    finish(ana, id).await;
    has_status(maria, id, 1, Status::Finished).await;
    assert_eq!(open(maria, house.secretaria, house.joao, "Outro assunto").await, id);
    has_status(ana, id, 2, Status::Pending).await;
    let tablet = scene.device(house.maria).await;
    tablet.reads(id, &["Bom dia!", "E o boletim?", "Outro assunto"]).await;
    assert_eq!(open(&tablet, house.secretaria, house.joao, "Do tablet").await, id);

    let paulo = scene.device(house.paulo).await;
    let others = [
        open(maria, house.financeiro, house.joao, "Boleto").await,
        open(maria, house.secretaria, house.lia, "Sobre Lia").await,
        open(&paulo, house.secretaria, house.joao, "Do pai").await,
    ];
    assert!(!others.contains(&id), "another channel, student or guardian is another conversation");
    sent(&tablet).await;
    sent(maria).await;
    sent(&paulo).await;
    let history = [
        "Maria opens, Pending",
        "Maria: Bom dia!",
        "Maria: E o boletim?",
        "Ana: Finished",
        "Maria opens, Pending",
        "Maria: Outro assunto",
        "Maria: Do tablet",
    ];
    for device in [maria, &tablet, ana] {
        shows(device, id, &history).await;
    }
    assert_eq!(maria.list(List::Family).await.rows.len(), 3);
    assert_eq!(paulo.list(List::Family).await.rows.len(), 1, "each family's is their own");
    let inbox = List::Channel(house.secretaria);
    ana.until("three", async |_| (ana.list(inbox).await.rows.len() == 3).then_some(())).await;
}

#[tokio::test]
async fn rule_1_a_first_message_to_a_channel_that_closed_meanwhile_says_so_where_it_stands() {
    let scene = Scene::new().await;
    let (maria, house) = (&scene.maria, &scene.house);
    scene.maria_goes_offline().await;
    let opened = maria.engine().open_conversation(house.financeiro, house.lia, "Boleto").await.unwrap();
    let id = opened.conversation_id;
    house.set_active(house.financeiro, false).await;
    scene.maria_comes_back();
    let failed = Some(Delivery::Failed { reason: Rejection::ChannelUnavailable });
    let refused = async |_: &_| maria.thread(id).await.pop().filter(|item| item.delivery == failed);
    let item = maria.until("refused", refused).await;
    assert_eq!(maria.texts(id).await, ["Boleto"], "the words are not lost");
    maria.engine().resolve_blocked(id, item.id, Choice::Discard).await.unwrap();
    assert_eq!(maria.list(List::Family).await.rows.len(), 1);
    assert!(maria.engine().conversation(id).await.is_err(), "a conversation without a message is none");
    let closed = async |_: &_| {
        let again = maria.engine().open_conversation(house.financeiro, house.joao, "E agora?").await;
        matches!(again, Err(Error::Rejected(Rejection::NotFound))).then_some(())
    };
    maria.until("it is not offered any more", closed).await;
}
