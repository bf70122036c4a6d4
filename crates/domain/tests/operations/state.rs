//! The properties of every state, however it was reached.

use std::collections::BTreeSet;

use conversas_domain::entry::{EntryKind, NewEntry};
use conversas_domain::ids::PersonId;
use conversas_domain::moment::Moment;
use conversas_domain::person::Side;
use conversas_domain::ticket::{Status, Ticket};
use conversas_domain::unread::Unread;

use crate::world::{Thread, World};

/// Checks every property of every conversation.
pub(crate) fn check(world: &World) {
    let mut sets = BTreeSet::new();
    for thread in &world.threads {
        let conversation = &thread.conversation;
        let set = (conversation.channel_id, conversation.student_id, conversation.guardian_set());
        assert!(!conversation.guardians.is_empty());
        assert_eq!(set.2.len(), conversation.guardians.len(), "each guardian once");
        assert!(sets.insert(set), "the same channel, student and guardians are the same conversation");
        tickets(thread);
        for ticket in &thread.tickets {
            chronology(thread, ticket);
            replies(thread, ticket);
            assert_eq!(ticket.waiting_since, waiting(thread, ticket), "{ticket:?}");
            survey(thread, ticket);
            assignee(thread, ticket);
        }
        messages_stand_in_open_tickets(thread);
        copies_name_their_original(world, thread);
        unread(world, thread);
    }
}

fn tickets(thread: &Thread) {
    let (last, earlier) = thread.tickets.split_last().expect("a conversation has a ticket");
    assert_eq!(*last, thread.conversation.ticket, "the last ticket is the current one");
    assert!(earlier.iter().all(|ticket| ticket.status == Status::Finished), "one is open at a time");
    assert!(thread.tickets.iter().map(|ticket| ticket.number).eq(1..=last.number), "they count up");
}

fn chronology(thread: &Thread, ticket: &Ticket) {
    let statuses: Vec<Status> = ticket.steps.iter().map(|step| step.status).collect();
    use Status::{Finished, InProgress, Pending};
    let legal: [&[Status]; 6] = [
        &[Pending],
        &[Pending, InProgress],
        &[Pending, Finished],
        &[Pending, InProgress, Finished],
        &[InProgress],
        &[InProgress, Finished],
    ];
    assert!(legal.contains(&&statuses[..]), "{statuses:?}");
    assert_eq!(statuses.last(), Some(&ticket.status));
    let shown = thread.of(ticket).filter_map(|entry| match entry.kind {
        EntryKind::StatusChanged { status, opened } => {
            Some((status, opened, entry.author_id, entry.side, entry.at))
        }
        _ => None,
    });
    let steps = ticket.steps.iter().enumerate();
    let kept = steps.map(|(n, step)| (step.status, n == 0, step.by, step.side, step.at));
    assert!(shown.eq(kept), "the thread shows what the chronology keeps");
}

fn replies(thread: &Thread, ticket: &Ticket) {
    let answers = thread.written_in(ticket).into_iter().filter(|entry| entry.side == Side::School);
    let answered_by: BTreeSet<PersonId> = answers.map(|entry| entry.author_id).collect();
    assert_eq!(ticket.replied_by, answered_by, "who wrote a message has replied, and nobody else");
    match ticket.status {
        Status::Pending => assert!(answered_by.is_empty()),
        Status::InProgress => assert!(!answered_by.is_empty()),
        Status::Finished => {
            let passed = ticket.steps.iter().any(|step| step.status == Status::InProgress);
            assert_eq!(passed, !answered_by.is_empty());
        }
    }
}

/// Answers since when the family waits: since the oldest message or forward after the channel's last answer,
/// in an open ticket.
fn waiting(thread: &Thread, ticket: &Ticket) -> Option<Moment> {
    if ticket.status == Status::Finished {
        return None;
    }
    let asks =
        |entry: &&&NewEntry| matches!(entry.kind, EntryKind::Message { .. } | EntryKind::Forwarded { .. });
    let answer =
        |entry: &&NewEntry| matches!(entry.kind, EntryKind::Message { .. }) && entry.side == Side::School;
    let entries: Vec<&NewEntry> = thread.of(ticket).collect();
    entries.iter().rev().take_while(|entry| !answer(entry)).filter(asks).last().map(|entry| entry.at)
}

