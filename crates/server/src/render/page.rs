//! Pages: their sets are loaded here, each by one statement.

use std::collections::{HashMap, HashSet};

use conversas_domain::entry::{Audience, Seq};
use conversas_domain::ids::ConversationId;
use conversas_domain::permission::{Action, Relation, may};
use conversas_domain::person::{Actor, Role, Side};
use conversas_domain::school::School;
use conversas_protocol::{ConversationView, Directory, EntryView, GuardianRef, StudentRef};

use super::conversation::Parts;
use super::directory::Places;
use super::entry;
use super::names::{Mentions, Names};
use super::reader::Reader;
use crate::access;
use crate::store::threads::{ConversationRow, Conversations, Entry, GuardianIn};
use crate::store::{Read, StoreError};

/// Earlier tickets that travel with a conversation.
const EARLIER: u32 = 12;

/// The contents of a page.
#[derive(Default)]
pub(crate) struct Wanted {
    pub(crate) conversations: Vec<ConversationId>,
    /// Entries of conversations, by their numbers.
    pub(crate) entries: Vec<(ConversationId, Seq)>,
    /// The reader's school and the largest file, if the page has a directory.
    pub(crate) directory: Option<(School, u64)>,
}

/// A page as its reader sees it, without things that the reader may not see.
pub(crate) struct Rendered {
    /// The conversations, in the order of the identifiers.
    pub(crate) conversations: Vec<ConversationView>,
    /// Conversations whose rows are damaged: whether the reader may see them cannot be told.
    pub(crate) unreadable: Vec<ConversationId>,
    pub(crate) entries: Vec<EntryView>,
    pub(crate) directory: Option<Directory>,
}

/// Renders everything that a page has.
pub(crate) fn page(db: &dyn Read, reader: &Reader, wanted: Wanted) -> Result<Rendered, StoreError> {
    let Loaded { parts, entries, unreadable } = threads(db, reader, &wanted)?;
    let places = match wanted.directory {
        Some((school, file_limit)) => Some(Places::load(db, reader, school, file_limit)?),
        None => None,
    };
    let mut mentions = Mentions::default();
    parts.iter().for_each(|parts| parts.mention(&mut mentions));
    entries.iter().for_each(|it| entry::mention(&mut mentions, it));
    places.iter().for_each(|_| Places::mention(&mut mentions, reader));
    let names = Names::load(db, mentions)?;
    let side = reader.actor.side();
    Ok(Rendered {
        conversations: parts.into_iter().map(|parts| parts.view(side, &names)).collect::<Result<_, _>>()?,
        unreadable,
        entries: entries.into_iter().map(|it| entry::view(it, &names)).collect::<Result<_, _>>()?,
        directory: places.map(|places| places.view(reader, &names)).transpose()?,
    })
}

/// The actor's directory by itself.
pub(crate) fn directory(db: &dyn Read, actor: Actor, file_limit: u64) -> Result<Directory, StoreError> {
    let reader = Reader::load(db, actor)?;
    let directory = Some((db.school(actor.school_id)?, file_limit));
    let rendered = page(db, &reader, Wanted { directory, ..Wanted::default() })?;
    rendered.directory.ok_or(StoreError::Missing("directory"))
}

/// Renders entries whose reader may see them.
pub(crate) fn entries(db: &dyn Read, entries: Vec<Entry>) -> Result<Vec<EntryView>, StoreError> {
    let mut mentions = Mentions::default();
    entries.iter().for_each(|it| entry::mention(&mut mentions, it));
    let names = Names::load(db, mentions)?;
    entries.into_iter().map(|it| entry::view(it, &names)).collect()
}

/// The sets that views are built of.
#[derive(Default)]
struct Loaded {
    parts: Vec<Parts>,
    entries: Vec<Entry>,
    unreadable: Vec<ConversationId>,
}

