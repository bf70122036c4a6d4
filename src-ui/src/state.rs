//! What the interface keeps and derives, as plain Rust: no signals, no browser. Tested natively.

pub(crate) mod filter;
pub(crate) mod groups;
pub(crate) mod inbox;
pub(crate) mod names;
pub(crate) mod order;
pub(crate) mod route;
pub(crate) mod thread;
pub(crate) mod time;
pub(crate) mod viewport;
pub(crate) mod writing;
