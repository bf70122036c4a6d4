//! `GET /v1/sync?cursor=&wait=`: what changed, at once if there is something, else when there is.

use std::time::Duration;

use axum::Json;
use conversas_domain::entry::Seq;
use conversas_protocol::{ErrorBody, ErrorCode, SyncPage};
use serde::Deserialize;
use tokio::time::{Instant, sleep_until};
use utoipa::IntoParams;

use super::input::Params;
use super::{App, Identity, LONGEST_WAIT, Refusal, Shared};
use crate::bell::Listener;
use crate::store::progress;
use crate::sync::{self, Found, SyncError};
use crate::{cursor, render};

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

/// What changed after a cursor: at once if there is something, else when there is, else after `wait` seconds.
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
) -> Result<Json<SyncPage>, Refusal> {
    let seq = cursor::read(&asked.cursor, me.actor.school_id).ok_or(ErrorCode::BadRequest)?;
    let deadline = Instant::now() + LONGEST_WAIT.min(Duration::from_secs(asked.wait));
    let mut heard = app.store.bell().count();
    let mut found = read(&app, me, seq, asked.presence).await?;
    if !found.arrivals.is_empty() {
        deliver(&app, me, seq).await?;
    }
    let mut stopping = app.stopping.clone();
    let mut listener: Option<Listener> = None;
    while found.tells_nothing() && Instant::now() < deadline && !*stopping.borrow() {
        let waiting = match listener.take().filter(|listener| listener.hears(&found.scopes)) {
            Some(same) => same,
            // What was committed since the read began rings it at once.
            None => app.store.bell().listen_since(&found.scopes, heard),
        };
        let wake = found.look_again.map_or(deadline, |end| end.min(deadline));
        tokio::select! {
            () = waiting.rung() => {}
            // Nothing rang: what was read before still holds.
            () = sleep_until(wake) => if wake == deadline { break },
            _ = stopping.changed() => break,
        }
        listener = Some(waiting);
        heard = app.store.bell().count();
        found = read(&app, me, seq, asked.presence).await?;
    }
    app.record(me, std::mem::take(&mut found.looks)).await?;
    Ok(Json(found.page))
}

/// Writes down what reached the device; what that is, is asked again by who writes it.
async fn deliver(app: &App, me: Identity, seq: Seq) -> Result<(), Refusal> {
    let delivered = app.store.write(move |tx| {
        let actor = me.confirm(tx)?;
        let arrivals = sync::arrivals(tx, actor, seq)?;
        Ok::<_, Refusal>(progress::deliver(tx, actor.side(), &arrivals)?)
    });
    delivered.await
}

async fn read(app: &App, me: Identity, seq: Seq, known: Option<u64>) -> Result<Found, Refusal> {
    let presence = app.presence.clone();
    let file_limit = app.files.limit;
    let read = app.store.read(move |conn| {
        let mut found = sync::after(conn, me.device_id, seq, file_limit)?;
        if let Some(known) = known {
            found.add_presence(render::presence(conn, me.actor, &presence)?, known);
        }
        Ok::<_, SyncError>(found)
    });
    Ok(read.await?)
}
