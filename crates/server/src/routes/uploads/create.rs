//! `OPTIONS` and `POST /v1/uploads`: the server's abilities, and the beginning of an upload.

use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use conversas_protocol::{ErrorBody, ErrorCode, METADATA_KEY, TUS_VERSION, UploadRequest};

use super::{EXTENSIONS, LENGTH, METADATA, Tus, VERSION, location, number, told};
use crate::routes::{Identity, Refusal, Shared, version};

/// The parts of tus that the server speaks, and the largest size of a file.
#[utoipa::path(options, path = "/v1/uploads", security(()), responses(
    (status = 204, description = "In the headers Tus-Version, Tus-Extension, Tus-Max-Size"),
))]
pub(crate) async fn options(app: Shared) -> Response {
    let headers = [("tus-extension", EXTENSIONS.to_owned()), ("tus-max-size", app.files.limit.to_string())];
    (StatusCode::NO_CONTENT, [(VERSION, TUS_VERSION)], headers).into_response()
}

/// Begins an upload. The same request again has the same answer, except for the day on which an unfinished
/// upload expires.
#[utoipa::path(post, path = "/v1/uploads",
    params(("Tus-Resumable" = String, Header, description = "1.0.0"),
        ("Upload-Length" = u64, Header, description = "All of it, in bytes"),
        ("Upload-Metadata" = String, Header, description = "`attachment`, and the base64 of an UploadRequest as JSON")),
    responses(
        (status = 201, description = "In the headers Location, Upload-Offset, Upload-Expires and the upload's state"),
        (status = 400, description = "Not an upload", body = ErrorBody),
        (status = 401, description = "Sign in again", body = ErrorBody),
        (status = 403, description = "The plan does not include it", body = ErrorBody),
        (status = 404, description = "The identifier is another person's", body = ErrorBody),
        (status = 412, description = "Another version of tus"),
        (status = 413, description = "The file is too large", body = ErrorBody),
        (status = 415, description = "Not of the kind that it claims to be", body = ErrorBody),
        (status = 422, description = "Empty, the identifier was used for something else, or an upload of a newer app", body = ErrorBody),
        (status = 429, description = "Too many uploads at once; or `quota_reached`: too much that was not sent", body = ErrorBody),
        (status = 503, description = "Try again later", body = ErrorBody),
))]
pub(crate) async fn create(
    app: Shared,
    me: Identity,
    _: Tus,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let bytes = number(&headers, LENGTH).ok_or(ErrorCode::BadRequest)?;
    let asked = metadata(&headers).ok_or_else(|| version::unreadable(&headers))?;
    let id = asked.id;
    let begun = app.files.begin(me.device_id, me.actor, asked, bytes).await?;
    let mut response = told(StatusCode::CREATED, begun.arrived, begun.row.state, begun.row.expires_at)?;
    let (name, value) = location(id)?;
    response.headers_mut().insert(name, value);
    Ok(response)
}

fn metadata(headers: &HeaderMap) -> Option<UploadRequest> {
    let value = headers.get(METADATA)?.to_str().ok()?;
    let pairs = value.split(',').map(|pair| pair.trim().split_once(' '));
    let (_, encoded) = pairs.flatten().find(|(key, _)| *key == METADATA_KEY)?;
    let decoded = STANDARD.decode(encoded.trim()).inspect_err(|_| {
        // Without the error's own words, which quote a letter.
        tracing::debug!("what is said of an upload is not in Base64");
    });
    let read = serde_json::from_slice(&decoded.ok()?).inspect_err(|error| {
        // Where, never what: the error's words would quote a file's name.
        tracing::debug!(
            line = error.line(),
            column = error.column(),
            "what is said of an upload cannot be read"
        );
    });
    read.ok()
}
