//! The state of the open conversation and its questions to the host.

mod jump;
mod lines;
mod reading;
mod tray;

use std::collections::HashMap;
use std::sync::Arc;

use conversas_domain::ids::{ConversationId, EntryId};
use conversas_domain::person::Side;
use conversas_ipc::{
    ConversationQuery, Failure, FailureCode, Position, ThreadItem, ThreadPage, ThreadQuery, ThreadWindow,
};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::log::hold::Press;
use super::log::scroll;
use super::menu;
use crate::app::{App, Flight, app};
use crate::state::groups::{Block, DayGroup, Run, by_day};
use crate::state::present::Present;
use crate::state::selection::Selection;
use crate::state::thread::news::{Change, change_of};
use crate::state::thread::{PAGE, ThreadList};
use crate::transport::call;
use crate::transport::events::{self, News};
use lines::lines;
use tray::Tray;

/// The progress of loading the thread.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Loading {
    /// No answer has come yet.
    Waiting,
    /// The thread is here.
    Ready,
    /// Loading failed, for this reason.
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
    /// Whether the person sees the end.
    pub(super) at_end: RwSignal<bool>,
    /// The place that the page itself has scrolled the log to: scrolling that ends there is not the person's.
    pub(super) placed: StoredValue<i32>,
    /// The newest place that the person has seen.
    pub(super) seen: RwSignal<Option<Position>>,
    /// The newest item that has been on the screen.
    pub(super) shown_up_to: RwSignal<Option<Position>>,
    /// The text in the composer.
    pub(super) text: RwSignal<String>,
    /// Whether the person types in the composer, which then stays until they leave it or send, also if the
    /// ticket is finished meanwhile.
    pub(super) typing: RwSignal<bool>,
    /// Whether Enter was the last key before it was known that the person may write here.
    pub(super) sends_first: StoredValue<bool>,
    /// The reason why the last message was not taken.
    pub(super) complaint: RwSignal<Option<String>>,
    /// Files that are chosen and not sent.
    pub(super) tray: Tray,
    /// Whether "Iniciar novo atendimento" was pressed.
    pub(super) starting: RwSignal<bool>,
    /// Whether the dialog "Finalizar este atendimento?" is open.
    pub(super) finishing: RwSignal<bool>,
    /// The entry after the mark of unread messages, until the person answers or leaves.
    pub(super) first_unread: RwSignal<Option<EntryId>>,
    /// Colleagues who are in the conversation, too.
    pub(super) present: RwSignal<Present>,
    /// Whether the search within the conversation is open.
    pub(super) finding: RwSignal<bool>,
    /// Messages that are selected.
    pub(super) selection: RwSignal<Selection>,
    /// Whether the dialog "Encaminhar para outro canal" is open.
    pub(super) forwarding: RwSignal<bool>,
    /// The menu of a message that is open.
    pub(super) menu: RwSignal<Option<menu::Opened>>,
    /// The pointers over the log.
    pub(super) press: Press,
    /// Whether the person writes an internal note.
    pub(super) noting: RwSignal<bool>,
    /// The text of the note.
    pub(super) note: RwSignal<String>,
    /// Whether the host has told the draft, so that the typed text follows on it.
    pub(super) draft_known: StoredValue<bool>,
    /// Whether something changed while the first page was on its way, and may be missing in it.
    outdated: StoredValue<bool>,
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
                Block::Day(..) | Block::Unread | Block::Episode { .. } | Block::Survey { .. } => None,
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
            placed: StoredValue::new(0),
            seen: RwSignal::new(None),
            shown_up_to: RwSignal::new(None),
            text: RwSignal::new(String::new()),
            typing: RwSignal::new(false),
            sends_first: StoredValue::new(false),
            complaint: RwSignal::new(None),
            tray: Tray::new(),
            starting: RwSignal::new(false),
            finishing: RwSignal::new(false),
            first_unread,
            present: RwSignal::new(Present::default()),
            finding: RwSignal::new(false),
            selection: RwSignal::new(Selection::default()),
            forwarding: RwSignal::new(false),
            menu: RwSignal::new(None),
            press: Press::new(),
            noting: RwSignal::new(false),
            note: RwSignal::new(String::new()),
            draft_known: StoredValue::new(false),
            outdated: StoredValue::new(false),
            refreshing: Flight::new(),
            paging: Flight::new(),
        };
        app.forget_detail();
        events::listen(move |news| thread.hear(news));
        thread.begin();
        thread.ask_tray();
        thread.bring_note();
        thread.hear_refused();
        thread.hear_returned();
        thread.follow_jumps();
        thread
    }

    /// Loads the thread from nothing.
    pub(super) fn begin(self) {
        self.loading.set(Loading::Waiting);
        spawn_local(async move {
            if let Err(failure) = self.first_page().await {
                self.loading.try_set(Loading::Failed(failure));
            }
        });
    }

    fn hear(self, news: &News) {
        let News::Event(event) = news else {
            self.ask_tray();
            return self.refresh();
        };
        match change_of(event, self.id) {
            Some(Change::Thread) => self.refresh(),
            Some(Change::Tray) => self.ask_tray(),
            Some(Change::Upload(entry, percent)) => {
                self.list.maybe_update(|list| list.goes_up(entry, percent))
            }
            Some(Change::Download(file, percent)) => {
                self.list.maybe_update(|list| list.comes_down(file, percent))
            }
            Some(Change::Present(people)) => self.present.update(|present| present.tell(people)),
            Some(Change::Hanging(over)) => self.tray.hanging.set(over),
            Some(Change::Found(found)) => self.go_to_found(found),
            None => {}
        }
    }

    /// Asks again for the part that is shown.
    pub(super) fn refresh(self) {
        self.refreshing.run(move || async move {
            if self.loading.try_get_untracked() != Some(Loading::Ready) {
                self.outdated.try_set_value(true);
                return;
            }
            let asked = self.present.with_untracked(Present::ask);
            let detail = call(ConversationQuery { id: self.id }).await;
            if self.is_gone() {
                return;
            }
            match detail {
                Ok(detail) => self.take_detail(asked, detail),
                // Access was taken away while the conversation was open.
                Err(failure) if failure.code == FailureCode::NotFound => {
                    self.app.forget_detail();
                    self.present.set(Present::default());
                    return self.loading.set(Loading::Failed(failure));
                }
                Err(_) => {}
            }
            let (window, limit) = self.list.with_untracked(|list| list.refresh_window());
            let Ok(page) = self.ask(window, limit).await else { return };
            if self.is_gone() {
                return;
            }
            if self.list.with_untracked(|list| list.refresh_window().0 != window) {
                // Another part is shown by now.
                return self.refresh();
            }
            let follow = self.at_end.get_untracked();
            scroll::keeping_place(self, |list| list.refresh(page, follow)).await;
            self.load_around();
        });
    }

    /// Asks for changes that the first page may have missed, once it is there.
    pub(super) fn is_ready(self) {
        self.loading.set(Loading::Ready);
        self.send_first();
        if self.outdated.get_value() {
            self.outdated.set_value(false);
            self.refresh();
        }
    }

    /// Loads the part before or after, when the person is near it.
    pub(super) fn load_around(self) {
        self.paging.run(move || async move {
            while let Some(window) = scroll::wanted(self) {
                let Ok(page) = self.ask(window, PAGE).await else { return };
                if self.is_gone() {
                    return;
                }
                let stuck = page.items.is_empty();
                scroll::keeping_place(self, |list| match window {
                    // A person who jumped meanwhile looks at another part.
                    ThreadWindow::Before { position } if list.first() == Some(position) => list.prepend(page),
                    ThreadWindow::After { position } if list.last() == Some(position) => list.append(page),
                    _ => {}
                })
                .await;
                if stuck {
                    return;
                }
            }
        });
    }

    /// Shows the end of the thread, whatever part is shown now.
    pub(super) fn show_end(self) {
        spawn_local(async move {
            if self.list.with_untracked(|list| list.has_newer)
                && let Ok(page) = self.ask(ThreadWindow::Latest, PAGE).await
                && !self.is_gone()
            {
                self.list.update(|list| list.show(page));
            }
            scroll::to_end(self).await;
        });
    }

    /// Whether the person has left the conversation, so that its signals are gone.
    pub(super) fn is_gone(self) -> bool {
        self.loading.try_get_untracked().is_none()
    }

    pub(super) async fn ask(self, window: ThreadWindow, limit: u32) -> Result<ThreadPage, Failure> {
        call(ThreadQuery { conversation_id: self.id, window, limit }).await
    }
}
