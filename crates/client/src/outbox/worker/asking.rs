//! A row that does not come through, again and again: finding the person who decides about it.

use std::sync::Arc;

use conversas_protocol::Op;

use super::rest::Missed;
use crate::engine::inner::Inner;
use crate::outbox::item::OutboxItem;
use crate::outbox::settle;
use crate::outbox::state::OutboxEvent;
use crate::store::outbox;

/// The answer to who decides about a row that does not come through.
pub(super) enum Asked {
    /// The row's person decides, if the row is still there.
    Decides,
    /// Nobody decides, because the row is no message: it is tried further.
    Nobody(Missed),
    /// Nobody decides, and no later row depends on this one.
    NobodyAfter(Missed),
    /// The store refused the question: the row rests as after any failure, and the next failure asks again.
    Later,
}

/// Blocks a message that does not come through, again and again, with its conversation, so that its person
/// decides.
pub(super) async fn ask_the_person(inner: &Arc<Inner>, n: i64) -> Asked {
    let asking = inner.change(move |tx, reader, touched| {
        let Some(item) = outbox::get(tx, n)? else { return Ok(Asked::Decides) };
        if item.shown_id().is_none() || item.arrived {
            let missed = if item.is_mark() || item.arrived { Missed::Nothing } else { Missed::Act };
            let is_alone = item.arrived || matches!(item.op, Op::AssignTicket(_));
            return Ok(if is_alone { Asked::NobodyAfter(missed) } else { Asked::Nobody(missed) });
        }
        tracing::warn!(op_id = %item.op_id, op = item.op.name(), "the network does not let it through");
        let state = item.state.after(OutboxEvent::NotLetThrough, reader.side());
        outbox::update(tx, &OutboxItem { state, ..item.clone() })?;
        settle::touch(tx, reader, touched, &item)?;
        Ok(Asked::Decides)
    });
    asking.await.unwrap_or_else(|error| {
        tracing::error!(%error, "a row that does not come through is tried again before its person is asked");
        Asked::Later
    })
}
