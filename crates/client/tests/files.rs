//! Files on the device: fetched once, kept within a limit, erased with their conversations.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "files/damaged.rs"]
mod damaged;
#[path = "files/erased.rs"]
mod erased;
#[path = "files/fetched.rs"]
mod fetched;
#[path = "files/kept.rs"]
mod kept;
#[path = "files/poisoned.rs"]
mod poisoned;
#[path = "files/profile.rs"]
mod profile;
#[path = "files/shown.rs"]
mod shown;
