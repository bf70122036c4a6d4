//! Bytes and rows are not changed in one step. Differences that a crash leaves are put right at the start:
//! bytes that no row knows are removed, and rows without bytes say so. After a loss of data such bytes may be
//! all that is left of something unsent: they are kept beside the store, and go with what else is kept there.

use std::collections::HashSet;

use conversas_domain::ids::AttachmentId;
use conversas_domain::moment::Moment;
use conversas_domain::rejection::Rejection;

use super::folder::Folder;
use super::keeping;
use crate::outbox::{OutboxItem, OutboxState};
use crate::store::files::{self, FileRow, FileState, Upload};
use crate::store::{Connection, Result, aside, fetched, losses, outbox};

/// Makes folder and table agree, and keeps fetched files within the limit.
pub(crate) fn run(db: &Connection, folder: &Folder) -> Result<()> {
    let here = folder.ids();
    // The times of these downloads are not known: they are the first to be removed.
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
        let (Some(attachment), Some(conversation_id)) = (item.attachment.clone(), item.conversation_id())
        else {
            continue;
        };
        let id = attachment.id;
        if known.contains(&id) {
            continue;
        }
        if folder.has(id) {
            // The row of this file was lost with a damaged store.
            known.insert(id);
            files::put(
                db,
                &FileRow {
                    conversation_id,
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
    forget_the_rest(db, folder, here.difference(&known).copied().collect())?;
    known.iter().for_each(|id| folder.remove_decoded(*id));
    losses::let_go(db, folder.profile())
}

/// Removes bytes that no row knows, but for those that may be the last of something unsent.
fn forget_the_rest(db: &Connection, folder: &Folder, nobodys: HashSet<AttachmentId>) -> Result<()> {
    // Rows that were not taken over, because the server has these files; read before torn rows are removed in
    // the same way.
    let of_server: HashSet<_> = fetched::doomed(db)?.into_iter().map(|doomed| doomed.id).collect();
    let torn = files::forget_unreadable(db)?;
    let torn: HashSet<_> = nobodys.intersection(&torn).copied().collect();
    let (number, kept) = match losses::unswept(db)? {
        Some(number) => (number, &(&nobodys - &of_server) | &torn),
        None if torn.is_empty() => {
            nobodys.into_iter().for_each(|id| folder.remove(id));
            return Ok(());
        }
        // Only the row was damaged: the bytes may still be needed.
        None => {
            let number = aside::free(folder.profile())?;
            losses::note(db, number)?;
            (number, torn)
        }
    };
    nobodys.difference(&kept).for_each(|id| folder.remove(*id));
    // Removing a torn row doomed its bytes; the next change would remove them from where they may stay.
    kept.iter().try_for_each(|id| fetched::forget_doomed(db, *id))?;
    if keep(folder, number, kept.into_iter()) {
        losses::set_swept(db)?;
    }
    Ok(())
}

/// Keeps files that a loss may have left without a row. A file that the disk refuses to move stays where it
/// is, for the next start.
fn keep(folder: &Folder, number: u32, ids: impl Iterator<Item = AttachmentId>) -> bool {
    let profile = folder.profile();
    let keeping =
        folder.move_to(&aside::files(profile, number), ids).and_then(|()| aside::keep_takes(profile, number));
    if let Err(error) = &keeping {
        tracing::error!(kind = ?error.kind(), "files that no row knows are kept where they are");
    }
    keeping.is_ok()
}
