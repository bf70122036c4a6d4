//! The changes for a reader after a cursor.

use std::collections::{HashMap, HashSet};

use conversas_domain::entry::Seq;
use conversas_domain::ids::{ConversationId, DeviceId};
use conversas_domain::person::Role;
use conversas_domain::school::School;
use conversas_protocol::{ConversationView, Directory, EntryView, PresencePage, SyncChange, SyncPage};
use tokio::time::Instant;

use crate::render::{Reader, Rendered, Wanted};
use crate::routes::made::{self, PAGE_BYTES};
use crate::store::accounts::NotActive;
use crate::store::log::{Look, Pointed, Pointer};
use crate::store::threads::Arrival;
use crate::store::{Read, Scope, StoreError};
use crate::{cursor, render};

/// A page, and the facts that the route needs to go on.
pub(crate) struct Found {
    pub(crate) page: SyncPage,
    /// The scopes in which to wait for more.
    pub(crate) scopes: Vec<Scope>,
    /// Entries that the cursor proves to have reached this device.
    pub(crate) arrivals: Vec<Arrival>,
    /// The moment at which colleagues' presence ends to hold, if they say nothing before.
    pub(crate) look_again: Option<Instant>,
    /// The parts of the page that an administrator sees of channels they do not belong to.
    pub(crate) looks: Vec<Look>,
}

impl Found {
    /// Whether the page has nothing that is worth an answer.
    pub(crate) fn tells_nothing(&self) -> bool {
        self.page.changes.is_empty() && self.page.presence.is_none()
    }

    /// Adds the presence of colleagues, if the reader knows another one.
    pub(crate) fn add_presence(&mut self, (page, end): (PresencePage, Option<Instant>), known: u64) {
        self.page.presence = (page.number != known).then_some(page);
        self.look_again = end;
    }
}

