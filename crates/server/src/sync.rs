//! What changed for a reader after a cursor.

use std::collections::HashMap;

use conversas_domain::entry::{Audience, Seq};
use conversas_domain::ids::{ConversationId, DeviceId};
use conversas_domain::person::{Actor, Role, Side};
use conversas_protocol::{PresencePage, SyncChange, SyncPage};
use tokio::time::Instant;

use crate::routes::made::{self, PAGE_BYTES};
use crate::store::accounts::NotActive;
use crate::store::log::{Look, Pointed, Pointer};
use crate::store::threads::Arrival;
use crate::store::{Read, Scope, StoreError};
use crate::{access, cursor, render};

/// A page, and what the route needs to go on.
pub(crate) struct Found {
    pub(crate) page: SyncPage,
    /// Where to wait for more.
    pub(crate) scopes: Vec<Scope>,
    /// What the cursor proves to have reached this device.
    pub(crate) arrivals: Vec<Arrival>,
    /// When what was said of colleagues stops to hold, if nobody says otherwise before.
    pub(crate) look_again: Option<Instant>,
    /// What of it an administrator sees of channels they do not belong to.
    pub(crate) looks: Vec<Look>,
}

impl Found {
    /// Nothing that is worth an answer.
    pub(crate) fn tells_nothing(&self) -> bool {
        self.page.changes.is_empty() && self.page.presence.is_none()
    }

    /// Who is there, if the reader knows it otherwise.
    pub(crate) fn add_presence(&mut self, (page, end): (PresencePage, Option<Instant>), known: u64) {
        self.page.presence = (page.number != known).then_some(page);
        self.look_again = end;
    }
}

/// Why there is no page.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SyncError {
    #[error(transparent)]
    NotActive(#[from] NotActive),
    #[error("the cursor is too old")]
    Expired,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The first changes after a number, as they are now: at most `limit`.
pub(crate) fn after(
    db: &dyn Read,
    device: DeviceId,
    seq: Seq,
    (limit, file_limit): (usize, u64),
) -> Result<Found, SyncError> {
    let reader = db.device(device)?.actor()?;
    let range = db.log_range(reader.school_id)?;
    // A cursor from the future is of a server whose disk was set back.
    if seq < range.pruned_to || seq > range.newest {
        return Err(SyncError::Expired);
    }
    let scopes = access::scopes(db, reader)?;
    let (mut pointers, mut more) = db.pointers_after(&scopes, seq, limit)?;
    let mut changed = changes(db, reader, &pointers, file_limit)?;
    // What is too large for one page is cut, and rendered again: that is rare.
    while pointers.len() > 1 && made::bytes(&changed) > PAGE_BYTES {
        pointers.truncate(pointers.len() / 2);
        more = true;
        changed = changes(db, reader, &pointers, file_limit)?;
    }
    let reached = pointers.last().filter(|_| more).map_or(range.newest, |last| last.seq);
    let page =
        SyncPage { cursor: cursor::write(reader.school_id, reached), changes: changed, more, presence: None };
    let looks = looks(db, reader, &page.changes)?;
    let arrivals = arrivals(db, reader, seq)?;
    Ok(Found { page, scopes, arrivals, look_again: None, looks })
}

/// Directory first, then conversations, then entries in their order.
fn changes(
    db: &dyn Read,
    reader: Actor,
    pointers: &[Pointer],
    file_limit: u64,
) -> Result<Vec<SyncChange>, StoreError> {
    let mut changes = Vec::new();
    if pointers.iter().any(|pointer| pointer.to == Pointed::Directory) {
        let directory = Box::new(render::directory(db, reader, file_limit)?);
        changes.push(SyncChange::Directory { directory });
    }
    let mut gone: Vec<ConversationId> = Vec::new();
    for conversation_id in conversations_in(pointers) {
        match render::conversation(db, reader, conversation_id)? {
            Some(conversation) => {
                changes.push(SyncChange::Conversation { conversation: Box::new(conversation) });
            }
            None => {
                gone.push(conversation_id);
                changes.push(SyncChange::ConversationGone { conversation_id });
            }
        }
    }
    for pointer in pointers {
        let Pointed::Entry(conversation_id) = pointer.to else { continue };
        if gone.contains(&conversation_id) {
            continue;
        }
        let Some(entry) = db.entry_at(conversation_id, pointer.seq)? else { continue };
        let hidden = reader.side() == Side::Family && entry.entry.kind.audience() == Audience::StaffOnly;
        if !hidden {
            changes.push(SyncChange::Entry { entry: Box::new(render::entry(db, entry)?) });
        }
    }
    Ok(changes)
}

/// What changes show of channels to which the reader does not belong: only an administrator may be shown anything of them.
fn looks(db: &dyn Read, reader: Actor, changes: &[SyncChange]) -> Result<Vec<Look>, StoreError> {
    if reader.role != Role::Admin {
        return Ok(Vec::new());
    }
    let mine = db.memberships(reader.person_id)?;
    let mut channels = HashMap::new();
    let mut looks = Vec::new();
    for change in changes {
        // An entry comes after its conversation.
        let (conversation_id, messages) = match change {
            SyncChange::Conversation { conversation } => {
                channels.insert(conversation.id, conversation.channel_id);
                (conversation.id, false)
            }
            SyncChange::Entry { entry } => (entry.conversation_id, true),
            SyncChange::Directory { .. } | SyncChange::ConversationGone { .. } => continue,
        };
        let channel_id = channels.get(&conversation_id).copied().filter(|channel| !mine.contains(channel));
        looks.extend(channel_id.map(|channel_id| Look { channel_id, conversation_id, messages }));
    }
    Ok(looks)
}

/// Each once, in the order of first mention.
fn conversations_in(pointers: &[Pointer]) -> Vec<ConversationId> {
    let mut found = Vec::new();
    for pointer in pointers {
        match pointer.to {
            Pointed::Conversation(id) | Pointed::Entry(id) if !found.contains(&id) => found.push(id),
            Pointed::Conversation(_) | Pointed::Entry(_) | Pointed::Directory => {}
        }
    }
    found
}

/// A device that gives a cursor back has everything up to it.
pub(crate) fn arrivals(db: &dyn Read, reader: Actor, seq: Seq) -> Result<Vec<Arrival>, StoreError> {
    match reader.role {
        Role::Guardian => db.arrivals_at_guardian(reader.person_id, seq),
        Role::Staff | Role::Admin => {
            let mut arrivals = Vec::new();
            for channel in db.memberships(reader.person_id)? {
                arrivals.extend(db.arrivals_at_channel(channel, seq)?);
            }
            Ok(arrivals)
        }
    }
}
