//! The part of a thread's window that this device has.

use std::collections::HashMap;

use conversas_domain::entry::Seq;
use conversas_domain::ids::ConversationId;
use conversas_protocol::EntryView;

use crate::reader::Reader;
use crate::store::conversations::Conversation;
use crate::store::{self, Connection, entries};
use crate::thread::{Place, ThreadItem, ThreadPage, ThreadWindow, from_server};

/// Most items of a window that runs to the end of the thread.
const TO_THE_END: u32 = 2_000;

/// The part of a window that is on this device.
pub(super) struct Local {
    pub(super) page: ThreadPage,
    pub(super) have_after: Seq,
    /// The number of items that the server has numbered.
    pub(super) numbered: u32,
    /// The number of those items that are not newer than the entry that the window is around.
    pub(super) older: u32,
    /// Whether the entry that the window is around is here.
    pub(super) found: bool,
}

/// Answers the local part of a window. `around`: the number of the entry that the window is around, if known.
pub(super) fn window_of(
    db: &Connection,
    reader: &Reader,
    known: &Conversation,
    mine: Vec<ThreadItem>,
    window: ThreadWindow,
    around: Option<Seq>,
    limit: u32,
) -> store::Result<Local> {
    let (id, have) = (known.view.id, known.have_after);
    let end = Seq(i64::MAX);
    let limit = limit.max(1);
    let is_mine =
        |window| matches!(window, ThreadWindow::Around(id) if mine.iter().any(|item| item.id == id));
    let window = if is_mine(window) { ThreadWindow::Latest } else { window };
    let around = around.filter(|seq| *seq > have);
    let found = around.is_some() || !matches!(window, ThreadWindow::Around(_));
    let numbered = numbered_in(db, known, window, around, limit)?;
    let mut mine: Vec<_> = mine
        .into_iter()
        .filter(|item| match window {
            ThreadWindow::Before(place) => item.place < place,
            ThreadWindow::After(place) => item.place > place,
            ThreadWindow::From(place) => item.place >= place,
            ThreadWindow::Latest | ThreadWindow::Around(_) => true,
        })
        .collect();
    let newest = numbered.last().map(|entry| entry.seq);
    let has_newer_numbered = match (window, newest) {
        (ThreadWindow::Before(Place::Numbered(_)), _) => true,
        (_, Some(newest)) => entries::any_between(db, id, newest, end)?,
        (_, None) => false,
    };
    if has_newer_numbered {
        mine.clear();
    }
    let oldest = numbered.first().map(|entry| entry.seq);
    let has_older_here = match (window, oldest) {
        (_, Some(oldest)) => entries::any_between(db, id, have, oldest)?,
        (ThreadWindow::Latest | ThreadWindow::Before(_) | ThreadWindow::Around(_), None) => false,
        (ThreadWindow::After(_) | ThreadWindow::From(_), None) => entries::any_between(db, id, have, end)?,
    };
    let count = |entries: usize| u32::try_from(entries).unwrap_or(u32::MAX);
    let older = numbered.iter().filter(|entry| around.is_none_or(|seq| entry.seq <= seq)).count();
    let (numbered_count, older) = (count(numbered.len()), count(older));
    let mut items: Vec<_> =
        numbered.into_iter().map(|entry| from_server(entry, &known.view, reader.side())).collect();
    items.append(&mut mine);
    let page = ThreadPage {
        items,
        has_older: has_older_here || have > Seq(0),
        older_offline: false,
        has_newer: has_newer_numbered || matches!(window, ThreadWindow::Before(Place::Unsent(_))),
        files: HashMap::new(),
    };
    Ok(Local { page, have_after: have, numbered: numbered_count, older, found })
}

/// The entries of a window that the server has numbered and that are here.
fn numbered_in(
    db: &Connection,
    known: &Conversation,
    window: ThreadWindow,
    around: Option<Seq>,
    limit: u32,
) -> store::Result<Vec<EntryView>> {
    let (id, have, end) = (known.view.id, known.have_after, Seq(i64::MAX));
    match window {
        ThreadWindow::Latest => entries::newest_between(db, id, have, end, limit),
        ThreadWindow::Around(_) => match around {
            Some(seq) => around_it(db, id, have, seq, limit),
            None => Ok(Vec::new()),
        },
        ThreadWindow::Before(Place::Numbered(seq)) => entries::newest_between(db, id, have, seq, limit),
        ThreadWindow::Before(Place::Unsent(_)) => entries::newest_between(db, id, have, end, limit),
        ThreadWindow::After(Place::Numbered(seq)) => entries::oldest_after(db, id, seq.max(have), limit),
        ThreadWindow::From(Place::Numbered(seq)) => {
            entries::oldest_after(db, id, Seq(seq.0 - 1).max(have), TO_THE_END)
        }
        ThreadWindow::After(Place::Unsent(_)) | ThreadWindow::From(Place::Unsent(_)) => Ok(Vec::new()),
    }
}

/// Half of the window up to the entry, half after; near an end of the thread the other half is longer.
fn around_it(
    db: &Connection,
    id: ConversationId,
    have: Seq,
    seq: Seq,
    limit: u32,
) -> store::Result<Vec<EntryView>> {
    let older = entries::newest_between(db, id, have, Seq(seq.0 + 1), limit.div_ceil(2))?;
    let lacks = limit - u32::try_from(older.len()).unwrap_or(limit);
    let newer = entries::oldest_after(db, id, seq, lacks)?;
    let is_short = older.len() + newer.len() < limit as usize;
    let mut all = if is_short {
        let more = limit - u32::try_from(newer.len()).unwrap_or(limit);
        entries::newest_between(db, id, have, Seq(seq.0 + 1), more)?
    } else {
        older
    };
    all.extend(newer);
    Ok(all)
}
