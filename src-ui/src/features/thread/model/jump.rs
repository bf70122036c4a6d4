//! Where reading begins, and going to a message anywhere in the thread.

use conversas_domain::ids::EntryId;
use conversas_ipc::{ConversationDetail, ConversationQuery, Failure, ThreadPage, ThreadWindow};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::log::scroll;
use super::{Loading, Thread};
use crate::browser;
use crate::i18n::search as t;
use crate::state::arrival::Arrival;
use crate::state::present::{Asked, Present};
use crate::state::thread::PAGE;
use crate::transport::call;

impl Thread {
    /// The first part of the thread: around the message to go to, around the first unread one, or its end.
    pub(super) async fn first_page(self) -> Result<(), Failure> {
        // The last letters in the conversation that this one was merged with belong to its draft.
        self.app.drafts().keep().await;
        let asked = self.present.with_untracked(Present::ask);
        let mut detail = call(ConversationQuery { id: self.id }).await?;
        if self.is_gone() {
            return Ok(());
        }
        let (jump, unread) = (self.take_jump(), detail.first_unread);
        self.begin_writing(&detail);
        self.take_present(asked, &mut detail);
        self.app.take_detail(detail);
        let page = self.beginning(jump.or(unread)).await?;
        if self.is_gone() {
            return Ok(());
        }
        let shows =
            |entry: Option<EntryId>| entry.filter(|entry| page.items.iter().any(|item| item.id == *entry));
        let (jump_here, is_lacking) = (shows(jump), jump.is_some() && shows(jump).is_none());
        self.at_end.set(shows(jump.or(unread)).is_none());
        self.list.update(|list| list.show(page));
        self.first_unread.set(unread);
        self.is_ready();
        match jump_here {
            Some(entry) => scroll::to_entry(self, entry, true).await,
            None => scroll::to_beginning_of_reading(self).await,
        }
        if is_lacking {
            self.app.say("info", t::not_here().to_owned());
        }
        self.load_around();
        // Where somebody wanted to go meanwhile.
        if let Some(entry) = self.take_jump() {
            self.go_to(entry, true);
        }
        Ok(())
    }

    async fn beginning(self, around: Option<EntryId>) -> Result<ThreadPage, Failure> {
        if let Some(entry_id) = around
            && let Ok(page) = self.ask(ThreadWindow::Around { entry_id }, PAGE).await
            && !page.items.is_empty()
        {
            return Ok(page);
        }
        self.ask(ThreadWindow::Latest, PAGE).await
    }

    fn take_jump(self) -> Option<EntryId> {
        let entry = self.app.arrival().get_untracked().entry_in(self.id)?;
        self.app.end_wish(Arrival::end_seeing);
        Some(entry)
    }

    /// Goes where a search leads while the conversation is open already.
    pub(super) fn follow_jumps(self) {
        let is_wanted = Memo::new(move |_| self.app.arrival().get().entry_in(self.id).is_some());
        Effect::new(move |_| {
            if is_wanted.get()
                && self.loading.with_untracked(|loading| *loading == Loading::Ready)
                && let Some(entry) = self.take_jump()
            {
                self.go_to(entry, true);
            }
        });
    }

    /// Shows a message, loading its surroundings when they are not here. `focus`: the keyboard goes there too.
    pub(in crate::features::thread) fn go_to(self, entry: EntryId, focus: bool) {
        spawn_local(async move {
            let is_here = self.list.with_untracked(|list| list.has(entry));
            if !is_here {
                let answer = self.ask(ThreadWindow::Around { entry_id: entry }, PAGE).await;
                if self.is_gone() {
                    return;
                }
                match answer {
                    Ok(page) if page.items.iter().any(|item| item.id == entry) => {
                        self.at_end.set(false);
                        self.list.update(|list| list.show(page));
                    }
                    _ => return self.app.say("info", t::not_here().to_owned()),
                }
            }
            self.at_end.set(false);
            scroll::to_entry(self, entry, focus).await;
            self.load_around();
        });
    }

    /// The detail, as it is now. What comes while nobody looks is new to who comes back.
    pub(super) fn take_detail(self, asked: Asked, mut detail: ConversationDetail) {
        if self.first_unread.get_untracked().is_none() && !browser::is_attended() {
            self.first_unread.set(detail.first_unread);
        }
        self.take_present(asked, &mut detail);
        self.app.take_detail(detail);
    }

    /// Colleagues who are here are kept apart from the rest of the detail, because they change far more often.
    fn take_present(self, asked: Asked, detail: &mut ConversationDetail) {
        let people = std::mem::take(&mut detail.present);
        self.present.maybe_update(|present| present.answer(asked, people));
    }
}
