//! What the open conversation shows and asks for.

use std::collections::HashMap;
use std::sync::Arc;

use conversas_domain::ids::{ConversationId, EntryId, TicketId};
use conversas_domain::person::Side;
use conversas_ipc::{
    ConversationQuery, Event, Failure, FailureCode, Position, ThreadItem, ThreadPage, ThreadQuery,
    ThreadWindow,
};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::scroll;
use crate::app::{App, Flight, app};
use crate::clock;
use crate::state::groups::{Block, DayGroup, Run, blocks, by_day};
use crate::state::thread::{MOST, PAGE, ThreadList};
use crate::transport::call;
use crate::transport::events::{self, News};

/// How far the thread has come.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Loading {
    /// No answer yet.
    Waiting,
    /// It is there.
    Ready,
    /// It is not, and why.
    Failed(Failure),
}

/// An item with its place among its neighbours.
pub(super) type Shown = (Arc<ThreadItem>, Run);

/// The open conversation; a handle, copied freely.
#[derive(Clone, Copy)]
pub(super) struct Thread {
    pub(super) app: App,
    pub(super) id: ConversationId,
    pub(super) side: Side,
    pub(super) loading: RwSignal<Loading>,
    pub(super) list: RwSignal<ThreadList>,
    pub(super) days: Memo<Vec<DayGroup>>,
    pub(super) shown: Memo<HashMap<EntryId, Shown>>,
    /// The scrolling log.
    pub(super) log: NodeRef<html::Div>,
    /// The person sees the end.
    pub(super) at_end: RwSignal<bool>,
    /// The newest place they have seen.
    pub(super) seen: RwSignal<Option<Position>>,
    /// What stands in the composer.
    pub(super) text: RwSignal<String>,
    /// What of it is kept.
    pub(super) saved: RwSignal<String>,
    /// Staff: "Iniciar novo atendimento" was pressed.
    pub(super) starting: RwSignal<bool>,
    /// The dialog "Finalizar este atendimento?" is open.
    pub(super) finishing: RwSignal<bool>,
    /// Before it stands the mark, until the person answers.
    pub(super) first_unread: RwSignal<Option<EntryId>>,
    refreshing: Flight,
    paging: Flight,
}

impl Thread {
    /// Opens a conversation and starts to load it.
    pub(super) fn open(id: ConversationId) -> Thread {
        let app = app();
        let list = RwSignal::new(ThreadList::default());
        let first_unread = RwSignal::new(None);
        let days = Memo::new(move |_| by_day(lines(app, &list.read(), first_unread.get())));
        let shown = Memo::new(move |_| {
            let entries = |block: &Block| match block {
                Block::Entry(item, run) => Some((item.id, (Arc::clone(item), *run))),
                Block::Day(..) | Block::Unread | Block::Episode { .. } => None,
            };
            days.with(|days| days.iter().flat_map(|day| &day.blocks).filter_map(entries).collect())
        });
        let thread = Thread {
            app,
            id,
            side: app.side(),
            loading: RwSignal::new(Loading::Waiting),
            list,
            days,
            shown,
            log: NodeRef::new(),
            at_end: RwSignal::new(true),
            seen: RwSignal::new(None),
            text: RwSignal::new(String::new()),
            saved: RwSignal::new(String::new()),
            starting: RwSignal::new(false),
            finishing: RwSignal::new(false),
            first_unread,
            refreshing: Flight::new(),
            paging: Flight::new(),
        };
        app.detail.set(None);
        events::listen(move |news| thread.hear(news));
        thread.begin();
        thread
    }

    /// Loads it from nothing.
    pub(super) fn begin(self) {
        self.loading.set(Loading::Waiting);
        spawn_local(async move {
            if let Err(failure) = self.first_page().await {
                self.loading.try_set(Loading::Failed(failure));
            }
        });
    }

