//! Views of things, reduced to what their reader may see. Bootstrap, sync and history all render here, so
//! that they cannot differ.
//!
//! Each page loads its sets first, so that a page of any size is the same number of statements; then pure
//! functions build the views. To show something new: add a set in [`mod@page`], and the function that builds
//! with it.

mod conversation;
mod directory;
mod entry;
mod names;
mod page;
mod presence;
mod reader;

pub(crate) use page::{Rendered, Wanted, directory, entries, page};
pub(crate) use presence::presence;
pub(crate) use reader::Reader;
