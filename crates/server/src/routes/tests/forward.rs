//! Forwarding ("Encaminhar", rules 10, 11), and its effect for each reader.

use conversas_domain::entry::EntryKind;
use conversas_domain::ids::{ChannelId, ConversationId, EntryId};
use conversas_domain::rejection::Rejection;
use conversas_domain::ticket::Status;
use conversas_protocol::{
    AddGuardian, BootstrapPage, ConversationView, EntryView, FinishTicket, ForwardMessages, Op,
    OpenConversation, SyncChange, WriteNote,
};

use super::unread::unread;
use crate::fixture::{House, Someone, id};
use crate::ledger;
use crate::store::Lane;

/// Conversations of Juliana and Marcos with the secretary's office, which has answered.
struct Scene {
    house: House,
    source: ConversationId,
    question: EntryId,
    answer: EntryId,
}

async fn scene() -> Scene {
    let house = House::new().await;
    let source = house.conversation().await;
    let join = Op::AddGuardian(AddGuardian { conversation_id: source, person_id: house.marcos.id() });
    house.done(&house.juliana, join).await;
    let question = house.say(&house.juliana, source, "Sobre o boleto").await;
    let answer = house.say(&house.ana, source, "Vou encaminhar").await;
    Scene { house, source, question, answer }
}

impl Scene {
    fn forward(&self, channel_id: ChannelId) -> Op {
        Op::ForwardMessages(ForwardMessages {
            conversation_id: self.source,
            channel_id,
            entries: vec![self.answer, self.question],
            note: Some("Vejam o desconto".into()),
        })
    }

    async fn to_finance(&self) -> ConversationId {
        self.house.done(&self.house.ana, self.forward(self.house.finance)).await.0
    }

    async fn view(&self, who: &Someone, id: ConversationId) -> ConversationView {
        let channel = if id == self.source { self.house.secretary } else { self.house.finance };
        let uri = match who.actor.role {
            conversas_domain::person::Role::Guardian => "/v1/bootstrap".to_owned(),
            _ => format!("/v1/bootstrap?channel={channel}"),
        };
        let page: BootstrapPage = self.house.get(who, &uri).await;
        page.conversations.into_iter().find(|it| it.id == id).expect("visible")
    }

    async fn entries(&self, who: &Someone, id: ConversationId) -> Vec<EntryView> {
        self.house.thread(who, id).await.entries
    }
}

fn kinds(entries: &[EntryView]) -> Vec<&'static str> {
    let kind = |entry: &EntryView| match entry.kind {
        EntryKind::Message { .. } => "message",
        EntryKind::Forwarded { .. } => "forwarded",
        EntryKind::Note { .. } => "note",
        EntryKind::Assigned { .. } => "assigned",
        EntryKind::StatusChanged { .. } => "status",
        EntryKind::ForwardedAway { .. } => "away",
        EntryKind::GuardianAdded { .. } => "joined",
        EntryKind::CsatAnswered { .. } => "rated",
        EntryKind::Unreadable | EntryKind::Unknown => "unreadable",
    };
    entries.iter().map(kind).collect()
}

#[tokio::test]
async fn the_targets_conversation_of_the_same_set_is_made_pending_with_the_messages_alone() {
    let scene = scene().await;
    let target = scene.to_finance().await;
    assert_ne!(target, scene.source);
    let (source, found) =
        (scene.view(&scene.house.rita, scene.source).await, scene.view(&scene.house.fabio, target).await);
    assert_eq!(found.guardians, source.guardians, "the same people, who started it first");
    assert_eq!(found.student, source.student);
    assert_eq!(found.ticket.ticket.status, Status::Pending);
    assert_eq!(unread(&scene.house.fabio, &found), 2);
    let entries = scene.entries(&scene.house.fabio, target).await;
    assert_eq!(kinds(&entries), ["status", "forwarded", "forwarded", "note"]);
    let originals = scene.entries(&scene.house.ana, scene.source).await;
    for (copy, original) in entries[1..3].iter().zip([scene.question, scene.answer]) {
        let original = originals.iter().find(|entry| entry.id == original).expect("it stays");
        let EntryKind::Forwarded { content, provenance } = &copy.kind else { panic!("a copy") };
        assert_eq!(Some(content), original.kind.content());
        assert_eq!(provenance.entry_id, original.id);
        assert_eq!((provenance.author_id, provenance.author_side), (original.author.id, original.side));
        assert_eq!((provenance.at, provenance.channel_id), (original.at, scene.house.secretary));
        assert_eq!(copy.author.id, scene.house.ana.id(), "who forwarded");
        assert_eq!((&copy.people[0], copy.channels[0].0), (&original.author, scene.house.secretary));
    }
}

#[tokio::test]
async fn a_forward_is_unread_for_the_members_of_the_target_and_not_for_its_forwarder() {
    let scene = scene().await;
    let house = &scene.house;
    let (ana, finance) = (house.ana.id(), house.finance);
    house.store.write(Lane::Any, move |tx| ledger::add_member(tx, ana, finance)).await.unwrap();
    let target = scene.to_finance().await;
    let left_to = async |who| unread(who, &scene.view(who, target).await);
    assert_eq!((left_to(&house.ana).await, left_to(&house.fabio).await), (0, 2));
    house.say(&house.juliana, target, "E o desconto?").await;
    assert_eq!((left_to(&house.ana).await, left_to(&house.fabio).await), (1, 3));
    scene.to_finance().await;
    assert_eq!(left_to(&house.ana).await, 3, "a question that she has not read stays unread");
}

