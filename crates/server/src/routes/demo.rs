//! `GET /v1/demo`: the accounts of example schools. A server without example schools answers as to an unknown
//! route.

use axum::Json;
use conversas_protocol::{Demo, ErrorCode};

use super::{Refusal, Shared};

/// The accounts to sign in with, on a server that was started with `--demo`.
#[utoipa::path(get, path = "/v1/demo", responses(
    (status = 200, description = "Accounts to try", body = Demo),
    (status = 404, description = "Not a demonstration"),
), security(()))]
pub(crate) async fn demo(app: Shared) -> Result<Json<Demo>, Refusal> {
    app.demo.as_deref().cloned().map(Json).ok_or_else(|| ErrorCode::NotFound.into())
}
