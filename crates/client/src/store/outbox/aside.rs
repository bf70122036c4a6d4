//! Rows that cannot be read: keeping their words and files.

use std::collections::{BTreeSet, HashSet};

use conversas_domain::attachment::AttachmentKind;
use conversas_domain::ids::{ConversationId, EntryId};
use conversas_domain::moment::Moment;
use conversas_view::Lost;
use rusqlite::{Connection, Row};

use super::super::Result;
use super::super::files::{self, FileRow, FileState, Upload};
use super::super::rescued::{self};
use super::super::sql::{Id, readable};
use super::super::takes;
use super::{all, remove, unreadable};
use crate::outbox::state::OutboxState;
use crate::store::VoiceState;

/// Rows that were set aside.
#[derive(Debug, Default)]
pub(crate) struct Aside {
    /// Whether any row was set aside.
    pub(crate) any: bool,
    /// The conversations of the rows, whose inbox rows are to be made again.
    pub(crate) conversations: BTreeSet<ConversationId>,
    /// The conversations into whose tray files were put back.
    pub(crate) trays: BTreeSet<ConversationId>,
    /// The voice messages that are takes again.
    pub(crate) voices: Vec<EntryId>,
}

/// An unreadable row, as far as it can be read.
struct Torn {
    n: i64,
    /// The conversation; none: the row is not about one.
    conversation_id: Option<ConversationId>,
    entry_id: Option<EntryId>,
    written_at: Moment,
    /// Whether the server has the row.
    is_there: bool,
    op: String,
    attachment: String,
    /// Whether the row is a read mark, which nobody misses.
    is_mark: bool,
}

impl Torn {
    /// Whether something is lost with a row of which no word is legible. Nothing is lost of files, which lie
    /// in the tray again, and of voice messages, which are takes again.
    fn is_missed(&self) -> bool {
        !self.is_mark && self.attachment.is_empty()
    }
}

/// Sets aside rows that cannot be read, because they can neither be sent nor be decided about, and would hold
/// their conversation. Unless the server has the row, its legible words wait to be shown once, or a notice
/// that something is lost; its files lie in the tray again.
pub(crate) fn set_aside(db: &Connection) -> Result<Aside> {
    let rows = unreadable(db, torn)?;
    let mut aside = Aside { any: !rows.is_empty(), ..Aside::default() };
    for row in &rows {
        aside.conversations.extend(row.conversation_id);
        match legible(&row.op) {
            _ if row.is_there => {}
            Some(words) => rescued::add(db, "", &words, row.written_at)?,
            None if row.is_missed() => rescued::add_lost(db, Lost::Unreadable, row.written_at)?,
            None => {}
        }
        remove(db, row.n)?;
    }
    if aside.any {
        set_files_aside(db, &rows, &mut aside)?;
    }
    Ok(aside)
}

fn torn(row: &Row<'_>) -> rusqlite::Result<Torn> {
    let text = |column| {
        let value = row.get_ref(column)?;
        let bytes = value.as_bytes_or_null()?.unwrap_or_default();
        Ok::<_, rusqlite::Error>(String::from_utf8_lossy(bytes).into_owned())
    };
    let n = row.get(0)?;
    Ok(Torn {
        n,
        conversation_id: row.get::<_, Option<Id<_>>>(2)?.map(|id| id.0),
        entry_id: row.get::<_, Option<Id<_>>>(11)?.map(|id| id.0),
        written_at: Moment(row.get(6)?),
        is_there: row.get(4)? || readable(row, 3, n)? == Some(OutboxState::Sent),
        op: text(7)?,
        attachment: text(10)?,
        is_mark: row.get(12)?,
    })
}

/// Puts back files that no row sends any more; a voice message is a take again.
fn set_files_aside(db: &Connection, rows: &[Torn], aside: &mut Aside) -> Result<()> {
    let sent: HashSet<_> =
        all(db)?.into_iter().filter_map(|item| item.attachment).map(|file| file.id).collect();
    let left = files::all(db)?.into_iter();
    for file in left.filter(|file| file.state == FileState::Outbox && !sent.contains(&file.attachment.id)) {
        let (id, name) = (file.attachment.id, file.attachment.id.to_string());
        let row = rows.iter().find(|row| row.op.contains(&name) || row.attachment.contains(&name));
        if let Some(row) = row.filter(|row| row.is_there) {
            files::set_state(db, id, FileState::Fetched, row.written_at)?;
        } else if file.attachment.kind() == AttachmentKind::Voice {
            files::remove(db, id)?;
            if let Some(entry_id) = row.and_then(|row| row.entry_id) {
                takes::settle(db, entry_id, VoiceState::Kept)?;
                aside.voices.push(entry_id);
            }
        } else {
            aside.conversations.insert(file.conversation_id);
            aside.trays.insert(file.conversation_id);
            // The server may have some bytes of the file.
            files::put(db, &FileRow { state: FileState::Tray, upload: Upload::Anew, ..file })?;
        }
    }
    Ok(())
}

/// Answers the words that a person typed, as far as they stand in an operation that is no whole JSON.
fn legible(op: &str) -> Option<String> {
    let keys = ["\"title\":", "\"text\":", "\"note\":", "\"comment\":"];
    let words: Vec<String> = keys.iter().filter_map(|key| legible_at(op, key)).collect();
    (!words.is_empty()).then(|| words.join("\n"))
}

fn legible_at(op: &str, key: &str) -> Option<String> {
    let (_, words) = op.split_once(key)?;
    let whole = serde_json::Deserializer::from_str(words).into_iter::<String>().next()?;
    let words = whole.unwrap_or_else(|_| words.trim_start_matches('"').to_owned());
    Some(words).filter(|words| !words.trim().is_empty())
}
