//! The permission table, cell by cell, over HTTP: every action tried by everybody, in every relation, with the
//! identifiers of somebody else's conversation.

use axum::http::{Method, StatusCode};
use conversas_domain::csat::Rating;
use conversas_domain::entry::EntryKind;
use conversas_domain::ids::{ConversationId, EntryId, TicketId};
use conversas_domain::permission::{Action, Relation, may, require};
use conversas_domain::rejection::Rejection;
use conversas_protocol::{
    AddGuardian, AnswerCsat, AssignTicket, EntriesPage, FinishTicket, ForwardMessages, MarkRead, Op, Outcome,
    SaveReply, SendMessage, WriteNote,
};

use crate::fixture::{House, START, Someone, id};
use crate::ledger;
use crate::store::Lane;

/// A conversation of Juliana with the secretary's office: a rated ticket, one that can be rated, and an open one.
struct Scene {
    house: House,
    conversation: ConversationId,
    rateable: TicketId,
    open: TicketId,
    message: EntryId,
}

async fn scene(administrator_is_member: bool) -> Scene {
    let house = House::new().await;
    let conversation = house.conversation().await;
    let mut tickets = Vec::new();
    for words in ["Uma", "Outra"] {
        let ticket_id = current(&house).await;
        house
            .done(&house.rita, Op::FinishTicket(FinishTicket { conversation_id: conversation, ticket_id }))
            .await;
        house.say(&house.juliana, conversation, words).await;
        tickets.push(ticket_id);
    }
    house.done(&house.juliana, rate(conversation, tickets[0])).await;
    let (entry_id, text) = (id(), "nota".to_owned());
    let note =
        Op::WriteNote(WriteNote { conversation_id: conversation, entry_id, text, mentions: Vec::new() });
    house.done(&house.rita, note).await;
    let message = house.say(&house.juliana, conversation, "Oi").await;
    if administrator_is_member {
        let (person, channel) = (house.helena.id(), house.secretary);
        house.store.write(Lane::Any, move |tx| ledger::add_member(tx, person, channel)).await.unwrap();
    }
    let open = current(&house).await;
    Scene { house, conversation, rateable: tickets[1], open, message }
}

async fn current(house: &House) -> TicketId {
    house.inbox(&house.rita).await.conversations[0].ticket.ticket.id
}

fn rate(conversation_id: ConversationId, ticket_id: TicketId) -> Op {
    let rating = Rating::try_from(4).unwrap();
    Op::AnswerCsat(AnswerCsat { conversation_id, ticket_id, rating, comment: None })
}

impl Scene {
    /// Tries the action; answers `Ok` if it was done.
    async fn attempt(&self, who: &Someone, action: Action) -> Result<(), Rejection> {
        let conversation_id = self.conversation;
        let text = "Oi".to_owned();
        let op = match action {
            Action::Read => return self.sees(who, |_| true).await,
            Action::ReadNotes => return self.sees(who, |it| matches!(it, EntryKind::Note { .. })).await,
            Action::ReadCsat => {
                return self.sees(who, |it| matches!(it, EntryKind::CsatAnswered { .. })).await;
            }
            Action::ManageReplies => Op::SaveReply(SaveReply {
                channel_id: self.house.secretary,
                reply_id: id(),
                title: "Oi".into(),
                text,
            }),
            Action::Write => Op::SendMessage(SendMessage {
                conversation_id,
                entry_id: id(),
                content: text.into(),
                ticket_id: None,
                seen: None,
            }),
            Action::WriteNote => {
                Op::WriteNote(WriteNote { conversation_id, entry_id: id(), text, mentions: Vec::new() })
            }
            Action::Assign => {
                let person_id = Some(self.house.ana.id());
                Op::AssignTicket(AssignTicket { conversation_id, ticket_id: self.open, person_id })
            }
            Action::Finish => Op::FinishTicket(FinishTicket { conversation_id, ticket_id: self.open }),
            Action::Forward => Op::ForwardMessages(ForwardMessages {
                conversation_id,
                channel_id: self.house.finance,
                entries: vec![self.message],
                note: None,
            }),
            Action::AddGuardian => {
                Op::AddGuardian(AddGuardian { conversation_id, person_id: self.house.marcos.id() })
            }
            Action::AnswerCsat => rate(conversation_id, self.rateable),
            Action::MarkRead => {
                Op::MarkRead(MarkRead { conversation_id, seq: conversas_domain::entry::Seq(i64::MAX) })
            }
        };
        match self.house.op(who, op).await {
            Outcome::Applied { seq, .. } => {
                // The person's own message has moved the mark already.
                assert!(
                    seq.is_some() || action == Action::MarkRead,
                    "{action:?} by {:?} did nothing",
                    who.actor.role
                );
                Ok(())
            }
            Outcome::Rejected { reason } => Err(reason),
        }
    }

