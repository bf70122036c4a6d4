//! The inbox filters partition tickets as rule 8 says, and the order of rule 7 is total.

use std::collections::BTreeSet;

use conversas_domain::filter::{InboxFilter, Involvement, TypeFilter, involvement};
use conversas_domain::ids::{ConversationId, EntityId, PersonId, TicketId};
use conversas_domain::inbox::{InboxKey, Order, RowKey, family_key, staff_key, waiting};
use conversas_domain::moment::Moment;
use conversas_domain::person::Side;
use conversas_domain::ticket::{Status, Ticket, TicketEvent};
use proptest::prelude::*;
use uuid::Uuid;

fn person(number: u8) -> PersonId {
    PersonId::from_uuid(Uuid::from_u128(u128::from(number)))
}

/// Makes any possible ticket, with staff 0 to 3.
fn ticket() -> impl Strategy<Value = Ticket> {
    let event = prop_oneof![
        2 => Just(TicketEvent::Wrote(Side::Family)),
        3 => Just(TicketEvent::Wrote(Side::School)),
        1 => Just(TicketEvent::GotForward),
        1 => Just(TicketEvent::Finished),
    ];
    let events = prop::collection::vec((event, 0..4_u8, 0..1_000_i64), 0..6);
    (0..3_u8, 0..4_u8, 0..1_000_i64, events).prop_map(|(kind, by, at, events)| {
        let id = TicketId::from_uuid(Uuid::from_u128(1));
        let mut ticket = match kind {
            0 => Ticket::opened(id, 1, person(9), Side::Family, Moment(at)),
            1 => Ticket::opened(id, 1, person(by), Side::School, Moment(at)),
            _ => Ticket::opened_by_forward(id, 1, person(by), Moment(at)),
        };
        for (event, by, at) in events {
            let finished = ticket.status == Status::Finished;
            assert_eq!(ticket.apply(event, person(by), Moment(at)).is_err(), finished);
        }
        ticket
    })
}

fn key(n: usize, ticket: &Ticket, activity: i64) -> InboxKey {
    let id = ConversationId::from_uuid(Uuid::from_u128(n as u128));
    staff_key(id, ticket.status, waiting(ticket, false), Moment(activity))
}

fn shown(ticket: &Ticket, me: PersonId, statuses: &[Status], kind: TypeFilter) -> bool {
    InboxFilter { statuses: statuses.iter().copied().collect(), kind }.admits(ticket, me)
}

