//! Types that the offline engine and the interface say alike: the engine makes the values, and they reach the page as they are.
//!
//! Not here: what the engine says in its own terms and the host puts together for the page (rows with names of channels, items
//! of a thread), which stands in `conversas-client` and `conversas-ipc`; what travels to the server, which stands in
//! `conversas-protocol`. To add a type: put it into the file of its subject; both sides re-export it.

mod connection;
mod delivery;
mod draft;
mod files;
mod inbox;
mod search;
mod unsent;

pub use connection::*;
pub use delivery::*;
pub use draft::*;
pub use files::*;
pub use inbox::*;
pub use search::*;
pub use unsent::*;
