//! The log of what changed, for whom: pointers, no contents.

use conversas_domain::entry::Seq;
use conversas_domain::ids::{ChannelId, ConversationId, EntityId, PersonId, SchoolId};
use rusqlite::{Connection, params};
use uuid::Uuid;

use super::sql::Id;
use super::{StoreError, Tx};

/// Who may see a change: a channel's staff, one person, or everybody of a school. Unique over all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Scope(pub(crate) Uuid);

impl Scope {
    /// The staff of a channel.
    pub fn channel(id: ChannelId) -> Scope {
        Scope(id.uuid())
    }
    /// One person.
    pub fn person(id: PersonId) -> Scope {
        Scope(id.uuid())
    }
    /// Everybody of a school.
    pub fn school(id: SchoolId) -> Scope {
        Scope(id.uuid())
    }
}

/// What a pointer points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pointed {
    /// A conversation's state.
    Conversation(ConversationId),
    /// A conversation's state, and the new entry with the pointer's number.
    Entry(ConversationId),
    /// What a reader may see.
    Directory,
}

/// One line of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pointer {
    pub(crate) seq: Seq,
    pub(crate) to: Pointed,
}

/// Writes a pointer into each scope and rings there after the commit.
pub(crate) fn append(tx: &mut Tx<'_>, pointer: Pointer, scopes: &[Scope]) -> Result<(), StoreError> {
    let (kind, conversation_id) = match pointer.to {
        Pointed::Conversation(id) => (0, Some(Id(id))),
        Pointed::Entry(id) => (1, Some(Id(id))),
        Pointed::Directory => (2, None),
    };
    for scope in scopes {
        tx.prepare_cached(
            "INSERT OR IGNORE INTO events (scope, seq, kind, conversation_id) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![scope.0.as_bytes(), pointer.seq.0, kind, conversation_id])?;
        tx.ring(*scope);
    }
    Ok(())
}

/// The first pointers of these scopes after a number, in order, each number once; and whether there are more.
pub(crate) fn after(
    conn: &Connection,
    scopes: &[Scope],
    seq: Seq,
    limit: usize,
) -> Result<(Vec<Pointer>, bool), StoreError> {
    let mut found = Vec::new();
    let mut statement = conn.prepare_cached(
        "SELECT seq, kind, conversation_id FROM events WHERE scope = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3",
    )?;
    for scope in scopes {
        let rows = statement.query_map(params![scope.0.as_bytes(), seq.0, limit + 1], |row| {
            let to = match (row.get::<_, i64>(1)?, row.get::<_, Option<Id<ConversationId>>>(2)?) {
                (0, Some(Id(id))) => Pointed::Conversation(id),
                (1, Some(Id(id))) => Pointed::Entry(id),
                _ => Pointed::Directory,
            };
            Ok(Pointer { seq: Seq(row.get(0)?), to })
        })?;
        for row in rows {
            found.push(row?);
        }
    }
    found.sort_unstable_by_key(|pointer: &Pointer| pointer.seq);
    found.dedup_by_key(|pointer| pointer.seq);
    let more = found.len() > limit;
    found.truncate(limit);
    Ok((found, more))
}

/// Forgets the school's pointers up to a number; cursors below it are too old from then on.
pub(crate) fn prune(tx: &Tx<'_>, school_id: SchoolId, up_to: Seq) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM events WHERE seq <= ?2 AND scope IN (
            SELECT id FROM schools WHERE id = ?1
            UNION ALL SELECT id FROM channels WHERE school_id = ?1
            UNION ALL SELECT id FROM people WHERE school_id = ?1)",
        params![Id(school_id), up_to.0],
    )?;
    tx.execute(
        "UPDATE schools SET pruned_to = max(pruned_to, min(?2, seq)) WHERE id = ?1",
        params![Id(school_id), up_to.0],
    )?;
    Ok(())
}
