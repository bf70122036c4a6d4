//! A step of a history: an act of a person, sensible or not.

use conversas_domain::csat::Rating;
use conversas_domain::entry::Seq;
use conversas_domain::ids::{CannedReplyId, ChannelId, ConversationId, EntityId, EntryId};
use conversas_domain::person::{Relationship, Role};
use conversas_domain::plan::Plan;
use conversas_protocol::{
    AddGuardian, AnswerCsat, AssignTicket, ConversationView, DeleteReply, FinishTicket, ForwardMessages,
    MarkRead, Op, OpenConversation, SaveReply, SendMessage, StartTicket, WriteNote,
};
use proptest::prelude::*;

use crate::fixture::{House, START, id};
use crate::ledger;
use crate::store::{Lane, StoreError};

#[derive(Debug, Clone)]
pub(super) enum Deed {
    Open,
    Say,
    SayAfterSeeing,
    Start,
    Finish,
    Note,
    Assign,
    Reply,
    Forward,
    Add,
    Rate,
    Read,
    Join,
    Leave,
    Link,
    Unlink,
    Plan,
    CloseChannel,
}

/// A step. Its numbers are taken modulo what there is.
#[derive(Debug, Clone)]
pub(super) struct Step {
    deed: Deed,
    who: usize,
    conversation: usize,
    other: usize,
}

pub(super) fn any() -> impl Strategy<Value = Step> {
    let deed = prop_oneof![
        6 => Just(Deed::Open),
        8 => Just(Deed::Say),
        2 => Just(Deed::SayAfterSeeing),
        2 => Just(Deed::Start),
        4 => Just(Deed::Finish),
        3 => Just(Deed::Note),
        3 => Just(Deed::Assign),
        1 => Just(Deed::Reply),
        3 => Just(Deed::Forward),
        3 => Just(Deed::Add),
        3 => Just(Deed::Rate),
        4 => Just(Deed::Read),
        1 => Just(Deed::Join),
        1 => Just(Deed::Leave),
        1 => Just(Deed::Link),
        1 => Just(Deed::Unlink),
        1 => Just(Deed::Plan),
        1 => Just(Deed::CloseChannel),
    ];
    (deed, 0..64_usize, 0..64_usize, 0..64_usize).prop_map(|(deed, who, conversation, other)| Step {
        deed,
        who,
        conversation,
        other,
    })
}

impl Step {
    /// Does the step; a refusal is as good as any outcome.
    pub(super) async fn take(&self, house: &House, number: usize) {
        house.clock.set(START.plus(1_000 * i64::try_from(number).unwrap()));
        if let Some(op) = self.op(house).await {
            house.op(&self.pick(&house.first_school(), self.who), op).await;
        } else {
            self.administer(house).await;
        }
    }

    fn pick<T: Clone>(&self, from: &[T], number: usize) -> T {
        from[number % from.len()].clone()
    }

    async fn op(&self, house: &House) -> Option<Op> {
        let channel = self.pick(&[house.secretary, house.finance], self.other);
        match self.deed {
            Deed::Open => return Some(self.open(house, channel)),
            Deed::Reply => return Some(self.reply(channel)),
            _ => {}
        }
        let found = conversations(house).await;
        let view = found.get(self.conversation % found.len().max(1))?;
        let (conversation_id, ticket_id) = (view.id, view.ticket.ticket.id);
        let text = "Oi".to_owned();
        Some(match self.deed {
            Deed::Say => say(conversation_id, None),
            Deed::SayAfterSeeing => say(conversation_id, Some(Seq(i64::try_from(self.other).unwrap()))),
            Deed::Start => Op::StartTicket(StartTicket {
                conversation_id,
                entry_id: id(),
                content: text.into(),
                seen: None,
            }),
            Deed::Finish => Op::FinishTicket(FinishTicket { conversation_id, ticket_id }),
            Deed::Note => self.note(house, conversation_id),
            Deed::Assign => self.assign(house, view),
            Deed::Forward => {
                let entries = messages(house, conversation_id).await;
                Op::ForwardMessages(ForwardMessages {
                    conversation_id,
                    channel_id: channel,
                    entries,
                    note: Some(text),
                })
            }
            Deed::Add => {
                let family = [&house.juliana, &house.marcos, &house.neusa, &house.camila];
                let person_id = self.pick(&family, self.other).id();
                Op::AddGuardian(AddGuardian { conversation_id, person_id })
            }
            Deed::Rate => rate(view),
            Deed::Read => {
                let back = i64::try_from(self.other % 3).unwrap();
                Op::MarkRead(MarkRead { conversation_id, seq: Seq(view.last_seq.0 - back) })
            }
            Deed::Open
            | Deed::Reply
            | Deed::Join
            | Deed::Leave
            | Deed::Link
            | Deed::Unlink
            | Deed::Plan
            | Deed::CloseChannel => return None,
        })
    }

