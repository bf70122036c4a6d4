//! Removes data whose time is over (rule 33), and looks through the store for damage: at start, then each
//! hour and day.
//!
//! Everything goes in small batches, each a transaction of its own, so that nobody who writes waits for long.
//! To keep something new for a time only: a number in [`Keeping`], a function of its table that forgets a
//! batch, a line in [`sweep`]. Whether the clock is believed is decided in [`trust`].

use std::sync::Arc;
use std::time::Duration;

use conversas_domain::entry::Seq;
use conversas_domain::ids::SchoolId;
use conversas_domain::moment::{DAY, HOUR, Moment};
use tokio::sync::watch;
use tokio::time::Instant;

use crate::Clock;
use crate::config::Keeping;
use crate::files::Files;
use crate::ledger;
use crate::store::{Lane, Store, StoreError, Write};
use trust::{Trust, Verdict};

mod skipped;
mod trust;

/// The time, in milliseconds, for which an administrator gets news of a channel that they do not belong to
/// and have not opened: a channel that nobody looks at is not sent, and is not on record as looked at.
const FOLLOWED: i64 = 7 * DAY;
/// The most rows that one transaction forgets.
const BATCH: usize = 500;
/// The time between two sweeps.
const PAUSE: Duration = Duration::from_millis(HOUR.unsigned_abs());

/// Keeps house until the server stops.
pub(crate) async fn keep(
    store: Store,
    files: Arc<Files>,
    clock: Clock,
    keeping: Keeping,
    mut stopping: watch::Receiver<bool>,
) {
    // The start has looked through the store and made a key: both are as old as the server.
    let mut days = Days::from(Instant::now());
    let mut trust = Trust::default();
    loop {
        let (now, at) = (clock.now(), Instant::now());
        if may_forget(&store, &mut trust, now, at).await {
            each_hour(&store, &files, now, keeping).await;
        } else {
            go_on(&files).await;
        }
        if days.one_is_over(at) {
            each_day(&store, &files).await;
        }
        tokio::select! {
            () = tokio::time::sleep(PAUSE) => {}
            // A dropped sender means the same.
            _ = stopping.wait_for(|stop| *stop) => return,
        }
    }
}

/// Days of the server, by a clock that nobody sets.
struct Days {
    begun: Instant,
}

impl Days {
    fn from(begun: Instant) -> Days {
        Days { begun }
    }

    /// Whether a day is over; if so the next one begins.
    fn one_is_over(&mut self, at: Instant) -> bool {
        let is_over = at.saturating_duration_since(self.begun) >= 24 * PAUSE;
        if is_over {
            self.begun = at;
        }
        is_over
    }
}

/// Whether anything may be forgotten by a clock that says `now`: it must be believed, and skipped time must
/// have been made up for.
async fn may_forget(store: &Store, trust: &mut Trust, now: Moment, at: Instant) -> bool {
    match judge(store, trust, now, at).await {
        Ok(is_believed) => is_believed,
        Err(error) => {
            tracing::error!(%error, "what is old was not forgotten");
            false
        }
    }
}

async fn judge(store: &Store, trust: &mut Trust, now: Moment, at: Instant) -> Result<bool, StoreError> {
    let known = store.read(|db| db.known_of_clock()).await?;
    let Verdict::OnTrial(trial) = trust.judge(known, now, at) else {
        skipped::make_up_for(store, known, now).await?;
        return Ok(true);
    };
    let hours = trial.well / HOUR;
    match known.last {
        Some(Moment(last)) => tracing::warn!(
            now = now.0,
            last,
            hours,
            "the clock has jumped: nothing is forgotten until the server ran for 24 hours"
        ),
        None => tracing::warn!(
            now = now.0,
            newest = known.newest.map(|newest| newest.0),
            hours,
            "the clock has jumped since what the database knows: nothing is forgotten until the server ran for 24 hours"
        ),
    }
    store.write(Lane::Any, move |tx| tx.set_trial(trial)).await?;
    Ok(false)
}

