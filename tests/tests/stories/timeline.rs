//! The content of a thread, for each reader, in its order (rule 6).

use conversas_client::ThreadBody;
use conversas_domain::csat::Rating;
use conversas_domain::ids::{ConversationId, TicketId};
use conversas_domain::ticket::Status;
use conversas_protocol::EntryView;
use conversas_testkit::Device;

use super::scene::{Scene, finish, has_status, sent, shows, ticket};

/// Answers the entries that the server has numbered.
async fn entries(device: &Device, id: ConversationId) -> Vec<EntryView> {
    let items = device.thread(id).await.into_iter();
    let entry = |body| match body {
        ThreadBody::Entry(entry) => *entry,
        ThreadBody::Mine(_) => panic!("all was sent"),
    };
    items.map(|item| entry(item.body)).collect()
}

/// Plays all kinds of entries, over two tickets.
async fn everything_happens(scene: &Scene) {
    let (maria, ana, id) = (&scene.maria, &scene.ana, scene.id);
    let first = ticket(ana, id).await;
    let question = ana.thread(id).await[1].id;
    ana.engine().send_message(id, "Bom dia, Maria.", None).await.unwrap();
    ana.engine().write_note(id, "Ligar para ela", Vec::new()).await.unwrap();
    ana.engine().assign_ticket(id, first, Some(scene.house.ana.id)).await.unwrap();
    ana.engine().forward_messages(id, scene.house.financeiro, vec![question], "").await.unwrap();
    sent(ana).await;
    finish(ana, id).await;
    has_status(maria, id, 1, Status::Finished).await;
    maria.engine().answer_csat(id, first, Rating::try_from(5).unwrap(), "").await.unwrap();
    maria.engine().add_guardian(id, scene.house.paulo.id).await.unwrap();
    maria.engine().send_message(id, "Mais uma coisa", None).await.unwrap();
    sent(maria).await;
    scene.bruno.engine().send_message(id, "Pois não", None).await.unwrap();
    sent(&scene.bruno).await;
}

const STAFF: [&str; 14] = [
    "Maria opens, Pending",
    "Maria: Bom dia!",
    "Ana: InProgress",
    "Ana: Bom dia, Maria.",
    "Ana notes: Ligar para ela",
    "Ana assigns Ana",
    "Ana forwarded 1 to Financeiro",
    "Ana: Finished",
    "Maria rates 5",
    "Maria added Paulo",
    "Maria opens, Pending",
    "Maria: Mais uma coisa",
    "Bruno: InProgress",
    "Bruno: Pois não",
];

#[tokio::test]
async fn rule_6_a_thread_shows_everything_in_order_and_a_family_all_but_notes_and_who_takes_care() {
    let scene = Scene::new().await;
    everything_happens(&scene).await;
    let id = scene.id;
    let paulo = scene.device(scene.house.paulo).await;
    let is_theirs = |line: &&&str| !line.contains("notes") && !line.contains("assigns");
    let family: Vec<_> = STAFF.iter().filter(is_theirs).copied().collect();
    assert_eq!(family.len(), 12);
    for (device, lines) in
        [(&scene.ana, &STAFF[..]), (&scene.bruno, &STAFF), (&scene.maria, &family), (&paulo, &family)]
    {
        shows(device, id, lines).await;
        let entries = entries(device, id).await;
        assert!(entries.is_sorted_by(|a, b| a.seq < b.seq && a.at <= b.at), "one order, the server's");
    }
    let list = conversas_client::List::Channel(scene.house.financeiro);
    let there = scene.bruno.until("there", async |_| scene.bruno.list(list).await.rows.pop()).await.id;
    shows(&scene.bruno, there, &["Ana opens, Pending", "Ana forwards Maria's: Bom dia!"]).await;
}

#[tokio::test]
async fn rule_6_each_episode_is_one_stretch_and_a_finished_one_is_told_closed() {
    let scene = Scene::new().await;
    everything_happens(&scene).await;
    for device in [&scene.maria, &scene.ana, &scene.bruno] {
        device.reads(scene.id, &device_texts(device, &scene)).await;
        has_status(device, scene.id, 2, Status::InProgress).await;
        let view = device.engine().conversation(scene.id).await.unwrap().view;
        let mut episodes: Vec<TicketId> =
            entries(device, scene.id).await.iter().map(|entry| entry.ticket_id).collect();
        episodes.dedup();
        let [closed] = &view.earlier[..] else { panic!("one ticket came before") };
        assert_eq!(episodes, [closed.ticket.id, view.ticket.ticket.id]);
        assert!(closed.ticket.finished_at() > Some(closed.ticket.opened_at()));
        let told = |ticket: &conversas_protocol::TicketView| {
            let name = |step: &conversas_domain::ticket::TicketStep| {
                let by = ticket.people.iter().find(|person| person.id == step.by).unwrap();
                (step.status, by.name.first().to_owned())
            };
            ticket.ticket.steps.iter().map(name).collect::<Vec<_>>()
        };
        let by = |status, who: &str| (status, who.to_owned());
        let (pending, in_progress) = (by(Status::Pending, "Maria"), by(Status::InProgress, "Ana"));
        assert_eq!(told(closed), [pending.clone(), in_progress, by(Status::Finished, "Ana")]);
        assert_eq!(told(&view.ticket), [pending, by(Status::InProgress, "Bruno")]);
    }
}

/// Answers the words that a side sees.
fn device_texts(device: &Device, scene: &Scene) -> Vec<&'static str> {
    let note = (!std::ptr::eq(device, &scene.maria)).then_some("Ligar para ela");
    let before = ["Bom dia!", "Bom dia, Maria."].into_iter().chain(note);
    before.chain(["Mais uma coisa", "Pois não"]).collect()
}
