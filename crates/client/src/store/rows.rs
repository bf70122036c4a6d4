//! The one place that writes a conversation: table, inbox row and findable names always change together.

use conversas_domain::attachment::FileGlimpse;
use conversas_domain::ids::ConversationId;
use conversas_domain::inbox::RowKey;
use conversas_domain::moment::Moment;
use conversas_domain::person::Side;
use conversas_domain::search;
use conversas_protocol::ConversationView;
use conversas_view::{InboxRow, PersonItem, PreviewLine};
use rusqlite::{Connection, OptionalExtension, params};

use super::conversations::{self, Conversation};
use super::inbox::Place;
use super::sql::{Id, Json};
use super::{Result, bootstraps, drafts, fetched, inbox, names, outbox};
use crate::clock::fresh_id;
use crate::conversation::made_here_about;
use crate::expected::expected;
use crate::outbox::OutboxItem;
use crate::reader::Reader;

/// The longest beginning of an own message in a row, in characters; the server cuts at the same length.
const PREVIEW_LIMIT: usize = 200;

/// Writes a conversation, new or known, and everything that is made from it, its unsent items and its draft.
pub(crate) fn put(db: &Connection, reader: &Reader, conversation: &Conversation) -> Result<()> {
    let view = &conversation.view;
    let before = written(db, view.id)?;
    let items = outbox::of(db, view.id)?;
    let activity = activity(conversation, &items);
    let waiting = reader.waiting(view, &items);
    let (involvement, inbox) = reader.place(view, waiting, activity);
    let key = RowKey { inbox, activity, student: search::words(view.student.name.as_str()) };
    let row = row(db, reader, conversation, &items, key.clone(), waiting)?;
    let words = words(&row);
    let place = Place {
        list: reader.list_of(view.channel_id),
        status: row.status,
        involvement,
        key,
        student_id: view.student.id,
        unread: row.unread > 0,
    };
    let n = write(db, conversation, &place, &words, &row)?;
    match &before {
        Some((old_place, old_words)) if *old_place == place && *old_words == words => return Ok(()),
        Some((old_place, _)) => inbox::remove(db, old_place)?,
        None => {}
    }
    inbox::add(db, &place, &words)?;
    match before {
        Some((old_place, old_words)) if old_words == words && old_place.is_beside(&place) => Ok(()),
        Some(_) => {
            names::remove(db, n)?;
            names::add(db, n)
        }
        None => names::add(db, n),
    }
}

/// Writes a conversation again because an item or its draft changed. An unknown conversation is left alone.
pub(crate) fn refresh(db: &Connection, reader: &Reader, id: ConversationId) -> Result<()> {
    match conversations::get(db, id)? {
        Some(conversation) => put(db, reader, &conversation),
        None => Ok(()),
    }
}

/// Mends an unreadable conversation: its row in the list is made again from what is known of it. If that
/// cannot be read either, a conversation that was made here is made again, because no server knows it; any
/// other is removed and comes from the server again with its list, and what was written in it stays. Answers
/// whether its list is to be downloaded.
pub(crate) fn mend(db: &Connection, reader: &Reader, id: ConversationId) -> Result<bool> {
    if let Some(conversation) = conversations::get(db, id)? {
        put(db, reader, &conversation)?;
        return Ok(false);
    }
    if let Some(made) = made_again(db, reader, id)? {
        put(db, reader, &made)?;
        return Ok(false);
    }
    let Some(list) = conversations::list(db, id)? else { return Ok(false) };
    tracing::error!(conversation_id = %id, "a conversation cannot be read: its list is downloaded again");
    erase(db, id)?;
    bootstraps::again(db, list)?;
    Ok(true)
}

fn made_again(db: &Connection, reader: &Reader, id: ConversationId) -> Result<Option<Conversation>> {
    let Some((channel_id, student_id, at)) = conversations::about_made_here(db, id)? else { return Ok(None) };
    let mut made = made_here_about(reader, channel_id, student_id, id, (fresh_id(at), at));
    if let Some(made) = &mut made {
        made.view.change(|view| view.last_activity = at);
    }
    Ok(made)
}

/// Removes a conversation from the three tables.
pub(crate) fn erase(db: &Connection, id: ConversationId) -> Result<()> {
    if let Some((place, _)) = written(db, id)? {
        inbox::remove(db, &place)?;
        let n = db
            .prepare_cached("DELETE FROM conversations WHERE id = ?1 RETURNING n")?
            .query_row([Id(id)], |row| row.get(0))?;
        names::remove(db, n)?;
    }
    Ok(())
}

/// Answers the row's current place in the inbox, and its names there.
fn written(db: &Connection, id: ConversationId) -> Result<Option<(Place, String)>> {
    let sql =
        "SELECT list, status, involvement, rank, time, student_id, unread, last_activity, student, names
        FROM conversations WHERE id = ?1";
    let found = db.prepare_cached(sql)?.query_row([Id(id)], |row| Ok((Place::read(row, id)?, row.get(9)?)));
    Ok(found.optional()?)
}

