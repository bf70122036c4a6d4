//! The state of the list and its questions to the host.

use std::ops::Range;

use conversas_domain::filter::InboxFilter;
use conversas_domain::ids::{ChannelId, ConversationId, StudentId};
use conversas_domain::inbox::Order;
use conversas_domain::person::Side;
use conversas_ipc::{Event, Failure, InboxQuery, SaveFilter, SavedFilterQuery};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::keys;
use crate::app::{App, Flight, Listeners, app};
use crate::state::hold::Hold;
use crate::state::inbox::{Answered, Ask, InboxList};
use crate::state::next::Opened;
use crate::transport::call;
use crate::transport::events::{self, News};

/// The progress of loading the list.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Loading {
    /// No answer has come yet.
    Waiting,
    /// The list is here.
    Ready,
    /// Loading failed, for this reason.
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
    pub(super) order: RwSignal<Order>,
    /// The open conversation, as the list knew it first.
    pub(super) opened: StoredValue<Option<Opened>>,
    pub(super) name: RwSignal<String>,
    pub(super) student: RwSignal<Option<StudentId>>,
    /// The rows that the page holds.
    pub(super) view: RwSignal<Range<usize>>,
    /// The row that the keyboard is at.
    pub(super) active: RwSignal<Option<ConversationId>>,
    /// The number of the newest question: an answer to an older one is not shown.
    pub(super) question: RwSignal<u64>,
    /// The row that the keyboard goes to as soon as it is here.
    pub(super) heading: StoredValue<Option<usize>>,
    /// The scrolling list, which is told by how many rows it must be scrolled so that nothing in view moves.
    pub(super) shifts: Listeners<isize>,
    /// What the pointer allows.
    pub(super) hold: StoredValue<Hold>,
    /// The rows in view before they last changed places.
    pub(super) before: StoredValue<Vec<(usize, ConversationId)>>,
    /// Whether a refresh follows when the pointer rests.
    pub(super) waiting: StoredValue<bool>,
    /// The question that the list answers.
    answered: StoredValue<Answered>,
    asking: Flight,
    pub(super) refreshing: Flight,
    paging: Flight,
}

impl Inbox {
    /// Makes the list of the person's place; starts to load it.
    pub(super) fn new() -> Inbox {
        let app = app();
        let inbox = Inbox {
            app,
            side: app.side(),
            channel: app.route().get_untracked().channel,
            list: RwSignal::new(InboxList::default()),
            loading: RwSignal::new(Loading::Waiting),
            filter: RwSignal::new(InboxFilter::default()),
            order: RwSignal::new(Order::default()),
            opened: StoredValue::new(None),
            name: RwSignal::new(String::new()),
            student: RwSignal::new(None),
            view: RwSignal::new(0..20),
            active: RwSignal::new(None),
            question: RwSignal::new(0),
            heading: StoredValue::new(None),
            shifts: Listeners::new(),
            hold: StoredValue::new(Hold::default()),
            before: StoredValue::new(Vec::new()),
            waiting: StoredValue::new(false),
            answered: StoredValue::new(Answered::default()),
            asking: Flight::new(),
            refreshing: Flight::new(),
            paging: Flight::new(),
        };
        events::listen(move |news| inbox.hear(news));
        inbox.follow_the_open_one();
        inbox.begin();
        inbox
    }

    fn begin(self) {
        spawn_local(async move {
            if let Ok(saved) = call(SavedFilterQuery { channel_id: self.channel }).await {
                self.filter.try_set(saved.filter);
                self.order.try_set(saved.order);
            }
            self.ask();
        });
    }

    /// Keeps what the list says of the open conversation when it is opened, or as soon as the list has it.
    fn follow_the_open_one(self) {
        Effect::new(move |_| {
            let Some(id) = self.app.route().get().conversation else { return self.opened.set_value(None) };
            let is_known = self.opened.with_value(|opened| {
                opened.as_ref().is_some_and(|opened| opened.id == id && opened.is_known())
            });
            if !is_known {
                self.opened.set_value(Some(self.list.with(|list| Opened::in_list(id, list))));
            }
        });
    }

    fn hear(self, news: &News) {
        match news {
            News::Event(Event::InboxChanged { channel_id }) if *channel_id == self.channel => self.refresh(),
            News::Restarted => self.refresh(),
            News::Event(_) => {}
        }
    }

