//! The types that travel between the app and the server, as JSON over HTTP.
//!
//! | request | answer |
//! |---|---|
//! | `POST /v1/sessions` [`SignIn`] | [`SignedIn`] |
//! | `DELETE /v1/sessions/current` | 204 |
//! | `GET /v1/directory` | [`Directory`] |
//! | `GET /v1/bootstrap?channel=&after=&limit=` | [`BootstrapPage`] |
//! | `GET /v1/sync?cursor=&wait=` | [`SyncPage`] |
//! | `GET /v1/conversations/{id}/entries?before=&limit=` | [`EntriesPage`] |
//! | `POST /v1/ops` [`OpRequest`] | [`Receipt`] |
//! | `GET /v1/looks?before=&limit=` | [`LooksPage`] |
//! | `/v1/uploads`, `/v1/attachments` | see [`UploadRequest`] |
//! | `GET /v1/demo`, of example schools only | [`Demo`] |
//! | anything refused | [`ErrorBody`] with a status |
//!
//! Every answer carries the header [`INSTALLATION_HEADER`]; an answer without it comes from another server.
//! Every request but signing in and the demonstration's carries `Authorization: Bearer <token>`. Rules are in
//! the domain, not here.
//!
//! The wire grows: both sides send their version ([`PROTOCOL_HEADER`]), and neither needs the other's. A
//! server writes the types above; an app reads [`received`], where things that only a newer program
//! understands keep their JSON. To add a variant: write it, add its snapshot in `tests/snapshots`, and
//! increase [`PROTOCOL`] by one.

mod demo;
mod error;
mod kept;
mod look;
mod op;
mod raw;
pub mod received;
mod reply;
mod session;
mod sync;
mod upload;
mod version;
mod view;

pub use demo::{Demo, DemoAccount, DemoPlace};
pub use error::{ErrorBody, ErrorCode};
pub use kept::Kept;
pub use look::{LookView, LooksPage};
pub use op::{
    AddGuardian, AnswerCsat, AssignTicket, DeleteReply, FinishTicket, ForwardMessages, MarkRead, Op,
    OpContent, OpRequest, OpenConversation, Outcome, Receipt, SaveReply, SendMessage, StartTicket, WriteNote,
};
pub use raw::Raw;
pub use reply::SaveCannedReply;
pub use session::{ActAs, Choose, INSTALLATION_HEADER, RoleChoice, SignIn, SignInAnswer, SignedIn};
pub use sync::{
    BootstrapPage, Cursor, Doing, EntriesPage, PRESENCE_SECONDS, Presence, PresencePage, SyncChange,
    SyncPage, TIME_HEADER, Whereabouts,
};
pub use upload::{FileLink, METADATA_KEY, STATE_HEADER, TUS_VERSION, UploadRequest, UploadState};
pub use version::{OLDEST, PROTOCOL, PROTOCOL_HEADER};
pub use view::{
    ChannelView, ConversationView, Directory, EntryView, FileGlimpse, GuardianRef, Me, PersonRef, Preview,
    StudentRef, StudentView, TicketView,
};
