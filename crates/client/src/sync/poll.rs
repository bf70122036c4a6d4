//! The loop that asks what changed. It knows whether the server can be reached and says so.

use std::sync::Arc;
use std::time::Duration;

use conversas_protocol::ErrorCode;
use tokio::time::sleep;

use super::{apply, bootstrap};
use crate::clock::chance;
use crate::connection::Trouble;
use crate::engine::Inner;
use crate::error::{Error, Result};
use crate::net::NetError;
use crate::outbox::backoff::{POLLING, pause};
use crate::store::session;

/// How often somebody who belongs to no channel yet asks whether they do now.
const WITHOUT_LISTS: Duration = Duration::from_secs(20);

/// When to ask next.
pub(super) enum Next {
    /// More is waiting.
    AtOnce,
    /// The server holds the answer until then.
    WhenSomethingHappens,
    /// There is nothing to wait for.
    Later,
}

/// Runs until the session ends.
pub(crate) async fn run(inner: Arc<Inner>) {
    let mut failures = 0;
    // The first answer comes at once: so a start knows quickly whether it is online.
    let mut wait = false;
    loop {
        match step(&inner, wait).await {
            Ok(next) => {
                failures = 0;
                is_online(&inner);
                inner.caught_up.send_replace(!matches!(next, Next::AtOnce));
                match next {
                    Next::AtOnce => wait = false,
                    Next::WhenSomethingHappens => wait = true,
                    Next::Later => {
                        tokio::select! {
                            () = inner.bells.poll.notified() => {}
                            () = sleep(WITHOUT_LISTS) => {}
                        }
                    }
                }
            }
            Err(Error::SignedOut) => return,
            Err(Error::Net(error)) if error.ends_session() => return,
            Err(error) => {
                tracing::debug!(%error, "no answer to a poll");
                failures += 1;
                wait = false;
                inner.caught_up.send_replace(false);
                // A full disk, say, is not the network's fault.
                if let Error::Net(error) = error {
                    inner.connection.change(|connection| {
                        connection.online = false;
                        connection.trouble = Trouble::of(error);
                    });
                    inner.others_are_unknown();
                }
                tokio::select! {
                    () = inner.bells.poll.notified() => {}
                    () = sleep(pause(POLLING, failures, chance())) => {}
                }
            }
        }
    }
}

/// The server answered: what waited for that is rung.
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

async fn step(inner: &Arc<Inner>, wait: bool) -> Result<Next> {
    let cursor = inner.store.read(|db| Ok(session::load(db)?.cursor)).await?;
    let Some(cursor) = cursor else { return bootstrap::first_page(inner).await };
    let page = match inner.live()?.remote.sync(&cursor, wait, inner.presence.number()).await {
        Err(NetError::Refused { code: ErrorCode::CursorExpired, .. }) => {
            tracing::info!("the cursor is too old: downloading again");
            inner.store.write(|tx| session::forget_cursor(tx)).await?;
            return Ok(Next::AtOnce);
        }
        other => other?,
    };
    let mut page = page;
    if let Some(presence) = page.presence.take() {
        inner.others_are(presence);
    }
    let more = page.more;
    let brought_something = !page.changes.is_empty();
    if !brought_something && page.cursor == cursor {
        return Ok(Next::WhenSomethingHappens);
    }
    inner.change(move |tx, reader, touched| apply::page(tx, reader, touched, &page)).await?;
    if brought_something {
        inner.bells.history.notify_one();
    }
    Ok(if more { Next::AtOnce } else { Next::WhenSomethingHappens })
}
