//! The statements of pages: few, and no more for a page of fifty conversations than for one.

use conversas_domain::entry::Seq;
use conversas_domain::person::{Actor, Relationship};
use conversas_domain::text::Name;
use conversas_protocol::{Doing, Op, OpRequest, Outcome, StudentRef, SyncChange};

use crate::fixture::{House, START, id};
use crate::fresh::Fresh;
use crate::presence::{Presence, Stay};
use crate::routes::bootstrap;
use crate::store::{Lane, StoreError, Write};
use crate::{actions, ledger, render, sync};

/// Most statements of a page.
const MOST: usize = 15;
const CONVERSATIONS: usize = 50;
const FILE_LIMIT: u64 = 1;

fn done(tx: &mut dyn Write, actor: Actor, op: Op) -> Result<(), StoreError> {
    let request = OpRequest { op_id: id(), written_at: START, op };
    let receipt = actions::execute(tx, &mut Fresh::Random, actor, &request, START)?;
    assert!(matches!(receipt.outcome, Outcome::Applied { .. }), "{:?}", receipt.outcome);
    Ok(())
}

/// Juliana has many children, and a conversation about each: answered, finished, and begun anew.
async fn crowded() -> House {
    let house = House::new().await;
    let (juliana, rita, school, channel_id) =
        (house.juliana.actor, house.rita.actor, house.school, house.secretary);
    let written = house.store.write(Lane::School(school), move |tx| {
        for number in 0..CONVERSATIONS {
            let name = Name::parse(&format!("Aluno {number}")).expect("a short name");
            let student = StudentRef { id: id(), name, class_group: "4º ano B".into() };
            tx.insert_student(school, &student)?;
            ledger::link_guardian(tx, juliana.person_id, student.id, Relationship::Mother)?;
            let (conversation_id, content) = (id(), "Bom dia!".into());
            let (student_id, guardians, entry_id) = (student.id, Vec::new(), id());
            let op = Op::OpenConversation {
                conversation_id,
                channel_id,
                student_id,
                guardians,
                entry_id,
                content,
            };
            done(tx, juliana, op)?;
            let note = Op::WriteNote {
                conversation_id,
                entry_id: id(),
                text: "Vejam".into(),
                mentions: vec![rita.person_id],
            };
            done(tx, rita, note)?;
            let (entry_id, content) = (id(), "Bom dia, Juliana!".into());
            let answer = Op::SendMessage { conversation_id, entry_id, content, ticket_id: None, seen: None };
            done(tx, rita, answer)?;
            let row = tx.conversation(conversation_id)?.expect("it was opened");
            done(tx, rita, Op::FinishTicket { conversation_id, ticket_id: row.ticket.id })?;
            let (entry_id, content) = (id(), "Mais uma coisa".into());
            done(tx, juliana, Op::StartTicket { conversation_id, entry_id, content, seen: None })?;
        }
        Ok::<_, StoreError>(())
    });
    written.await.unwrap();
    // Helena, who belongs to no channel, follows this one from now on.
    house.inbox(&house.helena).await;
    house
}

#[tokio::test]
async fn a_page_of_fifty_conversations_takes_few_statements() {
    let house = crowded().await;
    let channel = Some(house.secretary);
    for (who, channel) in [(&house.rita, channel), (&house.helena, channel), (&house.juliana, None)] {
        for limit in [1, CONVERSATIONS] {
            let page = |db: &dyn crate::store::Read| {
                bootstrap::page(db, who.actor, channel, (None, limit), FILE_LIMIT)
            };
            let (page, statements) = house.sqlite.counted(page).unwrap();
            assert_eq!(page.unwrap().conversations.len(), limit);
            assert!(statements <= MOST, "{statements} statements for {limit} conversations");
        }
    }
}

#[tokio::test]
async fn a_sync_page_takes_few_statements_however_much_has_changed() {
    let house = crowded().await;
    let presence = Presence::default();
    let [conversation] = [house.inbox(&house.rita).await.conversations[0].id];
    presence.arrive(Stay {
        device: house.ana.device,
        person: house.ana.id(),
        channel: house.secretary,
        conversation,
        doing: Doing::Viewing,
    });
    for who in [&house.rita, &house.helena, &house.juliana] {
        for limit in [1, 10_000] {
            let page = |db: &dyn crate::store::Read| {
                let (found, reader) = sync::after(db, who.device, Seq(0), (limit, FILE_LIMIT)).unwrap();
                render::presence(db, &reader, &presence).unwrap();
                found.page.changes
            };
            let (changes, statements) = house.sqlite.counted(page).unwrap();
            let is_conversation = |change: &&SyncChange| matches!(change, SyncChange::Conversation { .. });
            let conversations = changes.iter().filter(is_conversation).count();
            assert!(limit == 1 || conversations >= CONVERSATIONS / 4, "{conversations} conversations");
            assert!(statements <= MOST, "{statements} statements for {} changes", changes.len());
        }
    }
}