/// The reason why there is no page.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SyncError {
    #[error(transparent)]
    NotActive(#[from] NotActive),
    #[error("the cursor is too old")]
    Expired,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Answers the first changes after a number, as they are now: at most `limit`.
pub(crate) fn after(
    db: &dyn Read,
    device: DeviceId,
    seq: Seq,
    (limit, file_limit): (usize, u64),
) -> Result<(Found, Reader), SyncError> {
    let actor = db.device(device)?.actor()?;
    let (school, log) = db.school_and_log(actor.school_id)?;
    // A cursor from the future comes from a server whose disk was set back.
    if seq < log.pruned_to || seq > log.newest {
        return Err(SyncError::Expired);
    }
    let reader = Reader::load(db, actor)?;
    let scopes = reader.scopes();
    let (mut pointers, mut more) = db.pointers_after(&scopes, seq, limit)?;
    let rendered = Changed::load(db, &reader, &pointers, (school, file_limit))?;
    let mut changes = rendered.changes(&pointers);
    // A page that is too large is cut, which is rare.
    while pointers.len() > 1 && made::bytes(&changes) > PAGE_BYTES {
        pointers.truncate(pointers.len() / 2);
        more = true;
        changes = rendered.changes(&pointers);
    }
    let reached = pointers.last().filter(|_| more).map_or(log.newest, |last| last.seq);
    let page = SyncPage { cursor: cursor::write(actor.school_id, reached), changes, more, presence: None };
    let looks = looks(&reader, &page.changes);
    let arrivals = arrivals(db, &reader, seq)?;
    Ok((Found { page, scopes, arrivals, look_again: None, looks }, reader))
}

/// Everything that pointers point at, as the reader sees it.
struct Changed {
    directory: Option<Directory>,
    conversations: HashMap<ConversationId, ConversationView>,
    /// Conversations of which nothing is said: "gone" would make devices erase data that only the server has
    /// lost.
    unreadable: HashSet<ConversationId>,
    entries: HashMap<Seq, EntryView>,
}

impl Changed {
    fn load(
        db: &dyn Read,
        reader: &Reader,
        pointers: &[Pointer],
        directory: (School, u64),
    ) -> Result<Changed, StoreError> {
        let entries = pointers.iter().filter_map(|pointer| match pointer.to {
            Pointed::Entry(id) => Some((id, pointer.seq)),
            Pointed::Conversation(_) | Pointed::Directory => None,
        });
        let is_directory = |pointer: &Pointer| pointer.to == Pointed::Directory;
        let wanted = Wanted {
            conversations: conversations_in(pointers),
            entries: entries.collect(),
            directory: pointers.iter().any(is_directory).then_some(directory),
        };
        let Rendered { conversations, unreadable, entries, directory } = render::page(db, reader, wanted)?;
        Ok(Changed {
            directory,
            conversations: conversations.into_iter().map(|it| (it.id, it)).collect(),
            unreadable: unreadable.into_iter().collect(),
            entries: entries.into_iter().map(|it| (it.seq, it)).collect(),
        })
    }

    /// Answers the changes: directory first, then conversations, then entries in their order. Entries that
    /// are not for the reader are left out.
    fn changes(&self, pointers: &[Pointer]) -> Vec<SyncChange> {
        let is_directory = |pointer: &Pointer| pointer.to == Pointed::Directory;
        let directory = self.directory.iter().filter(|_| pointers.iter().any(is_directory));
        let directory = directory.map(|it| SyncChange::Directory { directory: Box::new(it.clone()) });
        let conversation = |conversation_id| match self.conversations.get(&conversation_id) {
            Some(it) => SyncChange::Conversation { conversation: Box::new(it.clone()) },
            None => SyncChange::ConversationGone { conversation_id },
        };
        let told = conversations_in(pointers).into_iter().filter(|id| !self.unreadable.contains(id));
        let conversations = told.map(conversation);
        let entries = pointers.iter().filter(|pointer| matches!(pointer.to, Pointed::Entry(_)));
        let entries = entries.filter_map(|pointer| self.entries.get(&pointer.seq));
        let entries = entries.map(|it| SyncChange::Entry { entry: Box::new(it.clone()) });
        directory.chain(conversations).chain(entries).collect()
    }
}

/// Answers the views that changes give of channels to which the reader does not belong: only an administrator
/// may be shown such views.
fn looks(reader: &Reader, changes: &[SyncChange]) -> Vec<Look> {
    if reader.actor.role != Role::Admin {
        return Vec::new();
    }
    let mut channels = HashMap::new();
    let mut looks = Vec::new();
    for change in changes {
        // An entry comes after its conversation, which is a view already.
        let (conversation_id, messages) = match change {
            SyncChange::Conversation { conversation } => {
                channels.insert(conversation.id, conversation.channel_id);
                (conversation.id, false)
            }
            SyncChange::Entry { entry } => (entry.conversation_id, true),
            SyncChange::Directory { .. } | SyncChange::ConversationGone { .. } => continue,
        };
        let channel_id = channels.get(&conversation_id).copied();
        let channel_id = channel_id.filter(|channel| !reader.member_of.contains(channel));
        looks.extend(channel_id.map(|channel_id| Look { channel_id, conversation_id, messages }));
    }
    looks
}

/// Answers the conversations, each once, in the order of first mention.
fn conversations_in(pointers: &[Pointer]) -> Vec<ConversationId> {
    let mut known = HashSet::new();
    let conversation = |pointer: &Pointer| match pointer.to {
        Pointed::Conversation(id) | Pointed::Entry(id) => Some(id),
        Pointed::Directory => None,
    };
    pointers.iter().filter_map(conversation).filter(|id| known.insert(*id)).collect()
}

/// Answers the entries that have reached a side: a device that gives a cursor back has everything up to it.
pub(crate) fn arrivals(db: &dyn Read, reader: &Reader, seq: Seq) -> Result<Vec<Arrival>, StoreError> {
    match reader.actor.role {
        Role::Guardian => db.arrivals_at_guardian(reader.actor.person_id, seq),
        Role::Staff | Role::Admin if reader.member_of.is_empty() => Ok(Vec::new()),
        Role::Staff | Role::Admin => db.arrivals_at_channels(&reader.member_of, seq),
    }
}
