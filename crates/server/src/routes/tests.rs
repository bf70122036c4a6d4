//! Each route: anonymous, happy, repeated, unknown, someone else's.

mod bad_input;
mod bootstrap;
mod entries;
mod logs;
mod ops;
mod replay;
mod sessions;
mod strangers;
mod sync;
