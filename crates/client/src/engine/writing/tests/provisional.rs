//! A conversation that is begun on this device: which one it is, and which are not begun.

use conversas_domain::ids::StudentId;
use conversas_domain::person::Side;
use conversas_domain::ticket::Status;

use super::*;
use crate::engine::writing::provisional::{made_here, mine};

/// Begins a conversation with a channel about a student, if it may be begun.
fn begin(desk: &Desk, channel_id: ChannelId, student_id: StudentId) -> Result<Conversation> {
    let reader = Reader::of(&Arc::new(desk.directory.clone()));
    made_here(&reader, channel_id, student_id, fresh(), fresh(), NOW)
}

fn refusal(desk: &Desk, channel_id: ChannelId, student_id: StudentId) -> Rejection {
    match begin(desk, channel_id, student_id) {
        Err(Error::Rejected(reason)) => reason,
        other => panic!("{:?}", other.map(|begun| begun.view.id)),
    }
}

#[tokio::test]
async fn a_conversation_that_is_begun_is_the_guardians_own_with_a_ticket_that_waits() {
    let desk = Desk::of(Role::Guardian);
    let begun = begin(&desk, desk.view.channel_id, desk.view.student.id).unwrap();
    let ticket = &begun.view.ticket.ticket;
    assert!(begun.provisional);
    assert_eq!(
        begun.view.guardians.iter().map(|guardian| guardian.id).collect::<Vec<_>>(),
        [desk.directory.me.id]
    );
    assert_eq!((ticket.number, ticket.status, ticket.steps[0].side), (1, Status::Pending, Side::Family));
    assert_eq!((begun.view.student.clone(), begun.view.last_seq), (desk.view.student.clone(), Seq(0)));
}

#[tokio::test]
async fn rule_1_only_about_ones_own_student_and_to_a_channel_that_serves_the_class() {
    let mut desk = Desk::of(Role::Guardian);
    let (channel_id, student_id) = (desk.view.channel_id, desk.view.student.id);
    assert_eq!(refusal(&desk, fresh(), student_id), Rejection::NotFound);
    assert_eq!(refusal(&desk, channel_id, fresh()), Rejection::NotFound);
    desk.directory.channels[0].class_groups = vec!["9º ano A".into()];
    assert_eq!(refusal(&desk, channel_id, student_id), Rejection::ChannelUnavailable);
    desk.directory.channels[0].class_groups.push("4º ano B".into());
    begin(&desk, channel_id, student_id).unwrap();
    desk.directory.channels[0].active = false;
    assert_eq!(refusal(&desk, channel_id, student_id), Rejection::ChannelUnavailable);
}

#[tokio::test]
async fn rule_1_a_conversation_that_is_shared_or_about_another_student_is_not_the_one_to_write_in() {
    let mut desk = Desk::of(Role::Guardian);
    let (channel_id, student_id, id) = (desk.view.channel_id, desk.view.student.id, desk.view.id);
    let found = async |desk: &Desk, channel_id, student_id| {
        let finding = desk.run(move |tx, reader, _| mine(tx, reader, channel_id, student_id));
        finding.await.unwrap().map(|known| known.view.id)
    };
    assert_eq!(found(&desk, channel_id, student_id).await, Some(id));
    assert_eq!(found(&desk, fresh(), student_id).await, None);
    assert_eq!(found(&desk, channel_id, fresh()).await, None);
    let father = GuardianRef { id: fresh(), name: name("Paulo"), relationship: Relationship::Father };
    desk.view.guardians.push(father);
    assert_eq!(found(&desk, channel_id, student_id).await, None);
    let mut alone = Conversation { provisional: true, ..desk.known() };
    alone.view.change(|view| {
        view.id = fresh();
        view.guardians.truncate(1);
    });
    let expected = alone.view.id;
    desk.run(move |tx, reader, _| Ok(rows::put(tx, reader, &alone)?)).await.unwrap();
    assert_eq!(found(&desk, channel_id, student_id).await, Some(expected), "beside the one that is shared");
}
