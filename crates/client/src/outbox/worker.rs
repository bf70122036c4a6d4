//! Sends what the plan says: one row per conversation at a time, a few conversations side by side. A failure that may
//! pass pauses the whole queue, one of a file's bytes only files; a bell ends the pause.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError};

use conversas_domain::ids::{ConversationId, OpId};
use conversas_domain::rejection::Rejection;
use conversas_protocol::{ErrorCode, OpRequest, Outcome};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until};

use super::age;
use super::backoff::{SENDING, pause};
use super::plan::{Room, plan};
use super::settle::settle;
use super::upload::{self, Brought};
use crate::clock::chance;
use crate::engine::Inner;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::net::NetError;
use crate::store::outbox;

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
    /// The session is over.
    SignedOut,
}

/// A conversation, and whether it is its read mark.
type Lane = (ConversationId, bool);

/// After failures that may pass.
#[derive(Default)]
struct Rest {
    /// In a row.
    failures: u32,
    until: Option<Instant>,
}

impl Rest {
    fn begin(&mut self) {
        self.failures += 1;
        self.until = Some(Instant::now() + pause(SENDING, self.failures, chance()));
    }

    async fn over(&self) {
        match self.until {
            Some(until) => sleep_until(until).await,
            None => std::future::pending().await,
        }
    }
}

/// Runs until the session ends.
pub(crate) async fn run(inner: Arc<Inner>) {
    let mut on_their_way: JoinSet<(Lane, Attempt)> = JoinSet::new();
    // With whether it is a file.
    let mut lanes: HashMap<Lane, bool> = HashMap::new();
    let (mut rest, mut files_rest) = (Rest::default(), Rest::default());
    loop {
        // Without a connection trying would only look like sending; the poll loop rings when it is back.
        if rest.until.is_none() && inner.connection.get().online {
            start_planned(&inner, &mut on_their_way, &mut lanes, files_rest.until.is_none()).await;
        }
        tokio::select! {
            Some(ended) = on_their_way.join_next() => match ended {
                Ok((lane, attempt)) => {
                    let is_file = lanes.remove(&lane) == Some(true);
                    match attempt {
                        Attempt::Settled if is_file => files_rest.failures = 0,
                        Attempt::Settled => rest.failures = 0,
                        Attempt::Later => rest.begin(),
                        Attempt::FileLater { further } => {
                            files_rest.failures = if further { 0 } else { files_rest.failures };
                            files_rest.begin();
                        }
                        Attempt::SignedOut => return,
                    }
                }
                Err(_) => lanes.clear(),
            },
            () = inner.bells.outbox.notified() => {}
            () = inner.bells.resend.notified() => (rest, files_rest) = Default::default(),
            () = rest.over() => rest.until = None,
            () = files_rest.over() => files_rest.until = None,
        }
    }
}

async fn start_planned(
    inner: &Arc<Inner>,
    on_their_way: &mut JoinSet<(Lane, Attempt)>,
    lanes: &mut HashMap<Lane, bool>,
    with_files: bool,
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
        files: if with_files { FILES_SIDE_BY_SIDE.saturating_sub(files) } else { 0 },
    };
    for n in plan(&rows, &lanes.keys().copied().collect(), room) {
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
            if was_shown && matches!(attempt, Attempt::Later | Attempt::FileLater { .. }) {
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
            Brought::Refused(reason) => {
                let outcome = Outcome::Rejected { reason };
                return settled(inner, (n, item.op_id), outcome).await;
            }
            Brought::Later { error, .. } if error.is_unauthorized() => {
                inner.session_was_revoked();
                return Ok(Attempt::SignedOut);
            }
            Brought::Later { error, further } => {
                tracing::debug!(op_id = %item.op_id, %error, "not brought");
                return Ok(Attempt::FileLater { further });
            }
        }
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
        NetError::Offline | NetError::NotAServer | NetError::Refused { .. } => Rejection::NotFound,
    }
}
