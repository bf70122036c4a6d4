//! A school with four channels, two students and eight people, and another school with three.

use std::collections::{BTreeMap, BTreeSet};

use conversas_domain::channel::{Channel, ChannelKind};
use conversas_domain::conversation::{Conversation, Counts, ReadMark};
use conversas_domain::entry::{EntryKind, NewEntry, Seq};
use conversas_domain::ids::{ChannelId, ConversationId, EntityId, PersonId, StudentId};
use conversas_domain::moment::Moment;
use conversas_domain::operation::FreshIds;
use conversas_domain::permission::Relation;
use conversas_domain::person::{Actor, Role, Side};
use conversas_domain::text::Name;
use conversas_domain::ticket::Ticket;
use uuid::Uuid;

use crate::step::Step;

/// Makes the identifier with this number.
pub(crate) fn id<T: EntityId>(number: u128) -> T {
    T::from_uuid(Uuid::from_u128(number))
}

/// An entry with its number in the school.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Placed {
    pub(crate) seq: Seq,
    pub(crate) entry: NewEntry,
}

/// A conversation with its whole past.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Thread {
    pub(crate) conversation: Conversation,
    pub(crate) tickets: Vec<Ticket>,
    pub(crate) entries: Vec<Placed>,
    pub(crate) marks: BTreeMap<PersonId, ReadMark>,
}

impl Thread {
    /// Answers the messages that people wrote in a ticket, with author and side.
    pub(crate) fn written_in(&self, ticket: &Ticket) -> Vec<&NewEntry> {
        let written = |entry: &&NewEntry| matches!(entry.kind, EntryKind::Message { .. });
        self.of(ticket).filter(written).collect()
    }

    /// Answers the entries of a ticket.
    pub(crate) fn of<'a>(&'a self, ticket: &Ticket) -> impl Iterator<Item = &'a NewEntry> {
        let ticket_id = ticket.id;
        self.entries.iter().map(|placed| &placed.entry).filter(move |entry| entry.ticket_id == ticket_id)
    }

    /// Answers the newest number.
    pub(crate) fn last_seq(&self) -> Seq {
        self.entries.last().map(|placed| placed.seq).unwrap_or_default()
    }

    /// Answers the newest joining of a guardian that was not this person's doing.
    pub(crate) fn joined_at(&self, me: PersonId) -> Option<Seq> {
        let theirs = |placed: &&Placed| {
            matches!(placed.entry.kind, EntryKind::GuardianAdded { .. }) && placed.entry.author_id != me
        };
        self.entries.iter().rev().find(theirs).map(|placed| placed.seq)
    }

    /// Answers the newest message that anybody else wrote or forwarded.
    pub(crate) fn others_wrote_at(&self, me: PersonId) -> Option<Seq> {
        let theirs = |placed: &&Placed| placed.entry.kind.is_message() && placed.entry.author_id != me;
        self.entries.iter().rev().find(theirs).map(|placed| placed.seq)
    }

    /// Answers the newest message of a colleague in the current ticket.
    pub(crate) fn colleague_answered_at(&self, me: PersonId) -> Option<Seq> {
        let ticket_id = self.conversation.ticket.id;
        let theirs = |placed: &&Placed| {
            let entry = &placed.entry;
            let message = matches!(entry.kind, EntryKind::Message { .. }) && entry.ticket_id == ticket_id;
            message && entry.side == Side::School && entry.author_id != me
        };
        self.entries.iter().rev().find(theirs).map(|placed| placed.seq)
    }

    /// Counts the messages up to and including an entry, one by one.
    pub(crate) fn counted(&self, up_to: Seq) -> Counts {
        let mut counts = Counts::default();
        for placed in self.entries.iter().filter(|placed| placed.seq <= up_to) {
            match (&placed.entry.kind, placed.entry.side) {
                (EntryKind::Message { .. }, Side::School) => counts.school += 1,
                (EntryKind::Message { .. }, Side::Family) | (EntryKind::Forwarded { .. }, _) => {
                    counts.family += 1
                }
                _ => {}
            }
        }
        counts
    }
}

/// The whole world: schools, people and conversations.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct World {
    pub(crate) people: Vec<Actor>,
    pub(crate) channels: Vec<Channel>,
    pub(crate) students: Vec<(StudentId, &'static str)>,
    pub(crate) links: BTreeSet<(PersonId, StudentId)>,
    pub(crate) members: BTreeSet<(PersonId, ChannelId)>,
    pub(crate) threads: Vec<Thread>,
    pub(crate) now: Moment,
    pub(crate) last_seq: Seq,
    last_id: u128,
}

