//! Items of the person that are on this device only: counted before they are erased.

use std::path::Path;

use conversas_domain::attachment::AttachmentKind;
use conversas_view::Unsent;
use rusqlite::Connection;

use super::conversations::{self, Which};
use super::files::{self, FileState};
use super::session::SigningIn;
use super::{Result, aside, drafts, outbox, takes};
use crate::list::List;
use crate::outbox::OutboxItem;

/// Whether something of a list's conversations is on this device only: unsent, chosen, recorded, or in a
/// composer.
pub(crate) fn is_in(db: &Connection, list: List) -> Result<bool> {
    for id in conversations::ids(db, Which::List(list))? {
        let waits = outbox::of(db, id)?.iter().any(OutboxItem::is_unsent);
        let is_begun = drafts::any_of(db, id)? || takes::any_of(db, id)?;
        if waits || is_begun || !files::of(db, id, FileState::Tray)?.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Counts what is unsent. `is_locked`: the session is locked, and this device may have the last copy.
/// `profile`: the folder. `signing_in`: the person who signs in, whose own takes stay.
pub(crate) fn count(
    db: &Connection,
    profile: &Path,
    is_locked: bool,
    signing_in: Option<SigningIn>,
) -> Result<Unsent> {
    let written = "SELECT (SELECT COUNT(*) FROM drafts) + (SELECT COUNT(*) FROM rescued)";
    let drafts = db.prepare_cached(written)?.query_row([], |row| row.get(0))?;
    let audios = takes::count_drafts(db, signing_in)?;
    let mut unsent = Unsent { drafts, audios, damaged: aside::count(profile)?, ..Unsent::default() };
    for item in outbox::all(db)?.iter().filter(|item| item.is_unsent()) {
        let sort = match &item.attachment {
            Some(file) if file.kind() == AttachmentKind::Voice => &mut unsent.audios,
            Some(_) => &mut unsent.files,
            None if item.shown_id().is_some() => &mut unsent.messages,
            None => &mut unsent.acts,
        };
        *sort += 1;
    }
    let chosen = files::all(db)?.into_iter().filter(|row| row.state == FileState::Tray).count();
    unsent.files += u32::try_from(chosen).unwrap_or(u32::MAX);
    if is_locked {
        let known = "SELECT COUNT(*) FROM conversations";
        unsent.conversations = db.prepare_cached(known)?.query_row([], |row| row.get(0))?;
    }
    Ok(unsent)
}
