//! An operation is one transaction: whatever stops the operation, nothing of it is stored and it can be tried
//! again.

use std::path::Path;

use conversas_domain::attachment::FileType;
use conversas_domain::csat::Rating;
use conversas_domain::ids::{AttachmentId, ConversationId, TicketId};
use conversas_protocol::{
    AnswerCsat, FinishTicket, ForwardMessages, Op, OpContent, OpRequest, Outcome, SendMessage,
};
use conversas_store_sqlite::testing::rows_of;

use crate::actions;
use crate::fixture::files::{request, sample, with_thumbnail};
use crate::fixture::{House, START, Someone, id};
use crate::fresh::Fresh;
use crate::store::{Lane, StoreError};

/// The tables that an operation may write into.
const TABLES: [&str; 10] = [
    "attachment_refs",
    "attachments",
    "conversations",
    "entries",
    "events",
    "participants",
    "read_marks",
    "receipts",
    "schools",
    "tickets",
];

/// A number of rows that none of the operations writes.
const MOST_ROWS: usize = 200;

struct Scene {
    house: House,
    conversation: ConversationId,
    finished: TicketId,
    open: TicketId,
}

async fn scene() -> Scene {
    let house = House::new().await;
    let conversation = house.conversation().await;
    let finished = current(&house).await;
    house.say(&house.ana, conversation, "Pronto").await;
    house
        .done(
            &house.ana,
            Op::FinishTicket(FinishTicket { conversation_id: conversation, ticket_id: finished }),
        )
        .await;
    house.say(&house.juliana, conversation, "Mais uma coisa").await;
    let open = current(&house).await;
    Scene { house, conversation, finished, open }
}

async fn current(house: &House) -> TicketId {
    house.inbox(&house.rita).await.conversations[0].ticket.ticket.id
}

impl Scene {
    /// The operations: a file, a forward (also of a file), a finish, a survey.
    async fn ops(&self) -> [(&Someone, Op); 4] {
        let conversation_id = self.conversation;
        let sent = self.picture().await;
        self.house.send_file(&self.house.juliana, conversation_id, sent).await;
        let content = OpContent::Attachment { attachment_id: self.picture().await };
        let send = Op::SendMessage(SendMessage {
            conversation_id,
            entry_id: id(),
            content,
            ticket_id: None,
            seen: None,
        });
        let entries = self.house.thread(&self.house.ana, conversation_id).await.entries;
        let messages = entries.iter().filter(|entry| entry.kind.is_message()).map(|entry| entry.id);
        let forward = Op::ForwardMessages(ForwardMessages {
            conversation_id,
            channel_id: self.house.finance,
            entries: messages.collect(),
            note: Some("Vejam".into()),
        });
        let finish = Op::FinishTicket(FinishTicket { conversation_id, ticket_id: self.open });
        let rating = Rating::try_from(5).unwrap();
        let comment = Some("Ótimo".to_owned());
        let rate = Op::AnswerCsat(AnswerCsat { conversation_id, ticket_id: self.finished, rating, comment });
        let (ana, juliana) = (&self.house.ana, &self.house.juliana);
        [(juliana, send), (ana, forward), (ana, finish), (juliana, rate)]
    }

    /// A picture with its thumbnail, uploaded and not sent.
    async fn picture(&self) -> AttachmentId {
        let (house, content) = (&self.house, sample(FileType::Jpeg));
        let thumbnail = house.file(&house.juliana, "mini.jpg", FileType::Jpeg).await;
        let picture = with_thumbnail(request("foto.jpg", FileType::Jpeg, &content), thumbnail);
        house.upload(&house.juliana, &picture, &content).await;
        picture.id
    }

    async fn dump(&self) -> Vec<String> {
        self.house.sqlite.with(|session| session.rows(&TABLES)).await.unwrap()
    }
}

#[tokio::test]
async fn an_operation_that_fails_at_any_row_leaves_nothing_and_can_be_repeated() {
    let scene = scene().await;
    let house = &scene.house;
    for (who, op) in scene.ops().await {
        let name = op.name();
        let request = OpRequest { op_id: id(), written_at: START, op };
        let before = scene.dump().await;
        let mut rows = 0;
        loop {
            house.sqlite.with(move |session| session.fail_after(Some(rows))).await.unwrap();
            let (actor, same) = (who.actor, request.clone());
            let done: Result<_, StoreError> = house
                .store
                .write(Lane::Any, move |tx| actions::execute(tx, &mut Fresh::Random, actor, &same, START))
                .await;
            match done {
                Err(error) => {
                    assert_eq!(scene.dump().await, before, "{name} stopped after {rows} rows");
                    assert!(rows < MOST_ROWS, "{name} fails without a fault, too: {error}");
                }
                Ok(receipt) => {
                    assert!(matches!(receipt.outcome, Outcome::Applied { seq: Some(_), .. }), "{name}");
                    break;
                }
            }
            rows += 1;
        }
        assert!(rows > 5, "{name} was stopped {rows} times");
        assert_ne!(scene.dump().await, before);
    }
}

/// Answers the state that a server finds that starts on a copy of the files of this moment.
fn found_after_a_crash(folder: &Path) -> Vec<String> {
    let copy = tempfile::tempdir().unwrap();
    for file in ["conversas.sqlite3", "conversas.sqlite3-wal"] {
        std::fs::copy(folder.join(file), copy.path().join(file)).unwrap();
    }
    rows_of(&copy.path().join("conversas.sqlite3"), &TABLES).unwrap()
}

#[tokio::test]
async fn a_server_killed_before_the_commit_has_none_of_an_operation_and_after_it_all_of_it() {
    let scene = scene().await;
    let house = &scene.house;
    for (who, op) in scene.ops().await {
        let name = op.name();
        let (actor, folder) = (who.actor, house.folder().to_owned());
        let request = OpRequest { op_id: id(), written_at: START, op };
        let before = scene.dump().await;
        let decided = house.sqlite.with(move |session| {
            actions::execute(session, &mut Fresh::Random, actor, &request, START)?;
            session.flush()?;
            Ok((session.rows(&TABLES)?, found_after_a_crash(&folder)))
        });
        let (after, crashed) = decided.await.unwrap();
        assert_ne!(after, before, "{name}");
        assert_eq!(crashed, before, "{name}");
        assert_eq!(found_after_a_crash(house.folder()), after, "{name}");
    }
}
