//! The loop that asks what changed. It knows whether the server can be reached and says so.

use std::sync::Arc;
use std::time::Duration;

use conversas_protocol::received::SyncPage;
use conversas_protocol::{Cursor, ErrorCode};
use tokio::time::{Instant, sleep};

use super::patience::{Next, Patience};
use super::{again, apply, bootstrap};
use crate::clock::chance;
use crate::connection::trouble_of;
use crate::engine::inner::Inner;
use crate::error::{Error, Result};
use crate::net::{Coming, NetError};
use crate::outbox::backoff::{POLLING, pause, pause_after};
use crate::store::{StoreError, outbox, session};

/// The pause after which a person who belongs to no channel yet asks whether they do now.
const WITHOUT_LISTS: Duration = Duration::from_secs(20);

/// Changes that cannot be read are asked for again when the server is reached again, at most this often: lists may be long.
const ASK_AGAIN: Duration = Duration::from_secs(15 * 60);

/// Changes per request, on a quick link.
const PAGE: u32 = 200;

/// Runs until the session ends.
pub(crate) async fn run(inner: Arc<Inner>) {
    again::read(&inner).await;
    let mut failures = 0;
    let mut patience = Patience::default();
    // The first answer comes at once, so that a start knows soon whether it is online.
    let mut wait = false;
    // The time after which the poll before was ended, without an answer of the server.
    let mut ended = None;
    // Whether the server was away, or not asked yet, since unreadable changes were asked for.
    let mut was_away = true;
    let mut asked_again: Option<Instant> = None;
    loop {
        let asked = Instant::now();
        match step(&inner, if wait { patience.seconds() } else { 0 }).await {
            Ok(next) => {
                failures = 0;
                is_online(&inner);
                inner.connection.change(|connection| connection.disk_full = false);
                inner.caught_up.send_replace(!matches!(next, Next::AtOnce));
                if was_away && asked_again.is_none_or(|at| at.elapsed() >= ASK_AGAIN) {
                    asked_again = ask_again(&inner).await.then(Instant::now);
                }
                was_away = false;
                if wait {
                    patience.answered(asked.elapsed());
                }
                if let Some(after) = ended.take() {
                    patience.ended(after);
                    rest(&inner, &patience).await;
                }
                match next {
                    Next::AtOnce => wait = false,
                    Next::WhenSomethingHappens => wait = true,
                    Next::Later => sleep_or_ring(&inner, WITHOUT_LISTS).await,
                }
            }
            Err(Error::SignedOut) => return,
            Err(Error::Net(error)) if error.ends_session() => return,
            // Proxies end silent requests. The next poll, which does not wait, finds out whether the server
            // is away.
            Err(Error::Net(NetError::Offline | NetError::NotAServer)) if wait => {
                tracing::debug!(seconds = asked.elapsed().as_secs(), "a poll that waited was ended");
                ended = Some(asked.elapsed());
                wait = false;
            }
            Err(error) => {
                tracing::debug!(%error, "no answer to a poll");
                failures += 1;
                (wait, ended, was_away) = (false, None, true);
                inner.caught_up.send_replace(false);
                failed(&inner, &error);
                sleep_or_ring(&inner, pause_after(POLLING, failures, chance(), &error)).await;
            }
        }
    }
}

/// Asks again for unreadable changes; answers whether there were any.
async fn ask_again(inner: &Inner) -> bool {
    match again::ask(inner).await {
        Ok(some) => some,
        Err(error) => {
            tracing::debug!(%error, "what cannot be read is asked for when the server comes back next");
            false
        }
    }
}

/// Tells the reason why nothing comes. A full disk is not the network's fault, and a server that is asked too
/// often can be reached.
fn failed(inner: &Inner, error: &Error) {
    match error {
        Error::Net(error) if !error.is_too_often() => {
            inner.connection.change(|connection| {
                connection.online = false;
                connection.trouble = trouble_of(*error);
            });
            inner.others_are_unknown();
        }
        Error::Store(StoreError::Unavailable | StoreError::InUse) => {
            let before = inner.connection.change(|connection| connection.disk_full = true);
            if !before.disk_full {
                tracing::warn!("the disk takes nothing: what the server sends does not arrive");
            }
        }
        _ => {}
    }
}

/// Rests between polls when every poll that waits is ended at once: the loop would never rest otherwise.
async fn rest(inner: &Inner, patience: &Patience) {
    if patience.ended_at_once > 0 {
        sleep_or_ring(inner, pause(POLLING, patience.ended_at_once, chance())).await;
    }
}

async fn sleep_or_ring(inner: &Inner, time: Duration) {
    tokio::select! {
        () = inner.bells.poll.notified() => {}
        () = sleep(time) => {}
    }
}

/// Notes that the server answered, and rings the tasks that wait for that.
pub(crate) fn is_online(inner: &Arc<Inner>) {
    let before = inner.connection.change(|connection| {
        connection.online = true;
        connection.trouble = None;
    });
    if !before.online {
        inner.bells.resend.notify_one();
        inner.bells.bootstrap.notify_one();
        inner.bells.history.notify_one();
        inner.bells.presence.notify_one();
    }
}

/// Polls once. `wait`: how long the server may hold the answer, in seconds.
async fn step(inner: &Arc<Inner>, wait: u64) -> Result<Next> {
    let cursor = inner.store.read(session::cursor).await?;
    let Some(cursor) = cursor else { return bootstrap::first_page(inner).await };
    let coming = match inner.ask_for_changes(&cursor, wait).await {
        Err(Error::Net(NetError::Refused { code: ErrorCode::CursorExpired, .. })) => {
            tracing::info!("the cursor is too old: downloading again");
            inner.store.write(|tx| session::forget_cursor(tx)).await?;
            return Ok(Next::AtOnce);
        }
        other => other?,
    };
    // Messages that wait to be sent need not wait until all of a long page has come.
    is_online(inner);
    if let Some(time) = coming.server_time() {
        inner.server_time_is(time).await;
    }
    let mut page = inner.pages.measured(coming.whole()).await?;
    if let Some(presence) = page.presence.take() {
        inner.others_are(presence);
    }
    let more = page.more;
    let brought_something = !page.changes.is_empty();
    let says_nothing = !brought_something && page.cursor == cursor;
    if says_nothing && !inner.store.read(outbox::awaits_page).await? {
        return Ok(Next::WhenSomethingHappens);
    }
    inner.change(move |tx, reader, touched| apply::page(tx, reader, touched, &page)).await?;
    if brought_something {
        inner.bells.history.notify_one();
    }
    Ok(if more { Next::AtOnce } else { Next::WhenSomethingHappens })
}

impl Inner {
    async fn ask_for_changes(&self, cursor: &Cursor, wait: u64) -> Result<Coming<SyncPage>> {
        let remote = self.live()?.remote;
        Ok(remote.sync(cursor, wait, self.presence.number(), self.pages.of(PAGE)).await?)
    }

    /// Whether the server answers now, for a caller whose own request failed.
    pub(crate) async fn server_answers(&self) -> bool {
        let Ok(Some(cursor)) = self.store.read(session::cursor).await else { return false };
        self.ask_for_changes(&cursor, 0).await.is_ok()
    }
}
