//! Erasing across tables: a conversation, everything synced, everything.

use conversas_domain::ids::ConversationId;
use rusqlite::Connection;

use super::conversations::{self, Which};
use super::{Result, bootstraps, drafts, entries, fetched, names, outbox, rescued, rows};
use crate::list::List;

/// A conversation that is not visible any more, with all that belonged to it. Unsent words are kept to be shown once.
pub(crate) fn conversation(db: &Connection, id: ConversationId) -> Result<()> {
    rescue_words(db, id)?;
    outbox::erase_of(db, id)?;
    drafts::save(db, id, "")?;
    entries::erase_of(db, id)?;
    fetched::erase_of(db, id)?;
    rows::erase(db, id)
}

fn rescue_words(db: &Connection, id: ConversationId) -> Result<()> {
    let Some(known) = conversations::get(db, id)? else { return Ok(()) };
    let student = known.view.student.name.as_str();
    // When a draft was written is not known: not before what was last heard of the conversation.
    let mut last_written = known.view.last_activity;
    for item in outbox::of(db, id)?.iter().filter(|item| item.is_unsent()) {
        last_written = last_written.max(item.written_at);
        if let Some(text) = item.words() {
            rescued::add(db, student, text, item.written_at)?;
        }
    }
    let draft = drafts::load(db, id)?;
    if !draft.is_empty() {
        rescued::add(db, student, &draft, last_written)?;
    }
    Ok(())
}

/// A list that is not visible any more; answers the conversations it had.
pub(crate) fn list(db: &Connection, list: List) -> Result<Vec<ConversationId>> {
    bootstraps::forget(db, list)?;
    let ids = conversations::ids(db, Which::List(list))?;
    for id in &ids {
        conversation(db, *id)?;
    }
    Ok(ids)
}

/// Everything that came from the server, so that it can come again. What I wrote stays: unsent items, drafts and
/// conversations that only this device knows.
pub(crate) fn synced(db: &Connection) -> Result<()> {
    db.execute_batch(
        "DELETE FROM inbox WHERE conversation_id IN (SELECT id FROM conversations WHERE NOT provisional);
         DELETE FROM conversations WHERE NOT provisional;
         INSERT INTO names (names) VALUES ('delete-all');
         DELETE FROM entries;
         INSERT INTO words (words) VALUES ('delete-all');
         DELETE FROM attached;",
    )?;
    fetched::clear(db)?;
    names::add_all(db)?;
    // What the server confirmed comes back as history.
    for item in outbox::all(db)? {
        if item.state == crate::outbox::OutboxState::Sent {
            outbox::remove(db, item.n)?;
        } else if item.arrived {
            let again = crate::outbox::OutboxItem { arrived: false, ..item };
            outbox::update(db, &again)?;
        }
    }
    bootstraps::restart(db)
}

/// Everything but the preferences.
pub(crate) fn everything(db: &Connection) -> Result<()> {
    db.execute_batch(
        "DELETE FROM inbox; DELETE FROM counters; DELETE FROM conversations; DELETE FROM entries;
         DELETE FROM outbox; DELETE FROM drafts; DELETE FROM filters; DELETE FROM bootstraps; DELETE FROM rescued;
         DELETE FROM files; DELETE FROM attached;
         INSERT INTO names (names) VALUES ('delete-all');
         INSERT INTO words (words) VALUES ('delete-all');",
    )?;
    Ok(())
}
