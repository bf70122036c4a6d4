//! The state of the interface and values derived from it, as plain Rust: no signals, no browser. Tested
//! natively.

pub(crate) mod arrival;
pub(crate) mod channels;
pub(crate) mod clocks;
pub(crate) mod drafts;
pub(crate) mod files;
pub(crate) mod filter;
pub(crate) mod gesture;
pub(crate) mod groups;
pub(crate) mod hands;
pub(crate) mod hold;
pub(crate) mod inbox;
pub(crate) mod levels;
pub(crate) mod loss;
pub(crate) mod marks;
pub(crate) mod mentions;
pub(crate) mod menu;
pub(crate) mod names;
pub(crate) mod next;
pub(crate) mod order;
pub(crate) mod pace;
pub(crate) mod place;
pub(crate) mod player;
pub(crate) mod present;
pub(crate) mod recorder;
pub(crate) mod replies;
pub(crate) mod route;
pub(crate) mod selection;
pub(crate) mod sharing;
pub(crate) mod shortcuts;
pub(crate) mod thread;
pub(crate) mod time;
pub(crate) mod toasts;
pub(crate) mod viewport;
pub(crate) mod writing;
pub(crate) mod zoom;
