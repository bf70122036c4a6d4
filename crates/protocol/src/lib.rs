//! What travels between the app and the server, as JSON over HTTP.
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
//! | anything refused | [`ErrorBody`] with a status |
//!
//! Every request but the first carries `Authorization: Bearer <token>`. Rules are in the domain, not here.

mod error;
mod op;
mod reply;
mod session;
mod sync;
mod view;

pub use error::{ErrorBody, ErrorCode};
pub use op::{Op, OpRequest, Outcome, Receipt};
pub use reply::SaveCannedReply;
pub use session::{SignIn, SignedIn};
pub use sync::{
    BootstrapPage, Cursor, Doing, EntriesPage, PRESENCE_SECONDS, Presence, PresencePage, SyncChange,
    SyncPage, Whereabouts,
};
pub use view::{
    ChannelView, ConversationView, Directory, EntryView, GuardianRef, Me, PersonRef, Preview, StudentRef,
    StudentView, TicketView,
};
