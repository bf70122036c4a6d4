//! Uploads and downloads of files.
//!
//! Uploads are tus 1.0.0 with creation, expiration and termination. Every request carries `Tus-Resumable: 1.0.0` and the
//! bearer token; an upload belongs to the person who made it.
//!
//! | request | answer |
//! |---|---|
//! | `OPTIONS /v1/uploads` | 204 with `Tus-Version`, `Tus-Extension`, `Tus-Max-Size` |
//! | `POST /v1/uploads` with `Upload-Length`, `Upload-Metadata` | 201 with `Location`, `Upload-Expires`, `Upload-Offset` |
//! | `HEAD /v1/uploads/{id}` | 200 with `Upload-Offset`, `Upload-Length`, `Upload-Expires`, [`STATE_HEADER`] |
//! | `PATCH /v1/uploads/{id}` with `Upload-Offset`, `application/offset+octet-stream` | 204 with `Upload-Offset`, [`STATE_HEADER`] |
//! | `DELETE /v1/uploads/{id}` | 204 |
//! | `GET /v1/attachments/{id}/link` | [`FileLink`] |
//! | `GET {FileLink::url}`, with `Range` or without | 200 or 206 |
//!
//! `Upload-Metadata` has one key, [`METADATA_KEY`], whose value is the base64 of an [`UploadRequest`] as JSON. The same
//! request again answers the same and changes nothing: the identifier is the client's.

use conversas_domain::attachment::{FileName, FileType, Media};
use conversas_domain::ids::AttachmentId;
use conversas_domain::moment::Moment;
use conversas_domain::rejection::Rejection;
use serde::{Deserialize, Serialize};

/// The only key of `Upload-Metadata`.
pub const METADATA_KEY: &str = "attachment";
/// The header with the [`UploadState`] as JSON.
pub const STATE_HEADER: &str = "conversas-upload-state";
/// The version of tus.
pub const TUS_VERSION: &str = "1.0.0";

/// A file that is to be uploaded.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UploadRequest {
    /// The identifier of the upload and later of the attachment, chosen by the client.
    pub id: AttachmentId,
    /// The file's name.
    pub name: FileName,
    /// The type of the file's content; the server checks it when the file is complete.
    pub file_type: FileType,
    /// The SHA-256 of the whole file, in lower-case hexadecimal digits. A file that arrives with another hash
    /// is broken.
    pub sha256: String,
    /// The other facts that are known. A thumbnail among them must be an upload of the same person.
    #[serde(flatten)]
    pub media: Media,
}

/// The progress of an upload.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum UploadState {
    /// Bytes are missing.
    Uploading,
    /// The file is complete, and the virus scanner has it. Ask again in a moment.
    Checking,
    /// The file can be sent.
    Ready,
    /// The file was refused for good: its bytes are gone.
    Refused {
        /// The reason.
        reason: Rejection,
    },
    /// A state that only a newer program knows: ask again later. Never given by this server.
    #[serde(other)]
    Unknown,
}

/// A link to a file, for the person who asked, for a short time.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileLink {
    /// The path and query, relative to the server's address. The link needs the same person's token; access
    /// is checked anew.
    pub url: String,
    /// The moment at which the link ends.
    pub expires_at: Moment,
}
