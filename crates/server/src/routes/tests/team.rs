//! Messages among colleagues: who takes care of a ticket, who is called in a note. Families see none of it.

use conversas_domain::entry::EntryKind;
use conversas_domain::ids::{ConversationId, PersonId, TicketId};
use conversas_domain::rejection::Rejection;
use conversas_domain::ticket::Status;
use conversas_protocol::{AssignTicket, ConversationView, FinishTicket, Op, OpenConversation, WriteNote};

use crate::fixture::{House, Someone, id};

async fn view(house: &House, who: &Someone) -> ConversationView {
    house.inbox(who).await.conversations.remove(0)
}

async fn scene() -> (House, ConversationId, TicketId) {
    let house = House::new().await;
    let conversation = house.conversation().await;
    let ticket = view(&house, &house.rita).await.ticket.ticket.id;
    (house, conversation, ticket)
}

fn assign(conversation_id: ConversationId, ticket_id: TicketId, person_id: Option<PersonId>) -> Op {
    Op::AssignTicket(AssignTicket { conversation_id, ticket_id, person_id })
}

fn note(conversation_id: ConversationId, mentions: Vec<PersonId>) -> Op {
    Op::WriteNote(WriteNote { conversation_id, entry_id: id(), text: "Vejam".into(), mentions })
}

#[tokio::test]
async fn a_member_takes_a_ticket_hands_it_over_and_releases_it_and_its_status_stays() {
    let (house, conversation, ticket) = scene().await;
    for person in [Some(&house.ana), Some(&house.rita), None] {
        let person = person.map(Someone::id);
        house.done(&house.ana, assign(conversation, ticket, person)).await;
        let found = view(&house, &house.rita).await.ticket;
        assert_eq!((found.ticket.assignee, found.ticket.status), (person, Status::Pending));
        assert!(person.is_none_or(|person| found.people.iter().any(|it| it.id == person)), "by name");
    }
    let entries = house.thread(&house.rita, conversation).await.entries;
    let told = entries.iter().filter_map(|entry| match &entry.kind {
        EntryKind::Assigned { person_id } => Some((*person_id, entry.people.first().map(|it| it.id))),
        _ => None,
    });
    let named = |who: &Someone| (Some(who.id()), Some(who.id()));
    assert_eq!(told.collect::<Vec<_>>(), [named(&house.ana), named(&house.rita), (None, None)]);
}

#[tokio::test]
async fn taking_again_or_a_finished_ticket_changes_nothing() {
    let (house, conversation, ticket) = scene().await;
    let take = assign(conversation, ticket, Some(house.ana.id()));
    assert!(house.done(&house.ana, take.clone()).await.1.is_some());
    assert_eq!(house.done(&house.rita, take).await.1, None);
    house
        .done(
            &house.rita,
            Op::FinishTicket(FinishTicket { conversation_id: conversation, ticket_id: ticket }),
        )
        .await;
    assert_eq!(house.done(&house.rita, assign(conversation, ticket, None)).await.1, None);
    assert_eq!(view(&house, &house.rita).await.ticket.ticket.assignee, Some(house.ana.id()));
}

#[tokio::test]
async fn only_members_take_care_and_only_of_tickets_that_exist() {
    let (house, conversation, ticket) = scene().await;
    for other in [&house.fabio, &house.helena, &house.juliana, &house.bruno] {
        let reason = house.rejected(&house.rita, assign(conversation, ticket, Some(other.id()))).await;
        assert_eq!(reason, Rejection::NotAMember);
    }
    let theirs = house.done(
        &house.camila,
        Op::OpenConversation(OpenConversation {
            conversation_id: id(),
            channel_id: house.secretary,
            student_id: house.nina,
            guardians: Vec::new(),
            entry_id: id(),
            content: "Oi".into(),
        }),
    );
    let theirs = theirs.await.0;
    let found = house.inbox(&house.rita).await.conversations;
    let foreign = found.iter().find(|it| it.id == theirs).expect("open").ticket.ticket.id;
    for ticket in [foreign, id()] {
        for op in [
            assign(conversation, ticket, Some(house.rita.id())),
            Op::FinishTicket(FinishTicket { conversation_id: conversation, ticket_id: ticket }),
        ] {
            assert_eq!(house.rejected(&house.rita, op).await, Rejection::NotFound);
        }
    }
}

#[tokio::test]
async fn the_family_sees_neither_who_takes_care_nor_that_anything_happened() {
    let (house, conversation, ticket) = scene().await;
    let cursor = house.sync(&house.juliana, &house.inbox(&house.juliana).await.cursor.0).await.cursor.0;
    let before = view(&house, &house.juliana).await;
    house.done(&house.ana, assign(conversation, ticket, Some(house.ana.id()))).await;
    house.done(&house.ana, note(conversation, vec![house.rita.id()])).await;
    assert_eq!(house.sync(&house.juliana, &cursor).await.changes, []);
    assert_eq!(view(&house, &house.juliana).await, before);
    let entries = house.thread(&house.juliana, conversation).await.entries;
    assert!(
        entries
            .iter()
            .all(|entry| { !matches!(entry.kind, EntryKind::Assigned { .. } | EntryKind::Note { .. }) })
    );
    // The assignment is hidden also when something else brings the ticket to the family.
    house.say(&house.juliana, conversation, "Alguém aí?").await;
    let ticket = view(&house, &house.juliana).await.ticket;
    assert_eq!((ticket.ticket.assignee, ticket.people.len()), (None, 1));
}

#[tokio::test]
async fn a_note_calls_members_by_name_and_nobody_else() {
    let (house, conversation, _) = scene().await;
    let called = vec![house.rita.id(), house.ana.id(), house.rita.id()];
    house.done(&house.ana, note(conversation, called)).await;
    let entry = house.thread(&house.rita, conversation).await.entries.pop().expect("the note");
    let EntryKind::Note { mentions, .. } = &entry.kind else { panic!("{entry:?}") };
    assert_eq!(*mentions, [house.rita.id(), house.ana.id()]);
    assert_eq!(entry.people.iter().map(|person| person.id).collect::<Vec<_>>(), *mentions);
    for other in [&house.fabio, &house.helena, &house.juliana, &house.bruno] {
        let op = note(conversation, vec![house.rita.id(), other.id()]);
        assert_eq!(house.rejected(&house.ana, op).await, Rejection::NotAMember);
    }
}
