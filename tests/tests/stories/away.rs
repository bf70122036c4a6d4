//! Everything that can be done online can be done offline (rule 18).

use conversas_client::{Error, List, NetError, ThreadBody};
use conversas_domain::csat::Rating;
use conversas_domain::filter::{InboxFilter, TypeFilter};
use conversas_domain::ticket::Status;
use conversas_testkit::{Cable, Device, Opening, PASSWORD};

use super::scene::{Scene, finish, has_status, sent, shows, ticket};

const BEFORE: [&str; 7] = [
    "Maria opens, Pending",
    "Maria: Bom dia!",
    "Ana: InProgress",
    "Ana: Pois não",
    "Ana: Finished",
    "Maria opens, Pending",
    "Maria: Outra coisa",
];

/// Makes a finished ticket, and one that waits; everybody has seen both, and Ana and Maria are offline.
async fn cut_off() -> Scene {
    let scene = Scene::new().await;
    let (maria, ana, id) = (&scene.maria, &scene.ana, scene.id);
    ana.engine().send_message(id, "Pois não", None).await.unwrap();
    sent(ana).await;
    finish(ana, id).await;
    has_status(maria, id, 1, Status::Finished).await;
    maria.engine().send_message(id, "Outra coisa", None).await.unwrap();
    for device in [maria, ana, &scene.bruno] {
        shows(device, id, &BEFORE).await;
        has_status(device, id, 2, Status::Pending).await;
    }
    sent(maria).await;
    scene.ana_goes_offline().await;
    scene.maria_goes_offline().await;
    scene
}

#[tokio::test]
async fn rule_18_what_was_seen_can_be_read_listed_filtered_and_found_offline() {
    let scene = cut_off().await;
    let list = List::Channel(scene.house.secretaria);
    for device in [&scene.maria, &scene.ana] {
        shows(device, scene.id, &BEFORE).await;
        assert_eq!(device.finds("outra", None).await.messages.len(), 1);
        assert_eq!(device.finds("joao", None).await.conversations.len(), 1);
        assert!(!device.engine().connection().online);
    }
    let row = scene.ana.list(list).await.rows.pop().unwrap();
    assert_eq!((row.status, row.preview.unwrap().text.as_str()), (Status::Pending, "Outra coisa"));
    let mine = InboxFilter { statuses: [].into(), kind: TypeFilter::Mine };
    scene.ana.engine().save_filter(scene.house.secretaria, mine.clone()).await.unwrap();
    assert_eq!(scene.ana.engine().saved_filter(scene.house.secretaria).await.unwrap(), mine);
}

#[tokio::test]
async fn rule_18_everything_a_person_does_offline_shows_at_once_is_counted_and_happens_later_in_order() {
    let scene = cut_off().await;
    let (maria, ana, bruno, id) = (&scene.maria, &scene.ana, &scene.bruno, scene.id);
    let second = ticket(ana, id).await;
    let ThreadBody::Entry(entry) = ana.thread(id).await.pop().unwrap().body else { panic!("it is sent") };
    let staff = ana.engine();
    staff.assign_ticket(id, second, Some(scene.house.ana.id)).await.unwrap();
    staff.write_note(id, "nota", Vec::new()).await.unwrap();
    staff.send_message(id, "Resposta", None).await.unwrap();
    staff.forward_messages(id, scene.house.financeiro, vec![entry.id], "").await.unwrap();
    staff.finish_ticket(id, second).await.unwrap();
    staff.start_ticket(id, "Novidades").await.unwrap();
    staff.save_draft(id, "rascunho".into()).await.unwrap();
    let mine = ["I note: nota", "I: Resposta", "I forward 1", "I: Novidades"];
    shows(ana, id, &[&BEFORE[..], &mine[..]].concat()).await;
    let (connection, detail) = (staff.connection(), staff.conversation(id).await.unwrap());
    assert_eq!((connection.online, connection.waiting, connection.blocked), (false, 6, 0));
    assert_eq!((detail.status, detail.draft.as_str()), (Status::InProgress, "rascunho"));

    let family = maria.engine();
    let first = family.conversation(id).await.unwrap().view.earlier[0].ticket.id;
    family.answer_csat(id, first, Rating::try_from(4).unwrap(), "Obrigada").await.unwrap();
    family.add_guardian(id, scene.house.paulo.id).await.unwrap();
    let opened = family.open_conversation(scene.house.financeiro, scene.house.lia, "Boleto").await.unwrap();
    assert_eq!(maria.texts(opened.conversation_id).await, ["Boleto"]);
    assert_eq!(family.connection().waiting, 3);

    scene.ana_comes_back();
    sent(ana).await;
    scene.maria_comes_back();
    sent(maria).await;
    let after = [
        "Ana assigns Ana",
        "Ana notes: nota",
        "Ana: InProgress",
        "Ana: Resposta",
        "Ana forwarded 1 to Financeiro",
        "Ana: Finished",
        "Ana opens, InProgress",
        "Ana: Novidades",
        "Maria rates 4",
        "Maria added Paulo",
    ];
    let lines = [&BEFORE[..], &after[..]].concat();
    for device in [ana, bruno] {
        shows(device, id, &lines).await;
    }
    let shared: Vec<_> =
        lines.iter().filter(|it| !it.contains("nota") && !it.contains("assigns")).copied().collect();
    shows(maria, id, &shared).await;
    let elsewhere = List::Channel(scene.house.financeiro);
    bruno.until("both", async |_| (bruno.list(elsewhere).await.rows.len() == 2).then_some(())).await;
    assert_eq!(ana.engine().connection().waiting, 0);
}

#[tokio::test]
async fn rule_18_signing_in_and_what_was_never_downloaded_need_the_network() {
    let scene = cut_off().await;
    let cable = Cable::to(scene.house.addr()).await;
    let dora = Device::of(scene.house.dora, &cable.url()).await;
    cable.cut();
    dora.offline().await;
    let list = List::Channel(scene.house.secretaria);
    assert!(dora.list(list).await.rows.is_empty(), "never downloaded");
    let other = Device::new().await;
    let signed_in =
        other.engine().sign_in(&cable.url(), &scene.house.ana.email(), PASSWORD, |_, _| Ok(())).await;
    assert!(matches!(signed_in, Err(Error::Net(NetError::Offline))), "{:?}", signed_in.map(|_| ()));
    assert!(scene.ana.engine().outbox().await.unwrap().is_empty());

    cable.lead_to(scene.house.addr());
    dora.engine().retry();
    dora.until("what was asked for", async |_| dora.list(list).await.rows.pop()).await;
}
