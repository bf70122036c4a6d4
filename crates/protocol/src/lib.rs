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

pub use demo::*;
pub use error::*;
pub use kept::*;
pub use look::*;
pub use op::*;
pub use raw::*;
pub use reply::*;
pub use session::*;
pub use sync::*;
pub use upload::*;
pub use version::*;
pub use view::*;
