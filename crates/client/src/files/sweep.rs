//! Bytes and rows are not changed in one step. What a crash leaves between the two is put right at the start: bytes that
//! no row knows go, and rows without bytes say so.

use std::collections::HashSet;

use conversas_domain::moment::Moment;
use conversas_domain::rejection::Rejection;
use rusqlite::Connection;

use super::folder::Folder;
use super::keeping;
use crate::outbox::{OutboxItem, OutboxState};
use crate::store::files::{self, FileRow, FileState, Upload};
use crate::store::{Result, fetched, outbox};

/// Folder and table agree after it, and what was fetched keeps the limit.
pub(crate) fn run(db: &Connection, folder: &Folder) -> Result<()> {
    let here = folder.ids();
    // When they were to be read nobody knows: they go first.
    keeping::note(db, folder, folder.parts(), Moment(0))?;
    fetched::keep_within(db, keeping::limit(db)?, None)?;
    let rows = files::all(db)?;
    let waiting: Vec<_> = outbox::all(db)?.into_iter().filter(OutboxItem::is_unsent).collect();
    let mut known = HashSet::new();
    for row in rows {
        let id = row.attachment.id;
        let is_in_part = row.state == FileState::Fetched && folder.bytes(id) > 0;
        if folder.has(id) || is_in_part {
            known.insert(id);
        } else if row.state != FileState::Outbox {
            files::remove(db, id)?;
        }
    }
    for item in waiting {
        let Some(attachment) = item.attachment.clone() else { continue };
        let id = attachment.id;
        if known.contains(&id) {
            continue;
        }
        if folder.has(id) {
            // Its row was lost with a damaged store.
            known.insert(id);
            files::put(
                db,
                &FileRow {
                    conversation_id: item.conversation_id,
                    state: FileState::Outbox,
                    attachment: *attachment,
                    sha256: String::new(),
                    upload: Upload::Open,
                    bytes: folder.bytes(id),
                    read_at: item.written_at,
                },
            )?;
        } else if item.state == OutboxState::Queued
            && files::get(db, id)?.is_none_or(|row| !row.upload.is_ready())
        {
            let state = OutboxState::Failed { reason: Rejection::FileMissing };
            outbox::update(db, &OutboxItem { state, ..item })?;
        }
    }
    files::forget_unreadable(db)?;
    here.difference(&known).for_each(|id| folder.remove(*id));
    known.iter().for_each(|id| folder.remove_decoded(*id));
    Ok(())
}
