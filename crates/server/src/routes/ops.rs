//! `POST /v1/ops`: one operation, answered once it is durable.

use axum::Json;
use conversas_protocol::{OpRequest, Receipt};

use super::input::Body;
use super::{Identity, Refusal, Shared};
use crate::actions;
use crate::fresh::Fresh;

pub(crate) async fn ops(
    app: Shared,
    me: Identity,
    Body(request): Body<OpRequest>,
) -> Result<Json<Receipt>, Refusal> {
    let now = app.clock.now();
    let receipt = app
        .store
        .write(move |tx| actions::execute(tx, &mut Fresh::Random, me.actor, &request, now))
        .await?;
    Ok(Json(receipt))
}
