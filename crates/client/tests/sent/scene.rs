//! A family's question at school; files to choose; helpers that tell what a device shows.

use std::path::PathBuf;

use conversas_client::{
    Added, BlockedReason, Chosen, Delivery, Engine, List, Source, ThreadBody, ThreadItem,
};
use conversas_domain::attachment::Attachment;
use conversas_domain::ids::{AttachmentId, ConversationId, EntryId};
use conversas_domain::plan::Plan;
use conversas_testkit::bulk::Bulk;
use conversas_testkit::{Cable, Device, House, Opening};

/// The scene: Maria wrote "Bom dia!" to the Secretaria about João, and Ana has the message. Maria's network
/// can be cut.
pub(crate) struct Scene {
    pub(crate) house: House,
    pub(crate) cable: Cable,
    pub(crate) maria: Device,
    pub(crate) ana: Device,
    pub(crate) id: ConversationId,
}

impl Scene {
    pub(crate) async fn new(plan: Plan) -> Scene {
        Scene::at(House::start().await, plan).await
    }

    pub(crate) async fn at(house: House, plan: Plan) -> Scene {
        house.set_plan(plan).await;
        let cable = Cable::to(house.addr()).await;
        let maria = Device::of(house.maria, &cable.url()).await;
        let ana = Device::of(house.ana, &format!("http://{}", house.addr())).await;
        let opened = maria.engine().open_conversation(house.secretaria, house.joao, "Bom dia!").await;
        let id = opened.unwrap().conversation_id;
        let list = List::Channel(house.secretaria);
        ana.until("the row", async |_| ana.list(list).await.rows.pop()).await;
        shows(&ana, id, &["Bom dia!"]).await;
        settled(&maria).await;
        Scene { house, cable, maria, ana, id }
    }

    pub(crate) async fn goes_offline(&self) {
        self.cable.cut();
        self.maria.offline().await;
    }

    pub(crate) fn comes_back(&self) {
        self.cable.lead_to(self.house.addr());
        self.maria.engine().retry();
    }
}

/// Makes a staff member's device that never meets a server, with one conversation.
pub(crate) async fn alone() -> (Device, ConversationId) {
    let device = Device::new().await;
    let mut bulk = Bulk::adopt(device.engine(), "http://127.0.0.1:9").await;
    bulk.add_conversations(device.engine(), 1).await;
    let id = device.list(List::Channel(bulk.channel)).await.rows.pop().unwrap().id;
    (device, id)
}

pub(crate) fn pasted(name: &str, bytes: Vec<u8>) -> Chosen {
    Chosen { name: name.into(), source: Source::Bytes(bytes) }
}

pub(crate) fn lying(name: &str, path: impl Into<PathBuf>) -> Chosen {
    Chosen { name: name.into(), source: Source::Path(path.into()) }
}

/// Chooses files, all of which must be taken.
pub(crate) async fn choose(engine: &Engine, id: ConversationId, chosen: Vec<Chosen>) -> Vec<AttachmentId> {
    let added = engine.add_files(id, chosen).await.unwrap();
    added.into_iter().map(Added::unwrap).collect()
}

/// Chooses files and sends them.
pub(crate) async fn send(engine: &Engine, id: ConversationId, chosen: Vec<Chosen>) -> Vec<EntryId> {
    choose(engine, id, chosen).await;
    engine.send_tray(id, None, None, false).await.unwrap()
}

pub(crate) async fn names(engine: &Engine, id: ConversationId) -> Vec<String> {
    engine.tray(id).await.unwrap().iter().map(|file| file.name.as_str().to_owned()).collect()
}

pub(crate) fn attachment(item: &ThreadItem) -> Option<Attachment> {
    match &item.body {
        ThreadBody::Entry(entry) => entry.kind.attachment().cloned(),
        ThreadBody::Mine(mine) => mine.attachment.as_deref().cloned(),
    }
}

/// Answers the words of a message, or a file's name.
fn says(item: &ThreadItem) -> Option<String> {
    let name = attachment(item).map(|file| file.name.as_str().to_owned());
    name.or_else(|| conversas_testkit::device::text_of(item))
}

/// Waits until a thread has exactly these words and files.
pub(crate) async fn shows(device: &Device, id: ConversationId, all: &[&str]) {
    let what = format!("the thread {all:?}");
    device
        .until(&what, async |_| {
            let said: Vec<_> = device.thread(id).await.iter().filter_map(says).collect();
            (said == all).then_some(())
        })
        .await;
}

/// Waits until no item of the device waits any more.
pub(crate) async fn settled(device: &Device) {
    device
        .until("an empty outbox", async |engine| engine.outbox().await.unwrap().is_empty().then_some(()))
        .await;
}

pub(crate) async fn delivery(device: &Device, id: ConversationId, entry_id: EntryId) -> Option<Delivery> {
    device.thread(id).await.into_iter().find(|item| item.id == entry_id)?.delivery
}

/// Waits until a message of the device needs a decision, for this reason.
pub(crate) async fn blocked(device: &Device, id: ConversationId, entry_id: EntryId, reason: BlockedReason) {
    let expected = Delivery::Blocked { reason };
    device
        .until("a blocked message", async |_| {
            (delivery(device, id, entry_id).await == Some(expected)).then_some(())
        })
        .await;
}

/// Answers the files in the folder of a device.
pub(crate) fn bytes_here(device: &Device) -> Vec<String> {
    let folder = device.folder().join("files");
    let found = std::fs::read_dir(folder).into_iter().flatten();
    let mut names: Vec<_> = found.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}
