//! Asks the current question again, because something changed, without moving anything under a pointer.

use std::time::Duration;

use conversas_domain::ids::ConversationId;
use leptos::prelude::*;
use web_sys::Event;

use super::model::Inbox;
use crate::clock;
use crate::state::hold::Freedom;
use crate::state::inbox::Ask;
use crate::transport::call;

impl Inbox {
    /// Asks again for the rows in view. As long as the pointer is at work, rows change in place only, and the
    /// new order follows when it rests.
    /// follows when it rests.
    pub(super) fn refresh(self) {
        self.refreshing.run(move || async move {
            let Some(question) = self.settled() else { return self.put_question() };
            let ask = self.view.with_untracked(Ask::around);
            let Ok(page) = call(self.query(&ask)).await else { return };
            if self.settled() != Some(question) {
                return;
            }
            if !self.view.with_untracked(|view| ask.covers(view)) {
                return self.refresh();
            }
            match self.hold.with_value(|hold| hold.freedom(clock::device_now())) {
                Freedom::AllHolds(ms) => self.refresh_after(ms),
                Freedom::OrderHolds(ms) => {
                    self.list.update(|list| list.take_in_place(page));
                    self.refresh_after(ms);
                }
                Freedom::Free => {
                    let seen =
                        self.list.with_untracked(|list| self.view.with_untracked(|view| list.seen(view)));
                    self.list.update(|list| list.take(&ask, page));
                    self.settle(seen);
                    self.load_more();
                }
            }
        });
    }

    /// Whether a button is down on the list, so that nothing may change. Changes from meanwhile are asked for
    /// again later.
    pub(super) fn holds_all(self) -> bool {
        match self.hold.with_value(|hold| hold.freedom(clock::device_now())) {
            Freedom::AllHolds(ms) => {
                self.refresh_after(ms);
                true
            }
            Freedom::OrderHolds(_) | Freedom::Free => false,
        }
    }

    /// Lets delayed changes happen, because the pointer has left the list.
    pub(super) fn let_go(self) {
        self.hold.update_value(|hold| hold.left());
        if self.waiting.get_value() {
            self.refresh();
        }
    }

    /// The row that a press means: right after rows changed places, the one that was there before. The press
    /// counts at the time when it happened, because a busy page hears of it later.
    /// happened: a page that was busy with the new order hears of it later.
    pub(super) fn meant(self, id: ConversationId, press: &Event) -> ConversationId {
        if !self.hold.with_value(|hold| hold.is_too_soon(clock::happened(press))) {
            return id;
        }
        let place = self.list.with_untracked(|list| list.place(id));
        let there = |(before, _): &&(usize, ConversationId)| Some(*before) == place;
        self.before.with_value(|before| before.iter().find(there).map_or(id, |(_, before)| *before))
    }

    fn refresh_after(self, milliseconds: i64) {
        if self.waiting.get_value() {
            return;
        }
        self.waiting.set_value(true);
        let pause = Duration::from_millis(milliseconds.max(1).unsigned_abs());
        set_timeout(
            move || {
                // The list may be gone by now.
                if self.waiting.try_set_value(false).is_none() {
                    self.refresh();
                }
            },
            pause,
        );
    }

    /// Settles the scrolling: a person at the top sees new rows there; a person who has scrolled keeps the
    /// rows that they were looking at.
    fn settle(self, seen: Vec<(usize, ConversationId)>) {
        let moved = self.list.with_untracked(|list| list.moved(&seen));
        let is_scrolled = self.view.with_untracked(|view| view.start > 0);
        if is_scrolled && moved != 0 {
            return self.shifts.tell(moved);
        }
        let is_same = self.list.with_untracked(|list| {
            seen.iter().all(|(place, id)| list.row(*place).is_some_and(|row| row.id == *id))
        });
        if !is_same {
            self.before.set_value(seen);
            self.hold.update_value(|hold| hold.reordered(clock::device_now()));
        }
    }
}
