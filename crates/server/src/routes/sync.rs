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
use crate::cursor;
use crate::store::progress;
use crate::sync::{self, Found};

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asked {
    /// From a bootstrap or the last answer.
    cursor: String,
    /// Seconds; cut to the longest wait.
    #[serde(default)]
    wait: u64,
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
    let mut found = read(&app, me, seq).await?;
    if !found.arrivals.is_empty() {
        let arrivals = std::mem::take(&mut found.arrivals);
        let side = me.actor.side();
        app.store.write(move |tx| progress::deliver(tx, side, &arrivals)).await?;
    }
    let mut stopping = app.stopping.clone();
    while found.page.changes.is_empty() && Instant::now() < deadline && !*stopping.borrow() {
        let listener = app.store.bell().listen(&found.scopes);
        // What was committed between the read before and the listener would not ring.
        found = read(&app, me, seq).await?;
        if !found.page.changes.is_empty() {
            break;
        }
        tokio::select! {
            () = listener.rung() => {}
            () = sleep_until(deadline) => {}
            _ = stopping.changed() => {}
        }
        found = read(&app, me, seq).await?;
    }
    Ok(Json(found.page))
}

async fn read(app: &App, me: Identity, seq: Seq) -> Result<Found, Refusal> {
    Ok(app.store.read(move |conn| sync::after(conn, me.device_id, me.actor, seq)).await?)
}
