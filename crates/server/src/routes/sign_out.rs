//! `DELETE /v1/sessions/current`: the end of this device's token.

use axum::http::StatusCode;
use conversas_protocol::ErrorBody;

use super::whole::whole;
use super::{Identity, Refusal, Shared};
use crate::ledger;
use crate::security_log::{self, Event};
use crate::store::Lane;

/// Signs this device out.
#[utoipa::path(delete, path = "/v1/sessions/current", responses(
    (status = 204, description = "The token is worth nothing any more"),
    (status = 401, description = "It was not worth anything", body = ErrorBody),
))]
pub(crate) async fn sign_out(app: Shared, me: Identity) -> Result<StatusCode, Refusal> {
    let now = app.clock.now();
    whole(async move {
        let (person, device) = (me.actor.person_id, me.device_id);
        app.store.write(Lane::Account(me.account_id), move |tx| ledger::end_session(tx, device, now)).await?;
        security_log::tell(&Event::SessionEnded { person, device });
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}
