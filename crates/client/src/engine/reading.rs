//! A conversation and its thread.

use conversas_domain::entry::Seq;
use conversas_domain::ids::ConversationId;
use conversas_domain::permission::{Action, may};
use conversas_domain::rejection::Rejection;
use conversas_domain::ticket::Status;
use conversas_protocol::Op;

use super::Engine;
use crate::conversation::{ConversationDetail, expected};
use crate::error::{Error, Result};
use crate::outbox::{OutboxItem, OutboxState};
use crate::reader::Reader;
use crate::store::conversations::Conversation;
use crate::store::{self, conversations, drafts, entries, outbox, rows};
use crate::sync::history;
use crate::thread::{Place, ThreadItem, ThreadPage, ThreadWindow, from_outbox, from_server};

/// Most items of a window that runs to the end of the thread.
const TO_THE_END: u32 = 2_000;

impl Engine {
    /// Everything about a conversation but its thread.
    pub async fn conversation(&self, id: ConversationId) -> Result<ConversationDetail> {
        let live = self.inner.live()?;
        let reader = Reader::of(&live.directory);
        let found = self.inner.store.read(move |db| {
            let Some(known) = conversations::get(db, id)? else { return Ok(None) };
            Ok(Some((known, outbox::of(db, id)?, drafts::load(db, id)?)))
        });
        let (known, items, draft) = found.await?.ok_or(Rejection::NotFound)?;
        let ticket = &known.view.ticket.ticket;
        let expected = expected(ticket.id, ticket.status, &items, reader.side());
        let relation = reader.relation(&live.directory, known.view.channel_id);
        Ok(ConversationDetail {
            status: expected.status,
            draft,
            can_write: may(reader.role, relation, Action::Write),
            can_finish: may(reader.role, relation, Action::Finish)
                && expected.status != Status::Finished
                && !expected.is_new,
            unread: known.mark.unread(known.view.counts, reader.side()),
            view: known.view,
        })
    }

    /// A window of a thread. Fetches older history when it is not here; what is here is answered at once.
    pub async fn thread(&self, id: ConversationId, window: ThreadWindow, limit: u32) -> Result<ThreadPage> {
        let mut page = self.local_thread(id, window, limit).await?;
        let wants_older = matches!(window, ThreadWindow::Latest | ThreadWindow::Before(_));
        let lacks = |page: &Local| match window {
            // What is here is shown at once; the rest of the first window follows by itself.
            ThreadWindow::Latest => page.numbered == 0,
            _ => page.numbered < limit,
        };
        while wants_older && page.have_after > Seq(0) && lacks(&page) {
            match history::fetch(&self.inner, id).await {
                Ok(()) => page = self.local_thread(id, window, limit).await?,
                Err(Error::Net(_)) => {
                    page.page.older_offline = true;
                    break;
                }
                Err(error) => return Err(error),
            }
        }
        if page.have_after > Seq(0) {
            self.inner.bells.history.notify_one();
        }
        Ok(page.page)
    }

    async fn local_thread(&self, id: ConversationId, window: ThreadWindow, limit: u32) -> Result<Local> {
        let live = self.inner.live()?;
        let reader = Reader::of(&live.directory);
        let inner = std::sync::Arc::clone(&self.inner);
        let found = self.inner.store.read(move |db| {
            let Some(known) = conversations::get(db, id)? else { return Ok(None) };
            let mine = outbox::of(db, id)?;
            let mine = mine.into_iter().filter_map(|item| {
                let is_sending = inner.is_sending(item.n);
                from_outbox(item, is_sending)
            });
            window_of(db, &reader, &known, mine.collect(), window, limit).map(Some)
        });
        Ok(found.await?.ok_or(Rejection::NotFound)?)
    }

    /// The person has seen the thread up to a place: moves the mark here at once, tells the server when it can.
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
                known.mark.seq = entry.seq;
                known.mark.counts = entry.counts;
                rows::put(tx, reader, &known)?;
                let item = OutboxItem {
                    n: 0,
                    op_id,
                    conversation_id: id,
                    state: OutboxState::Queued,
                    arrived: false,
                    activity: Default::default(),
                    written_at: now,
                    op: Op::MarkRead { conversation_id: id, seq: entry.seq },
                };
                outbox::replace_mark(tx, &item)?;
                touched.lists.insert(reader.list_of(known.view.channel_id));
                touched.outbox = true;
                Ok(())
            })
            .await
    }
}

/// What this device has of a window.
struct Local {
    page: ThreadPage,
    have_after: Seq,
    /// Items that the server has numbered.
    numbered: u32,
}

fn window_of(
    db: &rusqlite::Connection,
    reader: &Reader,
    known: &Conversation,
    mine: Vec<ThreadItem>,
    window: ThreadWindow,
    limit: u32,
) -> store::Result<Local> {
    let (id, have) = (known.view.id, known.have_after);
    let limit = limit.max(1);
    let end = Seq(i64::MAX);
    let (numbered, mut mine) = match window {
        ThreadWindow::Latest => (entries::newest_between(db, id, have, end, limit)?, mine),
        ThreadWindow::Before(place) => {
            let before = if let Place::Numbered(seq) = place { seq } else { end };
            let mine = mine.into_iter().filter(|item| item.place < place).collect();
            (entries::newest_between(db, id, have, before, limit)?, mine)
        }
        ThreadWindow::After(Place::Numbered(seq)) => {
            (entries::oldest_after(db, id, seq.max(have), limit)?, mine)
        }
        ThreadWindow::From(Place::Numbered(seq)) => {
            (entries::oldest_after(db, id, Seq(seq.0 - 1).max(have), TO_THE_END)?, mine)
        }
        ThreadWindow::After(place) => {
            (Vec::new(), mine.into_iter().filter(|item| item.place > place).collect())
        }
        ThreadWindow::From(place) => {
            (Vec::new(), mine.into_iter().filter(|item| item.place >= place).collect())
        }
    };
    let newest = numbered.last().map(|entry| entry.seq);
    let has_newer_numbered = match (window, newest) {
        (ThreadWindow::Before(Place::Numbered(_)), _) => true,
        (_, Some(newest)) => entries::any_between(db, id, newest, end)?,
        (_, None) => false,
    };
    if has_newer_numbered {
        mine.clear();
    }
    let count = u32::try_from(numbered.len()).unwrap_or(u32::MAX);
    let oldest = numbered.first().map(|entry| entry.seq);
    let mut items: Vec<_> =
        numbered.into_iter().map(|entry| from_server(entry, &known.view, reader.side())).collect();
    items.append(&mut mine);
    let has_older_here = match (window, oldest) {
        (_, Some(oldest)) => entries::any_between(db, id, have, oldest)?,
        (ThreadWindow::Latest | ThreadWindow::Before(_), None) => false,
        (ThreadWindow::After(_) | ThreadWindow::From(_), None) => entries::any_between(db, id, have, end)?,
    };
    let page = ThreadPage {
        items,
        has_older: has_older_here || have > Seq(0),
        older_offline: false,
        has_newer: has_newer_numbered || matches!(window, ThreadWindow::Before(Place::Unsent(_))),
    };
    Ok(Local { page, have_after: have, numbered: count })
}
