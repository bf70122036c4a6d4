//! The types that travel between the interface and its host: ONE list of commands ([`commands`]), one ordered stream of events
//! ([`Envelope`]).
//!
//! The host (shell or bridge) implements [`Handler`] and calls [`dispatch`]; the interface sends any [`Command`]. A
//! command that one side lacks does not compile. Attachments and audio never pass here as bytes.
//!
//! To add a command: its request and answer types in a module below, one line in the list in `commands.rs`, one method
//! in the host.

mod command;
mod commands;
mod conversation;
mod demo;
mod draft;
mod event;
mod export;
mod failure;
mod files;
mod inbox;
mod links;
mod notice;
mod preferences;
mod recording;
mod search;
mod session;
mod thread;
mod writing;

pub use command::Command;
pub use commands::{COMMANDS, Handler, dispatch};
pub use conversation::{
    ConversationDetail, ConversationQuery, CsatItem, FileLine, GuardianItem, PersonItem, PresentItem,
    ReplyItem, TargetItem, TicketItem, TicketStepItem,
};
pub use demo::{DemoAccount, DemoPlace, DemoQuery};
pub use draft::{Draft, DraftPlace, DraftQuery, SaveDraft};
pub use event::{Connection, Envelope, Event, Lock, Trouble};
pub use export::{ExportConversation, ExportFile, ExportFormat};
pub use failure::{Failure, FailureCode};
pub use files::{
    Added, CancelSending, ClearStorage, Dropped, FetchFile, FileHere, FileItem, MediaBase, MediaQuery,
    MoveInTray, OpenFile, PickFiles, RefusedFile, RemoveFromTray, SaveFileAs, Saved, SendTray, StorageQuery,
    StorageUse, Tray, TrayQuery,
};
pub use inbox::{
    ChannelSummary, ChannelsQuery, InboxCounts, InboxPage, InboxQuery, InboxRow, PreviewLine, SaveFilter,
    SavedFilter, SavedFilterQuery, Summaries,
};
pub use links::OpenLink;
pub use notice::{Notice, NoticeKind};
pub use preferences::{
    DEFAULT_STORAGE_LIMIT, Notifications, Preferences, PreferencesQuery, QuietHours, SavePreferences, Theme,
    VoiceSpeed,
};
pub use recording::{
    DeleteTake, Microphone, MicrophonesQuery, PauseRecording, RecorderNews, RestoreTake, ResumeRecording,
    SendTake, StartRecording, TakeId, TakeItem, TakeState, TakesQuery,
};
pub use search::{MessageHit, Piece, SearchPage, SearchQuery};
pub use session::{
    Account, ChannelItem, ChannelReply, ForgetLoss, Loss, LossQuery, RoleChoice, ServerHint, Session,
    SessionQuery, SignIn, SignOut, SignedOut, StudentItem, Unsent,
};
pub use thread::{
    BlockedReason, Delivery, ItemAuthor, ItemContent, ItemKind, MentionItem, Position, ThreadItem,
    ThreadPage, ThreadQuery, ThreadWindow, Upload,
};
pub use writing::{
    AddGuardian, AnswerCsat, AssignTicket, BeginConversation, Begun, Choice, DeleteReply, Done, FinishTicket,
    ForgetRescued, ForwardMessages, LeaveConversation, Lost, MarkRead, Queued, RescuedQuery, RescuedText,
    ResolveBlocked, Resolved, Retry, SaveReply, SendMessage, StartTicket, TellPresence, WriteNote,
};

/// What [`Event::Refused`] names.
pub use conversas_domain::rejection::RefusedAct;
/// One of what a person chose for this device.
pub use conversas_words::Language;
