//! Loads the facts of an operation from the world and asks the domain, as the server does.

use conversas_domain::conversation::ReadMark;
use conversas_domain::csat::Rating;
use conversas_domain::entry::{EntryKind, Provenance, Seq};
use conversas_domain::ids::PersonId;
use conversas_domain::operation::{
    AddGuardianFacts, AssignFacts, Decision, Facts, ForwardFacts, ForwardedMessage, Meanwhile, Note,
    OpenFacts, SendMessage, add_guardian, answer_csat, assign_ticket, finish_ticket, forward_messages,
    mark_read, open_conversation, send_message, start_ticket, write_note,
};
use conversas_domain::permission::Relation;
use conversas_domain::person::{Actor, Role};
use conversas_domain::plan::Plan;
use conversas_domain::rejection::Rejection;
use conversas_domain::text::MessageText;

use crate::attempt::{Attempt, What};
use crate::step::{Deed, Seen, Step, Who};
use crate::world::{Placed, Thread, World};

type Outcome = Result<Decision, Rejection>;

/// Answers the domain's decision about a step; none: the step is no operation, or has no conversation yet.
pub(crate) fn act(world: &mut World, step: &Step) -> Option<(Attempt, Outcome)> {
    match step {
        Step::Open { who, channel, student, guardians } => {
            let actor = *who.get(&world.people);
            let chosen = guardians.iter().map(|index| world.people[index.index(3)].person_id).collect();
            let facts = open_facts(world, actor, channel.index(4), student.index(2), chosen);
            let (conversation_id, message) = (world.fresh(), message(world, None));
            let outcome = open_conversation(&facts, conversation_id, message, &mut world.fresh_ids());
            Some((Attempt::Open(Box::new(facts)), outcome))
        }
        Step::Do { who, thread, deed } if !world.threads.is_empty() => {
            let thread = thread.get(&world.threads).clone();
            let actor = pick(world, who, &thread)?;
            let facts = Facts {
                actor,
                relation: world.relation(actor, &thread.conversation),
                plan: Plan::Basic,
                conversation: thread.conversation.clone(),
                now: world.now,
            };
            let (what, outcome) = perform(world, &thread, &facts, deed);
            let conversation_id = thread.conversation.id;
            Some((Attempt::Do { actor, conversation_id, what }, outcome))
        }
        Step::Do { .. } | Step::Wait { .. } | Step::Link { .. } | Step::Join { .. } | Step::Switch { .. } => {
            None
        }
    }
}

fn pick(world: &World, who: &Who, thread: &Thread) -> Option<Actor> {
    let inside = |actor: &Actor| {
        matches!(world.relation(*actor, &thread.conversation), Relation::Participant | Relation::Member)
    };
    let insiders: Vec<Actor> = world.people.iter().copied().filter(inside).collect();
    match who {
        Who::Insider(_) if insiders.is_empty() => None,
        Who::Insider(index) => Some(*index.get(&insiders)),
        Who::Anybody(index) => Some(*index.get(&world.people)),
    }
}

fn open_facts(
    world: &World,
    actor: Actor,
    channel: usize,
    student: usize,
    chosen: Vec<PersonId>,
) -> OpenFacts {
    let channel = world.channels[channel].clone();
    let (student_id, class_group) = world.students[student];
    let me = actor.person_id;
    let relation = match actor.role {
        _ if actor.school_id != channel.school_id => Relation::Stranger,
        Role::Guardian if world.links.contains(&(me, student_id)) => Relation::Participant,
        Role::Staff | Role::Admin if world.members.contains(&(me, channel.id)) => Relation::Member,
        Role::Guardian | Role::Staff | Role::Admin => Relation::SameSchool,
    };
    let guardians = match actor.role {
        Role::Guardian => vec![me],
        Role::Staff | Role::Admin => {
            chosen.into_iter().filter(|one| world.links.contains(&(*one, student_id))).collect()
        }
    };
    OpenFacts {
        actor,
        plan: Plan::Basic,
        existing: world.same(channel.id, student_id, &guardians).cloned(),
        channel,
        student_id,
        class_group: class_group.to_owned(),
        guardians,
        relation,
        now: world.now,
    }
}