proptest! {
    #[test]
    fn mine_and_others_are_apart_within_all_and_never_pending(ticket in ticket(), me in 0..4_u8) {
        let of = |kind| shown(&ticket, person(me), &[], kind);
        let (all, mine, others) = (of(TypeFilter::All), of(TypeFilter::Mine), of(TypeFilter::Others));
        prop_assert!(all);
        prop_assert!(!(mine && others));
        if mine || others {
            prop_assert_ne!(ticket.status, Status::Pending);
        }
        prop_assert_eq!(mine, ticket.replied_by.contains(&person(me)));
        prop_assert_eq!(mine || others, !ticket.replied_by.is_empty());
    }

    #[test]
    fn what_is_finished_without_a_reply_is_in_all_only(ticket in ticket(), by in 0..4_u8, me in 0..4_u8) {
        let mut ticket = ticket;
        if ticket.status == Status::Pending {
            prop_assert!(ticket.apply(TicketEvent::Finished, person(by), Moment(0)).is_ok());
            let of = |kind| shown(&ticket, person(me), &[], kind);
            prop_assert_eq!([of(TypeFilter::All), of(TypeFilter::Mine), of(TypeFilter::Others)], [true, false, false]);
        }
    }

    #[test]
    fn the_three_statuses_partition_every_type(ticket in ticket(), me in 0..4_u8) {
        for kind in [TypeFilter::All, TypeFilter::Mine, TypeFilter::Others] {
            let alone = Status::ALL.map(|status| shown(&ticket, person(me), &[status], kind));
            let times = alone.iter().filter(|shown| **shown).count();
            prop_assert_eq!(times, usize::from(shown(&ticket, person(me), &[], kind)));
        }
    }

    #[test]
    fn a_combination_of_statuses_shows_what_each_of_them_shows(
        ticket in ticket(),
        me in 0..4_u8,
        chosen in prop::sample::subsequence(Status::ALL.to_vec(), 1..=3),
    ) {
        for kind in [TypeFilter::All, TypeFilter::Mine, TypeFilter::Others] {
            let each = chosen.iter().any(|status| shown(&ticket, person(me), &[*status], kind));
            prop_assert_eq!(shown(&ticket, person(me), &chosen, kind), each);
        }
    }

    #[test]
    fn the_index_decides_as_the_ticket_does(ticket in ticket(), me in 0..4_u8) {
        let cell = involvement(&ticket, person(me));
        for kind in [TypeFilter::All, TypeFilter::Mine, TypeFilter::Others] {
            let filter = InboxFilter { statuses: BTreeSet::from([Status::Finished]), kind };
            prop_assert_eq!(filter.admits(&ticket, person(me)), filter.admits_cell(ticket.status, cell));
        }
        if ticket.status == Status::Pending {
            prop_assert_eq!(cell, Involvement::Nobody);
        }
    }

    #[test]
    fn a_staff_inbox_has_one_order(rows in prop::collection::vec((ticket(), 0..50_i64), 2..12)) {
        let mut keyed: Vec<(InboxKey, &Ticket, i64)> = rows
            .iter()
            .enumerate()
            .map(|(n, (ticket, activity))| (key(n, ticket, *activity), ticket, *activity))
            .collect();
        keyed.sort_by_key(|(key, ..)| *key);
        // The order is: Pending that waits, then InProgress that waits, then the rest.
        let group = |ticket: &Ticket| match (ticket.status, waiting(ticket, false)) {
            (Status::Pending, Some(_)) => 0,
            (_, Some(_)) => 1,
            (_, None) => 2,
        };
        for pair in keyed.windows(2) {
            let [(one_key, one, one_activity), (next_key, next, next_activity)] = pair else {
                unreachable!("windows of two");
            };
            prop_assert!(one_key < next_key, "no two rows share a place");
            prop_assert!(group(one) <= group(next), "who waits comes first");
            if group(one) == group(next) && group(one) < 2 {
                prop_assert!(waiting(one, false) <= waiting(next, false));
            } else if group(one) == group(next) {
                prop_assert!(one_activity >= next_activity);
            }
        }
    }

    #[test]
    fn a_family_waits_as_long_as_nobody_of_the_school_answered_in_an_open_ticket(ticket in ticket()) {
        let waits = waiting(&ticket, false).is_some();
        match ticket.status {
            Status::Pending => prop_assert!(waits),
            Status::InProgress => {}
            Status::Finished => prop_assert!(!waits),
        }
        prop_assert_eq!(waiting(&ticket, true), None);
    }

    #[test]
    fn every_order_is_total_and_places_each_row_once(
        rows in prop::collection::vec((ticket(), 0..5_i64, "[ab]{0,2}"), 2..12),
    ) {
        let rows: Vec<RowKey> = rows
            .iter()
            .enumerate()
            .map(|(n, (ticket, activity, student))| RowKey {
                inbox: key(n, ticket, *activity),
                activity: Moment(*activity),
                student: student.clone(),
            })
            .collect();
        for order in [Order::Waiting, Order::Newest, Order::Oldest, Order::Student] {
            let mut sorted = rows.clone();
            sorted.sort_by(|a, b| order.compare(a, b));
            for pair in sorted.windows(2) {
                prop_assert!(order.compare(&pair[0], &pair[1]).is_lt());
            }
        }
    }

    #[test]
    fn a_family_list_has_the_newest_activity_first(a in any::<i64>(), b in any::<i64>()) {
        prop_assume!(a != i64::MIN && b != i64::MIN);
        let key = |n, at| family_key(ConversationId::from_uuid(Uuid::from_u128(n)), Moment(at));
        prop_assert_eq!(key(1, a) < key(2, b), a >= b);
    }
}
