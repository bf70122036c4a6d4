//! The first download, list by list and page by page, newest conversations first. Its progress is stored, so it goes
//! on after a restart. Sync runs beside it: what sync brought meanwhile is newer than any page and stays.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};

use conversas_domain::ids::ConversationId;
use conversas_domain::person::Side;
use conversas_protocol::received::{About, BootstrapPage, Change};
use tokio::time::sleep;

use super::directory::{lists_allowed, lists_of};
use super::patience::Next;
use super::{apply, strays};
use crate::clock::chance;
use crate::engine::inner::Inner;
use crate::error::{Error, Result};
use crate::event::Touched;
use crate::list::List;
use crate::net::NetError;
use crate::outbox::backoff::{POLLING, pause_after};
use crate::reader::Reader;
use crate::store::bootstraps::Pending;
use crate::store::{Transaction, bootstraps, conversations, erase, rows, session, unconfirmed, unknown};

/// Conversations per request, on a quick link.
const PAGE: u32 = 50;

/// Downloads what is wanted and not here, after the poll loop has fetched the first page. Runs until the session ends.
pub(crate) async fn run(inner: Arc<Inner>) {
    let mut failures = 0;
    let mut faults = Faults::new();
    loop {
        match step(&inner, &mut faults).await {
            Ok(true) => failures = 0,
            Ok(false) => inner.bells.bootstrap.notified().await,
            Err(Error::SignedOut) => return,
            Err(Error::Net(error)) if error.ends_session() => return,
            Err(error) => {
                tracing::debug!(%error, "a list was not downloaded");
                failures += 1;
                faults.clear();
                tokio::select! {
                    () = inner.bells.bootstrap.notified() => {}
                    () = sleep(pause_after(POLLING, failures, chance(), &error)) => {}
                }
            }
        }
    }
}

/// Lists at which the server failed: other lists come before they are asked for again.
type Faults = BTreeMap<List, NetError>;

/// Downloads one page; false: nothing to do now. An error: no list can be downloaded now.
async fn step(inner: &Arc<Inner>, faults: &mut Faults) -> Result<bool> {
    let looking = inner.store.read(|db| {
        let has_cursor = session::cursor(db)?.is_some();
        Ok((has_cursor, bootstraps::all_pending(db)?, bootstraps::wanted(db)?.is_empty()))
    });
    let (has_cursor, pending, is_in_no_list) = looking.await?;
    if pending.is_empty() && (has_cursor || is_in_no_list) {
        // Histories do not wait until the server can answer for every stray.
        inner.bells.history.notify_one();
        return strays::look(inner).await.map(|()| false);
    }
    if pending.is_empty() || !has_cursor {
        return Ok(false);
    }
    let mut fault = None;
    for pending in pending {
        let list = pending.list;
        if let Some(known) = faults.get(&list) {
            fault = Some(*known);
            continue;
        }
        match fetch(inner, pending).await {
            Err(Error::Net(error)) if error.is_fault() => {
                faults.insert(list, error);
                fault = Some(error);
            }
            other => return other.map(|()| true),
        }
    }
    // Histories of what is here do not wait until the server can answer for every list.
    inner.bells.history.notify_one();
    fault.map_or(Ok(false), |fault| Err(fault.into()))
}

/// Downloads the very first page, which gives the cursor to poll from. Whatever was here before is replaced
/// by what is downloaded. Somebody who belongs to no channel has nothing to download and only asks whether
/// they do by now.
pub(super) async fn first_page(inner: &Arc<Inner>) -> Result<Next> {
    let looking = inner.store.read(|db| {
        let own = session::directory(db)?.map(|directory| lists_of(&directory)).unwrap_or_default();
        bootstraps::first_wanted(db, &own)
    });
    let mut fault = None;
    for list in looking.await? {
        match fetch(inner, Pending { list, next: None }).await {
            // The server has a fault in this list, which keeps no other from coming.
            Err(Error::Net(error)) if error.is_fault() => fault = Some(error),
            other => return other.map(|()| Next::AtOnce),
        }
    }
    if let Some(fault) = fault {
        return Err(fault.into());
    }
    let directory = inner.live()?.remote.directory().await?;
    let gained = inner.change(move |tx, _, touched| {
        apply::directory(tx, touched, &directory)?;
        Ok(touched.wanted)
    });
    Ok(if gained.await? { Next::AtOnce } else { Next::Later })
}

