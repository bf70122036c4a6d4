//! Sends what the plan says: one row per conversation at a time, a few conversations side by side. A failure that may
//! pass pauses the whole queue; a bell ends the pause.

use std::collections::HashSet;
use std::sync::{Arc, PoisonError};

use conversas_domain::ids::ConversationId;
use conversas_domain::rejection::Rejection;
use conversas_protocol::{ErrorCode, OpRequest, Outcome};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until};

use super::age;
use super::backoff::{SENDING, pause};
use super::plan::plan;
use super::settle::settle;
use crate::clock::chance;
use crate::engine::Inner;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::net::NetError;
use crate::store::outbox;

/// Conversations that are sent side by side.
const SIDE_BY_SIDE: usize = 4;

/// How one attempt ended.
enum Attempt {
    /// The row is settled, or was gone.
    Settled,
    /// Try again later.
    Later,
    /// The session is over.
    SignedOut,
}

/// A conversation, and whether it is its read mark.
type Lane = (ConversationId, bool);

/// Runs until the session ends.
pub(crate) async fn run(inner: Arc<Inner>) {
    let mut on_their_way: JoinSet<(Lane, Attempt)> = JoinSet::new();
    let mut lanes: HashSet<Lane> = HashSet::new();
    let mut failures = 0;
    let mut paused_until: Option<Instant> = None;
    loop {
        // Without a connection trying would only look like sending; the poll loop rings when it is back.
        if paused_until.is_none() && inner.connection.get().online {
            start_planned(&inner, &mut on_their_way, &mut lanes).await;
        }
        let pause_over = async {
            match paused_until {
                Some(until) => sleep_until(until).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            Some(ended) = on_their_way.join_next() => match ended {
                Ok((lane, attempt)) => {
                    lanes.remove(&lane);
                    match attempt {
                        Attempt::Settled => failures = 0,
                        Attempt::Later => {
                            failures += 1;
                            paused_until = Some(Instant::now() + pause(SENDING, failures, chance()));
                        }
                        Attempt::SignedOut => return,
                    }
                }
                Err(_) => lanes.clear(),
            },
            () = inner.bells.outbox.notified() => {}
            () = inner.bells.resend.notified() => {
                failures = 0;
                paused_until = None;
            }
            () = pause_over => paused_until = None,
        }
    }
}

async fn start_planned(
    inner: &Arc<Inner>,
    on_their_way: &mut JoinSet<(Lane, Attempt)>,
    lanes: &mut HashSet<Lane>,
) {
    let rows = match inner.store.read(outbox::candidates).await {
        Ok(rows) => rows,
        Err(error) => {
            tracing::error!(%error, "the outbox cannot be read");
            return;
        }
    };
    let room = SIDE_BY_SIDE.saturating_sub(on_their_way.len());
    for n in plan(&rows, lanes, room) {
        let Some(row) = rows.iter().find(|row| row.n == n) else { continue };
        let lane = (row.conversation_id, row.is_mark);
        lanes.insert(lane);
        let inner = Arc::clone(inner);
        on_their_way.spawn(async move { (lane, attempt(&inner, n, lane).await) });
    }
}

async fn attempt(inner: &Arc<Inner>, n: i64, (conversation_id, is_mark): Lane) -> Attempt {
    let show = |is_sending: bool| {
        let mut sending = inner.sending.lock().unwrap_or_else(PoisonError::into_inner);
        let changed = if is_sending { sending.insert(n) } else { sending.remove(&n) };
        drop(sending);
        changed && !is_mark
    };
    if show(true) {
        inner.events.tell(Event::ThreadChanged(conversation_id));
    }
    let outcome = send(inner, n).await;
    let was_shown = show(false);
    match outcome {
        Ok(attempt) => {
            if was_shown && matches!(attempt, Attempt::Later) {
                inner.events.tell(Event::ThreadChanged(conversation_id));
            }
            attempt
        }
        Err(Error::SignedOut) => Attempt::SignedOut,
        Err(error) => {
            tracing::error!(%error, "a receipt cannot be stored");
            Attempt::Later
        }
    }
}

async fn send(inner: &Arc<Inner>, n: i64) -> Result<Attempt> {
    let Some(item) = inner.store.read(move |db| outbox::get(db, n)).await? else {
        return Ok(Attempt::Settled);
    };
    let Ok(live) = inner.live() else { return Ok(Attempt::SignedOut) };
    if age::is_old(&item, live.directory.me.role.side(), inner.clock.now()) && age::holds(inner, n).await? {
        return Ok(Attempt::Settled);
    }
    let request = OpRequest { op_id: item.op_id, written_at: item.written_at, op: item.op };
    let outcome = match live.remote.op(&request).await {
        Ok(receipt) => receipt.outcome,
        Err(error) if error.is_unauthorized() => {
            inner.session_was_revoked();
            return Ok(Attempt::SignedOut);
        }
        Err(error) if error.may_pass() => {
            tracing::debug!(op_id = %request.op_id, %error, "not sent");
            return Ok(Attempt::Later);
        }
        Err(error) => {
            tracing::error!(op_id = %request.op_id, %error, "refused without a receipt");
            Outcome::Rejected { reason: without_receipt(error) }
        }
    };
    let next_op_id = inner.fresh_id();
    let key = (n, request.op_id);
    let settling =
        inner.change(move |tx, reader, touched| settle(tx, reader, touched, key, &outcome, next_op_id)).await;
    match settling {
        Err(Error::SignedOut) => Ok(Attempt::SignedOut),
        other => other.map(|()| Attempt::Settled),
    }
}

/// The server would not even look at it: repeating does not help.
fn without_receipt(error: NetError) -> Rejection {
    match error {
        NetError::Refused { code: ErrorCode::TooLarge, .. } => Rejection::TextTooLong,
        NetError::Offline | NetError::NotAServer | NetError::Refused { .. } => Rejection::NotFound,
    }
}
