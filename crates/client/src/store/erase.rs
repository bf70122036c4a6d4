//! Erasing across tables: a conversation, everything synced, everything of a person.

use std::collections::BTreeSet;
use std::path::Path;

use conversas_domain::ids::ConversationId;
use conversas_domain::moment::Moment;
use rusqlite::Connection;

use super::conversations::{self, Which};
use super::sql::Id;
use super::{
    Result, bootstraps, drafts, entries, fetched, losses, names, outbox, rescued, rows, takes, unconfirmed,
    unknown,
};
use crate::engine::account::erasure::Erasure;
use crate::list::List;
use crate::outbox::OutboxState;

/// Erases a conversation that is not visible any more, with all that belonged to it. Unsent words are kept to
/// be shown once; so is a notice of each lost recording.
pub(crate) fn conversation(db: &Connection, id: ConversationId) -> Result<()> {
    match conversations::get(db, id)? {
        // Drafts have no time: that of the last activity stands for it.
        Some(known) => rescue_words(db, id, known.view.student.name.as_str(), known.view.last_activity)?,
        // The student cannot be read.
        None if conversations::exists(db, id)? => rescue_words(db, id, "", Moment::default())?,
        None => {}
    }
    outbox::erase_of(db, id)?;
    drafts::erase_of(db, id)?;
    takes::erase_of(db, id)?;
    entries::erase_of(db, id)?;
    fetched::erase_of(db, id)?;
    unknown::erase_naming(db, &id.to_string())?;
    unconfirmed::remove(db, id)?;
    rows::erase(db, id)
}

/// Erases what waits for a conversation that is not here and will not come.
pub(crate) fn stray(db: &Connection, id: ConversationId, now: Moment) -> Result<()> {
    rescue_words(db, id, "", now)?;
    conversation(db, id)
}

/// Answers the conversations that are not here and for which something waits, none of it on its way to the
/// server.
pub(crate) fn strays(db: &Connection) -> Result<Vec<ConversationId>> {
    let mut strays: BTreeSet<ConversationId> = drafts::conversations(db)?.into_iter().collect();
    let sql = "SELECT conversation_id FROM outbox WHERE conversation_id IS NOT NULL
        UNION SELECT conversation_id FROM files WHERE state IN ('tray', 'outbox')
        UNION SELECT conversation_id FROM takes";
    let mut query = db.prepare_cached(sql)?;
    for id in query.query_map([], |row| row.get::<_, Id<_>>(0))? {
        strays.insert(id?.0);
    }
    let mut lost = Vec::new();
    for id in strays {
        if !conversations::exists(db, id)? {
            lost.push(id);
        }
    }
    let mut strays = lost;
    for item in outbox::all(db)?.iter().filter(|item| !item.is_mark()) {
        if matches!(item.state, OutboxState::Queued | OutboxState::Sent) {
            strays.retain(|id| Some(*id) != item.conversation_id());
        }
    }
    Ok(strays)
}

fn rescue_words(db: &Connection, id: ConversationId, student: &str, since: Moment) -> Result<()> {
    let mut last_written = since;
    for item in outbox::of(db, id)?.iter().filter(|item| item.is_unsent()) {
        last_written = last_written.max(item.written_at);
        if let Some(text) = item.words() {
            rescued::add(db, student, &text, item.written_at)?;
        }
    }
    for draft in drafts::texts_of(db, id)? {
        rescued::add(db, student, &draft, last_written)?;
    }
    Ok(())
}

/// Erases a list that is not visible any more; answers the conversations it had.
pub(crate) fn list(db: &Connection, list: List) -> Result<Vec<ConversationId>> {
    bootstraps::forget(db, list)?;
    if let Some(channel_id) = list.channel_id() {
        unknown::erase_naming(db, &channel_id.to_string())?;
    }
    let ids = conversations::ids(db, Which::List(list))?;
    for id in &ids {
        conversation(db, *id)?;
    }
    Ok(ids)
}

/// Erases everything that came from the server. What the person wrote stays: unsent items, drafts and
/// conversations that only this device knows.
fn synced(db: &Connection) -> Result<()> {
    db.execute_batch(
        "DELETE FROM inbox WHERE conversation_id IN (SELECT id FROM conversations WHERE NOT provisional);
         DELETE FROM conversations WHERE NOT provisional;
         INSERT INTO names (names) VALUES ('delete-all');
         DELETE FROM unknown_changes; DELETE FROM unconfirmed;",
    )?;
    names::add_all(db)?;
    histories(db).map(|_| ())
}

/// Prepares for a first page, in its transaction: marks every conversation unconfirmed and drops entries and
/// fetched files. Each conversation stays as it was until its newest state is here, because this program may
/// not be able to read that state. Entries are dropped, because a server whose disk was set back gives their
/// numbers again. Answers the conversations whose rows are to be made again.
pub(crate) fn superseded(db: &Connection) -> Result<BTreeSet<ConversationId>> {
    unconfirmed::add_known(db)?;
    for id in unknown::conversations(db)? {
        unconfirmed::add(db, id)?;
    }
    unknown::forget_but_conversations(db)?;
    conversations::forget_histories(db)?;
    histories(db)
}

/// Drops entries and fetched files, and what the outbox knows of entries. Answers the conversations where the
/// outbox knew something.
fn histories(db: &Connection) -> Result<BTreeSet<ConversationId>> {
    db.execute_batch(
        "DELETE FROM entries;
         INSERT INTO words (words) VALUES ('delete-all');
         DELETE FROM attached; DELETE FROM unknown_entries;",
    )?;
    fetched::clear(db)?;
    let mut changed = BTreeSet::new();
    // Confirmed messages come back as history.
    for item in outbox::all(db)? {
        if item.state == OutboxState::Sent {
            outbox::remove(db, item.n)?;
        } else if item.arrived {
            outbox::update(db, &crate::outbox::OutboxItem { arrived: false, ..item.clone() })?;
        } else {
            continue;
        }
        changed.extend(item.conversation_id());
    }
    bootstraps::restart(db)?;
    Ok(changed)
}

/// Erases what belongs to the person of this profile, whose folder is `profile`. The preferences stay.
pub(crate) fn of_person(db: &Connection, profile: &Path, erasure: &Erasure) -> Result<()> {
    if erasure.keeps_unsent() {
        return synced(db);
    }
    if !erasure.keeps_damaged() {
        losses::set_erased(db, profile)?;
    }
    db.execute_batch(
        "DELETE FROM inbox; DELETE FROM counters; DELETE FROM conversations; DELETE FROM entries;
         DELETE FROM outbox; DELETE FROM drafts; DELETE FROM filters; DELETE FROM orders; DELETE FROM bootstraps; DELETE FROM rescued;
         DELETE FROM files; DELETE FROM attached; DELETE FROM merged; DELETE FROM refolding;
         DELETE FROM unknown_changes; DELETE FROM unknown_entries; DELETE FROM unconfirmed;
         INSERT INTO names (names) VALUES ('delete-all');
         INSERT INTO words (words) VALUES ('delete-all');",
    )?;
    takes::erase_but_of(db, erasure.signing_in())?;
    takes::forget_messages(db)
}
