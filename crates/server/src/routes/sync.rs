//! `GET /v1/sync?cursor=&wait=`: what changed, at once if there is something, else when there is.

use std::time::Duration;

use conversas_domain::entry::Seq;
use conversas_protocol::{ErrorBody, ErrorCode, SyncPage};
use serde::Deserialize;
use tokio::time::{Instant, sleep_until};
use utoipa::IntoParams;

use super::input::Params;
use super::made::Made;
use super::{App, Identity, LONGEST_WAIT, Refusal, Shared};
use crate::security_log::{self, Event};
use crate::store::progress;
use crate::sync::{self, Found, SyncError};
use crate::{cursor, render};

/// When a device asks again while too many others of its person wait for news, in seconds.
const RETRY: u64 = 20;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asked {
    /// From a bootstrap or the last answer.
    cursor: String,
    /// Seconds; cut to the longest wait.
    #[serde(default)]
    wait: u64,
    /// The number of the presence that the reader knows, 0 at first; left out: not interested in who is there.
    presence: Option<u64>,
}

/// What changed after a cursor: at once if there is something, else when there is, else after `wait` seconds. A device waits
/// with one request: the one before is answered at once when the next comes.
#[utoipa::path(get, path = "/v1/sync", params(Asked), responses(
    (status = 200, description = "Each thing that changed, as it is now", body = SyncPage),
    (status = 400, description = "Not a cursor of this school", body = ErrorBody),
    (status = 401, description = "Sign in again", body = ErrorBody),
    (status = 410, description = "The cursor is too old: bootstrap again", body = ErrorBody),
))]
pub(crate) async fn sync(app: Shared, me: Identity, Params(asked): Params<Asked>) -> Result<Made, Refusal> {
    let seq = cursor::read(&asked.cursor, me.actor.school_id).ok_or(ErrorCode::BadRequest)?;
    let deadline = Instant::now() + LONGEST_WAIT.min(Duration::from_secs(asked.wait));
    let (mut found, mut page) = read(&app, me, seq, asked.presence).await?;
    if !found.arrivals.is_empty() {
        let arrivals = std::mem::take(&mut found.arrivals);
        let side = me.actor.side();
        app.store.write(move |tx| progress::deliver(tx, side, &arrivals)).await?;
    }
    if !found.tells_nothing() || Instant::now() >= deadline {
        return Ok(page);
    }
    let poll = app.polls.begin(me.actor.person_id, me.device_id).ok_or_else(|| {
        security_log::tell(&Event::LimitHit { person: me.actor.person_id, limit: "polling_devices" });
        Refusal::too_many_attempts(RETRY)
    })?;
    let mut stopping = app.stopping.clone();
    while found.tells_nothing() && Instant::now() < deadline && !*stopping.borrow() {
        let listener = app.store.bell().listen(&found.scopes);
        // What was committed between the read before and the listener would not ring.
        (found, page) = read(&app, me, seq, asked.presence).await?;
        if !found.tells_nothing() {
            break;
        }
        tokio::select! {
            () = listener.rung() => {}
            () = sleep_until(found.look_again.map_or(deadline, |end| end.min(deadline))) => {}
            () = poll.replaced() => return Ok(page),
            _ = stopping.changed() => {}
        }
        (found, page) = read(&app, me, seq, asked.presence).await?;
    }
    Ok(page)
}

async fn read(app: &App, me: Identity, seq: Seq, known: Option<u64>) -> Result<(Found, Made), Refusal> {
    let presence = app.presence.clone();
    let file_limit = app.files.limit;
    let read = app.store.read(move |conn| {
        let mut found = sync::after(conn, me.device_id, me.actor, seq, file_limit)?;
        if let Some(known) = known {
            found.add_presence(render::presence(conn, me.actor, &presence)?, known);
        }
        let page = Made::of(&found.page);
        Ok::<_, SyncError>((found, page))
    });
    Ok(read.await?)
}
