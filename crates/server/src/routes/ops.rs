//! `POST /v1/ops`: one operation, answered once it is durable.

use axum::Json;
use axum::http::HeaderMap;
use conversas_protocol::{ErrorBody, ErrorCode, OpRequest, Raw, Receipt};

use super::input::Body;
use super::{Identity, Refusal, Shared, version};
use crate::actions;
use crate::fresh::Fresh;
use crate::store::Lane;

/// Does one operation, once: the same `op_id` again answers the stored receipt.
#[utoipa::path(post, path = "/v1/ops", request_body = OpRequest, responses(
    (status = 200, description = "Durably applied, or refused by a rule", body = Receipt),
    (status = 400, description = "Not an operation", body = ErrorBody),
    (status = 401, description = "Sign in again", body = ErrorBody),
    (status = 413, description = "Too large", body = ErrorBody),
    (status = 422, description = "An operation of a newer app: ask again after the server's update", body = ErrorBody),
    (status = 503, description = "Try again later", body = ErrorBody),
))]
pub(crate) async fn ops(
    app: Shared,
    me: Identity,
    headers: HeaderMap,
    Body { said, bytes }: Body<Raw>,
) -> Result<Json<Receipt>, Refusal> {
    app.rates.say(me.actor.person_id, bytes).map_err(Refusal::too_many_attempts)?;
    let request = read(&said, version::unreadable(&headers))?;
    let now = app.clock.now();
    let done = app.store.write(Lane::School(me.actor.school_id), move |tx| {
        let actor = me.confirm(tx)?;
        Ok::<_, Refusal>(actions::execute(tx, &mut Fresh::Random, actor, &request, now)?)
    });
    Ok(Json(done.await?))
}

/// Reads an operation. One that only a newer server knows is not refused for good: its app keeps it.
fn read(said: &Raw, unreadable: ErrorCode) -> Result<OpRequest, ErrorCode> {
    said.read::<OpRequest>().map_err(|error| {
        // Only the place is logged, because the error's words would quote the body.
        tracing::debug!(
            line = error.line(),
            column = error.column(),
            "a body is no operation of this version"
        );
        if OpRequest::is_of_newer(said) { ErrorCode::UnknownOperation } else { unreadable }
    })
}
