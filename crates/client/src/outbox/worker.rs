//! Sends what the plan says: one row per conversation at a time, a few conversations side by side. A failure that may
//! pass pauses the whole queue, one of a file's bytes only files, and a file that the server looks at only itself; a bell
//! ends every pause.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError};

use conversas_domain::ids::{ConversationId, OpId};
use conversas_domain::rejection::Rejection;
use conversas_protocol::{ErrorCode, OpRequest, Outcome};
use tokio::task::JoinSet;

use super::age;
use super::plan::{Room, plan};
use super::settle::settle;
use super::upload::{self, Brought};
use crate::engine::Inner;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::net::NetError;
use crate::store::outbox;
use rest::Rests;

mod rest;

/// Conversations that are sent side by side.
const SIDE_BY_SIDE: usize = 4;
/// Of them, files.
const FILES_SIDE_BY_SIDE: usize = 2;

/// How one attempt ended.
enum Attempt {
    /// The row is settled, or was gone.
    Settled,
    /// Try again later.
    Later,
    /// The same of a file's bytes, which hold up nothing but files. `further`: some of them arrived.
    FileLater { further: bool },
    /// The server still looks at this row's file.
    Checking(i64),
    /// The session is over.
    SignedOut,
}

/// A conversation, and whether it is its read mark.
type Lane = (ConversationId, bool);

/// Runs until the session ends.
pub(crate) async fn run(inner: Arc<Inner>) {
    let mut on_their_way: JoinSet<(Lane, Attempt)> = JoinSet::new();
    // With whether it is a file.
    let mut lanes: HashMap<Lane, bool> = HashMap::new();
    let mut rests = Rests::default();
    loop {
        // Without a connection trying would only look like sending; the poll loop rings when it is back.
        if rests.all.until.is_none() && inner.connection.get().online {
            start_planned(&inner, &mut on_their_way, &mut lanes, &mut rests).await;
        }
        tokio::select! {
            Some(ended) = on_their_way.join_next() => match ended {
                Ok((lane, attempt)) => {
                    let is_file = lanes.remove(&lane) == Some(true);
                    match attempt {
                        Attempt::Settled if is_file => rests.files.failures = 0,
                        Attempt::Settled => rests.all.failures = 0,
                        Attempt::Later => rests.all.begin(),
                        Attempt::FileLater { further } => {
                            rests.files.failures = if further { 0 } else { rests.files.failures };
                            rests.files.begin();
                        }
                        Attempt::Checking(n) => rests.look_later(n),
                        Attempt::SignedOut => return,
                    }
                }
                Err(_) => lanes.clear(),
            },
            () = inner.bells.outbox.notified() => {}
            () = inner.bells.resend.notified() => rests = Rests::default(),
            () = rests.one_is_over() => {}
        }
    }
}

async fn start_planned(
    inner: &Arc<Inner>,
    on_their_way: &mut JoinSet<(Lane, Attempt)>,
    lanes: &mut HashMap<Lane, bool>,
    rests: &mut Rests,
) {
    let rows = match inner.store.read(outbox::candidates).await {
        Ok(rows) => rows,
        Err(error) => {
            tracing::error!(%error, "the outbox cannot be read");
            return;
        }
    };
    let files = lanes.values().filter(|is_file| **is_file).count();
    let room = Room {
        rows: SIDE_BY_SIDE.saturating_sub(on_their_way.len()),
        files: if rests.files.until.is_none() { FILES_SIDE_BY_SIDE.saturating_sub(files) } else { 0 },
    };
    let closed = lanes.keys().copied().chain(rests.lanes(&rows)).collect();
    for n in plan(&rows, &closed, room) {
        let Some(row) = rows.iter().find(|row| row.n == n) else { continue };
        let lane = (row.conversation_id, row.is_mark);
        lanes.insert(lane, row.is_file);
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
            if was_shown
                && matches!(attempt, Attempt::Later | Attempt::FileLater { .. } | Attempt::Checking(_))
            {
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
    if let Some(attachment) = item.attachment.as_ref().filter(|_| !item.arrived) {
        let bringing = upload::bring(inner, &live.remote, n, item.conversation_id, attachment).await?;
        match bringing {
            Brought::Ready => {}
            Brought::Gone => return Ok(Attempt::Settled),
            Brought::Checking => return Ok(Attempt::Checking(n)),
            Brought::Refused(reason) => {
                let outcome = Outcome::Rejected { reason };
                return settled(inner, (n, item.op_id), outcome).await;
            }
            Brought::Later { error, .. } if error.ends_session() => return Ok(Attempt::SignedOut),
            Brought::Later { error, further } => {
                tracing::debug!(op_id = %item.op_id, %error, "not brought");
                return Ok(Attempt::FileLater { further });
            }
        }
    }
    let request = OpRequest { op_id: item.op_id, written_at: item.written_at, op: item.op };
    let outcome = match live.remote.op(&request).await {
        Ok(receipt) => receipt.outcome,
        Err(error) if error.ends_session() => return Ok(Attempt::SignedOut),
        Err(error) if error.may_pass() => {
            tracing::debug!(op_id = %request.op_id, %error, "not sent");
            return Ok(Attempt::Later);
        }
        Err(error) => {
            tracing::error!(op_id = %request.op_id, %error, "refused without a receipt");
            Outcome::Rejected { reason: without_receipt(error) }
        }
    };
    settled(inner, (n, request.op_id), outcome).await
}

async fn settled(inner: &Arc<Inner>, key: (i64, OpId), outcome: Outcome) -> Result<Attempt> {
    let next_op_id = inner.fresh_id();
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
        _ => Rejection::NotFound,
    }
}