fn write(
    db: &Connection,
    conversation: &Conversation,
    place: &Place,
    words: &str,
    row: &InboxRow,
) -> Result<i64> {
    let sql = "INSERT INTO conversations (id, list, channel_id, student_id, provisional, have_after, mark_seq,
            mark_family, mark_school, status, involvement, rank, time, unread, last_activity, names, shown, view,
            student)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)
        ON CONFLICT (id) DO UPDATE SET list = ?2, channel_id = ?3, student_id = ?4, provisional = ?5,
            have_after = ?6, mark_seq = ?7, mark_family = ?8, mark_school = ?9, status = ?10, involvement = ?11,
            rank = ?12, time = ?13, unread = ?14, last_activity = ?15, names = ?16, shown = ?17, view = ?18,
            student = ?19
        RETURNING n";
    let view = &conversation.view;
    let n = db.prepare_cached(sql)?.query_row(
        params![
            Id(view.id),
            Id(place.list.key()),
            Id(view.channel_id),
            Id(view.student.id),
            conversation.provisional,
            conversation.have_after.0,
            conversation.mark.seq.0,
            conversation.mark.counts.family,
            conversation.mark.counts.school,
            inbox::status_number(place.status),
            inbox::involvement_number(place.involvement),
            place.key.inbox.rank,
            place.key.inbox.time,
            place.unread,
            place.key.activity.0,
            words,
            Json(row),
            Json(view),
            place.key.student,
        ],
        |row| row.get(0),
    )?;
    Ok(n)
}

/// The time of the newest activity: of the server's entries or of what the person wrote since.
fn activity(conversation: &Conversation, items: &[OutboxItem]) -> Moment {
    let mine =
        items.iter().filter(|item| item.message_id().is_some() && !item.arrived).map(|item| item.activity);
    mine.max().unwrap_or_default().max(conversation.view.last_activity)
}

fn row(
    db: &Connection,
    reader: &Reader,
    conversation: &Conversation,
    items: &[OutboxItem],
    key: RowKey,
    waiting: Option<Moment>,
) -> Result<InboxRow> {
    let view = &conversation.view;
    let ticket = &view.ticket.ticket;
    let newest_mine = items.iter().rev().find(|item| !item.arrived && item.is_for_everybody());
    let preview = match (newest_mine, &view.preview) {
        (Some(mine), _) => Some(PreviewLine {
            author: reader.name.clone(),
            is_mine: true,
            side: reader.side(),
            text: said(mine).chars().take(PREVIEW_LIMIT).collect(),
            file: mine.attachment.as_deref().map(FileGlimpse::of),
            is_forwarded: false,
        }),
        (None, Some(preview)) => Some(PreviewLine {
            author: preview.author.name.as_str().to_owned(),
            is_mine: preview.author.id == reader.me,
            side: preview.side,
            text: preview.text.clone(),
            file: preview.file,
            is_forwarded: preview.is_forwarded,
        }),
        (None, None) => None,
    };
    Ok(InboxRow {
        id: view.id,
        last_activity: key.activity,
        key,
        channel: String::new(),
        channel_id: view.channel_id,
        others: others(reader, view),
        has_twin: false,
        has_take: false,
        guardians: view.guardians.iter().map(|guardian| guardian.name.as_str().to_owned()).collect(),
        student: view.student.name.as_str().to_owned(),
        class_group: view.student.class_group.clone(),
        status: ticket.status,
        waiting_since: waiting,
        preview,
        unread: view.unread(reader.me, reader.side(), conversation.mark).count(),
        draft: drafts::load(db, view.id)?,
        draft_files: fetched::drafts(db, view.id)?,
        unsent: count(items, OutboxItem::is_unsent),
        undecided: count(items, OutboxItem::is_undecided),
        assignee: assignee(reader, view, items),
    })
}

fn count(items: &[OutboxItem], is_meant: impl Fn(&OutboxItem) -> bool) -> u32 {
    u32::try_from(items.iter().filter(|item| is_meant(item)).count()).unwrap_or(u32::MAX)
}

/// Answers the names of the guardians with whom the reader, a guardian too, shares the conversation; none for
/// staff.
fn others(reader: &Reader, view: &ConversationView) -> Vec<String> {
    let others = view.guardians.iter().filter(|guardian| guardian.id != reader.me);
    let others = others.filter(|_| reader.side() == Side::Family);
    others.map(|guardian| guardian.name.as_str().to_owned()).collect()
}

/// The words of an item, or its file's name.
fn said(item: &OutboxItem) -> &str {
    let name = || item.attachment.as_ref().map(|attachment| attachment.name.as_str());
    item.text().or_else(name).unwrap_or_default()
}

/// The ticket names who takes care of it; a queued assignment may name any member of the channel.
fn assignee(reader: &Reader, view: &ConversationView, items: &[OutboxItem]) -> Option<PersonItem> {
    if reader.side() == Side::Family {
        return None;
    }
    let id = expected(&view.ticket.ticket, items, (reader.me, reader.side())).ticket.assignee?;
    let channel = reader.directory.channels.iter().find(|channel| channel.id == view.channel_id);
    let members = channel.map(|channel| channel.members.as_slice()).unwrap_or_default();
    let person = view.ticket.people.iter().chain(members).find(|person| person.id == id)?;
    Some(PersonItem { id, name: person.name.as_str().to_owned(), is_me: id == reader.me })
}

fn words(row: &InboxRow) -> String {
    let all: Vec<_> = row.guardians.iter().chain([&row.student]).map(String::as_str).collect();
    search::words(&all.join(" "))
}
