//! A page of changes becomes the device's state: one transaction, its cursor included. Applying it twice changes
//! nothing more.

use std::collections::{BTreeMap, HashSet};

use conversas_domain::attachment::{Attachment, AttachmentKind};
use conversas_domain::conversation::ReadMark;
use conversas_domain::entry::{EntryKind, Seq};
use conversas_domain::ids::{ConversationId, TicketId};
use conversas_protocol::received::{About, Change, SyncPage};
use conversas_protocol::{ConversationView, Directory, EntryView, Kept};

use super::directory::{difference, lists_left};
use super::effects;
use crate::error::{Error, Result};
use crate::event::Touched;
use crate::list::List;
use crate::news::{News, news};
use crate::reader::Reader;
use crate::store::VoiceState;
use crate::store::conversations::{Conversation, Which};
use crate::store::{
    Transaction, bootstraps, conversations, entries, erase, outbox, rows, session, takes, unconfirmed,
    unknown, unsent,
};

/// Applies what changed, keeps what only a newer program can apply, and remembers where to continue.
pub(crate) fn page(
    tx: &Transaction<'_>,
    reader: &Reader,
    touched: &mut Touched,
    page: &SyncPage,
) -> Result<()> {
    for change in &page.changes {
        unknown::keep(tx, change)?;
    }
    changes(tx, reader, touched, &page.changes)?;
    effects::beside_conversations(tx, touched)?;
    for change in &page.changes {
        if let About::Conversation(id) = change.about() {
            unconfirmed::remove(tx, id)?;
        }
    }
    Ok(session::set_cursor(tx, &page.cursor)?)
}

/// Applies changes: directory first, then conversations, then entries, so that nothing that can stay is
/// dropped for coming early.
pub(crate) fn changes(
    tx: &Transaction<'_>,
    reader: &Reader,
    touched: &mut Touched,
    changes: &[Change],
) -> Result<()> {
    for change in changes {
        if let Change::Directory(new) = change {
            directory(tx, touched, new)?;
        }
    }
    let openings = openings(changes);
    for change in changes {
        match change {
            Change::Conversation(view) => conversation(tx, reader, touched, view, &openings)?,
            Change::ConversationGone(id) => gone(tx, touched, *id)?,
            Change::Unknown(_) => {
                if let About::Conversation(id) = change.about() {
                    unreadable(tx, touched, id, begins(changes, id))?;
                }
            }
            Change::Directory(_) | Change::Entry(_) => {}
        }
    }
    let mut brought: BTreeMap<ConversationId, Vec<&EntryView>> = BTreeMap::new();
    for change in changes {
        if let Change::Entry(new) = change
            && entry(tx, reader, touched, new)?
        {
            brought.entry(new.conversation_id).or_default().push(new);
        }
    }
    if !brought.is_empty() {
        let directory = session::directory(tx)?.ok_or(Error::SignedOut)?;
        for (id, entries) in brought {
            touched.news.extend(news_of(tx, reader, &directory, id, &entries)?);
        }
    }
    Ok(())
}

/// Answers the news of changes; none of a list whose first download still runs, because what the person knows
/// of it is not certain.
fn news_of(
    tx: &Transaction<'_>,
    reader: &Reader,
    directory: &Directory,
    id: ConversationId,
    entries: &[&EntryView],
) -> Result<Option<News>> {
    let Some(known) = conversations::get(tx, id)? else { return Ok(None) };
    let channel_id = known.view.channel_id;
    if !bootstraps::is_done(tx, reader.list_of(channel_id))? {
        return Ok(None);
    }
    Ok(news(reader, reader.relation(directory, channel_id), &known, entries))
}

/// Tickets whose opening is among the changes.
fn openings(changes: &[Change]) -> HashSet<TicketId> {
    let openings = changes.iter().filter_map(|change| match change {
        Change::Entry(entry) => match entry.kind {
            EntryKind::StatusChanged { opened: true, .. } => Some(entry.ticket_id),
            _ => None,
        },
        _ => None,
    });
    openings.collect()
}

/// Whether the opening of a conversation is among the changes.
fn begins(changes: &[Change], id: ConversationId) -> bool {
    changes.iter().any(|change| match change {
        Change::Entry(entry) => {
            entry.conversation_id == id && matches!(entry.kind, EntryKind::StatusChanged { opened: true, .. })
        }
        _ => false,
    })
}

/// Keeps a conversation of which the server says something that this program cannot read. The server knows
/// it: a conversation that was made here is the server's from now on. `has_all_entries`: all of its entries
/// are here or come.
pub(super) fn unreadable(
    tx: &Transaction<'_>,
    touched: &mut Touched,
    id: ConversationId,
    has_all_entries: bool,
) -> Result<()> {
    if conversations::is_known_to_the_server(tx, id)? {
        if !has_all_entries {
            conversations::forget_history(tx, id)?;
        }
        touched.threads.insert(id);
    }
    Ok(())
}

