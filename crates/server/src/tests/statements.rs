//! Numbers of statements: a page of fifty conversations needs no more than a page of one, and a change of
//! many things reads no more than a change of one.

use conversas_domain::entry::Seq;
use conversas_domain::ids::{ConversationId, EntryId};
use conversas_domain::person::{Actor, Relationship, Side};
use conversas_domain::text::Name;
use conversas_protocol::{
    Doing, FinishTicket, ForwardMessages, Op, OpRequest, OpenConversation, Outcome, SendMessage, StartTicket,
    StudentRef, SyncChange, WriteNote,
};

use crate::fixture::{House, START, id};
use crate::fresh::Fresh;
use crate::presence::{Presence, Stay};
use crate::routes::bootstrap;
use crate::store::{Lane, StoreError, Write};
use crate::{actions, ledger, render, sync};

/// The most statements of a page.
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
            let op = Op::OpenConversation(OpenConversation {
                conversation_id,
                channel_id,
                student_id,
                guardians,
                entry_id,
                content,
            });
            done(tx, juliana, op)?;
            let note = Op::WriteNote(WriteNote {
                conversation_id,
                entry_id: id(),
                text: "Vejam".into(),
                mentions: vec![rita.person_id],
            });
            done(tx, rita, note)?;
            let (entry_id, content) = (id(), "Bom dia, Juliana!".into());
            let answer = Op::SendMessage(SendMessage {
                conversation_id,
                entry_id,
                content,
                ticket_id: None,
                seen: None,
            });
            done(tx, rita, answer)?;
            let row = tx.conversation(conversation_id)?.expect("it was opened");
            done(tx, rita, Op::FinishTicket(FinishTicket { conversation_id, ticket_id: row.ticket.id }))?;
            let (entry_id, content) = (id(), "Mais uma coisa".into());
            done(
                tx,
                juliana,
                Op::StartTicket(StartTicket { conversation_id, entry_id, content, seen: None }),
            )?;
        }
        Ok::<_, StoreError>(())
    });
    written.await.unwrap();
    // Helena, who belongs to no channel, follows this one from now on.
    house.inbox(&house.helena).await;
    house
}

/// The statements of forwarding so many messages: those that read, those that take numbers, and the others.
fn of_forwarding(house: &House, source: &Source, messages: usize) -> [usize; 3] {
    let entries = source.entries[..messages].to_vec();
    let (conversation_id, channel_id, note) = (source.conversation, house.finance, Some("Vejam".into()));
    let forward = Op::ForwardMessages(ForwardMessages { conversation_id, channel_id, entries, note });
    let (done, statements) = house.sqlite.statements(|tx| done(tx, house.rita.actor, forward)).unwrap();
    done.unwrap();
    let count = |is: &dyn Fn(&str) -> bool| statements.iter().filter(|sql| is(sql)).count();
    let (reads, numbers) = (|sql: &str| sql.starts_with("SELECT"), |sql: &str| sql.contains("SET seq = seq"));
    [count(&reads), count(&numbers), count(&|sql| !reads(sql) && !numbers(sql))]
}

/// A conversation with many messages.
struct Source {
    conversation: ConversationId,
    entries: Vec<EntryId>,
}

#[tokio::test]
async fn forwarding_a_hundred_messages_reads_no_more_than_forwarding_one() {
    let house = House::new().await;
    let mut source = Source { conversation: house.conversation().await, entries: Vec::new() };
    for _ in 0..100 {
        source.entries.push(house.say(&house.juliana, source.conversation, "Olá").await);
    }
    let [reads, numbers, writes] = of_forwarding(&house, &source, 1);
    assert!(reads <= MOST, "{reads} reads for one message");
    let many = of_forwarding(&house, &source, 100);
    // A message and a pointer for each of those who hear of it: the channel and the family.
    assert_eq!(many, [reads, numbers, writes + 99 * 3]);
    assert_eq!(numbers, 1);
}

#[tokio::test]
async fn what_arrives_from_many_conversations_reads_no_more_than_from_one() {
    let house = crowded().await;
    let rita = house.rita.actor.person_id;
    let reads = |most: usize| {
        let delivered = |tx: &mut dyn Write| {
            let channels = tx.memberships(rita)?;
            let mut arrivals = tx.arrivals_at_channels(&channels, Seq(i64::MAX))?;
            assert_eq!(arrivals.len(), CONVERSATIONS);
            arrivals.truncate(most);
            ledger::deliver(tx, Side::School, &arrivals)
        };
        let (done, statements) = house.sqlite.statements(delivered).unwrap();
        done.unwrap();
        let is_few = |sql: &&String| sql.starts_with("SELECT") || sql.contains("SET seq = seq");
        statements.iter().filter(is_few).count()
    };
    assert_eq!(reads(CONVERSATIONS), reads(1));
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
