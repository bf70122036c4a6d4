//! `GET /v1/sync?cursor=&wait=&limit=`: what changed, at once if there is something, else when there is.

use std::time::Duration;

use axum::http::HeaderName;
use conversas_domain::entry::Seq;
use conversas_protocol::{ErrorBody, ErrorCode, SyncPage, TIME_HEADER};
use serde::Deserialize;
use tokio::time::{Instant, sleep_until};
use utoipa::IntoParams;

use super::input::Params;
use super::made::Made;
use super::{App, Identity, LONGEST_WAIT, Refusal, Shared};
use crate::bell::Listener;
use crate::ledger;
use crate::render::Reader;
use crate::security_log::{self, Event};
use crate::store::Lane;
use crate::sync::{self, Found, SyncError};
use crate::{cursor, render};

/// The seconds after which a device asks again while too many others of its person wait for news.
const RETRY: u64 = 20;
const TIME: HeaderName = HeaderName::from_static(TIME_HEADER);
type Told = [(HeaderName, String); 1];

/// The most changes in one page.
const LARGEST_PAGE: usize = 200;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asked {
    /// The cursor, from a bootstrap or the last answer.
    cursor: String,
    /// The seconds to wait; cut to the longest wait.
    #[serde(default)]
    wait: u64,
    /// The number of changes, at most 200; left out: 200. Devices on slow links ask for few.
    limit: Option<usize>,
    /// The number of the presence that the reader knows, 0 at first; left out: the reader needs no presence.
    presence: Option<u64>,
}

/// The changes after a cursor: at once if there are any, else when there are, else none after `wait` seconds.
/// A device waits with one request: the one before is answered at once when the next comes.
#[utoipa::path(get, path = "/v1/sync", params(Asked), responses(
    (status = 200, description = "Each thing that changed, as it is now", body = SyncPage),
    (status = 400, description = "Not a cursor of this school", body = ErrorBody),
    (status = 401, description = "Sign in again", body = ErrorBody),
    (status = 410, description = "The cursor is too old: bootstrap again", body = ErrorBody),
))]
pub(crate) async fn sync(
    app: Shared,
    me: Identity,
    Params(asked): Params<Asked>,
) -> Result<(Told, Made), Refusal> {
    let seq = cursor::read(&asked.cursor, me.actor.school_id).ok_or(ErrorCode::BadRequest)?;
    let deadline = Instant::now() + LONGEST_WAIT.min(Duration::from_secs(asked.wait));
    let limit = asked.limit.unwrap_or(LARGEST_PAGE).clamp(1, LARGEST_PAGE);
    let asking = (seq, asked.presence, limit);
    let heard = app.bell.count();
    let (mut found, mut page) = read(&app, me, asking).await?;
    if !found.arrivals.is_empty() {
        deliver(&app, me, seq).await?;
    }
    if found.tells_nothing() && Instant::now() < deadline {
        (found, page) = wait_for_news(&app, me, asking, (found, page), heard, deadline).await?;
    }
    app.record(me, found.looks).await?;
    Ok(([(TIME, app.clock.now().0.to_string())], page))
}

/// Waits until something happened, the deadline came, or the device asked anew; answers what there is then.
/// `heard`: the bell's count before `known` was read.
async fn wait_for_news(
    app: &App,
    me: Identity,
    asking: (Seq, Option<u64>, usize),
    known: (Found, Made),
    mut heard: u64,
    deadline: Instant,
) -> Result<(Found, Made), Refusal> {
    let poll = app.polls.begin(me.actor.person_id, me.device_id).map_err(|too_many| {
        if too_many.is_new {
            security_log::tell(&Event::LimitHit { person: me.actor.person_id, limit: "polling_devices" });
        }
        Refusal::too_many_attempts(RETRY)
    })?;
    let (mut found, mut page) = known;
    let mut stopping = app.stopping.clone();
    let mut listener: Option<Listener> = None;
    while found.tells_nothing() && Instant::now() < deadline && !*stopping.borrow() {
        let waiting = match listener.take().filter(|listener| listener.hears(&found.scopes)) {
            Some(same) => same,
            // A commit since the read began rings the listener at once.
            None => app.bell.listen_since(&found.scopes, heard),
        };
        let wake = found.look_again.map_or(deadline, |end| end.min(deadline));
        tokio::select! {
            () = waiting.rung() => {}
            // Nothing rang: the earlier read still holds.
            () = sleep_until(wake) => if wake == deadline { break },
            () = poll.replaced() => break,
            _ = stopping.changed() => break,
        }
        listener = Some(waiting);
        heard = app.bell.count();
        (found, page) = read(app, me, asking).await?;
    }
    Ok((found, page))
}

/// Writes down what reached the device; the arrivals are computed again in the transaction.
async fn deliver(app: &App, me: Identity, seq: Seq) -> Result<(), Refusal> {
    let delivered = app.store.write(Lane::School(me.actor.school_id), move |tx| {
        let actor = tx.device(me.device_id)?.actor()?;
        let arrivals = sync::arrivals(tx, &Reader::load(tx, actor)?, seq)?;
        Ok::<_, SyncError>(ledger::deliver(tx, actor.side(), &arrivals)?)
    });
    match delivered.await {
        // A full disk keeps nobody from reading: the other side gets its ticks with a later request.
        Err(SyncError::Store(error)) if error.is_passing() => {
            tracing::warn!(device = %me.device_id, %error, "what reached a device was not written down");
            Ok(())
        }
        delivered => Ok(delivered?),
    }
}

async fn read(
    app: &App,
    me: Identity,
    (seq, known, limit): (Seq, Option<u64>, usize),
) -> Result<(Found, Made), Refusal> {
    let presence = app.presence.clone();
    let file_limit = app.files.limit;
    let read = app.store.read(move |db| {
        let (mut found, reader) = sync::after(db, me.device_id, seq, (limit, file_limit))?;
        if let Some(known) = known {
            found.add_presence(render::presence(db, &reader, &presence)?, known);
        }
        let page = Made::of(&found.page);
        Ok::<_, SyncError>((found, page))
    });
    Ok(read.await?)
}
