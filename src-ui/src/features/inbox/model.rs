//! What the list shows and asks for.

use std::ops::Range;

use conversas_domain::filter::InboxFilter;
use conversas_domain::ids::{ChannelId, ConversationId, StudentId};
use conversas_domain::inbox::InboxKey;
use conversas_domain::person::Side;
use conversas_ipc::{Event, Failure, InboxQuery, SaveFilter, SavedFilterQuery};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::{App, Flight, app};
use crate::state::inbox::{InboxList, PAGE};
use crate::transport::call;
use crate::transport::events::{self, News};

/// How far the list has come.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Loading {
    /// No answer yet.
    Waiting,
    /// There is a list.
    Ready,
    /// There is none, and why.
    Failed(Failure),
}

/// The list; a handle, copied freely.
#[derive(Clone, Copy)]
pub(super) struct Inbox {
    pub(super) app: App,
    pub(super) side: Side,
    pub(super) channel: Option<ChannelId>,
    pub(super) list: RwSignal<InboxList>,
    pub(super) loading: RwSignal<Loading>,
    pub(super) filter: RwSignal<InboxFilter>,
    pub(super) name: RwSignal<String>,
    pub(super) student: RwSignal<Option<StudentId>>,
    /// Rows that the page holds.
    pub(super) view: RwSignal<Range<usize>>,
    /// The row the keyboard is at.
    pub(super) active: RwSignal<Option<ConversationId>>,
    /// Counts questions: an answer to an older one is not shown.
    pub(super) question: RwSignal<u64>,
    refreshing: Flight,
    paging: Flight,
}

impl Inbox {
    /// The list of where the person is; starts to load.
    pub(super) fn new() -> Inbox {
        let app = app();
        let inbox = Inbox {
            app,
            side: app.side(),
            channel: app.route.get_untracked().channel,
            list: RwSignal::new(InboxList::default()),
            loading: RwSignal::new(Loading::Waiting),
            filter: RwSignal::new(InboxFilter::default()),
            name: RwSignal::new(String::new()),
            student: RwSignal::new(None),
            view: RwSignal::new(0..20),
            active: RwSignal::new(None),
            question: RwSignal::new(0),
            refreshing: Flight::new(),
            paging: Flight::new(),
        };
        events::listen(move |news| inbox.hear(news));
        inbox.begin();
        inbox
    }

    fn begin(self) {
        spawn_local(async move {
            if let Some(channel_id) = self.channel
                && let Ok(saved) = call(SavedFilterQuery { channel_id }).await
            {
                self.filter.try_set(saved.filter);
            }
            self.ask();
        });
    }

    fn hear(self, news: &News) {
        match news {
            News::Event(Event::InboxChanged { channel_id }) if *channel_id == self.channel => self.refresh(),
            News::Restarted => self.refresh(),
            News::Event(_) => {}
        }
    }

    /// There is a list.
    pub(super) fn is_ready(self) -> bool {
        self.loading.with(|loading| *loading == Loading::Ready)
    }

    /// Something is left out.
    pub(super) fn is_narrowed(self) -> bool {
        self.filter.with(|filter| filter.is_active())
            || !self.name.with(|name| name.trim().is_empty())
            || self.student.get().is_some()
    }

    /// Another filter: shows it and remembers it.
    pub(super) fn set_filter(self, filter: InboxFilter) {
        self.filter.set(filter.clone());
        self.ask();
        if let Some(channel_id) = self.channel {
            spawn_local(async move {
                // What cannot be remembered still holds until the window closes.
                let _ = call(SaveFilter { channel_id, filter }).await;
            });
        }
    }

    /// Back to everything, in one step.
    pub(super) fn clear_filters(self) {
        self.set_filter(InboxFilter::default());
    }

    /// Another name.
    pub(super) fn set_name(self, name: String) {
        // A pause in typing may end when the list is gone already.
        if self.name.try_with_untracked(|old| *old != name) == Some(true) {
            self.name.set(name);
            self.ask();
        }
    }

    /// Another student.
    pub(super) fn set_student(self, student: Option<StudentId>) {
        self.student.set(student);
        self.ask();
    }

    /// A new question, from the top.
    pub(super) fn ask(self) {
        let Some(question) = self.question.try_update(|number| {
            *number += 1;
            *number
        }) else {
            return;
        };
        let query = self.query(None, PAGE);
        spawn_local(async move {
            let answer = call(query).await;
            if self.question.try_get_untracked() != Some(question) {
                return;
            }
            match answer {
                Ok(page) => {
                    self.list.update(|list| list.replace(page));
                    self.loading.set(Loading::Ready);
                }
                Err(failure) => self.loading.set(Loading::Failed(failure)),
            }
        });
    }

    /// The same question again: something changed.
    pub(super) fn refresh(self) {
        self.refreshing.run(move || async move {
            let Some(question) = self.question.try_get_untracked() else { return };
            let asked = self.list.with_untracked(|list| self.view.with_untracked(|view| list.refresh(view)));
            if let Ok(page) = call(self.query(asked.after, asked.limit)).await
                && self.question.try_get_untracked() == Some(question)
            {
                self.list.update(|list| list.replace_from(&asked, page));
                self.loading.set(Loading::Ready);
                self.load_more();
            }
        });
    }

    /// Loads until the rows in view are here, and up to date.
    pub(super) fn load_more(self) {
        if self.list.with_untracked(|list| self.view.with_untracked(|view| list.shows_stale(view))) {
            self.refresh();
        }
        self.paging.run(move || async move {
            while let Some(question) = self.question.try_get_untracked() {
                let next =
                    self.list.with_untracked(|list| self.view.with_untracked(|view| list.next_page(view)));
                let Some((after, limit)) = next else { return };
                match call(self.query(after, limit)).await {
                    Ok(page) if page.rows.is_empty() => return,
                    Ok(page) if self.question.try_get_untracked() == Some(question) => {
                        self.list.update(|list| list.append_after(after, page));
                    }
                    Ok(_) => {}
                    Err(_) => return,
                }
            }
        });
    }

    fn query(self, after: Option<InboxKey>, limit: u32) -> InboxQuery {
        InboxQuery {
            channel_id: self.channel,
            filter: self.filter.get_untracked(),
            name: self.name.get_untracked(),
            student_id: self.student.get_untracked(),
            after,
            limit,
        }
    }
}
