//! Each route: anonymous, happy, repeated, unknown, someone else's.

mod attachments;
mod bad_input;
mod bootstrap;
mod demo;
mod directory;
mod entries;
mod forward;
mod guessing;
mod late_bodies;
mod limits;
mod logs;
mod looks;
mod meanwhile;
mod ops;
mod presence;
mod replay;
mod replies;
mod security;
mod service;
mod sessions;
mod strangers;
mod sync;
mod table;
mod team;
mod unread;
mod uploads;
