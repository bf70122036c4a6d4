//! Unknown and forbidden targets are refused alike, whatever else an operation says.

use conversas_domain::csat::Rating;
use conversas_domain::entry::Seq;
use conversas_domain::rejection::Rejection;
use conversas_protocol::{
    AddGuardian, AnswerCsat, AssignTicket, FinishTicket, ForwardMessages, MarkRead, Op, OpContent,
    OpenConversation, SendMessage, StartTicket, WriteNote,
};

use super::{Scene, scene};
use crate::fixture::id;

impl Scene {
    /// Operations with a content that is refused for everybody.
    fn refused_ops(&self) -> Vec<Op> {
        let conversation_id = self.conversation;
        let words = ["", "\u{202E}", &"x".repeat(10_001)].map(OpContent::from);
        let file = OpContent::Attachment { attachment_id: id() };
        let mut ops = Vec::new();
        for content in words.into_iter().chain([file]) {
            let (entry_id, again) = (self.message, content.clone());
            ops.push(Op::SendMessage(SendMessage {
                conversation_id,
                entry_id,
                content,
                ticket_id: Some(id()),
                seen: Some(Seq(0)),
            }));
            ops.push(Op::StartTicket(StartTicket {
                conversation_id,
                entry_id,
                content: again,
                seen: Some(Seq(0)),
            }));
        }
        for text in ["", &"x".repeat(10_001)] {
            let (text, mentions) = (text.to_owned(), vec![self.house.bia.id()]);
            let comment = Some("x".repeat(2_001));
            ops.push(Op::WriteNote(WriteNote {
                conversation_id,
                entry_id: self.message,
                text: text.clone(),
                mentions,
            }));
            let rating = Rating::try_from(1).unwrap();
            ops.push(Op::AnswerCsat(AnswerCsat { conversation_id, ticket_id: id(), rating, comment }));
            for channel_id in [id(), self.house.other_channel, self.house.secretary, self.house.finance] {
                for entries in [vec![], vec![id()], vec![self.message; 101]] {
                    let note = Some(text.clone());
                    ops.push(Op::ForwardMessages(ForwardMessages {
                        conversation_id,
                        channel_id,
                        entries,
                        note,
                    }));
                }
            }
        }
        ops.push(Op::FinishTicket(FinishTicket { conversation_id, ticket_id: id() }));
        ops.push(Op::AssignTicket(AssignTicket { conversation_id, ticket_id: id(), person_id: Some(id()) }));
        ops.push(Op::AddGuardian(AddGuardian { conversation_id, person_id: id() }));
        ops.push(Op::MarkRead(MarkRead { conversation_id, seq: Seq(i64::MAX) }));
        ops
    }
}

#[tokio::test]
async fn no_content_makes_a_difference_between_unknown_and_forbidden() {
    let mut scene = scene().await;
    let there = scene.refused_ops();
    scene.conversation = id();
    let unknown = scene.refused_ops();
    for who in scene.strangers() {
        for op in there.iter().chain(&unknown) {
            assert_eq!(scene.house.rejected(who, op.clone()).await, Rejection::NotFound, "{op:?}");
        }
    }
}

#[tokio::test]
async fn no_content_makes_a_difference_between_an_unknown_student_or_channel_and_one_of_others() {
    let scene = scene().await;
    let house = &scene.house;
    let open = |channel_id, student_id, content: &OpContent| {
        Op::OpenConversation(OpenConversation {
            conversation_id: scene.conversation,
            channel_id,
            student_id,
            guardians: vec![house.juliana.id(); 50],
            entry_id: scene.message,
            content: content.clone(),
        })
    };
    let contents = [OpContent::from("Oi"), "".into(), OpContent::Attachment { attachment_id: id() }];
    for content in &contents {
        for who in [&house.camila, &house.marcos, &house.fabio, &house.bruno, &house.beto, &house.bia] {
            for channel in [house.secretary, id()] {
                for student in [house.theo, id()] {
                    let reason = house.rejected(who, open(channel, student, content)).await;
                    assert_eq!(reason, Rejection::NotFound, "{:?}", who.actor);
                }
            }
        }
    }
}

#[tokio::test]
async fn another_schools_channel_is_no_target_whatever_is_forwarded() {
    let scene = scene().await;
    let house = &scene.house;
    for channel_id in [house.other_channel, id()] {
        for (entries, note) in
            [(vec![], None), (vec![id()], Some(String::new())), (vec![scene.message], None)]
        {
            let conversation_id = scene.conversation;
            let op = Op::ForwardMessages(ForwardMessages { conversation_id, channel_id, entries, note });
            assert_eq!(house.rejected(&house.rita, op).await, Rejection::NotFound);
        }
    }
}
