//! Events: the host tells them by itself. They say that something changed, not what: the interface asks for what it shows. Only what
//! changes many times while somebody looks at it is told itself.

use conversas_domain::ids::{AttachmentId, ChannelId, ConversationId, EntryId};
use conversas_domain::rejection::{RefusedAct, Rejection};
use conversas_domain::target::Target;
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

/// The connection of the device to the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Connection {
    /// The last attempt reached the server.
    pub online: bool,
    /// Items of mine that are not sent yet, without the blocked ones.
    pub waiting: u32,
    /// Items that need a decision.
    pub blocked: u32,
    /// The first download still runs: lists may be incomplete.
    pub catching_up: bool,
    /// So many milliseconds the device's clock is ahead of the server's; negative: behind; 0: right, or not known.
    #[serde(default)]
    pub clock_ahead: i64,
    /// While offline: why, if more is known than that nothing answers.
    pub trouble: Option<Trouble>,
    /// Something of mine that is no message is not let through by the network, which lets other requests through.
    #[serde(default)]
    pub not_let_through: bool,
    /// Nothing arrives, because the device's disk is full and keeps nothing that the server sends.
    #[serde(default)]
    pub disk_full: bool,
    /// The server said something that only a newer app shows.
    #[serde(default)]
    pub outdated: bool,
    /// The session is locked: everything here can be read and written, nothing is sent or fetched.
    pub lock: Option<Lock>,
}

impl Connection {
    /// Whether the server answers that this app is too old for it.
    pub fn is_app_too_old(&self) -> bool {
        self.trouble == Some(Trouble::AppTooOld)
    }
}

/// Why the server cannot be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// Something else answers in its place.
    NoServer,
    /// Its certificate is not trusted.
    CertificateUntrusted,
    /// Its certificate is over, or this device's clock is ahead.
    CertificateExpired,
    /// Its certificate has not begun: this device's clock is behind.
    CertificateNotYet,
    /// The server answers, and this app is too old for it. Not "Sem conexão": only an update helps.
    AppTooOld,
}

/// Why a session is locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lock {
    /// The system's keyring cannot be read now: trying again or signing in helps.
    Keyring,
    /// The server does not know this device's session: signing in helps.
    SignIn,
}
