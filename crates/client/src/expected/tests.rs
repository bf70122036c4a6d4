use conversas_domain::entry::Seq;
use conversas_domain::ids::ConversationId;
use conversas_domain::moment::Moment;
use conversas_domain::rejection::Rejection;
use conversas_protocol::{MarkRead, SendMessage, StartTicket, WriteNote};
use conversas_testkit::fresh;
use conversas_view::BlockedReason;

use super::*;
use crate::outbox::OutboxState;

/// The moment at which items are written.
const WRITTEN: Moment = Moment(500);

/// A ticket, and the person who does something about it.
struct Scene {
    conversation_id: ConversationId,
    me: PersonId,
    ticket: Ticket,
}

impl Scene {
    /// A ticket with number 3 of a family that waits.
    fn pending() -> Scene {
        let ticket = Ticket::opened(fresh(), 3, fresh(), Side::Family, Moment(1));
        Scene { conversation_id: fresh(), me: fresh(), ticket }
    }

    fn finished() -> Scene {
        let mut scene = Scene::pending();
        scene.ticket.apply(TicketEvent::Finished, scene.me, Moment(2)).expect("it was open");
        scene
    }

    fn start(&self) -> OutboxItem {
        let conversation_id = self.conversation_id;
        item(StartTicket { conversation_id, entry_id: fresh(), content: "Olá".into(), seen: None })
    }

    fn finish(&self, ticket_id: TicketId) -> OutboxItem {
        item(FinishTicket { conversation_id: self.conversation_id, ticket_id })
    }

    fn assign(&self, ticket_id: TicketId, person_id: Option<PersonId>) -> OutboxItem {
        item(AssignTicket { conversation_id: self.conversation_id, ticket_id, person_id })
    }

    fn message(&self) -> OutboxItem {
        let (conversation_id, ticket_id) = (self.conversation_id, Some(self.ticket.id));
        let content = "Bom dia".into();
        item(SendMessage { conversation_id, entry_id: fresh(), content, ticket_id, seen: None })
    }

    fn note(&self) -> OutboxItem {
        let conversation_id = self.conversation_id;
        item(WriteNote { conversation_id, entry_id: fresh(), text: "Ligar".into(), mentions: Vec::new() })
    }

    fn by(&self, side: Side, items: &[OutboxItem]) -> Expected<'_> {
        expected(&self.ticket, items, (self.me, side))
    }
}

fn item(op: impl Into<Op>) -> OutboxItem {
    OutboxItem::new(fresh(), Moment(0), WRITTEN, op.into())
}

/// The number, the status and the person who takes care.
fn state(expected: &Expected<'_>) -> (u32, Status, Option<PersonId>) {
    (expected.ticket.number, expected.ticket.status, expected.ticket.assignee)
}

#[test]
fn without_items_the_ticket_is_what_the_server_says() {
    let scene = Scene::pending();
    let expected = scene.by(Side::School, &[]);
    assert_eq!((expected.ticket.as_ref(), expected.ends_the_wait), (&scene.ticket, false));
    assert!(!expected.is_new());
}

#[test]
fn a_start_that_waits_opens_the_next_ticket_as_its_side_opens_one() {
    for (side, status, since) in
        [(Side::Family, Status::Pending, Some(WRITTEN)), (Side::School, Status::InProgress, None)]
    {
        let scene = Scene::finished();
        let expected = scene.by(side, &[scene.start()]);
        assert!(expected.is_new());
        assert_eq!(state(&expected), (4, status, None));
        assert_eq!((expected.ticket.waiting_since, expected.ticket.opened_at()), (since, WRITTEN));
        assert_eq!(expected.ticket.steps[0].by, scene.me);
    }
}

#[test]
fn a_start_opens_nothing_while_a_ticket_is_open_and_a_second_one_opens_nothing_more() {
    let scene = Scene::pending();
    let expected = scene.by(Side::Family, &[scene.start()]);
    assert_eq!((state(&expected), expected.is_new()), ((3, Status::Pending, None), false));
    let scene = Scene::finished();
    let twice = scene.by(Side::School, &[scene.start(), scene.start()]);
    assert_eq!(twice.ticket.number, 4);
}

#[test]
fn a_finish_before_a_start_opens_the_next_one_and_after_it_changes_nothing() {
    let scene = Scene::pending();
    let id = scene.ticket.id;
    let expected = scene.by(Side::School, &[scene.finish(id), scene.start()]);
    assert_eq!((state(&expected), expected.is_new()), ((4, Status::InProgress, None), true));
    let expected = scene.by(Side::School, &[scene.start(), scene.finish(id)]);
    assert_eq!((state(&expected), expected.is_new()), ((3, Status::Finished, None), false));
    let scene = Scene::finished();
    let expected = scene.by(Side::School, &[scene.start(), scene.finish(scene.ticket.id)]);
    assert_eq!(state(&expected), (4, Status::InProgress, None), "the finish was for the one before");
}

