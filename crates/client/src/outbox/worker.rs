//! Sends the rows that the plan names: one row per target at a time, a few targets side by side. A failure
//! that may pass pauses the whole queue if the server does not answer, and only its row if it does; one of a
//! file's bytes pauses files, and a file that the server looks at only itself; a bell ends every pause.

use std::sync::Arc;
use std::time::Duration;

use conversas_domain::ids::OpId;
use conversas_domain::rejection::Rejection;
use conversas_domain::target::Target;
use conversas_protocol::received::Receipt;
use conversas_protocol::{ErrorCode, OpRequest, Outcome};
use tokio::sync::watch;
use tokio::task::JoinError;

use super::age;
use super::plan::{Room, plan};
use super::settle::settle;
use super::upload::{self, Brought};
use crate::engine::inner::Inner;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::net::NetError;
use crate::store::outbox;
use asking::{Asked, ask_the_person};
use lanes::{Lane, Lanes, Started};
use rest::{Instead, Rests};

pub(crate) mod aside;
mod asking;
mod lanes;
mod rest;
pub(crate) mod sending;

/// Targets that are sent to side by side.
const SIDE_BY_SIDE: usize = 4;
/// The most of those targets whose row is a file.
const FILES_SIDE_BY_SIDE: usize = 2;

/// The end of one attempt.
enum Attempt {
    /// The row is settled, or was gone.
    Settled,
    /// The row is to be tried later, and not before the server wants it.
    Later(Option<Duration>),
    /// The bytes of a file are to be tried later; only files wait for that. `further`: some of them arrived.
    FileLater { further: bool, wait: Option<Duration> },
    /// The server still checks the file of this row.
    Checking(i64),
    /// This row did not come through, and other requests do.
    HeldUp(i64, Instead),
    /// Whether the server has this row is not known yet.
    Unsure(i64),
    /// The session is over.
    SignedOut,
}

/// Runs until the session ends.
pub(crate) async fn run(inner: Arc<Inner>) {
    let mut lanes = Lanes::default();
    let mut rests = Rests::default();
    let mut caught_up = inner.caught_up.subscribe();
    loop {
        // Without a connection trying would only look like sending; the poll loop rings when the connection
        // is back.
        if rests.all.until.is_none() && inner.connection.get().online {
            start_planned(&inner, &mut lanes, &mut rests).await;
        }
        inner.connection.change(|connection| connection.not_let_through = rests.is_act_held_up());
        tokio::select! {
            Some((started, attempt)) = lanes.ended() => match attempt.unwrap_or_else(|error| lost(started.n, &error)) {
                Attempt::Settled if started.is_file => rests.files.failures = 0,
                Attempt::Settled => rests.all.failures = 0,
                Attempt::Later(wait) => rests.all.begin(wait),
                Attempt::FileLater { further, wait } => {
                    rests.files.failures = if further { 0 } else { rests.files.failures };
                    rests.files.begin(wait);
                }
                Attempt::Checking(n) => rests.look_later(n),
                Attempt::Unsure(n) => rests.wait_for_news(n),
                Attempt::HeldUp(n, instead) => {
                    if rests.hold_up(n, instead) {
                        match ask_the_person(&inner, n).await {
                            Asked::Decides => rests.decided(n),
                            Asked::Nobody(missed) => rests.wait_on(n, missed),
                            Asked::NobodyAfter(missed) => rests.step_aside(n, missed),
                            Asked::Later => {}
                        }
                    }
                }
                Attempt::SignedOut => return,
            },
            () = inner.bells.outbox.notified() => {}
            () = inner.bells.resend.notified() => rests.try_now(),
            () = inner.bells.anew.notified() => rests.begin_anew(),
            () = is_caught_up(&mut caught_up), if rests.awaits_news() => rests.news_came(),
            () = rests.one_is_over() => {}
        }
    }
}

/// Notes an attempt that a fault of this program ended. The next attempt may meet the fault again, so the row
/// rests in between.
fn lost(n: i64, error: &JoinError) -> Attempt {
    tracing::error!(is_panic = error.is_panic(), "an attempt to send was lost");
    Attempt::HeldUp(n, Instead::Fault)
}

async fn start_planned(inner: &Arc<Inner>, lanes: &mut Lanes<Attempt>, rests: &mut Rests) {
    let rows = match inner.store.read(outbox::candidates).await {
        Ok(rows) => rows,
        Err(error) => {
            tracing::error!(%error, "the outbox cannot be read");
            return;
        }
    };
    let room = Room {
        rows: SIDE_BY_SIDE.saturating_sub(lanes.len()),
        files: if rests.files.until.is_none() { FILES_SIDE_BY_SIDE.saturating_sub(lanes.files()) } else { 0 },
    };
    let closed = lanes.closed().chain(rests.lanes(&rows)).collect();
    let rows = rests.without_aside(rows);
    for n in plan(&rows, &closed, room) {
        let Some(row) = rows.iter().find(|row| row.n == n) else { continue };
        let lane = (row.target, row.is_mark);
        let inner = Arc::clone(inner);
        let started = Started { n, lane, is_file: row.is_file };
        lanes.start(started, async move { attempt(&inner, n, lane).await });
    }
}

