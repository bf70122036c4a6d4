//! Every route and every operation, tried by everybody without a right to it.

use axum::http::{Method, StatusCode};
use conversas_domain::attachment::FileType;
use conversas_domain::csat::Rating;
use conversas_domain::entry::Seq;
use conversas_domain::ids::{ConversationId, EntryId, TicketId};
use conversas_domain::rejection::Rejection;
use conversas_protocol::{
    AddGuardian, AnswerCsat, AssignTicket, BootstrapPage, ErrorCode, FinishTicket, ForwardMessages, MarkRead,
    Op, OpenConversation, Outcome, SendMessage, StartTicket, SyncChange, SyncPage, WriteNote,
};

use crate::cursor;
use crate::fixture::files::{request, sample};
use crate::fixture::{House, START, Someone, id};
use crate::ledger;
use crate::store::Lane;

mod contents;
mod files;
mod reaching;

/// A conversation of Juliana and Marcos, who has lost the link to the student since.
struct Scene {
    house: House,
    conversation: ConversationId,
    ticket: TicketId,
    message: EntryId,
}

async fn scene() -> Scene {
    let house = House::new().await;
    let conversation_id = house.conversation().await;
    let add = Op::AddGuardian(AddGuardian { conversation_id, person_id: house.marcos.id() });
    house.done(&house.juliana, add).await;
    let message = house.say(&house.juliana, conversation_id, "segredo").await;
    house.say(&house.rita, conversation_id, "resposta").await;
    let ticket = house.inbox(&house.rita).await.conversations[0].ticket.ticket.id;
    let (guardian, student) = (house.marcos.id(), house.theo);
    house
        .store
        .write(Lane::Any, move |tx| ledger::unlink_guardian(tx, guardian, student, START))
        .await
        .unwrap();
    Scene { house, conversation: conversation_id, ticket, message }
}

impl Scene {
    /// People without a right: same student but not taking part; another family; unlinked; another channel;
    /// another school.
    fn strangers(&self) -> [&Someone; 7] {
        [
            &self.house.neusa,
            &self.house.camila,
            &self.house.marcos,
            &self.house.fabio,
            &self.house.bruno,
            &self.house.beto,
            &self.house.bia,
        ]
    }

    fn ops(&self) -> Vec<Op> {
        let conversation_id = self.conversation;
        let text = "Oi".to_owned();
        vec![
            Op::SendMessage(SendMessage {
                conversation_id,
                entry_id: id(),
                content: text.clone().into(),
                ticket_id: None,
                seen: None,
            }),
            Op::StartTicket(StartTicket {
                conversation_id,
                entry_id: id(),
                content: text.clone().into(),
                seen: None,
            }),
            Op::FinishTicket(FinishTicket { conversation_id, ticket_id: self.ticket }),
            Op::WriteNote(WriteNote { conversation_id, entry_id: id(), text, mentions: Vec::new() }),
            Op::ForwardMessages(ForwardMessages {
                conversation_id,
                channel_id: self.house.finance,
                entries: vec![self.message],
                note: None,
            }),
            Op::AssignTicket(AssignTicket {
                conversation_id,
                ticket_id: self.ticket,
                person_id: Some(self.house.rita.id()),
            }),
            Op::AddGuardian(AddGuardian { conversation_id, person_id: self.house.neusa.id() }),
            Op::AnswerCsat(AnswerCsat {
                conversation_id,
                ticket_id: self.ticket,
                rating: Rating::try_from(1).unwrap(),
                comment: None,
            }),
            Op::MarkRead(MarkRead { conversation_id, seq: Seq(1) }),
        ]
    }
}

#[tokio::test]
async fn no_stranger_does_anything_to_a_conversation() {
    let scene = scene().await;
    let before = scene.house.inbox(&scene.house.rita).await.conversations;
    for who in scene.strangers() {
        for op in scene.ops() {
            let reason = scene.house.rejected(who, op.clone()).await;
            assert_eq!(reason, Rejection::NotFound, "{op:?}");
        }
    }
    assert_eq!(scene.house.inbox(&scene.house.rita).await.conversations, before);
}

#[tokio::test]
async fn an_unknown_conversation_is_refused_in_the_same_words() {
    let mut scene = scene().await;
    scene.conversation = id();
    for op in scene.ops() {
        assert_eq!(scene.house.rejected(&scene.house.rita, op).await, Rejection::NotFound);
    }
}