    async fn first_page(self) -> Result<(), Failure> {
        let detail = call(ConversationQuery { id: self.id }).await?;
        if self.is_gone() {
            return Ok(());
        }
        let unread = detail.unread;
        self.text.set(detail.draft.clone());
        self.saved.set(detail.draft.clone());
        self.app.take_detail(detail);
        let limit = unread.saturating_add(20).clamp(PAGE, MOST as u32);
        let page = self.ask(ThreadWindow::Latest, limit).await?;
        if self.is_gone() {
            return Ok(());
        }
        self.list.update(|list| list.show_latest(page));
        self.first_unread
            .set(self.list.with_untracked(|list| list.first_unread(unread, |item| self.counts(item))));
        self.loading.set(Loading::Ready);
        scroll::to_beginning_of_reading(self).await;
        self.load_around();
        Ok(())
    }

    fn hear(self, news: &News) {
        match news {
            News::Event(Event::ThreadChanged { conversation_id }) if *conversation_id == self.id => {
                self.refresh()
            }
            News::Restarted => self.refresh(),
            News::Event(_) => {}
        }
    }

    /// Asks again for what is shown.
    pub(super) fn refresh(self) {
        self.refreshing.run(move || async move {
            if self.loading.try_get_untracked() != Some(Loading::Ready) {
                return;
            }
            let detail = call(ConversationQuery { id: self.id }).await;
            if self.is_gone() {
                return;
            }
            match detail {
                Ok(detail) => self.app.take_detail(detail),
                // Access was taken away while it was open.
                Err(failure) if failure.code == FailureCode::NotFound => {
                    self.app.detail.set(None);
                    return self.loading.set(Loading::Failed(failure));
                }
                Err(_) => {}
            }
            let (window, limit) = self.list.with_untracked(|list| list.refresh_window());
            if let Ok(page) = self.ask(window, limit).await
                && !self.is_gone()
                && self.list.with_untracked(|list| list.refresh_window().0 == window)
            {
                let follow = self.at_end.get_untracked();
                scroll::keeping_place(self, |list| list.refresh(page, follow)).await;
                self.load_around();
            }
        });
    }

    /// Loads what lies before or after, when the person is near it.
    pub(super) fn load_around(self) {
        self.paging.run(move || async move {
            while let Some(window) = scroll::wanted(self) {
                let Ok(page) = self.ask(window, PAGE).await else { return };
                if self.is_gone() {
                    return;
                }
                let stuck = page.items.is_empty();
                scroll::keeping_place(self, |list| match window {
                    ThreadWindow::Before { .. } => list.prepend(page),
                    ThreadWindow::After { .. } => list.append(page),
                    ThreadWindow::Latest | ThreadWindow::From { .. } => {}
                })
                .await;
                if stuck {
                    return;
                }
            }
        });
    }

    /// Shows the end of the thread, whatever is shown now.
    pub(super) fn show_end(self) {
        spawn_local(async move {
            if self.list.with_untracked(|list| list.has_newer)
                && let Ok(page) = self.ask(ThreadWindow::Latest, PAGE).await
                && !self.is_gone()
            {
                self.list.update(|list| list.show_latest(page));
            }
            scroll::to_end(self).await;
        });
    }

    /// Whether an item is news to the reader: for staff the family's, for guardians everybody else's.
    pub(super) fn counts(self, item: &ThreadItem) -> bool {
        match self.side {
            Side::School => {
                item.author.side == Side::Family
                    || !matches!(item.kind, conversas_ipc::ItemKind::Message { .. })
            }
            Side::Family => !item.author.is_me,
        }
    }

    /// The person has left the conversation: its signals are no more.
    pub(super) fn is_gone(self) -> bool {
        self.loading.try_get_untracked().is_none()
    }

    async fn ask(self, window: ThreadWindow, limit: u32) -> Result<ThreadPage, Failure> {
        call(ThreadQuery { conversation_id: self.id, window, limit }).await
    }
}

fn lines(app: App, list: &ThreadList, first_unread: Option<EntryId>) -> Vec<Block> {
    let numbers: HashMap<TicketId, u32> = app.detail.with(|detail| {
        let tickets = detail.iter().flat_map(|detail| detail.earlier.iter().chain([&detail.ticket]));
        tickets.map(|ticket| (ticket.id, ticket.number)).collect()
    });
    blocks(list.items(), first_unread, |at| clock::civil(at).date, |ticket| numbers.get(&ticket).copied())
}
