//! The changes that a step may make, and those that it never makes.

use std::collections::BTreeSet;

use conversas_domain::conversation::Conversation;
use conversas_domain::entry::{EntryKind, NewEntry, Seq};
use conversas_domain::operation::{Decision, ForwardFacts};
use conversas_domain::person::Side;
use conversas_domain::ticket::{Status, Ticket};
use conversas_domain::unread::Unread;

use crate::attempt::{Attempt, What};
use crate::world::{Placed, Thread, World};

/// Compares the world before and after an accepted attempt.
pub(crate) fn check(before: &World, after: &World, attempt: &Attempt, decision: &Decision) {
    let ended_up = decision.target.conversation_id().expect("attempts are about conversations");
    assert!(after.thread(ended_up).is_some(), "a decision ends up somewhere");
    for thread in &after.threads {
        let id = thread.conversation.id;
        let touched = id == ended_up || source(attempt).is_some_and(|it| it == id);
        match before.thread(id) {
            Some(old) if touched => {
                nothing_is_taken_back(old, thread);
                only_the_actor(attempt, old, thread);
                dealt_with(attempt, old, thread);
            }
            Some(old) => assert_eq!(old, thread, "other conversations stay as they are"),
            None => assert_eq!(id, ended_up, "no conversation appears elsewhere"),
        }
    }
    assert!(after.threads.len() <= before.threads.len() + 1);
    let target = after.thread(ended_up).expect("seen above");
    match attempt {
        Attempt::Open(_) => own_message_is_read(attempt, target),
        Attempt::Do { conversation_id, what, .. } => {
            let old = before.thread(*conversation_id).expect("attempts are about threads that exist");
            let new = after.thread(*conversation_id).expect("conversations last");
            did(attempt, what, before, old, new, target);
        }
    }
}

fn source(attempt: &Attempt) -> Option<conversas_domain::ids::ConversationId> {
    match attempt {
        Attempt::Open(_) => None,
        Attempt::Do { conversation_id, .. } => Some(*conversation_id),
    }
}

fn did(attempt: &Attempt, what: &What, before: &World, old: &Thread, new: &Thread, target: &Thread) {
    match what {
        What::Send { seen: Some(seen), .. }
            if old.others_wrote_at(attempt.actor().person_id).is_some_and(|it| it > *seen) =>
        {
            assert_eq!(new.marks, old.marks, "what was not seen stays unread");
        }
        What::Send { .. } | What::Start => own_message_is_read(attempt, new),
        What::Finish { ticket } => {
            let status = |thread: &Thread| {
                let it = thread.tickets.iter().find(|it| it.id == *ticket);
                it.map(|it| it.status)
            };
            assert_eq!(status(new), Some(Status::Finished));
            if status(old) == Some(Status::Finished) {
                assert_eq!(old, new, "two finishes are one");
            }
        }
        What::Note(called) => {
            let added = added(old, new);
            let [NewEntry { kind: EntryKind::Note { mentions, .. }, .. }] = &added[..] else {
                panic!("one note")
            };
            let once: BTreeSet<_> = mentions.iter().collect();
            assert_eq!(once.len(), mentions.len(), "everybody is called once");
            assert_eq!(once, called.iter().collect(), "who is named is called");
            assert_eq!(
                Thread { entries: old.entries.clone(), ..new.clone() },
                *old,
                "a note is nothing else"
            );
        }
        What::Assign { ticket, person } => {
            let mut expected = old.clone();
            let current = &mut expected.conversation.ticket;
            let changes =
                current.id == *ticket && current.status != Status::Finished && current.assignee != *person;
            if changes {
                let [one] = &added(old, new)[..] else { panic!("one event") };
                assert_eq!(one.kind, EntryKind::Assigned { person_id: *person });
                current.assignee = *person;
                *expected.tickets.last_mut().expect("it has the current one") = current.clone();
                expected.entries = new.entries.clone();
            }
            assert_eq!(expected, *new, "taking care is a hint and nothing else");
        }
        What::Forward(asked) => {
            let away = |one: &NewEntry| matches!(one.kind, EntryKind::ForwardedAway { .. });
            assert!(matches!(&added(old, new)[..], [one] if away(one)));
            assert_eq!(Thread { entries: old.entries.clone(), ..new.clone() }, *old, "the source stays");
            forwarded(asked, before, old, target);
        }
        What::Add(person) => {
            assert!(target.conversation.guardians.contains(person));
            assert_eq!(old.tickets, new.tickets, "joining is no service episode");
        }
        What::Rate { ticket, .. } => {
            let rated = |tickets: &[Ticket]| tickets.iter().filter(|it| it.csat.is_some()).count();
            assert_eq!(rated(&new.tickets), rated(&old.tickets) + 1);
            assert!(new.tickets.iter().any(|it| it.id == *ticket && it.csat.is_some()));
        }
        What::Read(seq) => {
            let mark = new.marks.get(&attempt.actor().person_id).copied().unwrap_or_default();
            assert!(mark.seq >= *seq);
            assert_eq!(
                Thread { marks: old.marks.clone(), ..new.clone() },
                *old,
                "reading changes a mark only"
            );
        }
    }
}

