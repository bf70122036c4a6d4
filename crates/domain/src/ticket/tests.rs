use super::*;
use crate::operation::tests::{ana, bruno, carla, davi, id};

const AT: Moment = Moment(100);

fn by_family() -> Ticket {
    Ticket::opened(id(61), 1, ana().person_id, Side::Family, AT)
}

fn by_school() -> Ticket {
    Ticket::opened(id(61), 1, carla().person_id, Side::School, AT)
}

fn by_forward() -> Ticket {
    Ticket::opened_by_forward(id(61), 1, davi().person_id, AT)
}

fn finished() -> Ticket {
    let mut ticket = by_family();
    assert_eq!(
        ticket.apply(TicketEvent::Finished, carla().person_id, Moment(200)),
        Ok(Some(Status::Finished))
    );
    ticket
}

fn family_writes(ticket: &mut Ticket, at: i64) -> Result<Option<Status>, TicketIsFinished> {
    ticket.apply(TicketEvent::Wrote(Side::Family), bruno().person_id, Moment(at))
}

fn school_writes(ticket: &mut Ticket, at: i64) -> Result<Option<Status>, TicketIsFinished> {
    ticket.apply(TicketEvent::Wrote(Side::School), carla().person_id, Moment(at))
}

fn chronology(ticket: &Ticket) -> Vec<(Status, i64)> {
    ticket.steps.iter().map(|step| (step.status, step.at.0)).collect()
}

#[test]
fn the_family_opens_it_pending_and_waits() {
    let ticket = by_family();
    assert_eq!((ticket.status, ticket.waiting_since), (Status::Pending, Some(AT)));
    assert!(ticket.replied_by.is_empty());
    assert_eq!(ticket.opened_at(), AT);
}

#[test]
fn the_school_opens_it_in_progress_and_has_replied() {
    let ticket = by_school();
    assert_eq!((ticket.status, ticket.waiting_since), (Status::InProgress, None));
    assert_eq!(ticket.replied_by, [carla().person_id].into());
}

#[test]
fn a_forward_opens_it_pending_and_who_forwarded_has_not_replied() {
    let ticket = by_forward();
    assert_eq!((ticket.status, ticket.waiting_since), (Status::Pending, Some(AT)));
    assert!(ticket.replied_by.is_empty());
    assert_eq!((ticket.steps[0].by, ticket.steps[0].side), (davi().person_id, Side::School));
}

#[test]
fn an_answer_makes_it_in_progress_once() {
    for mut ticket in [by_family(), by_forward()] {
        assert_eq!(school_writes(&mut ticket, 200), Ok(Some(Status::InProgress)));
        assert_eq!(school_writes(&mut ticket, 300), Ok(None));
        assert_eq!(chronology(&ticket), [(Status::Pending, 100), (Status::InProgress, 200)]);
    }
}

#[test]
fn the_family_writing_changes_no_status() {
    let mut pending = by_family();
    assert_eq!(family_writes(&mut pending, 200), Ok(None));
    let mut in_progress = by_school();
    assert_eq!(family_writes(&mut in_progress, 200), Ok(None));
    assert_eq!((pending.status, in_progress.status), (Status::Pending, Status::InProgress));
}

#[test]
fn a_wait_starts_at_the_oldest_unanswered_message() {
    let mut ticket = by_family();
    assert_eq!(family_writes(&mut ticket, 150), Ok(None));
    assert_eq!(ticket.waiting_since, Some(Moment(100)));
    assert!(school_writes(&mut ticket, 200).is_ok());
    assert_eq!(ticket.waiting_since, None);
    assert!(family_writes(&mut ticket, 300).is_ok());
    assert!(family_writes(&mut ticket, 400).is_ok());
    assert_eq!(ticket.waiting_since, Some(Moment(300)));
}

#[test]
fn a_forward_that_arrives_keeps_the_status_and_the_family_waits() {
    for (mut ticket, waits_since) in [(by_family(), 100), (by_school(), 200)] {
        let before = ticket.clone();
        assert_eq!(ticket.apply(TicketEvent::GotForward, davi().person_id, Moment(200)), Ok(None));
        let expected = Ticket { waiting_since: Some(Moment(waits_since)), ..before };
        assert_eq!(ticket, expected);
    }
}

#[test]
fn everybody_of_the_channel_who_wrote_has_replied() {
    let mut ticket = by_family();
    assert!(school_writes(&mut ticket, 200).is_ok());
    assert!(ticket.apply(TicketEvent::Wrote(Side::School), davi().person_id, Moment(300)).is_ok());
    assert!(family_writes(&mut ticket, 400).is_ok());
    assert_eq!(ticket.replied_by, [carla().person_id, davi().person_id].into());
}

#[test]
fn it_can_be_finished_from_any_open_status() {
    for mut ticket in [by_family(), by_school(), by_forward()] {
        let replied_by = ticket.replied_by.clone();
        assert_eq!(ticket.finished_at(), None);
        let changed = ticket.apply(TicketEvent::Finished, davi().person_id, Moment(200));
        assert_eq!(changed, Ok(Some(Status::Finished)));
        assert_eq!((ticket.waiting_since, ticket.finished_at()), (None, Some(Moment(200))));
        assert_eq!(ticket.replied_by, replied_by);
    }
}

#[test]
fn a_finished_ticket_takes_nothing_more() {
    let events = [
        TicketEvent::Wrote(Side::Family),
        TicketEvent::Wrote(Side::School),
        TicketEvent::GotForward,
        TicketEvent::Finished,
    ];
    for event in events {
        let mut ticket = finished();
        assert_eq!(ticket.apply(event, carla().person_id, Moment(300)), Err(TicketIsFinished));
        assert_eq!(ticket, finished(), "{event:?}");
    }
}

#[test]
fn the_chronology_says_who_did_what_from_which_side() {
    let mut ticket = by_family();
    assert!(school_writes(&mut ticket, 200).is_ok());
    assert!(ticket.apply(TicketEvent::Finished, davi().person_id, Moment(300)).is_ok());
    let told: Vec<_> = ticket.steps.iter().map(|step| (step.status, step.by, step.side)).collect();
    let expected = [
        (Status::Pending, ana().person_id, Side::Family),
        (Status::InProgress, carla().person_id, Side::School),
        (Status::Finished, davi().person_id, Side::School),
    ];
    assert_eq!(told, expected);
}

#[test]
fn statuses_sort_as_they_are_shown() {
    let mut statuses = Status::ALL;
    statuses.sort();
    assert_eq!(statuses, Status::ALL);
}
