//! `/v1/uploads`: files come in by tus 1.0.0 with creation, expiration and termination; see `conversas_protocol::upload`.
//!
//! A file per verb. Here is what they share: finding the person's upload, and its state in headers.

use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use axum::Router;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{options, patch};
use conversas_domain::ids::AttachmentId;
use conversas_domain::moment::Moment;
use conversas_protocol::{ErrorCode, STATE_HEADER, TUS_VERSION};
use tower_http::set_header::SetResponseHeaderLayer;

use super::{App, Identity, Refusal};
use crate::files;
use crate::store::attachments::{AttachmentRow, State};

pub(crate) mod append;
pub(crate) mod create;
pub(crate) mod end;
pub(crate) mod stands;

const EXTENSIONS: &str = "creation,expiration,termination";
const RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
const VERSION: HeaderName = HeaderName::from_static("tus-version");
const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const LENGTH: HeaderName = HeaderName::from_static("upload-length");
const EXPIRES: HeaderName = HeaderName::from_static("upload-expires");
const METADATA: HeaderName = HeaderName::from_static("upload-metadata");
const STATE: HeaderName = HeaderName::from_static(STATE_HEADER);

/// The routes of uploads; every answer names the version of tus.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/v1/uploads", options(create::options).post(create::create))
        .route("/v1/uploads/{id}", patch(append::append).head(stands::stands).delete(end::end))
        .layer(SetResponseHeaderLayer::overriding(RESUMABLE, HeaderValue::from_static(TUS_VERSION)))
}

/// An extractor for requests that speak this server's version of tus.
pub(crate) struct Tus;

impl<S: Send + Sync> FromRequestParts<S> for Tus {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Response> {
        if parts.headers.get(RESUMABLE).is_some_and(|version| version == TUS_VERSION) {
            return Ok(Tus);
        }
        let refusal = Refusal::from(ErrorCode::BadRequest).with_status(StatusCode::PRECONDITION_FAILED);
        Err(([(VERSION, TUS_VERSION)], refusal).into_response())
    }
}

/// Answers the person's upload. Another person's upload is not found.
async fn own(app: &App, me: Identity, id: AttachmentId) -> Result<AttachmentRow, Refusal> {
    let row = app.store.read(move |db| db.attachment(id)).await?;
    let row = row.filter(|row| row.owner_id == me.actor.person_id).ok_or(ErrorCode::NotFound)?;
    let rests = row.state == State::Uploading && row.expires_at <= app.clock.now();
    if rests || row.state == State::Gone { Err(ErrorCode::UploadGone.into()) } else { Ok(row) }
}

/// Reads a natural number from a header.
fn number(headers: &HeaderMap, name: HeaderName) -> Option<u64> {
    let value = headers.get(name)?.to_str().ok()?;
    value.bytes().all(|byte| byte.is_ascii_digit()).then(|| value.parse().ok())?
}

/// Answers where an upload stands, in headers.
fn told(status: StatusCode, arrived: u64, state: State, expires_at: Moment) -> Result<Response, Refusal> {
    let said = files::told(state).ok_or(ErrorCode::UploadGone)?;
    let json = serde_json::to_string(&said).map_err(Refusal::unsayable)?;
    let mut response = status.into_response();
    let headers = response.headers_mut();
    headers.insert(OFFSET, HeaderValue::from(arrived));
    headers.insert(STATE, HeaderValue::try_from(json).map_err(Refusal::unsayable)?);
    if state == State::Uploading {
        let ms = u64::try_from(expires_at.0).unwrap_or_default();
        let date = httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_millis(ms));
        headers.insert(EXPIRES, HeaderValue::try_from(date).map_err(Refusal::unsayable)?);
    }
    Ok(response)
}

fn location(id: AttachmentId) -> Result<(HeaderName, HeaderValue), Refusal> {
    let value = HeaderValue::try_from(format!("/v1/uploads/{id}")).map_err(Refusal::unsayable)?;
    Ok((header::LOCATION, value))
}
