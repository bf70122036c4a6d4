//! Uploads: tus 1.0.0 as the protocol says it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use conversas_domain::ids::AttachmentId;
use conversas_protocol::{ErrorCode, METADATA_KEY, STATE_HEADER, TUS_VERSION, UploadRequest, UploadState};
use reqwest::header::{CONTENT_TYPE, HeaderMap};
use reqwest::{Method, RequestBuilder, StatusCode};

use super::line::retry_after;
use super::{NetError, Remote, Result};

const OFFSET: &str = "upload-offset";

/// The state of an upload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Standing {
    /// The number of bytes that have arrived.
    pub(crate) offset: u64,
    /// The state of the server's checks.
    pub(crate) state: UploadState,
}

impl Remote {
    fn tus(&self, method: Method, path: &str) -> Result<RequestBuilder> {
        Ok(self.request(method, path)?.header("tus-resumable", TUS_VERSION))
    }

    /// Begins an upload of so many bytes, or finds it begun.
    pub(crate) async fn begin_upload(&self, request: &UploadRequest, length: u64) -> Result<()> {
        let value = serde_json::to_vec(request).expect("its parts are text and numbers");
        let metadata = format!("{METADATA_KEY} {}", STANDARD.encode(value));
        let request = self.tus(Method::POST, "v1/uploads")?.header("upload-metadata", metadata);
        self.line.empty(request.header("upload-length", length)).await
    }

    /// Asks where an upload stands; none: there is no such upload, or not any more.
    pub(crate) async fn upload(&self, id: AttachmentId) -> Result<Option<Standing>> {
        let answer = self.line.sent(self.tus(Method::HEAD, &path(id))?).await?;
        // An answer to HEAD has no body that could say more: other requests hear the state of the session.
        let retry_after = retry_after(answer.response.headers());
        let refused = |code| Err(NetError::Refused { code, retry_after, reason: None });
        match answer.response.status() {
            _ if answer.is_foreign => Err(NetError::Offline),
            StatusCode::NOT_FOUND | StatusCode::GONE => Ok(None),
            StatusCode::TOO_MANY_REQUESTS => refused(ErrorCode::TooManyAttempts),
            StatusCode::SERVICE_UNAVAILABLE => refused(ErrorCode::Unavailable),
            StatusCode::UPGRADE_REQUIRED => Err(NetError::AppTooOld),
            status if status.is_success() => standing(self.line.checked(answer).await?.headers()).map(Some),
            _ => Err(NetError::Offline),
        }
    }

    /// Sends the bytes behind `offset`; answers where the upload stands then.
    pub(crate) async fn upload_piece(
        &self,
        id: AttachmentId,
        offset: u64,
        piece: Vec<u8>,
    ) -> Result<Standing> {
        let request = self.tus(Method::PATCH, &path(id))?.header(OFFSET, offset);
        let request = request.header(CONTENT_TYPE, "application/offset+octet-stream").body(piece);
        standing(self.line.accepted(request).await?.headers())
    }

    /// Ends an upload: the server removes its bytes.
    pub(crate) async fn end_upload(&self, id: AttachmentId) -> Result<()> {
        self.line.empty(self.tus(Method::DELETE, &path(id))?).await
    }
}

fn path(id: AttachmentId) -> String {
    format!("v1/uploads/{id}")
}

fn standing(headers: &HeaderMap) -> Result<Standing> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let offset = text(OFFSET).and_then(|offset| offset.parse().ok());
    let read = |state: &str| {
        let state = serde_json::from_str(state).inspect_err(|error| {
            tracing::warn!(column = error.column(), "where an upload stands cannot be read");
        });
        state.ok()
    };
    let state = text(STATE_HEADER).and_then(read);
    match (offset, state) {
        (Some(offset), Some(state)) => Ok(Standing { offset, state }),
        _ => Err(NetError::NotAServer),
    }
}
