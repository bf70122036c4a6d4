//! A conversation's thread.

use conversas_domain::conversation::{Counts, ReadMark};
use conversas_domain::entry::Seq;
use conversas_domain::ids::ConversationId;
use conversas_domain::moment::Moment;
use conversas_domain::rejection::Rejection;
use conversas_protocol::{EntryView, MarkRead, Op};
use conversas_view::Upload;

use super::Engine;
use crate::error::{Error, Result};
use crate::outbox::OutboxItem;
use crate::reader::Reader;
use crate::store::conversations::Conversation;
use crate::store::{self, Connection, conversations, entries, outbox, rows};
use crate::sync::history;
use crate::thread::{Place, ThreadPage, ThreadWindow, from_outbox};

mod unread;
mod window;

use window::{Local, window_of};

/// The most entries that are looked at to find one with the number of messages before it.
const LOOKED_AT: u32 = 20;

impl Engine {
    /// Answers a window of a thread. History that is missing is fetched; what is here is answered at once.
    pub async fn thread(&self, id: ConversationId, window: ThreadWindow, limit: u32) -> Result<ThreadPage> {
        let mut page = self.local_thread(id, window, limit).await?;
        let lacks = |page: &Local| match window {
            // A first window shows at once the entries that are here; the rest of it follows by itself.
            ThreadWindow::Latest => page.numbered == 0,
            ThreadWindow::Before(_) => page.numbered < limit,
            ThreadWindow::Around(_) => !page.found || page.older < limit / 2,
            ThreadWindow::After(_) | ThreadWindow::From(_) => false,
        };
        while page.have_after > Seq(0) && lacks(&page) {
            match history::fetch(&self.inner, id).await {
                Ok(()) => page = self.local_thread(id, window, limit).await?,
                Err(Error::Net(_)) if page.found => {
                    page.page.older_offline = true;
                    break;
                }
                Err(error) => return Err(error),
            }
        }
        if !page.found {
            return Err(Rejection::NotFound.into());
        }
        if page.have_after > Seq(0) {
            self.inner.bells.history.notify_one();
        }
        Ok(page.page)
    }

    /// Fetches all of a conversation's history; false: the server cannot be reached for the older part.
    pub async fn fetch_history(&self, id: ConversationId) -> Result<bool> {
        loop {
            let known = self.inner.store.read(move |db| conversations::get(db, id)).await?;
            let known = known.ok_or(Rejection::NotFound)?;
            if known.have_after == Seq(0) || known.provisional {
                return Ok(true);
            }
            match history::fetch(&self.inner, id).await {
                Ok(()) => {}
                Err(Error::Net(_)) => return Ok(false),
                Err(error) => return Err(error),
            }
        }
    }

    async fn local_thread(&self, id: ConversationId, window: ThreadWindow, limit: u32) -> Result<Local> {
        let live = self.inner.live()?;
        let reader = Reader::of(&live.directory);
        let inner = std::sync::Arc::clone(&self.inner);
        let found = self.inner.store.read(move |db| {
            let Some(known) = conversations::get(db, id)? else { return Ok(None) };
            let mine = outbox::of(db, id)?;
            let mine = mine.into_iter().filter_map(|item| {
                let upload = inner.uploads.shown(item.n);
                let sending = (inner.sending.has(item.n) || upload == Some(Upload::NoRoom)).then_some(upload);
                from_outbox(item, sending)
            });
            let around = match window {
                ThreadWindow::Around(entry_id) => entries::seq_of(db, Some(id), entry_id)?,
                _ => None,
            };
            let mut local = window_of(db, &reader, &known, mine.collect(), window, around, limit)?;
            local.page.files = inner.files_in(db, &local.page.items)?;
            Ok(Some(local))
        });
        Ok(found.await?.ok_or(Rejection::NotFound)?)
    }

    /// Moves the read mark to the place up to which the person has seen the thread: here at once, at the
    /// server when it can be told.
    pub async fn mark_read(&self, id: ConversationId, place: Place) -> Result<()> {
        let seq = match place {
            Place::Numbered(seq) => seq,
            Place::Unsent(_) => Seq(i64::MAX - 1),
        };
        let (op_id, now) = (self.inner.fresh_id(), self.inner.clock.now());
        self.inner
            .change(move |tx, reader, touched| {
                let mut known = conversations::get(tx, id)?.ok_or(Rejection::NotFound)?;
                let Some(entry) = entries::at_or_before(tx, id, seq)? else { return Ok(()) };
                if entry.seq <= known.mark.seq || known.provisional {
                    return Ok(());
                }
                known.mark = ReadMark { seq: entry.seq, counts: counts_at(tx, &known, &entry)? };
                rows::put(tx, reader, &known)?;
                let op = Op::MarkRead(MarkRead { conversation_id: id, seq: entry.seq });
                let item = OutboxItem::new(op_id, Moment::default(), now, op);
                outbox::replace_mark(tx, &item)?;
                touched.lists.insert(reader.list_of(known.view.channel_id));
                touched.outbox = true;
                Ok(())
            })
            .await
    }
}

/// Answers how many messages there were at an entry of the thread. For an entry of which only the place is
/// known, the nearest entry before it says at least how many, and without one the conversation does.
fn counts_at(db: &Connection, known: &Conversation, entry: &EntryView) -> store::Result<Counts> {
    if entry.has_frame() {
        return Ok(entry.counts);
    }
    if entry.seq >= known.view.last_seq {
        return Ok(known.view.counts);
    }
    let before = entries::newest_between(db, entry.conversation_id, Seq(0), entry.seq, LOOKED_AT)?;
    let nearest = before.iter().rev().find(|entry| entry.has_frame()).map(|entry| entry.counts);
    let (read, nearest) = (known.mark.counts, nearest.unwrap_or_default());
    Ok(Counts { family: read.family.max(nearest.family), school: read.school.max(nearest.school) })
}
