//! Sync: getting changes that were made elsewhere.
//!
//! | file | what |
//! |---|---|
//! | [`poll`] | the loop that asks what changed, and notices being offline |
//! | [`apply`] | a page of changes in one transaction, its cursor included |
//! | [`effects`] | confirmed acts that show in what was applied |
//! | [`again`] | changes that an earlier version could only keep, read after an update |
//! | [`bootstrap`] | the first download, list by list, page by page |
//! | [`history`] | older entries, when a thread is opened and gently in the background |
//! | [`pages`] | how much is asked for at once |
//! | [`patience`] | pure: how long the server may hold a poll |
//! | [`strays`] | items that wait for conversations that were lost meanwhile |
//! | [`directory`] | pure: what a person gained and lost |
//!
//! Invariant of every conversation: all entries with `seq > have_after` that its reader may see are on the device. It
//! starts at the conversation's newest entry when it is first seen, since everything later comes by sync, and only
//! goes down as history arrives.

pub(crate) mod again;
pub(crate) mod apply;
pub(crate) mod bootstrap;
pub(crate) mod directory;
mod effects;
pub(crate) mod history;
pub(crate) mod pages;
mod patience;
pub(crate) mod poll;
mod strays;