/// Takes over the reader's changed directory: erases what was lost, asks for what was gained.
pub(crate) fn directory(tx: &Transaction<'_>, touched: &mut Touched, after: &Kept<Directory>) -> Result<()> {
    let before = session::directory(tx)?.ok_or(Error::SignedOut)?;
    // A list that has just been asked for is not followed yet: nothing of it is here. A list with something
    // unsent in it stays until that is sent: the person may still read it, and only the news of it have
    // ended.
    for list in bootstraps::begun(tx)?.intersection(&lists_left(after)) {
        if !unsent::is_in(tx, *list)? {
            lose(tx, touched, *list)?;
        }
    }
    if before == **after {
        // A newer program may find a difference.
        return Ok(session::set_directory(tx, after)?);
    }
    let difference = difference(&before, after);
    for list in bootstraps::wanted(tx)? {
        if !difference.allowed.contains(&list) {
            lose(tx, touched, list)?;
        }
    }
    for student_id in difference.lost_students {
        for id in conversations::ids(tx, Which::Student(student_id))? {
            erase::conversation(tx, id)?;
            touched.gone.push(id);
            touched.threads.insert(id);
        }
        touched.lists.insert(List::Family);
        touched.outbox = true;
    }
    for list in difference.wanted {
        touched.wanted |= bootstraps::want(tx, list)?;
    }
    if difference.gained_students {
        bootstraps::restart(tx)?;
        touched.wanted = true;
    }
    session::set_directory(tx, after)?;
    touched.directory = true;
    Ok(())
}

/// Erases a list that is not the reader's any more.
pub(crate) fn lose(tx: &Transaction<'_>, touched: &mut Touched, list: List) -> Result<()> {
    let erased = erase::list(tx, list)?;
    touched.gone.extend(&erased);
    touched.threads.extend(erased);
    touched.lists.insert(list);
    touched.outbox = true;
    Ok(())
}

fn conversation(
    tx: &Transaction<'_>,
    reader: &Reader,
    touched: &mut Touched,
    view: &Kept<ConversationView>,
    openings: &HashSet<TicketId>,
) -> Result<()> {
    let list = reader.list_of(view.channel_id);
    if !bootstraps::is_wanted(tx, list)? {
        return Ok(());
    }
    match conversations::get(tx, view.id)?.filter(|known| !known.provisional) {
        Some(known) if unconfirmed::contains(tx, view.id)? => put_over(tx, reader, view, &known)?,
        Some(known) => {
            let mark = further(known.mark, view.my_mark);
            rows::put(tx, reader, &Conversation { view: view.clone(), mark, ..known })?;
        }
        None => {
            // The conversation's very first entry is in this page, so all of its entries are here or come.
            let is_whole = first_ticket(view).is_some_and(|id| openings.contains(&id));
            let have_after = if is_whole { Seq(0) } else { view.last_seq };
            put_new(tx, reader, view, have_after)?;
        }
    }
    effects::of_conversation(tx, view)?;
    touched.threads.insert(view.id);
    touched.lists.insert(list);
    Ok(())
}

/// Adds a conversation that this device did not know, or had made itself.
pub(super) fn put_new(
    tx: &Transaction<'_>,
    reader: &Reader,
    view: &Kept<ConversationView>,
    have_after: Seq,
) -> Result<()> {
    let conversation =
        Conversation { view: view.clone(), provisional: false, have_after, mark: view.my_mark };
    Ok(rows::put(tx, reader, &conversation)?)
}

/// Replaces a conversation whose state here may be of a server that was set back since: only which entries
/// are here is still true.
pub(super) fn put_over(
    tx: &Transaction<'_>,
    reader: &Reader,
    view: &Kept<ConversationView>,
    known: &Conversation,
) -> Result<()> {
    put_new(tx, reader, view, known.have_after.min(view.last_seq))
}

fn first_ticket(view: &ConversationView) -> Option<TicketId> {
    let all = [&view.ticket].into_iter().chain(&view.earlier);
    all.map(|view| &view.ticket).find(|ticket| ticket.number == 1).map(|ticket| ticket.id)
}

fn further(a: ReadMark, b: ReadMark) -> ReadMark {
    if a.seq >= b.seq { a } else { b }
}

/// Erases a conversation that is not visible to the reader any more.
pub(super) fn gone(tx: &Transaction<'_>, touched: &mut Touched, id: ConversationId) -> Result<()> {
    touched.gone.push(id);
    if let Some(list) = conversations::list(tx, id)? {
        erase::conversation(tx, id)?;
        touched.threads.insert(id);
        touched.lists.insert(list);
        touched.outbox = true;
    }
    Ok(())
}

/// Adds an entry of sync or history. Answers whether it was new here.
pub(super) fn entry(
    tx: &Transaction<'_>,
    reader: &Reader,
    touched: &mut Touched,
    entry: &Kept<EntryView>,
) -> Result<bool> {
    if !conversations::exists(tx, entry.conversation_id)? || !entries::add(tx, entry)? {
        return Ok(false);
    }
    let is_mine = entry.author.id == reader.me;
    if outbox::entry_arrived(tx, entry.id)? || is_mine && outbox::forward_arrived(tx, entry)? {
        rows::refresh(tx, reader, entry.conversation_id)?;
        touched.outbox = true;
    }
    if let (true, Some(AttachmentKind::Voice)) = (is_mine, entry.kind.attachment().map(Attachment::kind)) {
        takes::settle(tx, entry.id, VoiceState::Sent)?;
        touched.voices.push((entry.id, VoiceState::Sent));
    }
    touched.threads.insert(entry.conversation_id);
    Ok(true)
}
