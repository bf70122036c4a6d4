//! Takes that are found without a row, takes beside their row of the list, and takes of who signs in again.

use std::time::Duration;

use conversas_client::{Error, Event, List, Owner, TakeRow, testing};
use conversas_domain::entry::Seq;
use conversas_domain::ids::{ChannelId, ConversationId, EntryId, TakeId};
use conversas_domain::moment::Moment;
use conversas_domain::plan::Plan;
use conversas_domain::rejection::Rejection;
use conversas_protocol::{Cursor, SyncChange, SyncPage};
use conversas_testkit::bulk::Bulk;
use conversas_testkit::{Device, fresh, views};
use tokio::time::timeout;

use crate::scene::Scene;

/// A device that never meets a server, with one conversation of a channel.
struct Desk {
    device: Device,
    channel: ChannelId,
    id: ConversationId,
}

impl Desk {
    async fn new() -> Desk {
        let device = Device::new().await;
        let mut bulk = Bulk::adopt(device.engine(), "http://127.0.0.1:9").await;
        bulk.add_conversations(device.engine(), 1).await;
        let id = device.list(List::Channel(bulk.channel)).await.rows.pop().unwrap().id;
        Desk { device, channel: bulk.channel, id }
    }

    async fn has_take(&self) -> bool {
        self.device.list(List::Channel(self.channel)).await.rows.pop().unwrap().has_take
    }

    /// Brings a message of the family, as a server would.
    async fn arrives(&self) -> EntryId {
        let view = views::conversation(self.channel, "Maria Silva", "João Silva", Moment(1));
        let entry = views::message(&view, Seq(900), "Oi");
        let id = entry.id;
        let changes = [
            SyncChange::Conversation { conversation: Box::new(view) },
            SyncChange::Entry { entry: Box::new(entry) },
        ];
        let page =
            SyncPage { cursor: Cursor("c".into()), changes: changes.into(), more: false, presence: None };
        self.device.engine().apply(page).await.unwrap();
        id
    }
}

async fn owner(device: &Device) -> Owner {
    device.engine().owner().await.unwrap().unwrap()
}

async fn row(device: &Device, take: TakeId) -> Option<TakeRow> {
    let rows = device.engine().takes().all().await.unwrap();
    rows.into_iter().find(|row| row.id == take)
}

fn is_not_found(answer: &Result<(), Error>) -> bool {
    matches!(answer, Err(Error::Rejected(Rejection::NotFound)))
}

#[tokio::test]
async fn the_row_of_a_conversation_follows_what_happens_to_its_take() {
    let desk = Desk::new().await;
    let takes = desk.device.engine().takes();
    assert!(!desk.has_take().await);
    let take = takes.begin(fresh(), desk.id).await.unwrap().id;
    assert!(desk.has_take().await);
    takes.delete(take).await.unwrap();
    takes.delete(take).await.unwrap();
    assert!(!desk.has_take().await);
    takes.restore(take).await.unwrap();
    assert!(desk.has_take().await);
    let mut events = desk.device.engine().subscribe();
    // A burst of events before is told of once more at its end, which would be taken for the event of the forgetting.
    while timeout(Duration::from_millis(150), events.recv()).await.is_ok() {}
    takes.forget(take).await.unwrap();
    assert!(!desk.has_take().await);
    let told = async {
        loop {
            if let Event::InboxChanged(list) = events.recv().await.unwrap() {
                break list;
            }
        }
    };
    let told = timeout(Duration::from_secs(20), told).await.unwrap();
    assert_eq!(told, List::Channel(desk.channel));
}

#[tokio::test]
async fn what_is_forgotten_is_neither_thrown_away_nor_restored_and_forgotten_again_without_harm() {
    let desk = Desk::new().await;
    let takes = desk.device.engine().takes();
    let take = takes.begin(fresh(), desk.id).await.unwrap().id;
    takes.forget(take).await.unwrap();
    takes.forget(take).await.unwrap();
    for refused in [takes.delete(take).await, takes.restore(take).await, takes.delete(fresh()).await] {
        assert!(is_not_found(&refused), "{refused:?}");
    }
    assert_eq!(takes.doomed().await.unwrap(), [take]);
    takes.removed(vec![take, fresh()]).await.unwrap();
    assert_eq!(takes.doomed().await.unwrap(), []);
}

