//! `GET /v1/attachments/{id}/link` and what it leads to: files go out to those who may read a message with them.

use std::num::ParseIntError;

use axum::Json;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use conversas_domain::attachment::FileName;
use conversas_domain::ids::AttachmentId;
use conversas_domain::moment::Moment;
use conversas_domain::permission::Relation;
use conversas_domain::person::Role;
use conversas_protocol::{ErrorBody, ErrorCode, FileLink};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use utoipa::IntoParams;

use super::input::{Params, PathId};
use super::range::{self, Wanted};
use super::{Identity, Refusal, Shared};
use crate::access;
use crate::security_log::{self, Event};
use crate::store::attachments::AttachmentRow;
use crate::store::log::Look;

/// Characters that stay as they are in a header's value; all others, quotes and line ends among them, become
/// `%XX`.
const SAFE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'-').remove(b'_');

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Sealed {
    /// The time at which the link ends.
    #[serde(default)]
    until: String,
    /// The signature, which proves that the link is this server's and for this person.
    #[serde(default)]
    seal: String,
}

/// A way to a file for five minutes, for the asker alone.
#[utoipa::path(get, path = "/v1/attachments/{id}/link",
    params(("id" = AttachmentId, Path, description = "Which file")), responses(
    (status = 200, description = "Where to get it", body = FileLink),
    (status = 401, description = "Sign in again", body = ErrorBody),
    (status = 404, description = "Unknown, or in no message that the asker may read", body = ErrorBody),
))]
pub(crate) async fn link(
    app: Shared,
    me: Identity,
    PathId(id): PathId<AttachmentId>,
) -> Result<Json<FileLink>, Refusal> {
    let actor = me.actor;
    let found = app.store.read(move |db| access::attachment(db, actor, id)).await?;
    let (_, place, relation) = found.ok_or_else(|| refused(me, id))?;
    if actor.role == Role::Admin && relation != Relation::Member {
        let look = Look { channel_id: place.channel_id, conversation_id: place.id, messages: true };
        app.record(me, vec![look]).await?;
    }
    Ok(Json(app.files.link(id, actor.person_id)))
}

/// A file, or a part of it. Whether the asker may read it is looked at anew.
#[utoipa::path(get, path = "/v1/attachments/{id}/file",
    params(("id" = AttachmentId, Path, description = "Which file"), Sealed,
        ("Range" = Option<String>, Header, description = "One range of bytes; left out: all of it")),
    responses(
        (status = 200, description = "All of it", content_type = "application/octet-stream"),
        (status = 206, description = "The range", content_type = "application/octet-stream"),
        (status = 401, description = "Sign in again", body = ErrorBody),
        (status = 404, description = "Not a link, not the asker's, ended, or the file cannot be read any more", body = ErrorBody),
        (status = 416, description = "The file has no such range", body = ErrorBody),
        (status = 503, description = "Try again later", body = ErrorBody),
))]
pub(crate) async fn file(
    app: Shared,
    me: Identity,
    PathId(id): PathId<AttachmentId>,
    Params(sealed): Params<Sealed>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let until = sealed.until.parse().map_err(|error: ParseIntError| {
        tracing::debug!(attachment = %id, %error, "the end of a link is no moment");
        refused(me, id)
    });
    let until = Moment(until?);
    if !app.files.is_link(id, me.actor.person_id, until, &sealed.seal) {
        return Err(refused(me, id));
    }
    let found = app.store.read(move |db| access::attachment(db, me.actor, id)).await?;
    let (row, _, _) = found.ok_or_else(|| refused(me, id))?;
    let (status, range) = match range::wanted(headers.get(header::RANGE), row.bytes) {
        Wanted::All => (StatusCode::OK, None),
        Wanted::Part(range) => (StatusCode::PARTIAL_CONTENT, Some(range)),
        Wanted::Nothing => {
            let size = [(header::CONTENT_RANGE, format!("bytes */{}", row.bytes))];
            let refusal = Refusal::from(ErrorCode::BadRequest).with_status(StatusCode::RANGE_NOT_SATISFIABLE);
            return Ok((size, refusal).into_response());
        }
    };
    let content = app.files.content(&row, range.clone()).await?;
    let mut response = (status, Body::from_stream(content)).into_response();
    describe(response.headers_mut(), &row)?;
    let length = range.as_ref().map_or(row.bytes, |range| range.end - range.start);
    response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    if let Some(range) = range {
        let said = format!("bytes {}-{}/{}", range.start, range.end - 1, row.bytes);
        let said = HeaderValue::try_from(said).map_err(Refusal::unsayable)?;
        response.headers_mut().insert(header::CONTENT_RANGE, said);
    }
    Ok(response)
}

/// Answers like for a file that does not exist; the security log knows who asked.
fn refused(me: Identity, attachment: AttachmentId) -> Refusal {
    security_log::tell(&Event::LinkRefused { person: me.actor.person_id, attachment });
    ErrorCode::NotFound.into()
}

/// Describes a file in headers, whatever is in it: browsers save or show it, and run nothing.
fn describe(headers: &mut HeaderMap, row: &AttachmentRow) -> Result<(), Refusal> {
    let attachment = row.attachment();
    let disposition = disposition(&attachment.name).ok_or(ErrorCode::Internal)?;
    let fixed = HeaderValue::from_static;
    headers.insert(header::CONTENT_TYPE, fixed(attachment.file_type.media_type()));
    headers.insert(header::CONTENT_DISPOSITION, disposition);
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, fixed("nosniff"));
    headers.insert(header::CONTENT_SECURITY_POLICY, fixed("sandbox; default-src 'none'"));
    headers.insert(header::CACHE_CONTROL, fixed("private, no-store"));
    headers.insert(header::ACCEPT_RANGES, fixed("bytes"));
    Ok(())
}

fn disposition(name: &FileName) -> Option<HeaderValue> {
    let name = utf8_percent_encode(name.as_str(), SAFE);
    HeaderValue::try_from(format!("attachment; filename*=UTF-8''{name}")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_leave_its_header() {
        let said = |name: &str| disposition(&FileName::from(name.to_owned())).unwrap();
        assert_eq!(said("Olá.pdf"), "attachment; filename*=UTF-8''Ol%C3%A1.pdf");
        let evil = said("a\"; filename=x.exe\r\nSet-Cookie: b=1.pdf");
        let evil = evil.to_str().unwrap();
        assert!(!evil[12..].contains([' ', '"', ';', '\r', '\n', ',']), "{evil}");
    }
}
