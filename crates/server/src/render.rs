//! What a reader sees of things, cut to what they may see. Bootstrap, sync and history all render here, so that they
//! cannot differ.

mod conversation;
mod directory;
mod entry;
mod presence;

pub(crate) use conversation::conversation;
pub(crate) use directory::directory;
pub(crate) use entry::entry;
pub(crate) use presence::presence;