    /// Whether a person sees this in the thread; if not, nothing was shown that is not theirs.
    async fn sees(&self, who: &Someone, wanted: impl Fn(&EntryKind) -> bool) -> Result<(), Rejection> {
        let uri = format!("/v1/conversations/{}/entries", self.conversation);
        let (status, body) = self.house.ask::<()>(Some(&who.token), Method::GET, &uri, None).await;
        if status == StatusCode::NOT_FOUND {
            return Err(Rejection::NotFound);
        }
        let page: EntriesPage = serde_json::from_slice(&body).unwrap();
        page.entries.iter().any(|entry| wanted(&entry.kind)).then_some(()).ok_or(Rejection::Forbidden)
    }

    fn relation(&self, who: &Someone) -> Relation {
        let house = &self.house;
        let is = |other: &Someone| other.id() == who.id();
        if who.actor.school_id != house.school {
            Relation::Stranger
        } else if is(&house.juliana) {
            Relation::Participant
        } else if is(&house.rita) || is(&house.ana) {
            Relation::Member
        } else {
            Relation::SameSchool
        }
    }
}

/// The actions, in an order in which no action spoils the next.
const ORDER: [Action; 12] = [
    Action::Read,
    Action::ReadNotes,
    Action::ReadCsat,
    Action::MarkRead,
    Action::WriteNote,
    Action::Assign,
    Action::ManageReplies,
    Action::AnswerCsat,
    Action::AddGuardian,
    Action::Forward,
    Action::Write,
    Action::Finish,
];

async fn try_everything(scene: &Scene, who: &Someone, relation: Relation) {
    for action in ORDER {
        let came = scene.attempt(who, action).await;
        let role = who.actor.role;
        // Nobody takes part in a channel.
        let relation = match (action, relation) {
            (Action::ManageReplies, Relation::Participant) => Relation::SameSchool,
            _ => relation,
        };
        assert_eq!(came, require(role, relation, action), "{role:?}, {relation:?}, {action:?}");
        assert_eq!(came.is_ok(), may(role, relation, action));
    }
}

#[tokio::test]
async fn every_cell_of_the_table_holds_over_http() {
    assert!(Action::ALL.iter().all(|action| ORDER.contains(action)), "no action is left out");
    for number in 0..9 {
        let scene = scene(false).await;
        let house = &scene.house;
        let everybody = [
            &house.juliana,
            &house.neusa,
            &house.camila,
            &house.bia,
            &house.rita,
            &house.fabio,
            &house.bruno,
            &house.helena,
            &house.beto,
        ];
        let who = everybody[number];
        try_everything(&scene, who, scene.relation(who)).await;
    }
    let scene = scene(true).await;
    try_everything(&scene, &scene.house.helena, Relation::Member).await;
}

#[tokio::test]
async fn who_has_lost_the_link_or_the_channel_is_as_good_as_a_stranger_at_once() {
    let scene = scene(false).await;
    let house = &scene.house;
    let (guardian, student) = (house.juliana.id(), house.theo);
    let (staff, channel) = (house.rita.id(), house.secretary);
    let taken = house.store.write(Lane::Any, move |tx| {
        ledger::unlink_guardian(tx, guardian, student, START)?;
        ledger::remove_member(tx, staff, channel)
    });
    taken.await.unwrap();
    for who in [&house.juliana, &house.rita] {
        try_everything(&scene, who, Relation::SameSchool).await;
    }
}