fn perform(world: &mut World, thread: &Thread, facts: &Facts, deed: &Deed) -> (What, Outcome) {
    let mut ids = world.fresh_ids();
    let written_at = world.now;
    match deed {
        Deed::Send { seen, ticket } => {
            let seen = match seen {
                Seen::Waived => None,
                Seen::Everything => Some(thread.last_seq()),
                Seen::UpTo(index) => Some(index.get(&thread.entries).seq),
            };
            let ticket = ticket.map(|index| index.get(&thread.tickets).id);
            let me = facts.actor.person_id;
            let meanwhile = Meanwhile {
                colleague_answered: thread.colleague_answered_at(me),
                guardian_joined: thread.joined_at(me),
                others_wrote: thread.others_wrote_at(me),
            };
            let message = SendMessage { ticket_id: ticket, ..message(world, seen) };
            (What::Send { seen, ticket }, send_message(facts, message, meanwhile, &mut ids))
        }
        Deed::Start => {
            (What::Start, start_ticket(facts, message(world, None), Meanwhile::default(), &mut ids))
        }
        Deed::Finish { ticket } => {
            let ticket = ticket.get(&thread.tickets).id;
            (What::Finish { ticket }, finish_ticket(facts, ticket, written_at, &mut ids))
        }
        Deed::Note { mentions } => {
            let mentions: Vec<_> = mentions.iter().map(|index| index.get(&world.people).person_id).collect();
            let channel = thread.conversation.channel_id;
            let all_are_members = mentions.iter().all(|person| world.members.contains(&(*person, channel)));
            let note =
                Note { entry_id: world.fresh(), text: words(), mentions: mentions.clone(), all_are_members };
            (What::Note(mentions), write_note(facts, note, written_at, &mut ids))
        }
        Deed::Assign { ticket, person } => {
            let ticket_id = ticket.get(&thread.tickets).id;
            let person_id = person.map(|index| index.get(&world.people).person_id);
            let channel = thread.conversation.channel_id;
            let is_member = person_id.is_some_and(|person| world.members.contains(&(person, channel)));
            let asked = AssignFacts { ticket_id, person_id, is_member };
            let outcome = assign_ticket(facts, asked, written_at, &mut ids);
            (What::Assign { ticket: ticket_id, person: person_id }, outcome)
        }
        Deed::Forward { channel, entries, note } => {
            let chosen = entries.iter().map(|index| index.get(&thread.entries)).collect();
            let me = facts.actor.person_id;
            let asked = forward_facts(world, me, thread, channel.index(4), chosen, *note);
            let outcome = forward_messages(facts, asked.clone(), written_at, &mut ids);
            (What::Forward(Box::new(asked)), outcome)
        }
        Deed::Add { person } => {
            let person_id = person.get(&world.people).person_id;
            let Facts { conversation, .. } = facts;
            let mut resulting = conversation.guardians.clone();
            resulting.push(person_id);
            let same = world.same(conversation.channel_id, conversation.student_id, &resulting);
            let asked = AddGuardianFacts {
                person_id,
                linked_to_student: world.links.contains(&(person_id, conversation.student_id)),
                same_set: same.map(|conversation| conversation.id),
            };
            (What::Add(person_id), add_guardian(facts, &asked, written_at, &mut ids))
        }
        Deed::Rate { ticket, rating, clock } => {
            let ticket = ticket.get(&thread.tickets);
            let written_at = world.now.plus(*clock);
            let rating = Rating::try_from(*rating).expect("one to five");
            let outcome = answer_csat(facts, ticket, rating, None, written_at, &mut ids);
            (What::Rate { ticket: ticket.id, written_at }, outcome)
        }
        Deed::Read { entry } => {
            let seq = entry.get(&thread.entries).seq;
            let current = thread.marks.get(&facts.actor.person_id).copied().unwrap_or_default();
            let asked = ReadMark { seq, counts: thread.counted(seq) };
            (What::Read(seq), mark_read(facts, current, asked))
        }
    }
}

fn forward_facts(
    world: &mut World,
    me: PersonId,
    thread: &Thread,
    channel: usize,
    chosen: Vec<&Placed>,
    note: bool,
) -> ForwardFacts {
    let source = &thread.conversation;
    let target = world.channels[channel].clone();
    let served = world.students.iter().find(|(id, _)| *id == source.student_id);
    let class_group = served.map_or("", |(_, class_group)| class_group).to_owned();
    let messages = chosen.into_iter().map(|placed| ForwardedMessage {
        copy_id: world.fresh(),
        kind: placed.entry.kind.clone(),
        provenance: Provenance {
            entry_id: placed.entry.id,
            author_id: placed.entry.author_id,
            author_side: placed.entry.side,
            at: placed.entry.at,
            channel_id: source.channel_id,
        },
    });
    // Events, half of a thread's entries, cannot be forwarded: they stay only in choices of one entry.
    let mut messages: Vec<_> = messages.collect();
    if messages.len() > 1 {
        messages.retain(|message| !matches!(message.kind, EntryKind::StatusChanged { .. }));
    }
    let existing = world.same(target.id, source.student_id, &source.guardians).cloned();
    let is_member = world.members.contains(&(me, target.id));
    let known = existing.as_ref().and_then(|existing| world.thread(existing.id));
    let mark = known.and_then(|known| known.marks.get(&me)).copied();
    ForwardFacts {
        mark: is_member.then(|| mark.unwrap_or_default()),
        existing,
        target,
        class_group,
        conversation_id: world.fresh(),
        target_ids: world.fresh_ids(),
        messages,
        note: note.then(|| (world.fresh(), words())),
    }
}

fn words() -> MessageText {
    MessageText::parse("Olá").expect("not empty")
}

fn message(world: &mut World, seen: Option<Seq>) -> SendMessage {
    SendMessage {
        entry_id: world.fresh(),
        content: words().into(),
        written_at: world.now,
        ticket_id: None,
        seen,
    }
}
