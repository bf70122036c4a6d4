//! Builders shared by the tests of the operations: one school, two channels, one student, four people.

use crate::canned_reply::CannedReply;
use crate::channel::{Channel, ChannelKind};
use crate::content::Content;
use crate::conversation::{Conversation, Counts};
use crate::entry::{EntryKind, NewEntry, Seq};
use crate::ids::{ChannelId, ConversationId, EntityId, EntryId, PersonId, TicketId};
use crate::moment::Moment;
use crate::operation::{Change, ChannelFacts, Decision, Facts, FreshIds, SendMessage};
use crate::permission::Relation;
use crate::person::{Actor, Role, Side};
use crate::plan::Plan;
use crate::text::{MessageText, Name};
use crate::ticket::{Status, Ticket, TicketEvent};

/// The time of all acts in these tests, by the server's clock.
pub(crate) const NOW: Moment = Moment(1_000_000);
/// The time of the writers' clocks.
pub(crate) const WRITTEN: Moment = Moment(999_000);
/// The time at which a ticket of [`conversation`] got its status; each step is one millisecond after the
/// other.
pub(crate) const BEFORE: Moment = Moment(500_000);

/// The identifier with this number.
pub(crate) fn id<T: EntityId>(number: u128) -> T {
    T::from_uuid(uuid::Uuid::from_u128(number))
}

fn person(number: u128, role: Role) -> Actor {
    Actor { person_id: id(number), school_id: id(1), role }
}

/// A guardian, who starts conversations.
pub(crate) fn ana() -> Actor {
    person(11, Role::Guardian)
}
/// Another guardian of the same student.
pub(crate) fn bruno() -> Actor {
    person(12, Role::Guardian)
}
/// A member of the channel.
pub(crate) fn carla() -> Actor {
    person(21, Role::Staff)
}
/// Another member.
pub(crate) fn davi() -> Actor {
    person(22, Role::Staff)
}
/// An administrator, member of nothing.
pub(crate) fn eva() -> Actor {
    person(31, Role::Admin)
}

/// The channel with this number, for all class groups.
pub(crate) fn channel(number: u128) -> Channel {
    Channel {
        id: id(number),
        school_id: id(1),
        name: Name::parse("Secretaria").expect("a name"),
        description: String::new(),
        kind: ChannelKind::Secretary,
        active: true,
        hours: None,
        class_groups: Vec::new(),
    }
}

/// The secretary's office, where [`conversation`] is.
pub(crate) const SECRETARY: u128 = 41;
/// Another channel.
pub(crate) const FINANCE: u128 = 42;

/// Ana's conversation with the secretary's office, whose first ticket has this status; Carla moved it.
pub(crate) fn conversation(status: Status) -> Conversation {
    let mut ticket = Ticket::opened(id::<TicketId>(61), 1, ana().person_id, Side::Family, BEFORE);
    let mut counts = Counts { family: 1, school: 0 };
    if status != Status::Pending {
        let wrote = TicketEvent::Wrote(Side::School);
        ticket.apply(wrote, carla().person_id, BEFORE.plus(1)).expect("it is open");
        counts.school = 1;
    }
    if status == Status::Finished {
        ticket.apply(TicketEvent::Finished, carla().person_id, BEFORE.plus(2)).expect("it is open");
    }
    Conversation {
        id: id::<ConversationId>(51),
        school_id: id(1),
        channel_id: id::<ChannelId>(SECRETARY),
        student_id: id(71),
        guardians: vec![ana().person_id],
        ticket,
        counts,
        handled: counts.school,
    }
}

/// Guardians take part, Carla and Davi are members, Eva is of the school.
pub(crate) fn relation(actor: Actor) -> Relation {
    match actor.role {
        Role::Guardian => Relation::Participant,
        Role::Staff => Relation::Member,
        Role::Admin => Relation::SameSchool,
    }
}

/// Facts about [`conversation`].
pub(crate) fn facts(actor: Actor, status: Status) -> Facts {
    Facts {
        actor,
        relation: relation(actor),
        plan: Plan::Basic,
        conversation: conversation(status),
        now: NOW,
    }
}

/// The same, but the actor is a guardian of nobody here or a staff member of another channel.
pub(crate) fn outsider(actor: Actor, status: Status) -> Facts {
    Facts { relation: Relation::SameSchool, ..facts(actor, status) }
}

/// Facts about the secretary's office. No guardian has a relation to a channel.
pub(crate) fn channel_facts(actor: Actor) -> ChannelFacts {
    let relation = match relation(actor) {
        Relation::Participant => Relation::SameSchool,
        other => other,
    };
    ChannelFacts { actor, relation, channel_id: id(SECRETARY), school_id: id(1) }
}