async fn fetch(inner: &Arc<Inner>, pending: Pending) -> Result<()> {
    inner.gone.lock().unwrap_or_else(PoisonError::into_inner).clear();
    let remote = inner.live()?.remote;
    let limit = inner.pages.of(PAGE);
    let asking = remote.bootstrap(pending.list.channel_id(), pending.next.as_deref(), limit);
    let page = match inner.pages.measured(asking).await {
        Err(error) if error.is_not_found() => {
            lost(inner, pending.list, error).await?;
            inner.bells.bootstrap.notify_one();
            return Ok(());
        }
        other => other?,
    };
    let gone = Arc::clone(&inner.gone);
    inner
        .change(move |tx, reader, touched| {
            let gone = gone.lock().unwrap_or_else(PoisonError::into_inner).clone();
            apply_page(tx, reader, touched, &pending, &page, |id| gone.contains(&id))
        })
        .await?;
    inner.bells.bootstrap.notify_one();
    Ok(())
}

/// Handles a list that the server does not know as the reader's: the news of that may be older than what sync
/// remembers.
async fn lost(inner: &Arc<Inner>, list: List, error: NetError) -> Result<()> {
    let directory = inner.live()?.remote.directory().await?;
    if lists_allowed(&directory).contains(&list) {
        return Err(error.into());
    }
    inner
        .change(move |tx, _, touched| {
            apply::directory(tx, touched, &directory)?;
            if bootstraps::is_wanted(tx, list)? {
                apply::lose(tx, touched, list)?;
            }
            Ok(())
        })
        .await
}

/// Applies a page. `is_gone`: conversations that sync erased after the page was asked for.
pub(crate) fn apply_page(
    tx: &Transaction<'_>,
    reader: &Reader,
    touched: &mut Touched,
    pending: &Pending,
    page: &BootstrapPage,
    is_gone: impl Fn(ConversationId) -> bool,
) -> Result<()> {
    let is_first = session::cursor(tx)?.is_none();
    if is_first {
        if pending.next.is_some() {
            return Ok(());
        }
        // The directory comes first, while it is known which words belonged to lost conversations.
        apply::directory(tx, touched, &page.directory)?;
        for id in erase::superseded(tx)? {
            rows::refresh(tx, reader, id)?;
        }
        session::set_cursor(tx, &page.cursor)?;
        touched.lists.extend(bootstraps::wanted(tx)?);
    }
    if !bootstraps::is_at(tx, pending)? {
        return Ok(());
    }
    let directory = session::directory(tx)?.ok_or(Error::SignedOut)?;
    for change in &page.conversations {
        let About::Conversation(id) = change.about() else { continue };
        if is_gone(id) {
            continue;
        }
        let known = conversations::get(tx, id)?.filter(|known| !known.provisional);
        let (was_here, is_awaited) = (known.is_some(), unconfirmed::remove(tx, id)?);
        if was_here && !is_awaited {
            continue;
        }
        let keep = if is_awaited { unknown::keep } else { unknown::keep_unless_newer };
        let was_kept = keep(tx, change)?;
        let Change::Conversation(view) = change else {
            apply::unreadable(tx, touched, id, false)?;
            continue;
        };
        let is_mine = match reader.side() {
            Side::Family => directory.students.iter().any(|student| student.id == view.student.id),
            Side::School => pending.list == List::Channel(view.channel_id),
        };
        if is_mine {
            match known {
                Some(known) => apply::put_over(tx, reader, view, &known)?,
                None => apply::put_new(tx, reader, view, view.last_seq)?,
            }
            if was_kept && !was_here {
                conversations::forget_history(tx, id)?;
            }
            touched.threads.insert(view.id);
        }
    }
    touched.lists.insert(pending.list);
    touched.outbox = true;
    Ok(bootstraps::progress(tx, pending.list, page.next.as_deref())?)
}