    /// Whether the list is here.
    pub(super) fn is_ready(self) -> bool {
        self.loading.with(|loading| *loading == Loading::Ready)
    }

    /// Whether a filter leaves rows out.
    pub(super) fn is_narrowed(self) -> bool {
        self.filter.with(|filter| filter.is_active())
            || !self.name.with(|name| name.trim().is_empty())
            || self.student.get().is_some()
    }

    /// Sets the filter: shows it and remembers it.
    pub(super) fn set_filter(self, filter: InboxFilter) {
        self.filter.set(filter);
        self.ask();
        self.remember();
    }

    /// Sets the order: shows it and remembers it.
    pub(super) fn set_order(self, order: Order) {
        self.order.set(order);
        self.ask();
        self.remember();
    }

    /// The order in this side's words: a family's list by longest wait is one by newest activity.
    pub(super) fn shown_order(self) -> Order {
        match (self.side, self.order.get()) {
            (Side::Family, Order::Waiting) => Order::Newest,
            (Side::Family | Side::School, order) => order,
        }
    }

    fn remember(self) {
        let (filter, order) = (self.filter.get_untracked(), self.order.get_untracked());
        let request = SaveFilter { channel_id: self.channel, filter, order };
        spawn_local(async move {
            // Ignored: an order that cannot be remembered holds until the window closes.
            let _ = call(request).await;
        });
    }

    /// Removes all filters.
    pub(super) fn clear_filters(self) {
        self.set_filter(InboxFilter::default());
    }

    /// Sets the name to search for.
    pub(super) fn set_name(self, name: String) {
        if self.name.with_untracked(|old| *old != name) {
            self.name.set(name);
            self.ask();
        }
    }

    /// Sets the student.
    pub(super) fn set_student(self, student: Option<StudentId>) {
        self.student.set(student);
        self.ask();
    }

    /// Asks a new question, from the top. While one is on its way, only the newest after it is asked.
    pub(super) fn ask(self) {
        if self.question.try_update(|number| *number += 1).is_none() {
            return;
        }
        self.heading.set_value(None);
        self.put_question();
    }

    /// Sends the current question.
    pub(super) fn put_question(self) {
        self.asking.run(move || async move {
            let Some(question) = self.question.try_get_untracked() else { return };
            let answer = call(self.query(&Ask::FIRST)).await;
            if self.question.try_get_untracked() != Some(question) {
                return;
            }
            match answer {
                Ok(page) => {
                    // Asked again once the button is up: a row that is made anew under a pressed button would
                    // not hear of the click.
                    let holds = untrack(move || self.is_ready()) && self.holds_all();
                    if self.answered.try_update_value(|answered| answered.take(question, holds)) != Some(true)
                    {
                        return;
                    }
                    self.list.update(|list| list.take(&Ask::FIRST, page));
                    self.loading.set(Loading::Ready);
                    self.load_more();
                }
                Err(failure) => self.loading.set(Loading::Failed(failure)),
            }
        });
    }

    /// Loads until the rows in view are here.
    pub(super) fn load_more(self) {
        self.paging.run(move || async move {
            let mut before = None;
            while let Some(question) = self.settled() {
                let next = self.list.with_untracked(|list| self.view.with_untracked(|view| list.next(view)));
                // The same question would bring the same answer.
                let Some(ask) = next.filter(|next| before.as_ref() != Some(next)) else { return };
                before = Some(ask.clone());
                match call(self.query(&ask)).await {
                    Ok(page) if self.settled() == Some(question) => {
                        if self.holds_all() {
                            return;
                        }
                        self.list.update(|list| list.take(&ask, page));
                        keys::catch_up(self);
                    }
                    Ok(_) => {}
                    Err(_) => return,
                }
            }
        });
    }

    /// The question whose answer the list shows; none while another one is on its way.
    pub(super) fn settled(self) -> Option<u64> {
        let answered = self.answered.try_get_value()?;
        self.question.try_get_untracked().filter(|question| answered.is(*question))
    }

    pub(super) fn query(self, ask: &Ask) -> InboxQuery {
        InboxQuery {
            channel_id: self.channel,
            filter: self.filter.get_untracked(),
            name: self.name.get_untracked(),
            student_id: self.student.get_untracked(),
            order: self.order.get_untracked(),
            after: ask.after.clone(),
            skip: ask.skip(),
            limit: ask.limit(),
        }
    }
}