/// The canned reply with this number.
pub(crate) fn reply(number: u128, title: &str, words: &str) -> CannedReply {
    CannedReply { id: id(number), title: Name::parse(title).expect("a name"), text: text(words) }
}

/// Identifiers for one decision: ticket 62, events 81 and 82.
pub(crate) fn ids() -> FreshIds {
    FreshIds { ticket: id(62), events: vec![id(82), id(81)] }
}

/// A text.
pub(crate) fn text(words: &str) -> MessageText {
    MessageText::parse(words).expect("not empty")
}

/// Message 91.
pub(crate) fn message(words: &str) -> SendMessage {
    let entry_id = id::<EntryId>(91);
    SendMessage { entry_id, content: text(words).into(), written_at: WRITTEN, ticket_id: None, seen: None }
}

/// Message 91 by someone who had seen so far.
pub(crate) fn message_having_seen(seq: i64) -> SendMessage {
    SendMessage { seen: Some(Seq(seq)), ..message("Olá") }
}

/// The changes in words, one line each: what a test compares.
pub(crate) fn told(decision: &Decision) -> Vec<String> {
    decision.changes.iter().map(tell).collect()
}

fn tell(change: &Change) -> String {
    match change {
        Change::ConversationOpened(conversation) => {
            format!("conversation with {}", names(&conversation.guardians))
        }
        Change::TicketSet { ticket, .. } => format!("ticket {} {:?}", ticket.number, ticket.status),
        Change::EntryAdded { entry, .. } => tell_entry(entry),
        Change::CountsSet { counts, .. } => format!("counts {}+{}", counts.family, counts.school),
        Change::GuardianAdded { person_id, .. } => format!("joined: {}", name(*person_id)),
        Change::ReadMarked { person_id, mark, .. } => {
            let Counts { family, school } = mark.counts;
            format!("{} read {family}+{school}", name(*person_id))
        }
        Change::ReplySaved { reply, .. } => {
            format!("reply {}: {}", reply.title.as_str(), reply.text.as_str())
        }
        Change::ReplyDeleted { reply_id, .. } => format!("reply {} deleted", reply_id.uuid().as_u128()),
    }
}

fn tell_entry(entry: &NewEntry) -> String {
    let by = name(entry.author_id);
    match &entry.kind {
        EntryKind::Message { content } => format!("{by}: {}", told_content(content)),
        EntryKind::Forwarded { content, provenance } => {
            format!("{by} forwards {}: {}", name(provenance.author_id), told_content(content))
        }
        EntryKind::Note { text, mentions } if mentions.is_empty() => format!("{by} notes: {}", text.as_str()),
        EntryKind::Note { text, mentions } => format!("{by} notes to {}: {}", names(mentions), text.as_str()),
        EntryKind::Assigned { person_id } => format!("{by} assigns {}", person_id.map_or("nobody", name)),
        EntryKind::StatusChanged { status, opened: true } => format!("{by} opened, {status:?}"),
        EntryKind::StatusChanged { status, opened: false } => format!("{by}: {status:?}"),
        EntryKind::ForwardedAway { count, .. } => format!("{by} forwarded {count} away"),
        EntryKind::GuardianAdded { person_id } => format!("{by} added {}", name(*person_id)),
        EntryKind::CsatAnswered { rating } => format!("{by} rates {}", u8::from(*rating)),
        EntryKind::Unreadable | EntryKind::Unknown => panic!("no rule writes what cannot be read"),
    }
}

fn told_content(content: &Content) -> &str {
    match content {
        Content::Text { text } => text.as_str(),
        Content::Attachment { attachment } => attachment.name.as_str(),
    }
}

fn names(people: &[PersonId]) -> String {
    people.iter().map(|person| name(*person)).collect::<Vec<_>>().join(", ")
}

fn name(person: PersonId) -> &'static str {
    let known = [(ana(), "Ana"), (bruno(), "Bruno"), (carla(), "Carla"), (davi(), "Davi"), (eva(), "Eva")];
    known.iter().find(|(actor, _)| actor.person_id == person).map_or("?", |(_, name)| name)
}

/// The entries a decision adds.
pub(crate) fn entries(decision: &Decision) -> Vec<&NewEntry> {
    let mut entries: Vec<&NewEntry> = Vec::new();
    for change in &decision.changes {
        if let Change::EntryAdded { entry, .. } = change {
            entries.push(entry);
        }
    }
    entries
}

/// The ticket a decision leaves behind in the conversation it ended up in, if it touches one.
pub(crate) fn ticket_after(decision: &Decision) -> Option<&Ticket> {
    let mut last = None;
    for change in &decision.changes {
        if let Change::TicketSet { ticket, .. } = change {
            last = Some(&**ticket);
        } else if let Change::ConversationOpened(conversation) = change {
            last = Some(&conversation.ticket);
        }
    }
    last
}