#[tokio::test]
async fn a_take_that_is_found_is_what_became_of_its_message_and_stays_thrown_away() {
    let desk = Desk::new().await;
    let takes = desk.device.engine().takes();
    let arrived = desk.arrives().await;
    let waits = desk.device.engine().send_message(desk.id, "Oi", None).await.unwrap();
    let owner = owner(&desk.device).await;
    let found =
        |entry_id, is_deleted| TakeRow { id: fresh(), owner, conversation_id: desk.id, entry_id, is_deleted };
    let rows =
        [found(Some(arrived), false), found(Some(waits), false), found(None, true), found(None, false)];
    takes.adopt(rows.to_vec()).await.unwrap();
    let [gone, message, thrown, draft] = rows.map(|row| row.id);
    assert_eq!(row(&desk.device, gone).await, None);
    assert_eq!(takes.doomed().await.unwrap(), [gone]);
    assert_eq!(row(&desk.device, message).await.unwrap().entry_id, Some(waits));
    assert!(row(&desk.device, thrown).await.unwrap().is_deleted);
    assert!(row(&desk.device, draft).await.unwrap().is_draft());
    takes.adopt(rows.to_vec()).await.unwrap();
    assert_eq!(row(&desk.device, gone).await, None, "its sound was found before it could be removed");
    assert_eq!(takes.doomed().await.unwrap(), [gone]);
}

#[tokio::test]
async fn a_take_that_is_found_stays_and_is_only_of_the_side_on_which_it_was_recorded() {
    let desk = Desk::new().await;
    let takes = desk.device.engine().takes();
    let owner = owner(&desk.device).await;
    let role = Some(conversas_domain::person::Role::Guardian);
    let (conversation_id, entry_id, is_deleted) = (desk.id, None, false);
    let found = |owner| TakeRow { id: fresh(), owner, conversation_id, entry_id, is_deleted };
    let [other, nameless] =
        [found(Owner { role, ..owner }), found(Owner { role: None, installation: None, ..owner })];
    takes.adopt(vec![other, nameless]).await.unwrap();
    assert_eq!(
        (row(&desk.device, other.id).await, row(&desk.device, nameless.id).await),
        (Some(other), Some(nameless))
    );
    assert_eq!(takes.doomed().await.unwrap(), []);
    assert!(takes.delete(other.id).await.is_err());
    takes.delete(nameless.id).await.unwrap();
}

#[tokio::test]
async fn nobodys_profile_keeps_what_is_found_until_somebody_signs_in() {
    let mut scene = Scene::new(Plan::Basic).await;
    let me = owner(&scene.maria).await;
    let kept = scene.maria.engine().takes().begin(fresh(), scene.id).await.unwrap();
    scene.maria.engine().close().await;
    scene.maria.kill();
    testing::damage_session(scene.maria.folder());
    // A server that is asked says whose the token is, which would make the profile somebody's.
    scene.cable.cut();
    scene.maria.open().await;
    let takes = scene.maria.engine().takes();
    assert_eq!(scene.maria.engine().owner().await.unwrap(), None);
    let (conversation_id, entry_id, is_deleted) = (scene.id, None, false);
    let found = |owner| TakeRow { id: fresh(), owner, conversation_id, entry_id, is_deleted };
    let rows = [found(me), found(Owner { person_id: fresh(), ..me })];
    takes.adopt(rows.to_vec()).await.unwrap();
    assert_eq!(takes.all().await.unwrap().len(), 3, "nobody knows whose they are");
    let late = takes.begin(fresh(), scene.id).await.map(drop);
    assert!(matches!(late, Err(Error::SignedOut)), "{late:?}");
    assert!(matches!(takes.delete(kept.id).await, Err(Error::SignedOut)));
    scene.cable.lead_to(scene.house.addr());
    scene.maria.sign_in(scene.house.maria, &scene.cable.url()).await;
    assert_eq!(row(&scene.maria, kept.id).await, Some(kept));
    assert_eq!(row(&scene.maria, rows[0].id).await, Some(rows[0]));
    assert!(matches!(takes.delete(rows[1].id).await, Err(Error::Rejected(_))));
    // The recorder looks for takes without a row at each start: then somebody else's goes.
    takes.adopt(Vec::new()).await.unwrap();
    assert_eq!(takes.doomed().await.unwrap(), [rows[1].id]);
    assert_eq!(row(&scene.maria, kept.id).await, Some(kept));
}
