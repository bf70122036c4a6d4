//! `DELETE /v1/sessions/current`: this device's token ends.

use axum::http::StatusCode;

use super::{Identity, Refusal, Shared};

pub(crate) async fn sign_out(app: Shared, me: Identity) -> Result<StatusCode, Refusal> {
    let now = app.clock.now();
    app.store.write(move |tx| tx.revoke_device(me.device_id, now)).await?;
    Ok(StatusCode::NO_CONTENT)
}
