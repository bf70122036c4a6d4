//! Search: on this device alone.

use std::collections::HashMap;

use conversas_domain::attachment::AttachmentKind;
use conversas_domain::entry::Seq;
use conversas_domain::ids::{ConversationId, EntryId};
use conversas_domain::moment::Moment;
use conversas_domain::search::Sought;
use conversas_protocol::EntryView;
use conversas_view::{InboxRow, MessageHit, SearchPage, SearchQuery};

use super::Engine;
use crate::error::Result;
use crate::outbox::OutboxItem;
use crate::reader::Reader;
use crate::search::excerpt;
use crate::store::{self, Connection, bootstraps, conversations, entries, names, outbox, refolding, words};

/// Most conversations of a page.
const CONVERSATIONS: u32 = 20;

impl Engine {
    /// Finds conversations by name and messages by their words, on this device alone.
    pub async fn search(&self, query: SearchQuery) -> Result<SearchPage> {
        let reader = Reader::of(&self.inner.live()?.directory);
        let wanted = Sought::parse(&query.words);
        if wanted.is_empty() {
            return Ok(SearchPage::default());
        }
        Ok(self.inner.store.read(move |db| page(db, &reader, &query, &wanted)).await?)
    }
}

/// The place where a page begins.
enum From {
    /// Begins with the reader's own messages that have no number yet, newer than this one if given.
    Mine(Option<i64>),
    /// Begins with messages that the server has numbered, before this number.
    Numbered(Seq),
}

fn page(db: &Connection, reader: &Reader, query: &SearchQuery, wanted: &Sought) -> store::Result<SearchPage> {
    let limit = query.limit.max(1) as usize;
    let from = from(db, query)?;
    let mut page = SearchPage::default();
    if query.conversation_id.is_none() && query.after.is_none() {
        page.conversations = names::newest(db, wanted, CONVERSATIONS)?;
        page.conversations.iter_mut().for_each(|row| row.channel = reader.channel_name(row.channel_id));
    }
    let mut rows = Rows::default();
    if let From::Mine(below) = from {
        for item in mine(db, query.conversation_id, wanted, below)? {
            let (Some(entry_id), Some(text)) = (item.message_id(), findable(&item)) else { continue };
            let Some(conversation_id) = item.conversation_id() else { continue };
            if let Some(row) = rows.of(db, conversation_id)? {
                let author = reader.name.clone();
                page.messages.push(hit(reader, row, entry_id, (author, item.written_at), wanted, text));
            }
        }
    }
    let before = if let From::Numbered(seq) = from { Some(seq) } else { None };
    let lacks = (limit + 1).saturating_sub(page.messages.len());
    for seq in words::find(db, wanted, query.conversation_id, before, u32::try_from(lacks).unwrap_or(1))? {
        let Some(entry) = entries::by_seq(db, seq)? else { continue };
        if let Some(row) = rows.of(db, entry.conversation_id)? {
            page.messages.extend(hit_of(reader, row, &entry, wanted));
        }
    }
    page.more = page.messages.len() > limit;
    page.messages.truncate(limit);
    page.incomplete = match query.conversation_id {
        _ if refolding::lacks_entries(db)? => true,
        Some(id) => conversations::get(db, id)?.is_some_and(|known| known.have_after > Seq(0)),
        None => bootstraps::any_pending(db)? || conversations::any_incomplete(db)?,
    };
    Ok(page)
}

fn from(db: &Connection, query: &SearchQuery) -> store::Result<From> {
    let Some(after) = query.after else { return Ok(From::Mine(None)) };
    if let Some(item) = outbox::by_entry(db, after)?.filter(|item| !item.arrived) {
        return Ok(From::Mine(Some(item.n)));
    }
    let seq = entries::seq_of(db, query.conversation_id, after)?;
    // The entry went meanwhile: the search begins at the newest again.
    Ok(seq.map_or(From::Mine(None), From::Numbered))
}

/// The reader's own messages that the server has not numbered, newest first.
fn mine(
    db: &Connection,
    conversation_id: Option<ConversationId>,
    wanted: &Sought,
    below: Option<i64>,
) -> store::Result<Vec<OutboxItem>> {
    let mut items = match conversation_id {
        Some(id) => outbox::of(db, id)?,
        None => outbox::all(db)?,
    };
    items.retain(|item| {
        let is_next = below.is_none_or(|n| item.n < n);
        is_next && !item.arrived && findable(item).is_some_and(|text| wanted.is_in(text))
    });
    items.reverse();
    Ok(items)
}

/// The words by which an item is found, as [`words::of`] says for entries that the server has numbered.
fn findable(item: &OutboxItem) -> Option<&str> {
    let named = item.attachment.as_ref().filter(|attachment| attachment.kind() != AttachmentKind::Voice);
    item.text().or_else(|| named.map(|attachment| attachment.name.as_str()))
}

fn hit_of(reader: &Reader, row: &InboxRow, entry: &EntryView, wanted: &Sought) -> Option<MessageHit> {
    let author = entry.speaker().name.as_str().to_owned();
    let text = words::of(&entry.kind)?;
    Some(hit(reader, row, entry.id, (author, entry.at), wanted, text))
}

fn hit(
    reader: &Reader,
    row: &InboxRow,
    entry_id: EntryId,
    (author, at): (String, Moment),
    wanted: &Sought,
    text: &str,
) -> MessageHit {
    MessageHit {
        conversation_id: row.id,
        entry_id,
        author,
        guardians: row.guardians.clone(),
        student: row.student.clone(),
        channel: reader.channel_name(row.channel_id),
        at,
        text: excerpt::around_first_match(text, wanted),
    }
}

/// Inbox rows of the conversations met, each read once.
#[derive(Default)]
struct Rows(HashMap<ConversationId, Option<InboxRow>>);

impl Rows {
    fn of(&mut self, db: &Connection, id: ConversationId) -> store::Result<Option<&InboxRow>> {
        let row = match self.0.entry(id) {
            std::collections::hash_map::Entry::Occupied(known) => known.into_mut(),
            std::collections::hash_map::Entry::Vacant(unknown) => {
                unknown.insert(conversations::shown(db, id)?)
            }
        };
        Ok(row.as_ref())
    }
}