const ROLES: [(Role, u128); 11] = [
    (Role::Guardian, 1),
    (Role::Guardian, 1),
    (Role::Guardian, 1),
    (Role::Staff, 1),
    (Role::Staff, 1),
    (Role::Staff, 1),
    (Role::Admin, 1),
    (Role::Admin, 1),
    (Role::Guardian, 2),
    (Role::Staff, 2),
    (Role::Admin, 2),
];

impl World {
    /// Makes the world before any message was written.
    pub(crate) fn new() -> World {
        let person = |n: usize| id::<PersonId>(10 + n as u128);
        let student = |n: u128| id::<StudentId>(30 + n);
        let channel = |n: u128| id::<ChannelId>(40 + n);
        let people = ROLES.iter().enumerate().map(|(n, (role, school))| Actor {
            person_id: person(n),
            school_id: id(*school),
            role: *role,
        });
        World {
            people: people.collect(),
            channels: (0..4).map(|n| new_channel(channel(n), n)).collect(),
            students: vec![(student(0), "4A"), (student(1), "1B")],
            links: [(0, 0), (1, 0), (2, 0), (1, 1), (2, 1)]
                .map(|(guardian, n)| (person(guardian), student(n)))
                .into(),
            members: [(3, 0), (4, 0), (4, 1), (5, 2), (6, 1), (5, 0)]
                .map(|(staff, n)| (person(staff), channel(n)))
                .into(),
            threads: Vec::new(),
            now: Moment(1_000_000),
            last_seq: Seq(0),
            last_id: 1_000,
        }
    }

    /// Makes a new identifier.
    pub(crate) fn fresh<T: EntityId>(&mut self) -> T {
        self.last_id += 1;
        id(self.last_id)
    }

    /// Makes new identifiers for a decision.
    pub(crate) fn fresh_ids(&mut self) -> FreshIds {
        let events = (0..FreshIds::EVENTS).map(|_| self.fresh()).collect();
        FreshIds { ticket: self.fresh(), events }
    }

    /// Answers the thread with this identifier.
    pub(crate) fn thread(&self, id: ConversationId) -> Option<&Thread> {
        self.threads.iter().find(|thread| thread.conversation.id == id)
    }

    /// Answers the conversation of a channel, a student and a set of guardians.
    pub(crate) fn same(
        &self,
        channel: ChannelId,
        student: StudentId,
        set: &[PersonId],
    ) -> Option<&Conversation> {
        let set: BTreeSet<_> = set.iter().copied().collect();
        self.threads.iter().map(|thread| &thread.conversation).find(|it| {
            let guardians: BTreeSet<_> = it.guardians.iter().copied().collect();
            it.channel_id == channel && it.student_id == student && guardians == set
        })
    }

    /// Answers the relation of a person to a conversation.
    pub(crate) fn relation(&self, actor: Actor, conversation: &Conversation) -> Relation {
        let me = actor.person_id;
        let linked = self.links.contains(&(me, conversation.student_id));
        if actor.school_id != conversation.school_id {
            Relation::Stranger
        } else if actor.role == Role::Guardian && linked && conversation.guardians.contains(&me) {
            Relation::Participant
        } else if actor.role != Role::Guardian && self.members.contains(&(me, conversation.channel_id)) {
            Relation::Member
        } else {
            Relation::SameSchool
        }
    }

    /// Makes a step that is no operation: time passes, people come and go, a channel is opened or closed.
    pub(crate) fn happen(&mut self, step: &Step) {
        match step {
            Step::Wait { ms } => self.now = self.now.plus(*ms),
            Step::Link { guardian, student } => {
                let pair = (self.people[guardian.index(3)].person_id, self.students[student.index(2)].0);
                toggle(&mut self.links, pair);
            }
            Step::Join { staff, channel } => {
                let pair = (self.people[3 + staff.index(5)].person_id, self.channels[channel.index(4)].id);
                toggle(&mut self.members, pair);
            }
            Step::Switch { channel } => {
                let channel = &mut self.channels[channel.index(4)];
                channel.active = !channel.active;
            }
            Step::Open { .. } | Step::Do { .. } => {}
        }
    }
}

fn toggle<T: Ord>(set: &mut BTreeSet<T>, item: T) {
    if !set.remove(&item) {
        set.insert(item);
    }
}

/// Makes a channel; the third one serves only the first student's class group.
fn new_channel(channel_id: ChannelId, number: u128) -> Channel {
    Channel {
        id: channel_id,
        school_id: id(1),
        name: Name::parse("Canal").expect("a name"),
        description: String::new(),
        kind: ChannelKind::General,
        active: true,
        hours: None,
        class_groups: if number == 2 { vec!["4A".to_owned()] } else { Vec::new() },
    }
}