#[test]
fn a_finish_stands_at_the_time_when_it_was_written_and_ends_the_wait() {
    let scene = Scene::pending();
    let expected = scene.by(Side::School, &[scene.finish(scene.ticket.id)]);
    assert_eq!(expected.ticket.finished_at(), Some(WRITTEN));
    assert!(expected.ends_the_wait && expected.ticket.waiting_since.is_none());
    assert_eq!(scene.ticket.status, Status::Pending, "what the server said stays as it is");
}

#[test]
fn finishing_another_ticket_or_a_finished_one_changes_nothing_and_ends_no_wait() {
    let scene = Scene::pending();
    let other = scene.by(Side::School, &[scene.finish(fresh())]);
    assert_eq!((other.ticket.as_ref(), other.ends_the_wait), (&scene.ticket, false));
    let scene = Scene::finished();
    let again = scene.by(Side::School, &[scene.finish(scene.ticket.id)]);
    assert_eq!((again.ticket.as_ref(), again.ends_the_wait), (&scene.ticket, false));
}

#[test]
fn the_last_assignment_counts_and_it_stays_when_the_ticket_is_finished() {
    let scene = Scene::pending();
    let (id, bruno) = (scene.ticket.id, Some(fresh()));
    let taken = [scene.assign(id, Some(scene.me)), scene.assign(id, bruno)];
    assert_eq!(scene.by(Side::School, &taken).ticket.assignee, bruno);
    let released = [scene.assign(id, bruno), scene.assign(id, None)];
    assert_eq!(scene.by(Side::School, &released).ticket.assignee, None);
    let finished = [scene.assign(id, bruno), scene.finish(id)];
    assert_eq!(state(&scene.by(Side::School, &finished)), (3, Status::Finished, bruno));
}

#[test]
fn an_assignment_of_another_ticket_or_after_the_finish_changes_nothing() {
    let scene = Scene::pending();
    let (id, bruno) = (scene.ticket.id, Some(fresh()));
    assert_eq!(scene.by(Side::School, &[scene.assign(fresh(), bruno)]).ticket.assignee, None);
    let late = [scene.finish(id), scene.assign(id, bruno)];
    assert_eq!(scene.by(Side::School, &late).ticket.assignee, None);
    let next = [scene.finish(id), scene.start(), scene.assign(id, bruno)];
    assert_eq!(state(&scene.by(Side::School, &next)), (4, Status::InProgress, None));
}

#[test]
fn an_answer_of_staff_ends_the_wait_and_leaves_the_status_to_the_server() {
    let scene = Scene::pending();
    let answered = scene.by(Side::School, &[scene.message()]);
    assert!(answered.ends_the_wait);
    assert_eq!(answered.ticket.as_ref(), &scene.ticket);
    let asked = scene.by(Side::Family, &[scene.message()]);
    assert!(!asked.ends_the_wait, "a family that writes waits all the more");
    let started = Scene::finished();
    assert!(started.by(Side::School, &[started.start()]).ends_the_wait);
    assert!(!started.by(Side::Family, &[started.start()]).ends_the_wait);
}

#[test]
fn what_the_family_does_not_see_ends_no_wait() {
    let scene = Scene::pending();
    let mark = item(MarkRead { conversation_id: scene.conversation_id, seq: Seq(9) });
    let items = [scene.note(), mark, scene.assign(scene.ticket.id, Some(scene.me))];
    assert!(!scene.by(Side::School, &items).ends_the_wait);
}

#[test]
fn what_is_held_or_refused_or_arrived_counts_for_nothing() {
    let held = OutboxState::Blocked { reason: BlockedReason::Old };
    let refused = OutboxState::Failed { reason: Rejection::Forbidden };
    let scene = Scene::pending();
    let id = scene.ticket.id;
    let acts = || [scene.message(), scene.assign(id, Some(scene.me)), scene.finish(id), scene.start()];
    for state in [held, refused] {
        let items = acts().map(|item| OutboxItem { state, ..item });
        let expected = scene.by(Side::School, &items);
        assert_eq!((expected.ticket.as_ref(), expected.ends_the_wait), (&scene.ticket, false), "{state:?}");
    }
    let arrived = acts().map(|item| OutboxItem { arrived: true, ..item });
    let expected = scene.by(Side::School, &arrived);
    assert_eq!((expected.ticket.as_ref(), expected.ends_the_wait), (&scene.ticket, false));
}

#[test]
fn what_the_server_has_and_has_not_shown_counts_and_a_refused_item_leaves_the_others() {
    let scene = Scene::pending();
    let id = scene.ticket.id;
    let refused = OutboxState::Failed { reason: Rejection::Forbidden };
    let items = [
        OutboxItem { state: OutboxState::Sent, ..scene.finish(id) },
        OutboxItem { state: refused, ..scene.assign(id, Some(scene.me)) },
        scene.start(),
    ];
    assert_eq!(state(&scene.by(Side::School, &items)), (4, Status::InProgress, None));
}
