//! The common beginning of many stories: a family's question at school. Also helpers that tell what a device
//! shows.

use std::sync::Arc;

use conversas_client::{
    BlockedReason, Clock, Delivery, Engine, Event, List, SearchQuery, SystemClock, ThreadBody, ThreadItem,
};
use conversas_domain::content::Content;
use conversas_domain::entry::EntryKind;
use conversas_domain::ids::{ConversationId, EntryId, PersonId, TicketId};
use conversas_domain::text::{MessageText, Name};
use conversas_domain::ticket::Status;
use conversas_protocol::{EntryView, ForwardMessages, Op, WriteNote};
use conversas_testkit::{Cable, Device, House, Opening};
use tokio::sync::broadcast::Receiver;

/// The scene: Maria wrote "Bom dia!" to the Secretaria about João, and Ana and Bruno have the message.
/// Maria's and Ana's networks can be cut.
pub(super) struct Scene {
    pub(super) house: House,
    pub(super) home: Cable,
    pub(super) office: Cable,
    pub(super) maria: Device,
    pub(super) ana: Device,
    pub(super) bruno: Device,
    pub(super) id: ConversationId,
}

impl Scene {
    pub(super) async fn new() -> Scene {
        Scene::with_clock(Arc::new(SystemClock)).await
    }

    /// Makes the scene with a clock of Ana's that may be wrong.
    pub(super) async fn with_clock(clock: Arc<dyn Clock>) -> Scene {
        let house = House::start().await;
        let (home, office) = (Cable::to(house.addr()).await, Cable::to(house.addr()).await);
        let maria = Device::of(house.maria, &home.url()).await;
        let ana = Device::with_clock(clock).await;
        ana.sign_in(house.ana, &office.url()).await;
        let bruno = Device::of(house.bruno, &direct(&house)).await;
        let opened = maria.engine().open_conversation(house.secretaria, house.joao, "Bom dia!").await;
        let id = opened.unwrap().conversation_id;
        let list = List::Channel(house.secretaria);
        for device in [&ana, &bruno] {
            device.until("the row", async |_| device.list(list).await.rows.pop()).await;
            device.reads(id, &["Bom dia!"]).await;
        }
        sent(&maria).await;
        maria.reads(id, &["Bom dia!"]).await;
        Scene { house, home, office, maria, ana, bruno, id }
    }

    /// Makes another person's device, always connected.
    pub(super) async fn device(&self, person: conversas_testkit::house::Person) -> Device {
        Device::of(person, &direct(&self.house)).await
    }

    pub(super) async fn ana_goes_offline(&self) {
        self.office.cut();
        self.ana.offline().await;
    }

    pub(super) async fn maria_goes_offline(&self) {
        self.home.cut();
        self.maria.offline().await;
    }

    pub(super) fn ana_comes_back(&self) {
        self.office.lead_to(self.house.addr());
        self.ana.engine().retry();
    }

    pub(super) fn maria_comes_back(&self) {
        self.home.lead_to(self.house.addr());
        self.maria.engine().retry();
    }
}

pub(super) fn direct(house: &House) -> String {
    format!("http://{}", house.addr())
}

/// Waits until everything is confirmed.
pub(super) async fn sent(device: &Device) {
    device.until("sent", async |engine| engine.outbox().await.unwrap().is_empty().then_some(())).await;
}

pub(super) async fn ticket(device: &Device, id: ConversationId) -> TicketId {
    device.engine().conversation(id).await.unwrap().view.ticket.ticket.id
}

/// Finishes the current ticket, and waits until the device sees that the server did so.
pub(super) async fn finish(device: &Device, id: ConversationId) {
    device.engine().finish_ticket(id, ticket(device, id).await).await.unwrap();
    has_status(device, id, 1, Status::Finished).await;
}

