//! `GET /v1/directory`: the reader's directory.

use conversas_protocol::{Directory, ErrorBody};

use super::made::Made;
use super::{Identity, Refusal, Shared};
use crate::render;
use crate::store::StoreError;

/// The reader's directory: what they may see, besides conversations.
#[utoipa::path(get, path = "/v1/directory", responses(
    (status = 200, description = "Reader, school, channels, students", body = Directory),
    (status = 401, description = "Sign in again", body = ErrorBody),
))]
pub(crate) async fn directory(app: Shared, me: Identity) -> Result<Made, Refusal> {
    let file_limit = app.files.limit;
    let read = app
        .store
        .read(move |db| Ok::<_, StoreError>(Made::of(&render::directory(db, me.actor, file_limit)?)));
    Ok(read.await?)
}