#[tokio::test]
async fn the_source_keeps_its_status_and_tells_both_sides_where_to() {
    let scene = scene().await;
    let before = scene.view(&scene.house.rita, scene.source).await;
    scene.to_finance().await;
    let after = scene.view(&scene.house.rita, scene.source).await;
    assert_eq!((after.ticket, after.counts), (before.ticket, before.counts));
    for who in [&scene.house.rita, &scene.house.juliana, &scene.house.marcos] {
        let last = scene.entries(who, scene.source).await.pop().expect("the event");
        assert_eq!(last.kind, EntryKind::ForwardedAway { channel_id: scene.house.finance, count: 2 });
        assert_eq!(last.author.id, scene.house.ana.id());
        assert_eq!(last.channels[0].1.as_str(), "Financeiro");
    }
}

#[tokio::test]
async fn the_family_sees_the_other_conversation_appear_without_the_note_and_strangers_do_not() {
    let scene = scene().await;
    let house = &scene.house;
    let mut cursors = Vec::new();
    for who in [&house.juliana, &house.marcos, &house.neusa, &house.camila] {
        cursors.push((who, house.inbox(who).await.cursor.0));
    }
    let target = scene.to_finance().await;
    for (who, cursor) in cursors {
        let page = house.sync(who, &cursor).await;
        let hears = page.changes.iter().any(
            |change| matches!(change, SyncChange::Conversation { conversation } if conversation.id == target),
        );
        let takes_part = [house.juliana.id(), house.marcos.id()].contains(&who.id());
        assert_eq!(hears, takes_part);
        if takes_part {
            let entries = scene.entries(who, target).await;
            assert_eq!(kinds(&entries), ["status", "forwarded", "forwarded"]);
        }
    }
}

#[tokio::test]
async fn the_targets_staff_see_nothing_else_of_the_source() {
    let scene = scene().await;
    scene.to_finance().await;
    let house = &scene.house;
    let uri = format!("/v1/conversations/{}/entries", scene.source);
    assert_eq!(house.refused(&house.fabio, &uri).await.0, axum::http::StatusCode::NOT_FOUND);
    let page: BootstrapPage =
        house.get(&house.fabio, &format!("/v1/bootstrap?channel={}", house.finance)).await;
    assert_eq!(page.conversations.len(), 1);
}

#[tokio::test]
async fn an_open_ticket_of_the_target_keeps_its_status_and_a_finished_one_gets_a_pending_successor() {
    let scene = scene().await;
    let (house, target) = (&scene.house, scene.to_finance().await);
    house.say(&house.fabio, target, "Recebido").await;
    let open = scene.view(&house.fabio, target).await.ticket.ticket;
    assert_eq!(scene.to_finance().await, target, "the same conversation again");
    let kept = scene.view(&house.fabio, target).await.ticket.ticket;
    assert_eq!((kept.id, kept.status, &kept.replied_by), (open.id, Status::InProgress, &open.replied_by));
    house
        .done(&house.fabio, Op::FinishTicket(FinishTicket { conversation_id: target, ticket_id: open.id }))
        .await;
    assert_eq!(scene.to_finance().await, target);
    let next = scene.view(&house.fabio, target).await.ticket.ticket;
    assert_eq!((next.number, next.status), (2, Status::Pending));
    assert!(next.replied_by.is_empty(), "a forward is not a reply");
}

#[tokio::test]
async fn a_conversation_of_another_set_of_guardians_is_left_alone() {
    let scene = scene().await;
    let house = &scene.house;
    let alone = Op::OpenConversation(OpenConversation {
        conversation_id: id(),
        channel_id: house.finance,
        student_id: house.theo,
        guardians: Vec::new(),
        entry_id: id(),
        content: "Só eu".into(),
    });
    let alone = house.done(&house.juliana, alone).await.0;
    let before = scene.view(&house.fabio, alone).await;
    assert_ne!(scene.to_finance().await, alone);
    assert_eq!(scene.view(&house.fabio, alone).await, before);
}

#[tokio::test]
async fn a_finished_source_is_forwarded_and_stays_finished() {
    let scene = scene().await;
    let house = &scene.house;
    let ticket_id = scene.view(&house.rita, scene.source).await.ticket.ticket.id;
    house
        .done(&house.rita, Op::FinishTicket(FinishTicket { conversation_id: scene.source, ticket_id }))
        .await;
    scene.to_finance().await;
    assert_eq!(scene.view(&house.rita, scene.source).await.ticket.ticket.status, Status::Finished);
}

#[tokio::test]
async fn a_closed_channel_the_same_channel_notes_and_nothing_are_not_forwarded() {
    let scene = scene().await;
    let house = &scene.house;
    let itself = house.rejected(&house.ana, scene.forward(house.secretary)).await;
    assert_eq!(itself, Rejection::NotForwardable);
    let note = id();
    let text = "só nós".to_owned();
    let write = Op::WriteNote(WriteNote {
        conversation_id: scene.source,
        entry_id: note,
        text,
        mentions: Vec::new(),
    });
    house.done(&house.ana, write).await;
    for entries in [Vec::new(), vec![note], vec![scene.question, note]] {
        let (conversation_id, channel_id) = (scene.source, house.finance);
        let op = Op::ForwardMessages(ForwardMessages { conversation_id, channel_id, entries, note: None });
        assert_eq!(house.rejected(&house.ana, op).await, Rejection::NotForwardable);
    }
    let finance = house.finance;
    house.store.write(Lane::Any, move |tx| ledger::set_channel_active(tx, finance, false)).await.unwrap();
    let closed = house.rejected(&house.ana, scene.forward(finance)).await;
    assert_eq!(closed, Rejection::ChannelUnavailable);
    let entries = scene.entries(&house.juliana, scene.source).await;
    assert!(!kinds(&entries).contains(&"away"), "a refused forward leaves nothing behind");
}
