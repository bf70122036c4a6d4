//! Files, from the first byte of their upload on. Their contents are kept elsewhere.

use conversas_domain::attachment::{Attachment, FileName, FileType, Media};
use conversas_domain::ids::{AttachmentId, ConversationId, EntryId, PersonId, SchoolId};
use conversas_domain::moment::Moment;
use conversas_domain::rejection::Rejection;
use serde::{Deserialize, Serialize};

use crate::StoreError;

/// The SHA-256 of a file.
pub type ContentHash = [u8; 32];

/// The state of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum State {
    /// Bytes are missing, or the file was not looked at yet.
    Uploading,
    /// The file was looked at; the virus scanner has it.
    Checking,
    /// The file can be sent, and read by people with a right to it.
    Ready,
    /// The file was looked at and refused.
    Refused {
        /// The reason.
        reason: Rejection,
    },
    /// The upload expired or was ended. Another upload may begin with its identifier.
    Gone,
}

/// A file.
#[derive(Debug, Clone)]
pub struct AttachmentRow {
    /// Identifier.
    pub id: AttachmentId,
    /// The school whose quota the file fills.
    pub school_id: SchoolId,
    /// The uploader.
    pub owner_id: PersonId,
    /// The file's name at its upload.
    pub name: FileName,
    /// The file's type.
    pub file_type: FileType,
    /// The file's size.
    pub bytes: u64,
    /// The file's kind, with the measures that its uploader gave.
    pub media: Media,
    /// The SHA-256 of the file's content.
    pub sha256: ContentHash,
    /// The duration that the server measured, in milliseconds.
    pub duration_ms: Option<u64>,
    /// The file's state.
    pub state: State,
    /// The moment at which the file is removed unless it is sent.
    pub expires_at: Moment,
}

impl AttachmentRow {
    /// Makes the attachment of a message: with a name that fits the content, and a measured duration.
    pub fn attachment(&self) -> Attachment {
        let media = match (&self.media, self.duration_ms) {
            (Media::Voice { waveform, .. }, Some(duration_ms)) => {
                Media::Voice { duration_ms, waveform: waveform.clone() }
            }
            (media, _) => media.clone(),
        };
        Attachment {
            id: self.id,
            name: FileName::of(self.name.as_str(), self.file_type),
            file_type: self.file_type,
            bytes: self.bytes,
            media,
        }
    }

    /// The upload of its thumbnail.
    pub fn thumbnail(&self) -> Option<AttachmentId> {
        thumbnail_of(&self.media)
    }
}

/// The upload of a picture's or a video's thumbnail.
pub fn thumbnail_of(media: &Media) -> Option<AttachmentId> {
    media.thumbnail().map(|thumbnail| thumbnail.id)
}

/// Files that were uploaded and are in no message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unsent {
    /// Their number.
    pub files: u64,
    /// The bytes of those files whose bytes are kept, or may come.
    pub bytes: u64,
    /// The moment at which the first of them is removed.
    pub first_end: Option<Moment>,
}

/// Reads of files.
pub trait Attachments {
    /// A file.
    fn attachment(&self, id: AttachmentId) -> Result<Option<AttachmentRow>, StoreError>;
    /// The number of a person's uploads that are under way.
    fn count_open_uploads(&self, owner: PersonId) -> Result<usize, StoreError>;
    /// A person's unsent files. Gone and refused files count too, as long as they are remembered.
    fn unsent_of_person(&self, owner: PersonId) -> Result<Unsent, StoreError>;
    /// A school's unsent files whose bytes are kept, or may come.
    fn unsent_of_school(&self, school: SchoolId) -> Result<Unsent, StoreError>;
    /// A file with the same content that the same person has uploaded in full.
    fn uploaded_before(&self, like: &AttachmentRow) -> Result<Option<AttachmentRow>, StoreError>;
    /// Whether any file needs the stored content, or may soon.
    fn needs_content(&self, school: SchoolId, sha256: ContentHash) -> Result<bool, StoreError>;
    /// Files that no entry refers to and whose time is over, sorted by the end of their time, after a place
    /// in that order.
    fn expired_attachments(
        &self,
        now: Moment,
        after: (Moment, AttachmentId),
        limit: usize,
    ) -> Result<Vec<AttachmentRow>, StoreError>;
    /// Whether a file stands in any entry.
    fn is_sent(&self, id: AttachmentId) -> Result<bool, StoreError>;
    /// The conversations in which a file stands, each once.
    fn conversations_with(&self, id: AttachmentId) -> Result<Vec<ConversationId>, StoreError>;
    /// Stored contents that lost an attachment and may be needed by no other one.
    fn loose_contents(&self) -> Result<Vec<(SchoolId, ContentHash)>, StoreError>;
}

/// Changes of files.
pub trait AttachmentWrites {
    /// Adds a file, in the place of one that is gone.
    fn insert_attachment(&mut self, row: &AttachmentRow, now: Moment) -> Result<(), StoreError>;
    /// Writes the state of a file; answers whether there is such a file.
    fn set_state(
        &mut self,
        id: AttachmentId,
        state: State,
        duration_ms: Option<u64>,
        expires_at: Moment,
    ) -> Result<bool, StoreError>;
    /// Lets an upload that goes on live longer.
    fn extend_attachment(&mut self, id: AttachmentId, expires_at: Moment) -> Result<(), StoreError>;
    /// Forgets a file.
    fn delete_attachment(&mut self, id: AttachmentId) -> Result<(), StoreError>;
    /// Brings the end of unsent files to a moment where it is later, at most `limit`; how many.
    fn clamp_ends(&mut self, latest: Moment, limit: usize) -> Result<usize, StoreError>;
    /// Notes that an entry refers to a file. Whoever may read the entry may read the file.
    fn insert_attachment_ref(
        &mut self,
        id: AttachmentId,
        conversation: ConversationId,
        entry: EntryId,
    ) -> Result<(), StoreError>;
    /// Notes that a stored content lost an attachment.
    fn insert_loose_content(&mut self, school: SchoolId, sha256: ContentHash) -> Result<(), StoreError>;
    /// Forgets that a stored content lost an attachment.
    fn delete_loose_content(&mut self, school: SchoolId, sha256: ContentHash) -> Result<(), StoreError>;
}