/// The conversations that the reader may see, and the entries that are for the reader, in order.
fn threads(db: &dyn Read, reader: &Reader, wanted: &Wanted) -> Result<Loaded, StoreError> {
    if wanted.conversations.is_empty() {
        return Ok(Loaded::default());
    }
    let Visible { rows, mut guardians, unreadable } = visible(db, reader, &wanted.conversations)?;
    let ids: HashSet<_> = rows.iter().map(|(row, _)| row.id).collect();
    let numbers: Vec<_> = rows.iter().map(|(row, _)| (row.id, row.ticket.number)).collect();
    let mut earlier = grouped(db.tickets_before(&numbers, EARLIER)?);
    let asked = wanted.entries.iter().copied().filter(|(id, _)| ids.contains(id));
    let previews = rows.iter().map(|(row, _)| (row.id, row.preview));
    let places: HashSet<_> = previews.chain(asked.clone()).collect();
    let found = db.entries_at(&places.into_iter().collect::<Vec<_>>())?;
    let found: HashMap<_, _> = found.into_iter().map(|it| ((it.conversation_id, it.seq), it)).collect();
    let shown: Vec<_> = ids.iter().copied().collect();
    let marks: HashMap<_, _> = db.read_marks(reader.actor.person_id, &shown)?.into_iter().collect();
    let is_hidden =
        |it: &Entry| reader.actor.side() == Side::Family && it.entry.kind.audience() == Audience::StaffOnly;
    let entries = asked.filter_map(|place| found.get(&place)).filter(|it| !is_hidden(it)).cloned().collect();
    let parts = rows.into_iter().map(|(row, student)| Parts {
        guardians: guardians.remove(&row.id).unwrap_or_default(),
        earlier: earlier.remove(&row.id).unwrap_or_default(),
        preview: found.get(&(row.id, row.preview)).cloned(),
        mark: marks.get(&row.id).copied().unwrap_or_default(),
        student,
        row,
    });
    Ok(Loaded { parts: parts.collect(), entries, unreadable })
}

/// The conversations that the reader may see, in the order of the identifiers, with their guardians.
struct Visible {
    rows: Vec<(ConversationRow, StudentRef)>,
    guardians: HashMap<ConversationId, Vec<GuardianRef>>,
    unreadable: Vec<ConversationId>,
}

fn visible(db: &dyn Read, reader: &Reader, ids: &[ConversationId]) -> Result<Visible, StoreError> {
    let Conversations { rows, unreadable } = db.conversations(ids)?;
    let mut rows: HashMap<_, _> = rows.into_iter().map(|(row, student)| (row.id, (row, student))).collect();
    let guardians = grouped(db.guardians_in(ids)?);
    let relation = |row: &ConversationRow| {
        let guardians = guardians.get(&row.id).map_or(&[][..], Vec::as_slice);
        relation(reader, row, guardians)
    };
    let mut seen = Vec::with_capacity(ids.len());
    for id in ids {
        let row = rows.remove(id);
        seen.extend(row.filter(|(row, _)| may(reader.actor.role, relation(row), Action::Read)));
    }
    let named = |guardians: Vec<GuardianIn>| guardians.into_iter().map(|it| it.guardian).collect();
    let guardians = guardians.into_iter().map(|(id, guardians)| (id, named(guardians))).collect();
    Ok(Visible { rows: seen, guardians, unreadable })
}

fn relation(reader: &Reader, row: &ConversationRow, guardians: &[GuardianIn]) -> Relation {
    let me = reader.actor.person_id;
    let is_inside = match reader.actor.role {
        Role::Guardian => guardians.iter().any(|it| it.guardian.id == me && it.is_linked),
        Role::Staff | Role::Admin => reader.member_of.contains(&row.channel_id),
    };
    access::standing(reader.actor, row, is_inside)
}

/// Groups things by their conversation, in their order.
fn grouped<T>(things: Vec<(ConversationId, T)>) -> HashMap<ConversationId, Vec<T>> {
    let mut groups: HashMap<_, Vec<T>> = HashMap::new();
    for (id, thing) in things {
        groups.entry(id).or_default().push(thing);
    }
    groups
}
