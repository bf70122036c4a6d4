//! Events: the host tells them by itself. They say that something changed, not what: the interface asks for what it shows. Only what
//! changes many times while somebody looks at it is told itself.

use conversas_domain::ids::{AttachmentId, ChannelId, ConversationId, EntryId};
use conversas_domain::rejection::{RefusedAct, Rejection};
use conversas_domain::target::Target;
use conversas_view::Connection;
use serde::{Deserialize, Serialize};

use crate::{Dropped, Notice, PresentItem, RecorderNews};

/// An event with its place in the stream. Transports may reorder; the interface sorts by index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    /// 0, 1, 2… per subscription, without gaps.
    pub index: u64,
    /// A change that is told.
    pub event: Event,
}

/// A change that is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// Signed in, out, or what the person may see has changed: ask for the session.
    SessionChanged,
    /// Rows of an inbox changed; none: of a family's list.
    InboxChanged {
        /// The channel.
        channel_id: Option<ChannelId>,
    },
    /// A thread, its ticket or the state of its messages changed.
    ThreadChanged {
        /// The conversation.
        conversation_id: ConversationId,
    },
    /// So much of a file of mine is at the server; nothing else of its thread changed.
    UploadProgress {
        /// The conversation.
        conversation_id: ConversationId,
        /// Its message.
        entry_id: EntryId,
        /// 0 to 100.
        percent: u8,
    },
    /// A file comes to this device; nothing else of the threads that show it changed. [`ThreadChanged`](Event::ThreadChanged) tells
    /// that it ended.
    DownloadProgress {
        /// Where it is shown.
        conversation_id: ConversationId,
        /// The file.
        attachment_id: AttachmentId,
        /// 0 to 100.
        percent: u8,
    },
    /// Colleagues came to a conversation, left it, or do something else there; nothing else of it changed.
    PresenceChanged {
        /// Where.
        conversation_id: ConversationId,
        /// Who is there now.
        present: Vec<PresentItem>,
    },
    /// A conversation made on this device turned out to exist already: it is this one now.
    ConversationMerged {
        /// The provisional identifier.
        from: ConversationId,
        /// The real one.
        into: ConversationId,
    },
    /// The set of guardians that the reader wished for has its conversation already: it is this one, to be opened.
    /// Nothing changed in the other.
    ConversationFound {
        /// The conversation in which the reader added somebody.
        from: ConversationId,
        /// The conversation to open.
        found: ConversationId,
    },
    /// Something of mine that is not a message was refused for good: say so.
    Refused {
        /// The conversation, channel or school.
        target: Target,
        /// The act.
        what: RefusedAct,
        /// The reason.
        reason: Rejection,
    },
    /// Since the person last signed in, others tried wrong passwords for their account: say so.
    TriesRefused {
        /// So often.
        count: u32,
    },
    /// Unsent words of a conversation that is gone wait to be copied, or something unsent is lost: ask for `rescued`.
    TextsRescued,
    /// Something to tell the person about, wherever they are: the shell shows it as a system notification.
    Notify {
        /// The notice.
        notice: Notice,
    },
    /// The person chose a conversation outside the window (a click on a system notification): open it.
    OpenConversation {
        /// The conversation.
        conversation_id: ConversationId,
    },
    /// Files were chosen, dropped, removed: ask for the tray.
    TrayChanged {
        /// The conversation.
        conversation_id: ConversationId,
    },
    /// Files hang over the window from outside: show where they would go. Dropping puts them into the tray of the
    /// conversation that is open.
    FilesOver {
        /// Files hang over the window; else they are gone, dropped or not.
        over: bool,
    },
    /// Files were dropped on the window.
    FilesDropped {
        /// The outcome for the dropped files.
        dropped: Dropped,
    },
    /// A take began, stopped, is gone: ask for the takes.
    TakesChanged,
    /// From the recorder while it records.
    Recorder {
        /// The news.
        news: RecorderNews,
    },
    /// Online, offline, or how much waits.
    ConnectionChanged {
        /// The new state.
        connection: Connection,
    },
}
