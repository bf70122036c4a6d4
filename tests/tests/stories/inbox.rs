//! The staff's lists and their filters (rules 7, 8).

use conversas_client::{Engine, InboxPage, InboxQuery, InboxRow, List};
use conversas_domain::filter::{InboxFilter, TypeFilter};
use conversas_domain::ids::{ConversationId, StudentId};
use conversas_domain::inbox::Order;
use conversas_domain::moment::Moment;
use conversas_domain::ticket::Status;
use conversas_server::{Clock, ManualClock};
use conversas_testkit::{Device, House, Opening};

use super::scene::{Scene, direct, has_status, sent, ticket};

const EIGHT: Moment = Moment(1_800_000_000_000);
const MINUTE: i64 = 60_000;

fn line(row: &InboxRow) -> String {
    let first = |name: &str| name.split(' ').next().unwrap_or_default().to_owned();
    let guardians: Vec<_> = row.guardians.iter().map(|name| first(name)).collect();
    let waits = row.waiting_since.map(|since| format!(", waits since {}", (since.0 - EIGHT.0) / MINUTE));
    let words = row.preview.as_ref().map_or("", |preview| &preview.text);
    let (student, status, waits) = (first(&row.student), row.status, waits.unwrap_or_default());
    format!("{} of {student}: {words} ({status:?}{waits}, {} unread)", guardians.join(" & "), row.unread)
}

async fn shows(device: &Device, list: List, lines: &[&str]) {
    let seen = async |_: &Engine| {
        let rows = device.list(list).await.rows;
        (rows.iter().map(line).collect::<Vec<_>>() == lines).then_some(())
    };
    device.until(&format!("the list {lines:#?}"), seen).await;
}

async fn answers(device: &Device, id: ConversationId, text: &str) {
    let newest = device.thread(id).await.pop().unwrap();
    device.engine().mark_read(id, newest.place).await.unwrap();
    device.engine().send_message(id, text, Some(newest.place)).await.unwrap();
}

#[tokio::test]
async fn rule_7_who_waits_longest_stands_on_top_then_the_newest_activity() {
    let clock = ManualClock::at(EIGHT);
    let house = House::with_clock(Clock::Manual(clock.clone())).await;
    let (maria, paulo) =
        (Device::of(house.maria, &direct(&house)).await, Device::of(house.paulo, &direct(&house)).await);
    let ana = Device::of(house.ana, &direct(&house)).await;
    let inbox = List::Channel(house.secretaria);
    let opens = async |device: &Device, student: StudentId, text: &str| {
        let opened = device.engine().open_conversation(house.secretaria, student, text).await.unwrap();
        sent(device).await;
        clock.advance(10 * MINUTE);
        opened.conversation_id
    };
    let joao = opens(&maria, house.joao, "Bom dia!").await;
    let lia = opens(&maria, house.lia, "Oi").await;
    opens(&paulo, house.joao, "Sou o pai").await;
    let father = "Paulo of João: Sou o pai (Pending, waits since 20, 1 unread)";
    let first = "Maria of João: Bom dia! (Pending, waits since 0, 1 unread)";
    shows(&ana, inbox, &[first, "Maria of Lia: Oi (Pending, waits since 10, 1 unread)", father]).await;

    maria.engine().send_message(lia, "Alguém?", None).await.unwrap();
    let second = "Maria of Lia: Alguém? (Pending, waits since 10, 2 unread)";
    shows(&ana, inbox, &[first, second, father]).await;

    clock.advance(10 * MINUTE);
    answers(&ana, joao, "Pois não").await;
    let first = "Maria of João: Pois não (InProgress, 0 unread)";
    shows(&ana, inbox, &[second, father, first]).await;

    clock.advance(10 * MINUTE);
    answers(&ana, lia, "Aqui").await;
    shows(&ana, inbox, &[father, "Maria of Lia: Aqui (InProgress, 0 unread)", first]).await;

    clock.advance(10 * MINUTE);
    maria.engine().send_message(joao, "Obrigada", None).await.unwrap();
    let first = "Maria of João: Obrigada (InProgress, waits since 60, 1 unread)";
    shows(&ana, inbox, &[father, first, "Maria of Lia: Aqui (InProgress, 0 unread)"]).await;

    clock.advance(10 * MINUTE);
    maria.engine().send_message(lia, "E amanhã?", None).await.unwrap();
    let asks_again = "Maria of Lia: E amanhã? (InProgress, waits since 70, 1 unread)";
    shows(&ana, inbox, &[father, first, asks_again]).await;
    answers(&ana, lia, "Aqui").await;
    shows(&ana, inbox, &[father, first, "Maria of Lia: Aqui (InProgress, 0 unread)"]).await;

    clock.advance(10 * MINUTE);
    ana.engine().finish_ticket(lia, ticket(&ana, lia).await).await.unwrap();
    let finished = "Maria of Lia: Aqui (Finished, 0 unread)";
    shows(&ana, inbox, &[father, first, finished]).await;
    ana.agrees_with(&Device::of(house.ana, &direct(&house)).await).await;
}

