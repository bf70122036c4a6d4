use super::*;
use crate::operation::Change;
use crate::operation::tests::*;

const COLLEAGUE: Meanwhile =
    Meanwhile { colleague_answered: Some(Seq(8)), guardian_joined: None, others_wrote: None };
const JOINED: Meanwhile =
    Meanwhile { colleague_answered: None, guardian_joined: Some(Seq(8)), others_wrote: None };

fn send(facts: &Facts) -> Result<Decision, Rejection> {
    send_message(facts, message("Olá"), Meanwhile::default(), &mut ids())
}

#[test]
fn a_guardian_writes_in_an_open_ticket_and_its_status_stays() {
    let decision = send(&facts(ana(), Status::Pending)).expect("she takes part");
    assert_eq!(told(&decision), ["Ana: Olá", "counts 2+0", "Ana read 2+0"]);
}

#[test]
fn the_first_answer_of_a_member_makes_a_pending_ticket_in_progress() {
    let decision = send(&facts(davi(), Status::Pending)).expect("he is a member");
    let expected = ["ticket 1 InProgress", "Davi: InProgress", "Davi: Olá", "counts 1+1", "Davi read 1+1"];
    assert_eq!(told(&decision), expected);
    assert_eq!(ticket_after(&decision).expect("it changed").replied_by, [davi().person_id].into());
}

#[test]
fn another_answer_makes_no_event_but_counts_its_author_as_having_replied() {
    let decision = send(&facts(davi(), Status::InProgress)).expect("he is a member");
    assert_eq!(told(&decision), ["ticket 1 InProgress", "Davi: Olá", "counts 1+2", "Davi read 1+2"]);
    let replied_by = &ticket_after(&decision).expect("it changed").replied_by;
    assert_eq!(*replied_by, [carla().person_id, davi().person_id].into());
}

#[test]
fn a_second_answer_of_the_same_member_leaves_the_ticket_as_it_is() {
    let decision = send(&facts(carla(), Status::InProgress)).expect("she is a member");
    assert_eq!(told(&decision), ["Carla: Olá", "counts 1+2", "Carla read 1+2"]);
}

#[test]
fn a_family_that_writes_after_an_answer_waits_again() {
    let decision = send(&facts(ana(), Status::InProgress)).expect("she takes part");
    let expected = ["ticket 1 InProgress", "Ana: Olá", "counts 2+1", "Ana read 2+1"];
    assert_eq!(told(&decision), expected);
    assert_eq!(ticket_after(&decision).expect("it changed").waiting_since, Some(NOW));
}

#[test]
fn a_finished_ticket_rejects_a_staff_message() {
    assert_eq!(send(&facts(carla(), Status::Finished)), Err(Rejection::TicketFinished));
}

#[test]
fn a_family_message_after_the_finish_opens_the_next_ticket() {
    let decision = send(&facts(ana(), Status::Finished)).expect("nothing stops a family");
    let expected = ["ticket 2 Pending", "Ana opened, Pending", "Ana: Olá", "counts 2+1", "Ana read 2+1"];
    assert_eq!(told(&decision), expected);
    assert!(entries(&decision).iter().all(|entry| entry.ticket_id == id(62)));
}

#[test]
fn an_answer_is_held_back_if_a_colleague_answered_after_what_the_sender_had_seen() {
    let facts = facts(davi(), Status::InProgress);
    let answered = |seen, colleague: Option<i64>| {
        let meanwhile = Meanwhile { colleague_answered: colleague.map(Seq), ..Meanwhile::default() };
        send_message(&facts, message_having_seen(seen), meanwhile, &mut ids()).map(|_| ())
    };
    assert_eq!(answered(7, Some(8)), Err(Rejection::AnsweredMeanwhile));
    assert_eq!(answered(8, Some(8)), Ok(()));
    assert_eq!(answered(9, Some(8)), Ok(()));
    assert_eq!(answered(7, None), Ok(()));
}

#[test]
fn send_anyway_waives_the_check_for_a_colleague() {
    let facts = facts(davi(), Status::InProgress);
    assert!(send_message(&facts, message("Olá"), COLLEAGUE, &mut ids()).is_ok());
}

#[test]
fn a_finish_is_said_before_a_colleagues_answer() {
    let facts = facts(davi(), Status::Finished);
    let decision = send_message(&facts, message_having_seen(7), COLLEAGUE, &mut ids());
    assert_eq!(decision, Err(Rejection::TicketFinished));
}

#[test]
fn no_answer_holds_back_a_family() {
    let facts = facts(ana(), Status::InProgress);
    assert!(send_message(&facts, message_having_seen(7), COLLEAGUE, &mut ids()).is_ok());
}

#[test]
fn the_entry_carries_both_clocks_its_author_and_the_id_the_client_chose() {
    let decision = send(&facts(ana(), Status::Pending)).expect("she takes part");
    let entry = entries(&decision)[0];
    assert_eq!((entry.id, entry.at, entry.written_at), (id(91), NOW, WRITTEN));
    assert_eq!((entry.author_id, entry.side), (ana().person_id, Side::Family));
}

#[test]
fn who_may_not_write_is_refused() {
    for status in Status::ALL {
        assert_eq!(send(&facts(eva(), status)), Err(Rejection::Forbidden));
        assert_eq!(send(&outsider(ana(), status)), Err(Rejection::NotFound));
        assert_eq!(send(&outsider(carla(), status)), Err(Rejection::NotFound));
    }
}

#[test]
fn another_schools_people_find_nothing_whatever_the_relation_says() {
    let mut facts = facts(carla(), Status::Pending);
    facts.actor.school_id = id(2);
    assert_eq!(send(&facts), Err(Rejection::NotFound));
}

#[test]
fn a_staff_message_for_a_ticket_that_is_over_does_not_land_in_the_next_one() {
    let earlier = SendMessage { ticket_id: Some(id(60)), ..message("Olá") };
    let send = |actor| {
        send_message(&facts(actor, Status::Pending), earlier.clone(), Meanwhile::default(), &mut ids())
    };
    assert_eq!(send(carla()), Err(Rejection::TicketFinished));
    assert!(send(ana()).is_ok(), "a family's message is for whichever ticket is open");
    let this = SendMessage { ticket_id: Some(id(61)), ..message("Olá") };
    assert!(send_message(&facts(carla(), Status::Pending), this, Meanwhile::default(), &mut ids()).is_ok());
}

#[test]
fn everybody_is_asked_when_a_guardian_joined_after_what_they_had_seen() {
    for actor in [ana(), carla()] {
        let facts = facts(actor, Status::InProgress);
        let send = |seen| send_message(&facts, message_having_seen(seen), JOINED, &mut ids()).map(|_| ());
        assert_eq!(send(7), Err(Rejection::AudienceGrew));
        assert_eq!(send(8), Ok(()));
    }
}

#[test]
fn what_was_never_on_the_senders_screen_stays_unread() {
    let meanwhile = Meanwhile { others_wrote: Some(Seq(8)), ..Meanwhile::default() };
    for actor in [ana(), carla()] {
        let facts = facts(actor, Status::InProgress);
        let moves = |seen| {
            let decision = send_message(&facts, message_having_seen(seen), meanwhile, &mut ids());
            let changes = decision.expect("it may be written").changes;
            changes.iter().any(|change| matches!(change, Change::ReadMarked { .. }))
        };
        assert!(!moves(7));
        assert!(moves(8));
    }
}
