//! Finding messages by their words: the part of one that is shown.

pub(crate) mod excerpt;
