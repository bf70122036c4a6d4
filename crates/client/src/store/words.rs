//! Table `words`: the index of entries by the words in them. Kept in step by [`super::entries`]; [`finding`] asks it.

mod finding;

use conversas_domain::attachment::AttachmentKind;
use conversas_domain::entry::{EntryKind, Seq};
use conversas_domain::search;
use rusqlite::{Connection, params};

use super::Result;
pub(crate) use finding::find;

/// The text that an entry is found by: its words, or its file's name. A voice message's file name is left
/// out, because no person chose it.
pub(crate) fn of(kind: &EntryKind) -> Option<&str> {
    let named = kind.attachment().filter(|attachment| attachment.kind() != AttachmentKind::Voice);
    let name = named.map(|attachment| attachment.name.as_str());
    kind.text().map(|text| text.as_str()).or(name)
}

/// The same text of a row of `entries`, in SQL; null for a row that cannot be read.
pub(crate) const STORED: &str = "CASE WHEN json_valid(view) THEN coalesce(json_extract(view, '$.kind.text'),
    CASE json_extract(view, '$.kind.attachment.media')
        WHEN 'voice' THEN NULL ELSE json_extract(view, '$.kind.attachment.name') END) END";

pub(crate) fn add(db: &Connection, seq: Seq, text: &str) -> Result<()> {
    db.prepare_cached("INSERT INTO words (rowid, text) VALUES (?1, ?2)")?
        .execute(params![seq.0, search::words(text)])?;
    Ok(())
}

pub(crate) fn remove(db: &Connection, seq: Seq) -> Result<()> {
    db.prepare_cached("DELETE FROM words WHERE rowid = ?1")?.execute([seq.0])?;
    Ok(())
}
