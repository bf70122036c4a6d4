//! The expected refusals: the rules of product.md in the words of the world, not of the permission table.

use conversas_domain::entry::{EntryKind, Seq};
use conversas_domain::ids::PersonId;
use conversas_domain::moment::DAY;
use conversas_domain::operation::{ForwardFacts, OpenFacts};
use conversas_domain::person::{Actor, Role};
use conversas_domain::rejection::Rejection;
use conversas_domain::ticket::Status;

use crate::attempt::{Attempt, What};
use crate::world::{Thread, World};

/// Answers why the attempt must be refused; none: it must be accepted.
pub(crate) fn refusal(world: &World, attempt: &Attempt) -> Option<Rejection> {
    match attempt {
        Attempt::Open(facts) => opening(world, facts),
        Attempt::Do { actor, conversation_id, what } => {
            let thread = world.thread(*conversation_id).expect("attempts are about threads that exist");
            doing(world, thread, *actor, what)
        }
    }
}

fn opening(world: &World, facts: &OpenFacts) -> Option<Rejection> {
    let actor = facts.actor;
    let me = actor.person_id;
    let member = world.members.contains(&(me, facts.channel.id));
    let foreign = actor.school_id != facts.channel.school_id;
    let refused = match actor.role {
        _ if foreign => Some(Rejection::NotFound),
        Role::Guardian if !world.links.contains(&(me, facts.student_id)) => Some(Rejection::NotFound),
        Role::Staff if !member => Some(Rejection::NotFound),
        Role::Admin if !member => Some(Rejection::Forbidden),
        Role::Guardian | Role::Staff | Role::Admin => None,
    };
    refused.or_else(|| {
        if facts.guardians.is_empty() {
            Some(Rejection::NotFound)
        } else if !facts.channel.serves(&facts.class_group) {
            Some(Rejection::ChannelUnavailable)
        } else {
            None
        }
    })
}

fn doing(world: &World, thread: &Thread, actor: Actor, what: &What) -> Option<Rejection> {
    let conversation = &thread.conversation;
    let me = actor.person_id;
    let home = actor.school_id == conversation.school_id;
    let guardian =
        home && conversation.guardians.contains(&me) && world.links.contains(&(me, conversation.student_id));
    let member = home && world.members.contains(&(me, conversation.channel_id));
    let looks_in = home && actor.role == Role::Admin;
    if !guardian && !member && !looks_in {
        return Some(Rejection::NotFound);
    }
    let allowed = match what {
        What::Send { .. } | What::Start => guardian || member,
        What::Finish { .. } | What::Note(_) | What::Assign { .. } | What::Forward(_) => member,
        What::Add(_) => guardian && conversation.guardians.first() == Some(&me),
        What::Rate { .. } => guardian,
        What::Read(_) => true,
    };
    if !allowed {
        return Some(Rejection::Forbidden);
    }
    let belongs = |person: &PersonId| world.members.contains(&(*person, conversation.channel_id));
    let finished = conversation.ticket.status == Status::Finished;
    match what {
        What::Start if guardian => None,
        What::Send { ticket, .. }
            if member && (finished || ticket.is_some_and(|it| it != conversation.ticket.id)) =>
        {
            Some(Rejection::TicketFinished)
        }
        What::Send { seen: None, .. } => None,
        What::Send { seen: Some(seen), .. } => {
            let news = |seq: Option<Seq>| seq.is_some_and(|seq| seq > *seen);
            if member && news(thread.colleague_answered_at(me)) {
                Some(Rejection::AnsweredMeanwhile)
            } else {
                news(thread.joined_at(me)).then_some(Rejection::AudienceGrew)
            }
        }
        What::Start => (!finished).then_some(Rejection::TicketStillOpen),
        What::Note(people) => (!people.iter().all(belongs)).then_some(Rejection::NotAMember),
        What::Assign { person, .. } => (!person.iter().all(belongs)).then_some(Rejection::NotAMember),
        What::Finish { .. } | What::Read(_) => None,
        What::Forward(asked) => forwarding(thread, asked),
        What::Add(person) => {
            let linked = world.links.contains(&(*person, conversation.student_id));
            (!linked).then_some(Rejection::GuardianNotAddable)
        }
        What::Rate { ticket, written_at } => {
            let ticket = thread.tickets.iter().find(|it| it.id == *ticket).expect("chosen from these");
            let finish = ticket.steps.iter().find(|step| step.status == Status::Finished);
            let in_time = finish.is_some_and(|finish| {
                world.now.since(finish.at) <= 7 * DAY || written_at.since(finish.at) <= 7 * DAY
            });
            (ticket.csat.is_some() || !in_time).then_some(Rejection::SurveyClosed)
        }
    }
}

fn forwarding(thread: &Thread, asked: &ForwardFacts) -> Option<Rejection> {
    let message = |kind: &EntryKind| matches!(kind, EntryKind::Message { .. } | EntryKind::Forwarded { .. });
    let only_messages = asked.messages.iter().all(|it| message(&it.kind));
    if !asked.target.serves(&asked.class_group) {
        Some(Rejection::ChannelUnavailable)
    } else if asked.target.id == thread.conversation.channel_id || asked.messages.is_empty() || !only_messages
    {
        Some(Rejection::NotForwardable)
    } else {
        None
    }
}