async fn attempt(inner: &Arc<Inner>, n: i64, (target, is_mark): Lane) -> Attempt {
    let tell = || match target {
        Target::Conversation(id) => inner.events.tell(Event::ThreadChanged(id)),
        // Lists of these rows do not show which are on their way.
        Target::Channel(_) | Target::School(_) => {}
    };
    let shown = inner.sending.show(n);
    if !is_mark {
        tell();
    }
    let outcome = send(inner, n).await;
    drop(shown);
    match outcome {
        Ok(attempt) => {
            if !is_mark && !matches!(attempt, Attempt::Settled | Attempt::SignedOut) {
                tell();
            }
            attempt
        }
        Err(Error::SignedOut) => Attempt::SignedOut,
        Err(error) => {
            tracing::error!(%error, "a receipt cannot be stored");
            Attempt::Later(None)
        }
    }
}

async fn send(inner: &Arc<Inner>, n: i64) -> Result<Attempt> {
    let Some(item) = inner.store.read(move |db| outbox::get(db, n)).await? else {
        // The row is gone, or it cannot be read.
        inner.set_aside().await?;
        return Ok(Attempt::Settled);
    };
    let Ok(live) = inner.live() else { return Ok(Attempt::SignedOut) };
    if age::is_old(&item, live.directory.me.role.side(), inner.clock.now()) {
        if !*inner.caught_up.borrow() {
            return Ok(Attempt::Unsure(n));
        }
        if age::holds(inner, n).await? {
            return Ok(Attempt::Settled);
        }
    }
    let file = item.attachment.as_ref().filter(|_| !item.arrived);
    if let Some((attachment, conversation_id)) = file.zip(item.conversation_id()) {
        let bringing = upload::bring(inner, &live.remote, &item, conversation_id, attachment).await?;
        match bringing {
            Brought::Ready => {}
            Brought::Gone => return Ok(Attempt::Settled),
            Brought::Checking => return Ok(Attempt::Checking(n)),
            Brought::Refused(reason) => {
                let outcome = Outcome::Rejected { reason };
                return settled(inner, (n, item.op_id), outcome).await;
            }
            Brought::Later { error, .. } if error.ends_session() => return Ok(Attempt::SignedOut),
            Brought::Later { error: error @ (NetError::NotAServer | NetError::Offline), further: false } => {
                return Ok(match held_up(inner, n, error).await {
                    // Whether words get through, they find out themselves.
                    Attempt::Later(wait) => Attempt::FileLater { further: false, wait },
                    alone => alone,
                });
            }
            Brought::Later { error, further } => {
                tracing::debug!(op_id = %item.op_id, %error, "not brought");
                return Ok(Attempt::FileLater { further, wait: error.retry_after() });
            }
        }
    }
    let request = OpRequest { op_id: item.op_id, written_at: item.written_at, op: item.op };
    let outcome = match live.remote.op(&request).await {
        Ok(Receipt { outcome: Some(outcome) }) => outcome,
        Ok(Receipt { outcome: None }) => return Ok(Attempt::HeldUp(n, Instead::OtherVersion)),
        Err(error) if error.ends_session() => return Ok(Attempt::SignedOut),
        Err(error) if error.may_pass() => {
            tracing::debug!(op_id = %request.op_id, %error, "not sent");
            return Ok(held_up(inner, n, error).await);
        }
        Err(error) => {
            tracing::error!(op_id = %request.op_id, %error, "refused without a receipt");
            Outcome::Rejected { reason: without_receipt(error) }
        }
    };
    settled(inner, (n, request.op_id), outcome).await
}

/// Whether all requests fail, or only this row does.
async fn held_up(inner: &Arc<Inner>, n: i64, error: NetError) -> Attempt {
    let instead = match error {
        NetError::NotAServer => Instead::Page,
        NetError::Offline => Instead::Silence,
        NetError::Refused { code: ErrorCode::Internal, .. } => Instead::Fault,
        // The refusal is for this row alone: this app understands the server's answers to rows of other
        // kinds.
        NetError::AppTooOld => Instead::OtherVersion,
        error if error.is_unknown_operation() => Instead::OtherVersion,
        // The server has no time for any request.
        NetError::Refused { .. } => return Attempt::Later(error.retry_after()),
        // No request gets through.
        NetError::Certificate(_) | NetError::Locked | NetError::SessionEnded(_) => {
            return Attempt::Later(None);
        }
    };
    if inner.server_answers().await {
        Attempt::HeldUp(n, instead)
    } else {
        Attempt::Later(error.retry_after())
    }
}

async fn is_caught_up(caught_up: &mut watch::Receiver<bool>) {
    // Ignored: the wait fails only when the engine ends, and this task ends before it.
    let _ = caught_up.wait_for(|caught_up| *caught_up).await;
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

/// Answers the rejection of an operation that the server would not even read: repeating does not help.
fn without_receipt(error: NetError) -> Rejection {
    match error {
        NetError::Refused { code: ErrorCode::TooLarge, .. } => Rejection::TextTooLong,
        NetError::Refused { code: ErrorCode::Unknown(code), .. } => Rejection::Unknown(code),
        _ => Rejection::NotFound,
    }
}