    fn note(&self, house: &House, conversation_id: ConversationId) -> Op {
        let mentions = [&house.rita, &house.ana, &house.fabio];
        let mentions = mentions[..self.other % 4].iter().map(|who| who.id()).collect();
        Op::WriteNote(WriteNote { conversation_id, entry_id: id(), text: "Oi".to_owned(), mentions })
    }

    fn assign(&self, house: &House, view: &ConversationView) -> Op {
        let people = [Some(&house.rita), Some(&house.ana), Some(&house.fabio), None];
        let person_id = self.pick(&people, self.other).map(|who| who.id());
        let (conversation_id, ticket_id) = (view.id, view.ticket.ticket.id);
        Op::AssignTicket(AssignTicket { conversation_id, ticket_id, person_id })
    }

    fn open(&self, house: &House, channel_id: ChannelId) -> Op {
        let student_id = self.pick(&[house.theo, house.theo, house.nina], self.conversation);
        Op::OpenConversation(OpenConversation {
            conversation_id: id(),
            channel_id,
            student_id,
            guardians: vec![house.marcos.id(), house.juliana.id()],
            entry_id: id(),
            content: "Oi".into(),
        })
    }

    /// Saves or removes one of a few replies.
    fn reply(&self, channel_id: ChannelId) -> Op {
        let number = u128::try_from(self.conversation).unwrap();
        let reply_id = CannedReplyId::from_uuid(uuid::Uuid::from_u128(number % 3));
        if (self.conversation / 3).is_multiple_of(3) {
            return DeleteReply { channel_id, reply_id }.into();
        }
        let text = self.pick(&["Olá", "Bom dia"], self.conversation).to_owned();
        SaveReply { channel_id, reply_id, title: "Oi".to_owned(), text }.into()
    }

    async fn administer(&self, house: &House) {
        let channel = self.pick(&[house.secretary, house.finance], self.other);
        let staff = self.pick(&[&house.rita, &house.ana, &house.fabio, &house.helena], self.who).id();
        let guardian = self.pick(&[&house.juliana, &house.marcos, &house.neusa], self.who).id();
        let (school, student) = (house.school, self.pick(&[house.theo, house.nina], self.conversation));
        let plan = self.pick(&[Plan::Basic, Plan::Premium], self.other);
        let active = self.who.is_multiple_of(2);
        let deed = self.deed.clone();
        house
            .store
            .write(Lane::Any, move |tx| match deed {
                Deed::Join => ledger::add_member(tx, staff, channel),
                Deed::Leave => ledger::remove_member(tx, staff, channel),
                Deed::Link => ledger::link_guardian(tx, guardian, student, Relationship::Grandparent),
                Deed::Unlink => ledger::unlink_guardian(tx, guardian, student, START),
                Deed::Plan => ledger::set_plan(tx, school, plan),
                Deed::CloseChannel => ledger::set_channel_active(tx, channel, active),
                _ => Ok::<_, StoreError>(()),
            })
            .await
            .unwrap();
    }
}

fn say(conversation_id: ConversationId, seen: Option<Seq>) -> Op {
    let (entry_id, content) = (id(), "Oi".into());
    Op::SendMessage(SendMessage { conversation_id, entry_id, content, ticket_id: None, seen })
}

/// Rates the last ticket that is over; without one, the ticket that is not.
fn rate(view: &ConversationView) -> Op {
    let ticket_id = view.earlier.first().map_or(view.ticket.ticket.id, |earlier| earlier.ticket.id);
    let (rating, comment) = (Rating::try_from(4).unwrap(), Some("Oi".to_owned()));
    Op::AnswerCsat(AnswerCsat { conversation_id: view.id, ticket_id, rating, comment })
}

/// All of the school, as its administrator sees them.
async fn conversations(house: &House) -> Vec<ConversationView> {
    let mut found = Vec::new();
    for channel in [house.secretary, house.finance] {
        let uri = format!("/v1/bootstrap?channel={channel}");
        let page: conversas_protocol::BootstrapPage = house.get(&house.helena, &uri).await;
        found.extend(page.conversations);
    }
    assert_eq!(house.helena.actor.role, Role::Admin);
    found.sort_unstable_by_key(|view| view.id);
    found
}

async fn messages(house: &House, id: ConversationId) -> Vec<EntryId> {
    let page = house.thread(&house.helena, id).await;
    let messages = page.entries.iter().filter(|entry| entry.kind.is_message());
    messages.map(|entry| entry.id).take(2).collect()
}