#[tokio::test]
async fn no_stranger_reads_a_thread() {
    let scene = scene().await;
    for who in scene.strangers() {
        let uri = format!("/v1/conversations/{}/entries", scene.conversation);
        let answer = scene.house.refused(who, &uri).await;
        assert_eq!(answer, (StatusCode::NOT_FOUND, ErrorCode::NotFound));
    }
}

#[tokio::test]
async fn no_stranger_finds_a_conversation_in_a_list() {
    let scene = scene().await;
    for who in scene.strangers() {
        for channel in [scene.house.secretary, scene.house.finance, scene.house.other_channel] {
            let uri = format!("/v1/bootstrap?channel={channel}");
            let (status, body) = scene.house.ask::<()>(Some(&who.token), Method::GET, &uri, None).await;
            if status == StatusCode::OK {
                let page: BootstrapPage = serde_json::from_slice(&body).unwrap();
                assert!(page.conversations.iter().all(|c| c.id != scene.conversation));
            } else {
                assert_eq!(status, StatusCode::NOT_FOUND);
            }
        }
    }
}

#[tokio::test]
async fn no_stranger_hears_of_a_conversation() {
    let scene = scene().await;
    for who in scene.strangers() {
        let cursor = cursor::write(who.actor.school_id, Seq(0));
        let page: SyncPage = scene.house.sync(who, &cursor.0).await;
        for change in page.changes {
            match change {
                SyncChange::Directory { .. } => {}
                SyncChange::ConversationGone { .. } if who.id() == scene.house.marcos.id() => {}
                SyncChange::ConversationGone { .. }
                | SyncChange::Conversation { .. }
                | SyncChange::Entry { .. } => panic!("{:?} hears of it", who.actor),
            }
        }
    }
}

#[tokio::test]
async fn a_directory_names_own_students_and_own_school_alone() {
    let scene = scene().await;
    for who in scene.strangers() {
        let page: conversas_protocol::Directory = scene.house.get(who, "/v1/directory").await;
        assert_eq!(page.school.id, who.actor.school_id);
        let theirs = who.id() == scene.house.neusa.id();
        assert_eq!(page.students.iter().any(|s| s.id == scene.house.theo), theirs);
    }
}

#[tokio::test]
async fn a_revoked_device_and_a_made_up_token_get_nothing_by_any_route() {
    let scene = scene().await;
    let house = &scene.house;
    let file = house.sent_file(&house.juliana, scene.conversation).await;
    let link = house.link(&house.rita, file).await.url;
    let upload = format!("/v1/uploads/{}", house.file(&house.rita, "a.txt", FileType::Text).await);
    let device = house.rita.device;
    house.store.write(Lane::Any, move |tx| ledger::revoke_device(tx, device, START)).await.unwrap();
    let cursor = cursor::write(house.school, Seq(0)).0;
    let reply = format!("/v1/channels/{}/replies/{}", house.secretary, id::<EntryId>());
    let routes = [
        (Method::GET, "/v1/directory".to_owned()),
        (Method::GET, "/v1/looks".to_owned()),
        (Method::GET, format!("/v1/bootstrap?channel={}", house.secretary)),
        (Method::GET, format!("/v1/sync?cursor={cursor}")),
        (Method::GET, format!("/v1/conversations/{}/entries", scene.conversation)),
        (Method::POST, "/v1/ops".to_owned()),
        (Method::PUT, "/v1/presence".to_owned()),
        (Method::PUT, reply.clone()),
        (Method::DELETE, reply),
        (Method::DELETE, "/v1/sessions/current".to_owned()),
        (Method::POST, "/v1/uploads".to_owned()),
        (Method::HEAD, upload.clone()),
        (Method::PATCH, upload.clone()),
        (Method::DELETE, upload),
        (Method::GET, format!("/v1/attachments/{file}/link")),
        (Method::GET, link),
    ];
    let made_up = "0".repeat(64);
    for (method, uri) in routes {
        for token in [Some(house.rita.token.as_str()), Some(made_up.as_str()), None] {
            let (status, _) = house.ask::<()>(token, method.clone(), &uri, None).await;
            assert_eq!(status, StatusCode::UNAUTHORIZED, "{method} {uri}");
        }
    }
}
