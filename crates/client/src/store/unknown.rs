//! Tables `unknown_changes` and `unknown_entries`: what only a newer program understands, kept until an
//! update.

use conversas_domain::entry::Seq;
use conversas_domain::ids::ConversationId;
use conversas_protocol::Raw;
use conversas_protocol::received::{About, Change};
use rusqlite::{Connection, params};

use super::Result;
use super::sql::{Json, readable};

/// Keeps a change if a newer program finds more in it, and drops what was kept of the same state before.
/// Answers whether something was kept before.
pub(crate) fn keep(db: &Connection, change: &Change) -> Result<bool> {
    let was_kept = match state(change) {
        Some(about) => {
            db.prepare_cached("DELETE FROM unknown_changes WHERE about = ?1")?.execute([about])? > 0
        }
        None => false,
    };
    add(db, change)?;
    Ok(was_kept)
}

/// Keeps a change that may be older than what is kept of its state, which then stays. Answers whether
/// something was kept before.
pub(crate) fn keep_unless_newer(db: &Connection, change: &Change) -> Result<bool> {
    let mut query = db.prepare_cached("SELECT 1 FROM unknown_changes WHERE about = ?1")?;
    let is_kept = query.exists([state(change)])?;
    if !is_kept {
        add(db, change)?;
    }
    Ok(is_kept)
}

/// The name of the state that a change describes, if it describes one.
fn state(change: &Change) -> Option<String> {
    match change.about() {
        About::Directory => Some("directory".to_owned()),
        About::Conversation(id) => Some(about(id)),
        About::Itself => None,
    }
}

/// The name of a conversation's state.
fn about(id: ConversationId) -> String {
    format!("{CONVERSATION}{id}")
}

const CONVERSATION: &str = "conversation ";

/// Whether the newest state of a conversation waits for a newer program.
pub(crate) fn is_about(db: &Connection, id: ConversationId) -> Result<bool> {
    Ok(db.prepare_cached("SELECT 1 FROM unknown_changes WHERE about = ?1")?.exists([about(id)])?)
}

/// Answers the conversations whose newest state waits for a newer program.
pub(crate) fn conversations(db: &Connection) -> Result<Vec<ConversationId>> {
    let mut query = db.prepare_cached("SELECT about FROM unknown_changes WHERE about IS NOT NULL")?;
    let all = query.query_map([], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(all.iter().filter_map(|about| about.strip_prefix(CONVERSATION)?.parse().ok()).collect())
}

fn add(db: &Connection, change: &Change) -> Result<()> {
    if change.is_for_newer() {
        let about = state(change);
        tracing::warn!(about, "the server says what only a newer app understands");
        db.prepare_cached("INSERT INTO unknown_changes (about, change) VALUES (?1, ?2)")?
            .execute(params![about, Json(change)])?;
    }
    Ok(())
}

/// Whether a change waits for a newer program.
pub(crate) fn any(db: &Connection) -> Result<bool> {
    Ok(db.prepare_cached("SELECT 1 FROM unknown_changes")?.exists([])?)
}

/// Whether an entry waits for a newer program.
pub(crate) fn any_entry(db: &Connection) -> Result<bool> {
    Ok(db.prepare_cached("SELECT 1 FROM unknown_entries")?.exists([])?)
}

/// Takes the changes that this program understands by now, in the order in which they came.
pub(crate) fn take_understood(db: &Connection) -> Result<Vec<Change>> {
    let mut query = db.prepare("SELECT change, n FROM unknown_changes ORDER BY n")?;
    let kept = query.query_map([], |row| {
        let n: i64 = row.get(1)?;
        Ok((n, readable::<Raw>(row, 0, n)?))
    })?;
    let mut understood = Vec::new();
    for row in kept.collect::<rusqlite::Result<Vec<_>>>()? {
        let (n, Some(json)) = row else { continue };
        let change = Change::read(json);
        if !change.is_for_newer() {
            db.execute("DELETE FROM unknown_changes WHERE n = ?1", [n])?;
            understood.push(change);
        }
    }
    Ok(understood)
}

/// Forgets everything but states of conversations, because a download says it anew.
pub(super) fn forget_but_conversations(db: &Connection) -> Result<()> {
    db.execute("DELETE FROM unknown_changes WHERE about IS NULL OR about = 'directory'", [])?;
    Ok(())
}

/// Notes that an entry waits for a newer program.
pub(super) fn add_entry(db: &Connection, seq: Seq) -> Result<()> {
    db.prepare_cached("INSERT OR IGNORE INTO unknown_entries VALUES (?1)")?.execute([seq.0])?;
    Ok(())
}

pub(super) fn remove_entry(db: &Connection, seq: Seq) -> Result<()> {
    db.prepare_cached("DELETE FROM unknown_entries WHERE seq = ?1")?.execute([seq.0])?;
    Ok(())
}

/// Answers the next entries after `seq` that wait, at most `limit`.
pub(super) fn waiting_entries(db: &Connection, after: Seq, limit: u32) -> Result<Vec<Seq>> {
    let mut query = db.prepare("SELECT seq FROM unknown_entries WHERE seq > ?1 ORDER BY seq LIMIT ?2")?;
    let waiting = query.query_map(params![after.0, limit], |row| row.get(0).map(Seq))?;
    Ok(waiting.collect::<rusqlite::Result<_>>()?)
}

/// Removes changes that name something that the person may not see any more. A directory names everything:
/// the next one takes its place.
pub(super) fn erase_naming(db: &Connection, id: &str) -> Result<()> {
    let sql = "DELETE FROM unknown_changes WHERE about IS NOT 'directory' AND instr(change, ?1) > 0";
    db.prepare_cached(sql)?.execute([id])?;
    Ok(())
}

#[cfg(test)]
mod tests;
