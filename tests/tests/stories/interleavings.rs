//! Random sequences of acts by two staff members, one of them at two devices, and a family, whose devices are
//! at times cut off, deaf and killed: once in sync everybody sees the same.

use std::fmt::Debug;
use std::time::Duration;

use conversas_client::{InboxRow, List, ThreadBody};
use conversas_domain::entry::Audience;
use conversas_domain::ids::{ConversationId, EntryId, PersonId};
use conversas_domain::inbox::RowKey;
use conversas_domain::moment::Moment;
use conversas_domain::ticket::{Status, Ticket};
use conversas_testkit::Device;
use futures_util::StreamExt;

use super::scene::story;
use acts::Town;

mod acts;
pub(super) mod dice;

const PATIENCE: Duration = Duration::from_secs(40);

/// Answers the facts of a ticket on which everybody must agree.
fn told(ticket: &Ticket) -> (u32, Status, Vec<Status>, Option<u8>) {
    let steps = ticket.steps.iter().map(|step| step.status).collect();
    (ticket.number, ticket.status, steps, ticket.csat.as_ref().map(|csat| csat.rating.into()))
}

/// One conversation, as a device shows it.
#[derive(Debug, PartialEq)]
struct Shown {
    status: Status,
    tickets: Vec<(u32, Status, Vec<Status>, Option<u8>)>,
    /// The entries in the server's order, without those that only staff see.
    shared: Vec<EntryId>,
}

async fn shown(device: &Device, id: ConversationId) -> Shown {
    let detail = device.engine().conversation(id).await.unwrap();
    let tickets = [&detail.view.ticket].into_iter().chain(&detail.view.earlier);
    let tickets = tickets.map(|view| told(&view.ticket)).collect();
    let shared = device.thread(id).await.into_iter().filter_map(|item| match item.body {
        ThreadBody::Entry(entry) if entry.kind.audience() == Audience::Everyone => Some(entry.id),
        ThreadBody::Entry(_) => None,
        ThreadBody::Mine(_) => panic!("all was sent"),
    });
    Shown { status: detail.status, tickets, shared: shared.collect() }
}

/// Answers the rows of a list as a device shows them: place, status, since when the family waits, and who
/// takes care.
async fn rows(device: &Device, list: List) -> Vec<(RowKey, Status, Option<Moment>, Option<PersonId>)> {
    let rows = device.list(list).await.rows.into_iter();
    let told = |row: InboxRow| (row.key, row.status, row.waiting_since, row.assignee.map(|person| person.id));
    rows.map(told).collect()
}

/// Waits until two devices answer the same.
async fn agree<T: PartialEq + Debug>(
    what: &str,
    (one, other): (&Device, &Device),
    ask: impl AsyncFn(&Device) -> T,
) {
    let (mut events, mut others) = (one.engine().subscribe(), other.engine().subscribe());
    let waiting = async {
        while ask(one).await != ask(other).await {
            tokio::select! {
                _ = events.recv() => {}
                _ = others.recv() => {}
            }
        }
    };
    if tokio::time::timeout(PATIENCE, waiting).await.is_err() {
        panic!("{what}: {:#?} is not {:#?}", ask(one).await, ask(other).await);
    }
}

async fn run(seed: u64) {
    let mut town = Town::new(seed).await;
    for number in 0..30 {
        town.something_breaks_or_mends().await;
        town.somebody_acts(number).await;
    }
    town.everything_is_settled().await;

    let [maria, ana, bruno, home] = town.devices();
    let secretaria = List::Channel(town.house.secretaria);
    for device in [home, bruno] {
        agree(&format!("one inbox, seed {seed}"), (ana, device), async |it| rows(it, secretaria).await).await;
    }
    let mut everything = Vec::new();
    for row in bruno.list(secretaria).await.rows {
        let (id, what) = (row.id, format!("one conversation, seed {seed}"));
        for device in [ana, home, maria] {
            agree(&what, (bruno, device), async |it| shown(it, id).await).await;
        }
        for device in [ana, home] {
            agree(&what, (bruno, device), async |it| story(it, id).await).await;
        }
        everything.extend(bruno.thread(id).await);
    }
    for row in bruno.list(List::Channel(town.house.financeiro)).await.rows {
        let id = row.id;
        agree(&format!("elsewhere, seed {seed}"), (bruno, maria), async |it| shown(it, id).await).await;
        everything.extend(bruno.thread(id).await);
    }
    for entry in town.written() {
        let count = everything.iter().filter(|item| item.id == *entry).count();
        assert_eq!(count, 1, "nothing is lost or shown twice: {entry}, seed {seed}");
    }
    town.everybody_equals_a_device_that_just_came().await;
}

#[tokio::test]
async fn rule_19_devices_in_any_order_agree_on_every_status_and_place_once_in_sync() {
    let seeds = futures_util::stream::iter(1..=20);
    seeds.for_each_concurrent(4, run).await;
}
