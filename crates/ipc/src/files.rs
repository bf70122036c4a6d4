//! Files: the tray of chosen ones, what of received ones is on the device, and the room they take.
//!
//! Bytes never pass here. The interface shows media by URLs below [`MediaBase::url`], which the host serves on loopback
//! with ranges, and which wait until the file has been fetched:
//!
//! | path | what |
//! |---|---|
//! | `/files/{attachment}/thumbnail` | a small picture (of a small image the image itself) |
//! | `/files/{attachment}/original` | the file as it is; only images, videos and sounds may be shown |
//! | `/files/{attachment}/voice.wav` | a voice message, or another sound in Opus, decoded |
//! | `/takes/{take}.wav` | what is recorded so far of a paused take |
//!
//! Draft files and files of mine that wait have their identifier from the moment they are chosen.

use std::fmt;

use conversas_domain::attachment::AttachmentKind;
use conversas_domain::ids::{AttachmentId, ConversationId, EntryId, TicketId};
use conversas_view::{FileHere, RefusedFile};
use serde::{Deserialize, Serialize};

use crate::{Failure, Position};

/// Asks for the [`MediaBase`].
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct MediaQuery {}

/// The address at which media is served.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediaBase {
    /// Without a slash at its end; contains this start's secret.
    pub url: String,
    /// The host has the system's dialogs: [`PickFiles`], [`OpenFile`], [`SaveFileAs`] work. Else the page uses what a
    /// browser has: an input, links, and `POST {url}/tray/{conversation}?name=` for what was chosen. In both a page that
    /// can play a video of the tray gives it its picture: `POST {url}/tray/{conversation}/{attachment}/poster`.
    pub has_dialogs: bool,
}

/// Never shows the secret.
impl fmt::Debug for MediaBase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MediaBase").field("has_dialogs", &self.has_dialogs).finish_non_exhaustive()
    }
}

/// A file in a message, or one that is to become one.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileItem {
    /// Identifier.
    pub id: AttachmentId,
    /// Its name, safe to show and to save.
    pub name: String,
    /// The kind.
    pub kind: AttachmentKind,
    /// Its MIME type.
    pub media_type: String,
    /// The ending of its name, in capitals, for the card: "PDF".
    pub label: String,
    /// Its length.
    pub bytes: u64,
    /// Of an image or a video: pixels across and down, if they are known.
    pub size: Option<(u32, u32)>,
    /// A small picture goes with it: of an image that is large, or of a moment of a video.
    pub has_thumbnail: bool,
    /// Of what plays: milliseconds, if they are known.
    pub duration_ms: Option<u64>,
    /// Of a voice message: loudness, 0 to 255.
    pub waveform: Vec<u8>,
    /// Whether its bytes are on this device.
    pub here: FileHere,
}

/// Never shows the name (rule 22).
impl fmt::Debug for FileItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FileItem").field("id", &self.id).field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// Asks for the [`Tray`] of a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrayQuery {
    /// The conversation.
    pub conversation_id: ConversationId,
}

/// Files that were chosen and are not sent: kept through restarts, like a draft. `Event::TrayChanged` tells when to ask again.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tray {
    /// In the order in which they will be sent.
    pub files: Vec<FileItem>,
}

/// Lets the person choose files with the system's dialog.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PickFiles {
    /// The conversation in which they are to be sent.
    pub conversation_id: ConversationId,
}

/// The outcome for files that were chosen, dropped or pasted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Added {
    /// So many are in the tray now.
    pub added: u32,
    /// These are not.
    pub refused: Vec<RefusedFile>,
}

/// The outcome for files that were dropped on the window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Dropped {
    /// Nothing: no conversation is open.
    Nowhere,
    /// The files went to the open conversation.
    Added {
        /// The number of those added, and the ones that were refused.
        added: Added,
    },
    /// The open one takes none.
    Failed {
        /// The failure.
        failure: Failure,
    },
}

/// Takes a file out of the tray.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoveFromTray {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// The file.
    pub id: AttachmentId,
}

/// Puts a file of the tray elsewhere in the order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveInTray {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// The file.
    pub id: AttachmentId,
    /// Its new place, from 0.
    pub to: u32,
}

/// Sends the whole tray: one message each, in order, all queued in one transaction. A caption is a message of its own that
/// the interface sends after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendTray {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// Newest place the person had on the screen.
    pub seen: Option<Position>,
    /// The ticket the person had on the screen, as in [`SendMessage`](crate::SendMessage).
    pub ticket_id: Option<TicketId>,
    /// "Iniciar novo atendimento" with the first of them.
    pub starts_ticket: bool,
}

/// Ends sending a file of mine that is queued or on its way: the message is gone, the file back in the tray, a voice message
/// a take again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CancelSending {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// The message.
    pub entry_id: EntryId,
}

/// Fetches a file to the device; answers when it is here. Offline it fails with `Offline`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FetchFile {
    /// The file.
    pub id: AttachmentId,
}

/// Opens a file with the system's program for it, fetching it first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenFile {
    /// The file.
    pub id: AttachmentId,
}

/// "Salvar como…": asks where, fetches, writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaveFileAs {
    /// The file.
    pub id: AttachmentId,
}

/// Whether a dialog was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// False: the person changed their mind.
    pub saved: bool,
}

/// Asks for the [`StorageUse`](crate::StorageUse).
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct StorageQuery {}

/// Removes all fetched files from the device. What is unsent stays.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct ClearStorage {}