#[tokio::test]
async fn rule_7_staff_have_the_lists_of_their_own_channels_and_what_waits_in_each() {
    let scene = Scene::new().await;
    let (secretaria, financeiro) =
        (List::Channel(scene.house.secretaria), List::Channel(scene.house.financeiro));
    scene.maria.engine().open_conversation(scene.house.financeiro, scene.house.lia, "Boleto").await.unwrap();
    scene.bruno.until("Boleto", async |_| scene.bruno.list(financeiro).await.rows.pop()).await;
    let lists = async |device: &Device| {
        let mut lists = device.engine().lists().await.unwrap();
        lists.sort_by_key(|summary| summary.list != secretaria);
        lists.into_iter().map(|it| (it.list, it.waiting, it.unread)).collect::<Vec<_>>()
    };
    assert_eq!(lists(&scene.bruno).await, [(secretaria, 1, 1), (financeiro, 1, 1)]);
    assert_eq!(lists(&scene.ana).await, [(secretaria, 1, 1)]);
    assert!(scene.ana.list(financeiro).await.rows.is_empty(), "not hers");
}

/// The tickets of Secretaria: the student's name, the status, and who of Ana and Bruno replied.
const TICKETS: [(&str, Status, &str); 9] = [
    ("Nova", Status::Pending, ""),
    ("Anotada", Status::Pending, ""),
    ("Encaminhada", Status::Pending, ""),
    ("Só Ana", Status::InProgress, "A"),
    ("Só Bruno", Status::InProgress, "B"),
    ("Ambos", Status::InProgress, "AB"),
    ("Fim Ana", Status::Finished, "A"),
    ("Fim Bruno", Status::Finished, "B"),
    ("Fim sem resposta", Status::Finished, ""),
];

async fn a_ticket_of_each_kind(scene: &Scene) {
    let (maria, ana, bruno, house) = (&scene.maria, &scene.ana, &scene.bruno, &scene.house);
    for (title, status, replied) in TICKETS {
        let student = house.add_student(title, "4º ano B", Some(house.maria)).await;
        let channel = if title == "Encaminhada" { house.financeiro } else { house.secretaria };
        let opened = async |engine: &Engine| engine.open_conversation(channel, student, title).await.ok();
        let opened = maria.until("the student", opened).await;
        let id = opened.conversation_id;
        let arrived = async |_: &Engine| (!bruno.texts(id).await.is_empty()).then_some(());
        bruno.until(title, arrived).await;
        if channel == house.financeiro {
            let message = vec![opened.entry_id];
            bruno.engine().forward_messages(id, house.secretaria, message, "").await.unwrap();
            sent(bruno).await;
            continue;
        }
        has_status(ana, id, 1, Status::Pending).await;
        if title == "Anotada" {
            ana.engine().write_note(id, "nota", vec![house.bruno.id]).await.unwrap();
            sent(ana).await;
        }
        for (device, initial) in [(ana, 'A'), (bruno, 'B')] {
            if replied.contains(initial) {
                device.engine().send_message(id, "Pois não", None).await.unwrap();
                sent(device).await;
            }
        }
        if status == Status::Finished {
            super::scene::finish(ana, id).await;
        }
    }
}

