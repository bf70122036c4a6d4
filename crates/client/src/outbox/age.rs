//! Messages that a staff member wrote long ago may not be right any more: they are not sent without asking (rule 20).

use std::sync::Arc;

use conversas_domain::moment::{HOUR, Moment};
use conversas_domain::person::Side;

use super::item::OutboxItem;
use super::settle;
use super::state::{OutboxEvent, OutboxState};
use crate::engine::inner::Inner;
use crate::error::Result;
use crate::store::outbox;

/// The age up to which nobody is asked.
const FRESH: i64 = 12 * HOUR;

/// Whether a message is too old to be sent without asking. Both times are of this device's clock; a clock
/// that jumped backwards asks nothing. A decision to send a message counts as writing it anew.
pub(super) fn is_old(item: &OutboxItem, side: Side, now: Moment) -> bool {
    side == Side::School
        && item.state == OutboxState::Queued
        && !item.arrived
        && item.is_for_everybody()
        && now.since(item.written_at.max(item.decided_at)) > FRESH
}

/// Blocks a row that is too old; answers true if nothing is left to send. An earlier attempt may have reached
/// the server, so this is called when all that the server has is here, the row's own entry with it.
pub(super) async fn holds(inner: &Arc<Inner>, n: i64) -> Result<bool> {
    let now = inner.clock.now();
    let holding = inner.change(move |tx, reader, touched| {
        let Some(item) = outbox::get(tx, n)? else { return Ok(true) };
        if !is_old(&item, reader.side(), now) {
            return Ok(false);
        }
        tracing::info!(op_id = %item.op_id, "waited too long to be sent without asking");
        let state = item.state.after(OutboxEvent::Aged, reader.side());
        outbox::update(tx, &OutboxItem { state, ..item.clone() })?;
        settle::touch(tx, reader, touched, &item)?;
        Ok(true)
    });
    holding.await
}

#[cfg(test)]
mod tests {
    use conversas_domain::moment::DAY;
    use conversas_protocol::{FinishTicket, Op, SendMessage};
    use conversas_testkit::fresh;

    use super::*;

    const WRITTEN: Moment = Moment(400 * DAY);

    fn item(op: Op) -> OutboxItem {
        OutboxItem::new(fresh(), Moment(0), WRITTEN, op)
    }

    fn message() -> OutboxItem {
        item(Op::SendMessage(SendMessage {
            conversation_id: fresh(),
            entry_id: fresh(),
            content: "Bom dia".into(),
            ticket_id: None,
            seen: None,
        }))
    }

    fn after(item: &OutboxItem, side: Side, ms: i64) -> bool {
        is_old(item, side, WRITTEN.plus(ms))
    }

    #[test]
    fn a_staff_message_is_old_after_twelve_hours_and_one_of_a_family_never() {
        assert!(!after(&message(), Side::School, FRESH));
        assert!(after(&message(), Side::School, FRESH + 1));
        assert!(!after(&message(), Side::Family, 30 * DAY));
    }

    #[test]
    fn a_clock_that_jumped_backwards_asks_nothing() {
        assert!(!after(&message(), Side::School, -30 * DAY));
    }

    #[test]
    fn a_decision_to_send_it_counts_as_written_anew() {
        let decided = OutboxItem { decided_at: WRITTEN.plus(DAY), ..message() };
        assert!(!after(&decided, Side::School, DAY + FRESH));
        assert!(after(&decided, Side::School, DAY + FRESH + 1));
    }

    #[test]
    fn what_arrived_waits_for_a_decision_or_is_no_message_is_never_old() {
        let arrived = OutboxItem { arrived: true, ..message() };
        let decided = OutboxItem { state: OutboxState::Sent, ..message() };
        let finish = item(Op::FinishTicket(FinishTicket { conversation_id: fresh(), ticket_id: fresh() }));
        for item in [arrived, decided, finish] {
            assert!(!after(&item, Side::School, 30 * DAY));
        }
    }
}