fn forwarded(asked: &ForwardFacts, before: &World, source: &Thread, target: &Thread) {
    let conversation = &target.conversation;
    assert_eq!(conversation.channel_id, asked.target.id);
    assert_eq!(conversation.student_id, source.conversation.student_id);
    assert_eq!(conversation.guardian_set(), source.conversation.guardian_set());
    let old = before.thread(conversation.id);
    let open = old.map(|old| &old.conversation.ticket).filter(|ticket| ticket.status != Status::Finished);
    let ticket = &conversation.ticket;
    match open {
        Some(open) => {
            assert_eq!((open.id, open.status), (ticket.id, ticket.status), "an open ticket keeps its status");
            assert_eq!(open.replied_by, ticket.replied_by, "a forward is not a reply");
        }
        None => assert_eq!((ticket.status, ticket.replied_by.len()), (Status::Pending, 0)),
    }
    let arrived = added_since(old, target);
    let copies: Vec<_> =
        arrived.iter().filter(|one| matches!(one.kind, EntryKind::Forwarded { .. })).collect();
    assert_eq!(copies.len(), asked.messages.len());
    assert!(
        copies.iter().zip(&asked.messages).all(|(copy, message)| copy.kind.text() == message.kind.text())
    );
}

/// Answers the family's messages that the school has dealt with: all that an answer's writer had seen, and
/// all before the current ticket.
fn dealt_with(attempt: &Attempt, old: &Thread, new: &Thread) {
    let (before, after) = (&old.conversation, &new.conversation);
    let crossed = match attempt {
        Attempt::Do { what: What::Send { seen: Some(seen), .. }, .. } => {
            old.others_wrote_at(attempt.actor().person_id).is_some_and(|it| it > *seen)
        }
        Attempt::Do { .. } | Attempt::Open(_) => false,
    };
    let is_answer =
        |entry: &&NewEntry| matches!(entry.kind, EntryKind::Message { .. }) && entry.side == Side::School;
    let has_answered = added(old, new).into_iter().any(|entry| is_answer(&entry)) && !crossed;
    let expected = match (has_answered, before.ticket.id == after.ticket.id) {
        (true, _) => after.counts.family,
        (false, true) => before.handled,
        (false, false) => before.counts.family,
    };
    assert_eq!(after.handled, expected);
}

fn nothing_is_taken_back(old: &Thread, new: &Thread) {
    let (Conversation { guardians: old_guardians, .. }, Conversation { guardians, .. }) =
        (&old.conversation, &new.conversation);
    assert!(guardians.starts_with(old_guardians), "guardians only join, the starter stays first");
    assert!(new.entries.starts_with(&old.entries), "a thread only grows at its end");
    assert!(new.tickets.len() >= old.tickets.len());
    for (old, new) in old.tickets.iter().zip(&new.tickets) {
        assert_eq!((old.id, old.number), (new.id, new.number));
        assert!(new.steps.starts_with(&old.steps), "a chronology only grows");
        assert!(new.replied_by.is_superset(&old.replied_by));
        assert!(old.csat.is_none() || old.csat == new.csat, "a ticket is rated once");
        if old.status == Status::Finished {
            assert_eq!(*old, Ticket { csat: old.csat.clone(), ..new.clone() }, "finished is final");
        }
    }
    for (person, mark) in &old.marks {
        let now = new.marks.get(person).expect("a mark stays");
        assert!(
            now.seq >= mark.seq
                && now.counts.family >= mark.counts.family
                && now.counts.school >= mark.counts.school
        );
    }
}

fn only_the_actor(attempt: &Attempt, old: &Thread, new: &Thread) {
    let actor = attempt.actor();
    for entry in added(old, new) {
        assert_eq!((entry.author_id, entry.side), (actor.person_id, actor.side()));
    }
    for (person, mark) in &new.marks {
        assert!(*person == actor.person_id || old.marks.get(person) == Some(mark), "nobody reads for others");
    }
}

fn own_message_is_read(attempt: &Attempt, thread: &Thread) {
    let actor = attempt.actor();
    let Placed { seq, entry } = thread.entries.last().expect("a message was written");
    assert!(matches!(entry.kind, EntryKind::Message { .. }));
    let mark = thread.marks.get(&actor.person_id).expect("the writer has a mark");
    assert_eq!(mark.seq, *seq);
    let Conversation { ticket, counts, handled, .. } = &thread.conversation;
    let unread = Unread {
        reader: actor.person_id,
        side: actor.side(),
        ticket,
        counts: *counts,
        handled: Some(*handled),
        mark: *mark,
    };
    assert_eq!(unread.count(), 0);
}

fn added<'a>(old: &Thread, new: &'a Thread) -> Vec<&'a NewEntry> {
    added_since(Some(old), new)
}

fn added_since<'a>(old: Option<&Thread>, new: &'a Thread) -> Vec<&'a NewEntry> {
    let end = old.map_or(Seq::default(), Thread::last_seq);
    new.entries.iter().filter(|placed| placed.seq > end).map(|placed| &placed.entry).collect()
}