async fn page(device: &Device, list: List, filter: InboxFilter, student: Option<StudentId>) -> InboxPage {
    let (name, after) = (String::new(), None);
    let order = Order::default();
    let query = InboxQuery { list, filter, name, student_id: student, order, after, skip: 0, limit: 50 };
    device.engine().inbox(query).await.unwrap()
}

#[tokio::test]
async fn rule_8_every_combination_of_status_and_type_shows_what_it_says_and_counts_it() {
    let scene = Scene::new().await;
    a_ticket_of_each_kind(&scene).await;
    let list = List::Channel(scene.house.secretaria);
    for (device, me, other) in [(&scene.ana, 'A', 'B'), (&scene.bruno, 'B', 'A')] {
        for kind in [TypeFilter::All, TypeFilter::Mine, TypeFilter::Others] {
            let is_of_type = |replied: &str| match kind {
                TypeFilter::All => true,
                TypeFilter::Mine => replied.contains(me),
                TypeFilter::Others => replied.contains(other) && !replied.contains(me),
            };
            for chosen in 0..8_u32 {
                let statuses = Status::ALL.into_iter().filter(|status| chosen & (1 << *status as u32) != 0);
                let filter = InboxFilter { statuses: statuses.collect(), kind };
                let passes = |status| filter.statuses.is_empty() || filter.statuses.contains(&status);
                let expected = TICKETS.iter().filter(|(_, status, by)| is_of_type(by) && passes(*status));
                let mut expected: Vec<_> = expected.map(|(title, ..)| (*title).to_owned()).collect();
                // The scene's own ticket is among them, which nobody answered.
                if kind == TypeFilter::All && passes(Status::Pending) {
                    expected.push("João Conceição Ávila".into());
                }
                expected.sort();
                let shows = async |_: &Engine| {
                    let page = page(device, list, filter.clone(), None).await;
                    let mut titles: Vec<_> = page.rows.iter().map(|row| row.student.clone()).collect();
                    titles.sort();
                    let counts = (page.counts.matching as usize, page.counts.total as usize);
                    (titles == expected && counts == (expected.len(), TICKETS.len() + 1)).then_some(())
                };
                device.until(&format!("{me}: {filter:?} shows {expected:?}"), shows).await;
            }
        }
    }
}

#[tokio::test]
async fn rule_8_filters_are_remembered_per_channel_and_cleared_in_one_step() {
    let mut scene = Scene::new().await;
    let (channel, other) = (scene.house.secretaria, scene.house.financeiro);
    let filter = InboxFilter { statuses: [Status::InProgress].into(), kind: TypeFilter::Mine };
    scene.bruno.engine().save_filter(channel, filter.clone()).await.unwrap();
    scene.bruno.kill();
    scene.bruno.open().await;
    let engine = scene.bruno.engine();
    assert_eq!(engine.saved_filter(channel).await.unwrap(), filter);
    assert!(page(&scene.bruno, List::Channel(channel), filter, None).await.rows.is_empty());
    assert!(!engine.saved_filter(other).await.unwrap().is_active(), "each channel has its own");
    engine.save_filter(channel, InboxFilter::default()).await.unwrap();
    let cleared = engine.saved_filter(channel).await.unwrap();
    assert!(!cleared.is_active());
    assert_eq!(page(&scene.bruno, List::Channel(channel), cleared, None).await.rows.len(), 1);
}

#[tokio::test]
async fn rule_8_a_family_has_its_own_conversations_by_student() {
    let scene = Scene::new().await;
    let (maria, house) = (&scene.maria, &scene.house);
    let lia = maria.engine().open_conversation(house.secretaria, house.lia, "Oi").await.unwrap();
    maria.engine().open_conversation(house.financeiro, house.joao, "Boleto").await.unwrap();
    let about = async |student| {
        let rows = page(maria, List::Family, InboxFilter::default(), student).await.rows;
        rows.into_iter().map(|row| row.id).collect::<Vec<_>>()
    };
    assert_eq!(about(None).await.len(), 3);
    assert_eq!(about(Some(house.lia)).await, [lia.conversation_id]);
    assert_eq!(about(Some(house.joao)).await.last(), Some(&scene.id), "newest first");
}