/// Does the work of each hour.
pub(crate) async fn each_hour(store: &Store, files: &Arc<Files>, now: Moment, keeping: Keeping) {
    if let Err(error) = files.expire().await {
        tracing::error!(%error, "files were not swept");
    }
    go_on(files).await;
    if let Err(error) = sweep(store, now, keeping).await {
        tracing::error!(%error, "what is old was not forgotten");
    }
}

/// Does work that needs no clock, and so is never held back.
async fn go_on(files: &Arc<Files>) {
    if let Err(error) = files.go_on().await {
        tracing::error!(%error, "unfinished uploads did not go on");
    }
}

async fn each_day(store: &Store, files: &Files) {
    if let Err(error) = store.look_through().await {
        tracing::error!(%error, "the database is damaged: nothing is written any more");
    }
    if let Err(error) = files.renew_links().await {
        tracing::error!(%error, "the key for links was not renewed");
    }
}

/// Forgets data whose time is over.
async fn sweep(store: &Store, now: Moment, keeping: Keeping) -> Result<(), StoreError> {
    store.write(Lane::Any, move |tx| tx.set_swept(now)).await?;
    // A clock that was ahead once may have left moments in the future, which would never be old.
    batches(store, move |tx| tx.clamp_device_uses(now, BATCH)).await?;
    batches(store, move |tx| tx.clamp_revocations(now, BATCH)).await?;
    batches(store, move |tx| tx.clamp_receipts(now, BATCH)).await?;
    batches(store, move |tx| tx.clamp_opened(now, BATCH)).await?;
    let before = |days: u32| now.plus(-i64::from(days) * DAY);
    let (refused, receipts) = (before(keeping.refused), before(keeping.receipts));
    batches(store, move |tx| tx.forget_refused_receipts(refused, BATCH)).await?;
    batches(store, move |tx| tx.forget_receipts(receipts, BATCH)).await?;
    let looks = before(keeping.looks);
    batches(store, move |tx| tx.forget_looks(looks, BATCH)).await?;
    let unopened = now.plus(-FOLLOWED);
    batches(store, move |tx| ledger::unfollow(tx, unopened, BATCH)).await?;
    let (unused, revoked) = (before(keeping.devices), before(keeping.revoked));
    batches(store, move |tx| tx.forget_unused_devices(unused, BATCH)).await?;
    batches(store, move |tx| tx.forget_revoked_devices(revoked, BATCH)).await?;
    forget_events(store, now, keeping.events).await
}

/// Forgets pointers that are older than so many days. The time of each is not known, but the log's number on
/// each day is.
async fn forget_events(store: &Store, now: Moment, days: u32) -> Result<(), StoreError> {
    let today = now.0.div_euclid(DAY);
    // A mark is made at some time of its day.
    let last = today - i64::from(days) - 1;
    let closed = store.write(Lane::Any, move |tx| {
        tx.mark_day(today)?;
        let mut closed = tx.take_older_than(last)?;
        for (school, up_to) in &closed {
            tx.close_up_to(*school, *up_to)?;
        }
        // For a school that was not looked at for days, the last mark says everything.
        closed.sort_unstable_by_key(|(school, up_to)| (*school, std::cmp::Reverse(*up_to)));
        closed.dedup_by_key(|(school, _)| *school);
        Ok::<_, StoreError>(closed)
    });
    for (school, up_to) in closed.await? {
        forget_of_school(store, school, up_to).await?;
    }
    Ok(())
}

async fn forget_of_school(store: &Store, school: SchoolId, up_to: Seq) -> Result<(), StoreError> {
    for scope in store.read(move |db| db.scopes_up_to(school, up_to)).await? {
        batches(store, move |tx| tx.forget_pointers(scope, up_to, BATCH)).await?;
    }
    Ok(())
}

/// Forgets batch after batch, until one is not full.
async fn batches(
    store: &Store,
    forget: impl Fn(&mut dyn Write) -> Result<usize, StoreError> + Clone + Send + 'static,
) -> Result<(), StoreError> {
    loop {
        let forget = forget.clone();
        if store.write(Lane::Any, forget).await? < BATCH {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests;