/// Waits until the server's current ticket is at least this one, with this status.
pub(super) async fn has_status(device: &Device, id: ConversationId, number: u32, status: Status) {
    let seen = async |engine: &Engine| {
        let ticket = engine.conversation(id).await.ok()?.view.ticket.ticket;
        (ticket.number >= number && ticket.status == status).then_some(())
    };
    device.until(&format!("ticket {number} {status:?}"), seen).await;
}

/// Waits for the message that needs a decision.
pub(super) async fn blocked(device: &Device, id: ConversationId, reason: BlockedReason) -> EntryId {
    let blocked = Some(Delivery::Blocked { reason });
    let find = async |_: &Engine| {
        device.thread(id).await.into_iter().find(|item| item.delivery == blocked).map(|item| item.id)
    };
    device.until(&format!("blocked: {reason:?}"), find).await
}

/// Waits for the next event that `pick` accepts.
pub(super) async fn hears<T>(events: &mut Receiver<Event>, pick: impl Fn(Event) -> Option<T>) -> T {
    let waiting = async {
        loop {
            if let Some(found) = pick(events.recv().await.unwrap()) {
                return found;
            }
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(40), waiting).await.expect("the event comes")
}

/// Answers the items of a thread as a device shows them, one line each.
pub(super) async fn story(device: &Device, id: ConversationId) -> Vec<String> {
    device.thread(id).await.iter().map(line).collect()
}

/// Waits until a thread shows exactly this.
pub(super) async fn shows(device: &Device, id: ConversationId, lines: &[&str]) {
    device
        .until(&format!("the thread {lines:#?}"), async |_| (story(device, id).await == lines).then_some(()))
        .await;
}

fn line(item: &ThreadItem) -> String {
    match &item.body {
        ThreadBody::Entry(entry) => told(entry),
        ThreadBody::Mine(mine) => match &mine.op {
            Op::ForwardMessages(ForwardMessages { entries, .. }) => format!("I forward {}", entries.len()),
            Op::WriteNote(WriteNote { text, .. }) => format!("I note: {text}"),
            _ => format!("I: {}", mine.text().unwrap_or("a file")),
        },
    }
}

fn told(entry: &EntryView) -> String {
    let by = entry.author.name.first();
    let name = |id: PersonId| {
        let person = entry.people.iter().find(|person| person.id == id);
        person.map(|person| &person.name).map_or("?", Name::first)
    };
    match &entry.kind {
        EntryKind::Message { content } => format!("{by}: {}", said(content)),
        EntryKind::Note { text, mentions } if mentions.is_empty() => format!("{by} notes: {}", text.as_str()),
        EntryKind::Note { text, mentions } => {
            let names: Vec<_> = mentions.iter().map(|id| name(*id)).collect();
            format!("{by} notes to {}: {}", names.join(", "), text.as_str())
        }
        EntryKind::Assigned { person_id } => {
            format!("{by} assigns {}", person_id.map_or("nobody", name))
        }
        EntryKind::StatusChanged { status, opened: true } => format!("{by} opens, {status:?}"),
        EntryKind::StatusChanged { status, opened: false } => format!("{by}: {status:?}"),
        EntryKind::Forwarded { content, provenance } => {
            format!("{by} forwards {}'s: {}", name(provenance.author_id), said(content))
        }
        EntryKind::ForwardedAway { channel_id, count } => {
            let channel = entry.channels.iter().find(|(id, _)| id == channel_id);
            format!("{by} forwarded {count} to {}", channel.map_or("?", |(_, name)| name.as_str()))
        }
        EntryKind::GuardianAdded { person_id } => format!("{by} added {}", name(*person_id)),
        EntryKind::CsatAnswered { rating } => format!("{by} rates {}", u8::from(*rating)),
        EntryKind::Unreadable => "unreadable".to_owned(),
        EntryKind::Unknown => "unknown".to_owned(),
    }
}

fn said(content: &Content) -> &str {
    content.text().map_or("a file", MessageText::as_str)
}

/// Makes a search everywhere, newest first.
pub(super) fn search_for(words: &str) -> SearchQuery {
    SearchQuery { words: words.to_owned(), conversation_id: None, after: None, limit: 10 }
}