fn survey(thread: &Thread, ticket: &Ticket) {
    let answers =
        thread.of(ticket).filter(|entry| matches!(entry.kind, EntryKind::CsatAnswered { .. })).count();
    assert_eq!(answers, usize::from(ticket.csat.is_some()), "one answer, shown once");
    assert!(ticket.csat.is_none() || ticket.status == Status::Finished);
}

fn assignee(thread: &Thread, ticket: &Ticket) {
    let assigned = thread.of(ticket).filter_map(|entry| match entry.kind {
        EntryKind::Assigned { person_id } => Some(person_id),
        _ => None,
    });
    assert_eq!(ticket.assignee, assigned.last().flatten(), "the thread shows who takes care");
}

fn messages_stand_in_open_tickets(thread: &Thread) {
    let mut open = None;
    for placed in &thread.entries {
        let entry = &placed.entry;
        match &entry.kind {
            EntryKind::StatusChanged { opened: true, .. } => {
                assert_eq!(open, None, "a ticket opens when none is open");
                open = Some(entry.ticket_id);
            }
            EntryKind::StatusChanged { status: Status::Finished, .. } => open = None,
            EntryKind::StatusChanged { .. } => {}
            EntryKind::Message { .. } | EntryKind::Forwarded { .. } | EntryKind::Assigned { .. } => {
                assert_eq!(open, Some(entry.ticket_id), "nobody writes in a finished ticket");
            }
            EntryKind::Note { .. }
            | EntryKind::ForwardedAway { .. }
            | EntryKind::GuardianAdded { .. }
            | EntryKind::CsatAnswered { .. } => {}
            EntryKind::Unreadable | EntryKind::Unknown => panic!("no rule writes what cannot be read"),
        }
    }
}

/// Checks that a copy, even of a copy, leads to a message about the same student in another channel.
fn copies_name_their_original(world: &World, thread: &Thread) {
    for placed in &thread.entries {
        let EntryKind::Forwarded { content, provenance } = &placed.entry.kind else {
            continue;
        };
        let original = world.threads.iter().find_map(|thread| {
            let found = thread.entries.iter().find(|placed| placed.entry.id == provenance.entry_id);
            found.map(|placed| (&thread.conversation, &placed.entry))
        });
        let (conversation, entry) = original.expect("what was forwarded stands somewhere");
        assert_eq!(entry.kind, EntryKind::Message { content: content.clone() });
        assert_eq!((entry.author_id, entry.side), (provenance.author_id, provenance.author_side));
        assert_eq!((entry.at, conversation.channel_id), (provenance.at, provenance.channel_id));
        assert_eq!(conversation.student_id, thread.conversation.student_id);
    }
}

/// Checks the arithmetic of unread numbers by counting entries one by one.
fn unread(world: &World, thread: &Thread) {
    let (counts, handled, ticket) =
        (thread.conversation.counts, thread.conversation.handled, &thread.conversation.ticket);
    assert_eq!(counts, thread.counted(thread.last_seq()));
    assert!(handled <= counts.family, "nobody has dealt with what was not written");
    for actor in &world.people {
        let (reader, side) = (actor.person_id, actor.side());
        let mark = thread.marks.get(&reader).copied().unwrap_or_default();
        let unread = Unread { reader, side, ticket, counts, handled: Some(handled), mark };
        let finished_by =
            ticket.steps.last().filter(|step| step.status == Status::Finished).map(|step| step.by);
        let is_colleagues =
            finished_by.is_some_and(|by| by != reader) && !ticket.replied_by.contains(&reader);
        let mut family = 0;
        let mut news = 0;
        for placed in &thread.entries {
            let (kind, by) = (&placed.entry.kind, placed.entry.side);
            let to_school = matches!(
                (kind, by),
                (EntryKind::Message { .. }, Side::Family) | (EntryKind::Forwarded { .. }, _)
            );
            family += u32::from(to_school);
            let is_news = match side {
                Side::Family => kind.is_message() && placed.seq > mark.seq,
                Side::School => to_school && placed.seq > mark.seq && family > handled && !is_colleagues,
            };
            news += u32::from(is_news);
            assert_eq!(unread.includes(placed.seq, thread.counted(placed.seq), by, kind), is_news);
        }
        assert_eq!(unread.count(), news);
    }
}
